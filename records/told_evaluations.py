"""Evaluations as told to who reads no drafts (告知口径): what was published, nothing that the machine alone says.

A score is published with items whose rule is not trusted yet and that nobody looked at: what the machine found there
is a suspicion still, and what a person or an appeal overturned is none any more.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.evaluation import Evaluation, ItemResult
from inspection.item_verdicts import ItemVerdict
from inspection.publication import PublishedItem, Source, published
from inspection.rule_standing import Standing
from inspection.score_basis import ScoreBasis
from records import evaluations, publications, reviews, rule_standings, sight_filter
from records.evaluation_json import item_to_json
from records.publications import StoredPublication
from records.score_bases import KeptBases

_COUNTED = (Source.MACHINE, Source.HUMAN)
_OF_PUBLICATION = ("published_score", "human_score", "points_judged", "points_possible", "fatal_confirmed", "band")
_RETOLD = (*_OF_PUBLICATION, "machine_score", "raw_score", "fatal_suspected")


def as_told(connection: Connection, many: Sequence[Evaluation], drafts: Sight) -> list[Evaluation]:
    """Evaluations as they are told to who sees `drafts`: those as they are, others as they were published last.

    Without a publication, or when what it was scored by is not kept, no item is told.
    """
    open_to = sight_filter.evaluations_seen(connection, drafts, [one.evaluation_id for one in many])
    closed = [one for one in many if one.evaluation_id not in open_to]
    last = publications.latest(connection, [one.evaluation_id for one in closed])
    said, bases = reviews.verdicts_on(connection, closed), KeptBases(connection)
    told = {
        one.evaluation_id: _as_published(one, bases.of(one), last.get(one.evaluation_id), said[one.evaluation_id])
        for one in closed
    }
    return [told.get(one.evaluation_id, one) for one in many]


def told_rows(connection: Connection, rows: Sequence[dict[str, Any]], drafts: Sight) -> list[dict[str, Any]]:
    """Exported rows of evaluations with what `as_told` gives of them."""
    many = evaluations.find_all(connection, [row["evaluation_id"] for row in rows])
    found = {one.evaluation_id: one for one in many}
    told = {one.evaluation_id: one for one in as_told(connection, list(found.values()), drafts)}
    standings = rule_standings.known(connection)
    retold: list[dict[str, Any]] = []
    for row in rows:
        one = told[row["evaluation_id"]]
        if one is not found[row["evaluation_id"]]:
            items = [item_to_json(i, standings.get(i.rule_version, Standing.TRIAL)) for i in one.items]
            columns = {name: getattr(one, name) for name in _RETOLD}
            retold.append(row | columns | {"fatal_items": [], "items": items})
        else:
            retold.append(row)
    return retold


def _as_published(
    evaluation: Evaluation, basis: ScoreBasis | None, last: StoredPublication | None, said: Sequence[ItemVerdict]
) -> Evaluation:
    items: tuple[ItemResult, ...] = ()
    if basis is not None and last is not None:
        trusted = publications.counted_rules(evaluation, last)
        until_then = [verdict for verdict in said if verdict.at <= last.at]
        items = tuple(_told(item) for item in published(evaluation, basis, until_then, trusted).items)
    columns: dict[str, Any] = {name: getattr(last or evaluation, name) for name in _OF_PUBLICATION}
    return replace(
        evaluation,
        **(columns if last else columns | {"band": None}),
        machine_score=None,
        raw_score=None,
        fatal_suspected=bool(columns["fatal_confirmed"]),
        fatal_items=(),
        items=items,
    )


def _told(item: PublishedItem) -> ItemResult:
    """The item as it counts; of one that does not, only that it waits for a person."""
    if item.source in _COUNTED:
        return item.result
    return replace(item.result, reason="", evidence=(), confidence=0.0)
