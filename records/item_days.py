"""Counts per day, agent and item (日计数): coaching is worked out from them, a million evaluations in seconds.

The rows say what the machine found; what people said since is put in its place when they are read.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import ItemState
from records.coaching_tables import item_days
from records.corrected_items import Corrected, corrected
from records.tables import current_evaluations, evaluation_items, evaluations

SCORE = "score"
"""The machine's score as an item: `total` and `squares` are points 0-100, nothing is unmet."""

_JUDGED = (ItemState.MET.value, ItemState.UNMET.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDay:
    """An item of one agent on one business day: judged `n` times, `unmet` of them; sums of points 0-100."""

    business_date: date
    item: str
    group: str
    agent_id: str
    queue: str
    channel: str
    team: str | None
    n: int
    unmet: int
    lost_points: float
    total: float
    squares: float


def refresh(connection: Connection, days: Iterable[date]) -> None:
    """Count these business days anew, from the current evaluations that have an agent."""
    for day in sorted(set(days)):
        connection.execute(sa.delete(item_days).where(item_days.c.business_date == day))
        for counted in (_items_of(day), _scores_of(day)):
            connection.execute(sa.insert(item_days).from_select([c.name for c in item_days.columns], counted))


def missing(connection: Connection, first: date, last: date) -> list[date]:
    """Days with evaluations that were never counted (nights before there was this table)."""
    e = evaluations.c
    judged = sa.select(e.business_date).where(e.business_date.between(first, last), e.agent_id.is_not(None)).distinct()
    counted = sa.select(item_days.c.business_date).where(item_days.c.business_date.between(first, last)).distinct()
    return sorted(set(connection.execute(judged).scalars()) - set(connection.execute(counted).scalars()))


def known_through(connection: Connection, first: date, last: date) -> date | None:
    """The last of these business days anything is known of: the last one itself once later days were judged."""
    e = evaluations.c
    newest = connection.execute(sa.select(sa.func.max(e.business_date)).where(e.business_date >= first)).scalar_one()
    if newest is None or newest > last:
        return None if newest is None else last
    return date.fromisoformat(newest) if isinstance(newest, str) else newest


def between(
    connection: Connection, first: date, last: date, *, items: Collection[str] | None = None
) -> Iterator[ItemDay]:
    """Counts of the business days (both included), with what people said in the place of what the machine found."""
    columns = item_days.c
    statement = sa.select(item_days).where(columns.business_date.between(first, last))
    if items is not None:
        statement = statement.where(columns.item.in_(list(items)))
    rows = connection.execute(statement.execution_options(yield_per=5000))
    yield from (ItemDay(**row) for row in rows.mappings())
    yield from _deltas(corrected(connection, first, last, items=items))


def sums(
    connection: Connection, first: date, last: date, *, known: Iterable[Corrected] | None = None
) -> Iterator[ItemDay]:
    """The same summed over the days (each row dated `first`), beside what people corrected: much fewer rows.

    `known` is what they corrected in these days, where somebody has asked already.
    """
    c = item_days.c
    counted = [sa.func.sum(column).label(column.name) for column in (c.n, c.unmet, c.lost_points, c.total, c.squares)]
    keys = (c.item, c.group, c.agent_id, c.queue, c.channel)
    chosen = sa.select(*keys, sa.func.max(c.team).label("team"), *counted).where(c.business_date.between(first, last))
    for row in connection.execute(chosen.group_by(*keys)).mappings():
        yield ItemDay(business_date=first, **row)
    yield from _deltas(corrected(connection, first, last) if known is None else known)


def main_work(connection: Connection, since: date) -> dict[str, tuple[str, str]]:
    """The queue and channel each agent has worked most since a day."""
    columns = item_days.c
    n = sa.func.sum(columns.n)
    chosen = sa.select(columns.agent_id, columns.queue, columns.channel, n).where(columns.business_date >= since)
    rows = connection.execute(chosen.group_by(columns.agent_id, columns.queue, columns.channel).order_by(n))
    return {row.agent_id: (row.queue, row.channel) for row in rows}


def _deltas(many: Iterable[Corrected]) -> Iterator[ItemDay]:
    """What a person's word changes in the counts, as rows that add up with the others."""
    for one in many:
        yield from (_delta(one, state, sign) for state, sign in ((one.before, -1), (one.after, 1)) if state)


def _delta(one: Corrected, state: ItemState, sign: int) -> ItemDay:
    met, unmet = state is ItemState.MET, state is ItemState.UNMET
    lost = one.max_points - one.points if one.before is ItemState.UNMET else one.max_points
    return ItemDay(
        business_date=one.business_date,
        item=one.item,
        group=one.form_id,
        agent_id=one.agent_id,
        queue=one.queue or "-",
        channel=one.channel,
        team=one.team,
        n=sign * (met or unmet),
        unmet=sign * unmet,
        lost_points=sign * unmet * lost,
        total=sign * 100.0 * met,
        squares=sign * 10_000.0 * met,
    )


def _current_of(day: date) -> Any:
    e = evaluations.c
    joined = evaluations.join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
    return joined, (e.business_date == day) & e.agent_id.is_not(None)


def _items_of(day: date) -> Any:
    e, i = evaluations.c, evaluation_items.c
    joined, chosen = _current_of(day)
    met = sa.case((i.state == ItemState.MET.value, 1), else_=0)
    unmet = sa.case((i.state == ItemState.UNMET.value, 1), else_=0)
    lost = sa.case((i.state == ItemState.UNMET.value, i.max_points - i.points), else_=0.0)
    queue = sa.func.coalesce(e.queue, "-")
    return (
        sa.select(
            e.business_date, i.item_id, e.form_id, e.agent_id, queue, e.channel, sa.func.max(e.team), sa.func.count(),
            sa.func.sum(unmet), sa.func.sum(lost), sa.func.sum(met) * 100.0, sa.func.sum(met) * 10_000.0,
        )
        .select_from(joined.join(evaluation_items, i.evaluation_id == e.evaluation_id))
        .where(chosen, i.state.in_(_JUDGED))
        .group_by(e.business_date, i.item_id, e.form_id, e.agent_id, queue, e.channel)
    )  # fmt: skip


def _scores_of(day: date) -> Any:
    e = evaluations.c
    joined, chosen = _current_of(day)
    queue, score = sa.func.coalesce(e.queue, "-"), e.machine_score
    return (
        sa.select(
            e.business_date, sa.literal(SCORE), e.form_id, e.agent_id, queue, e.channel, sa.func.max(e.team),
            sa.func.count(), sa.literal(0), sa.literal(0.0), sa.func.sum(score), sa.func.sum(score * score),
        )
        .select_from(joined)
        .where(chosen, score.is_not(None))
        .group_by(e.business_date, e.form_id, e.agent_id, queue, e.channel)
    )  # fmt: skip
