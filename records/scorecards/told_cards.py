"""Scorecards as told to who reads no drafts (告知口径): counted anew from what was published, at the moment one asks.

Agents are told published scores and the items that counted in them; the stored card, the machine's, is not theirs.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.evaluation import Dimension, EvaluationStatus, ItemKind, ItemState, Line
from inspection.publication import Source
from inspection.scorecards.cards import Scorecard, ScorecardScope
from inspection.scorecards.published import CountedItem, PublishedUnit, published_card
from records import publications, sight_filter
from records.publications import StoredPublication
from records.results_rules import scorecard_policy
from records.scorecards.cards import by_ids, to_columns
from records.tables import current_evaluations, evaluation_items, evaluations, scorecards
from records.upsert import in_chunks

_TOLD = (
    "n", "mean", "low", "high", "enough", "machine", "human", "published", "without_score",
    "items", "dimensions", "metrics",
)  # fmt: skip


def as_told(
    connection: Connection, cards: Sequence[Scorecard], drafts: Sight, *, with_items: bool = True
) -> list[Scorecard]:
    """Scorecards as they are told to who sees `drafts`: theirs as they are, others by what was published.

    Without `with_items` only whole scores are counted, which is quicker: lists and courses show no more.
    """
    closed = _closed(connection, cards, drafts)
    subjects = {_subject(card) for card in closed}
    units = {subject: _units_of_cards(connection, subject, closed, with_items=with_items) for subject in subjects}
    told = {card.scorecard_id: published_card(card, units[_subject(card)], scorecard_policy()) for card in closed}
    return [told.get(card.scorecard_id, card) for card in cards]


def told_rows(connection: Connection, rows: Sequence[dict[str, Any]], drafts: Sight) -> list[dict[str, Any]]:
    """Exported rows of scorecards with what `as_told` gives of them."""
    if drafts.is_everything:
        return list(rows)
    stored = by_ids(connection, [row["scorecard_id"] for row in rows], sight=EVERYTHING)
    told = {card.scorecard_id: _columns(card) for card in as_told(connection, stored, drafts) if card.is_published}
    return [row | told.get(row["scorecard_id"], {}) for row in rows]


def published_units(
    connection: Connection, scope: ScorecardScope, name: str, first: date, last: date, *, with_items: bool = True
) -> list[PublishedUnit]:
    """What was last published of one agent, team, site, vendor or queue on these business days (both included)."""
    e = evaluations.c
    of_whom = e["agent_id" if scope is ScorecardScope.AGENT else scope.value] == name
    chosen = (
        sa.select(e.evaluation_id, e.business_date, e.channel)
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .where(of_whom, e.business_date.between(first, last), e.status != EvaluationStatus.DRAFT.value)
        .order_by(e.evaluation_id)
    )
    rows = connection.execute(chosen).all()
    ids = [row.evaluation_id for row in rows]
    last_of, items = publications.latest(connection, ids), _items(connection, ids if with_items else ())
    return [
        PublishedUnit(
            day=row.business_date,
            channel=row.channel,
            score=last_of[row.evaluation_id].published_score,
            fatal_confirmed=last_of[row.evaluation_id].fatal_confirmed,
            items=_counted(items.get(row.evaluation_id, ()), last_of[row.evaluation_id]),
        )
        for row in rows
        if row.evaluation_id in last_of
    ]


def _columns(card: Scorecard) -> dict[str, Any]:
    written = to_columns(card)
    return {name: written[name] for name in _TOLD}


def _closed(connection: Connection, cards: Sequence[Scorecard], drafts: Sight) -> list[Scorecard]:
    if drafts.is_everything:
        return []
    open_to: set[str] = set()
    for chunk in in_chunks([card.scorecard_id for card in cards]):
        seen = scorecards.c.scorecard_id.in_(chunk) & sight_filter.of_scorecards(drafts)
        open_to.update(connection.execute(sa.select(scorecards.c.scorecard_id).where(seen)).scalars())
    return [card for card in cards if card.scorecard_id not in open_to]


def _subject(card: Scorecard) -> tuple[ScorecardScope, str]:
    return card.scope, card.subject or ""


def _units_of_cards(
    connection: Connection, subject: tuple[ScorecardScope, str], closed: Sequence[Scorecard], *, with_items: bool
) -> list[PublishedUnit]:
    theirs = [card for card in closed if _subject(card) == subject]
    first, last = min(card.starts_on for card in theirs), max(card.ends_on for card in theirs)
    return published_units(connection, *subject, first, last, with_items=with_items)


def _items(connection: Connection, evaluation_ids: Sequence[str]) -> dict[str, list[Any]]:
    i = evaluation_items.c
    columns = (i.evaluation_id, i.item_id, i.kind, i.line, i.dimension, i.state, i.points, i.max_points)
    found: dict[str, list[Any]] = {}
    for chunk in in_chunks(evaluation_ids):
        statement = sa.select(*columns).where(i.evaluation_id.in_(chunk)).order_by(i.evaluation_id, i.position)
        for row in connection.execute(statement):
            found.setdefault(row.evaluation_id, []).append(row)
    return found


def _counted(rows: Sequence[Any], last: StoredPublication) -> tuple[CountedItem, ...]:
    """The machine's verdict where its rule counted, a person's where one spoke; of the rest nothing."""
    by_machine = set(last.items.get(Source.MACHINE.value, ()))
    by_people: Mapping[str, Any] = {said["id"]: said for said in last.items.get(Source.HUMAN.value, ())}
    return tuple(
        _item(row, ItemState(row.state), row.points)
        if row.item_id in by_machine
        else _item(row, ItemState(by_people[row.item_id]["state"]), by_people[row.item_id]["points"])
        for row in rows
        if row.item_id in by_machine or row.item_id in by_people
    )


def _item(row: Any, state: ItemState, points: float) -> CountedItem:
    return CountedItem(
        id=row.item_id,
        kind=ItemKind(row.kind),
        line=Line(row.line),
        dimension=Dimension(row.dimension),
        state=state,
        points=points,
        max_points=row.max_points,
    )
