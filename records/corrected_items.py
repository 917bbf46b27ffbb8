"""Judged items whose state people changed (改判条目): the highest instance, else what all agree on.

Of the reviews of a month nineteen in twenty say what the machine said. So the database is asked for those that do not,
then for the few items several reviews speak of; only these are settled one by one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import ItemState
from inspection.item_verdicts import Stage, settled
from records.reviews import to_light_verdict
from records.tables import current_evaluations, evaluation_items, evaluations, reviews
from records.upsert import in_chunks

_COUNTED = (ItemState.MET, ItemState.UNMET)
_NOW = evaluations.alias("now")
_OF_REVIEW = ("who", "at", "stage", "points", "fatal", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """One judged item people disagreed with: its state before and after (None: not judged any more), and where.

    `points` of `max_points` are what the machine gave.
    """

    evaluation_id: str
    item: str
    before: ItemState
    after: ItemState | None
    business_date: date
    form_id: str
    agent_id: str
    queue: str | None
    channel: str
    team: str | None
    points: float
    max_points: float


def corrected(
    connection: Connection, first: date, last: date, *, items: Collection[str] | None = None
) -> list[Corrected]:
    """Items of current evaluations of the business days (both included) that have an agent."""
    others = _contradicted(connection, first, last, items)
    several = _several_said(connection, {evaluation_id for evaluation_id, _ in others})
    found = []
    for (evaluation_id, item), row in others.items():
        rows = several.get((evaluation_id, item))
        state = ItemState(row.state) if rows is None else _settled(item, rows)
        before, after = ItemState(row.machine), state if state in _COUNTED else None
        if (before not in _COUNTED and after is None) or before is after:
            continue
        place = {name: getattr(row, name) for name in ("business_date", "form_id", "agent_id", "queue", "channel")}
        points = {"team": row.team, "points": row.points, "max_points": row.max_points}
        found.append(Corrected(evaluation_id=evaluation_id, item=item, before=before, after=after, **place, **points))
    return found


def _contradicted(
    connection: Connection, first: date, last: date, items: Collection[str] | None
) -> dict[tuple[str, str], Any]:
    """A review that says another state than the machine, of each item that has one, in order of time."""
    now, r, i = _NOW.c, reviews.c, evaluation_items.c
    place = (now.business_date, now.form_id, now.agent_id, now.queue, now.channel, now.team, i.points, i.max_points)
    statement = (
        _on_words(sa.select(now.evaluation_id, r.item, r.state, i.state.label("machine"), *place))
        .join(current_evaluations, current_evaluations.c.evaluation_id == now.evaluation_id)
        .join(evaluation_items, (i.evaluation_id == now.evaluation_id) & (i.item_id == r.item))
        .where(now.business_date.between(first, last), now.agent_id.is_not(None), r.state != i.state)
        .order_by(r.at, r.id)
    )
    if items is not None:
        statement = statement.where(r.item.in_(list(items)))
    found: dict[tuple[str, str], Any] = {}
    for row in connection.execute(statement):
        found.setdefault((row.evaluation_id, row.item), row)
    return found


def _several_said(connection: Connection, evaluation_ids: Iterable[str]) -> dict[tuple[str, str], list[Any]]:
    """All reviews of each item that more than one speaks of, oldest first."""
    now, r = _NOW.c, reviews.c
    asked: set[str] = set()
    for chunk in in_chunks(sorted(evaluation_ids)):
        told = _on_words(sa.select(now.evaluation_id)).where(now.evaluation_id.in_(chunk))
        asked.update(connection.execute(told.group_by(now.evaluation_id, r.item).having(sa.func.count() > 1)).scalars())
    found: dict[tuple[str, str], list[Any]] = defaultdict(list)
    columns = [r[name] for name in _OF_REVIEW]
    for chunk in in_chunks(sorted(asked)):
        said = _on_words(sa.select(now.evaluation_id.label("now_id"), r.item, *columns))
        for row in connection.execute(said.where(now.evaluation_id.in_(chunk)).order_by(r.at, r.id)):
            found[(row.now_id, row.item)].append(row)
    return found


def _on_words(chosen: sa.Select[Any]) -> sa.Select[Any]:
    """Reviews of items, joined to the evaluations of the same words; an older inspection's are left out."""
    e, now = evaluations.c, _NOW.c
    same = (now.source == e.source) & (now.interaction_id == e.interaction_id)
    same &= (now.segment == e.segment) & (now.transcript_hash == e.transcript_hash)
    joined = chosen.select_from(reviews).join(evaluations, e.evaluation_id == reviews.c.evaluation_id).join(_NOW, same)
    own = reviews.c.stage.is_distinct_from(Stage.IMPORTED.value)
    return joined.where(reviews.c.state.is_not(None), reviews.c.item.is_not(None), own)


def _settled(item: str, rows: Sequence[Any]) -> ItemState | None:
    """The state people settled on; None where they disagree."""
    one = settled(map(to_light_verdict, rows)).get(item)
    return one.verdict.state if one is not None and one.verdict is not None else None
