"""The review queue as lists show it: filtered, sorted, fifty at a time, counted up to a cap, and the next one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.queue_filter import ME, NOBODY, QueueFilter, QueueOrder, Waiting
from inspection.review_steps import TaskState
from inspection.search.sought import sought
from records import review_queue, sight_filter, text_search
from records.review_queue import QueuedTask
from records.review_tables import review_reservations as reservations
from records.review_tables import review_tasks as table
from records.tables import flags

MOST_COUNTED = 10_000
MOST_COUNTED_FILTERED = 1_000  # each one counted is read
LISTS = (QueueFilter(whose=ME), QueueFilter(whose=NOBODY), QueueFilter(state=Waiting.OVERDUE))
ROWS = 50
MOST_CHOICES = 100

Condition = sa.ColumnElement[bool]
_OPEN = table.c.state == TaskState.OPEN.value
_LAST = 1_000.0  # past every score and every confidence: what has none comes last


@dataclass(frozen=True, slots=True, kw_only=True)
class Looking:
    """Who looks at the queue, what they see of it, and when."""

    who: str
    sight: Sight
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuePage:
    """Rows of a list, and whether there are others before and after them."""

    rows: tuple[QueuedTask, ...]
    has_before: bool
    has_after: bool


def page(
    connection: Connection,
    wanted: QueueFilter,
    looking: Looking,
    *,
    after: str = "",
    before: str = "",
    rows: int = ROWS,
) -> QueuePage:
    """The first rows of the filter, or those after or before a task (unknown ones: the first)."""
    statement = _chosen(connection, wanted, looking)
    keys, descending = _keys(wanted)
    edge = _edge(connection, keys, after or before)
    backwards = bool(before and edge and not after)
    if edge:
        statement = statement.where(_beyond(keys, edge, greater=descending == backwards))
    order = [key.desc() if descending != backwards else key.asc() for key in keys]
    found = [review_queue.queued(row) for row in connection.execute(statement.order_by(*order).limit(rows + 1))]
    more, shown = len(found) > rows, found[:rows]
    if backwards:
        return QueuePage(rows=tuple(reversed(shown)), has_before=more, has_after=True)
    return QueuePage(rows=tuple(shown), has_before=bool(edge), has_after=more)


def count(connection: Connection, wanted: QueueFilter, looking: Looking) -> int:
    """How many the filter holds, at most one more than `most_counted` of it."""
    some = sa.select(sa.literal(1)).select_from(table).where(*_conditions(connection, wanted, looking))
    some = some.limit(most_counted(wanted) + 1)
    return int(connection.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one())


def most_counted(wanted: QueueFilter) -> int:
    """How far the rows of a filter are counted."""
    return MOST_COUNTED if wanted in (QueueFilter(), *LISTS) else MOST_COUNTED_FILTERED


def every(connection: Connection, wanted: QueueFilter, looking: Looking, *, most: int) -> list[QueuedTask]:
    """The rows of the filter in its order, at most so many."""
    return list(page(connection, wanted, looking, rows=most).rows)


def named(connection: Connection, task_ids: Sequence[str], looking: Looking) -> list[QueuedTask]:
    """Tasks by their ids, as far as they are seen, as the queue is worked."""
    statement, _ = review_queue.selected(looking.now)
    seen = statement.where(table.c.task_id.in_(task_ids), sight_filter.of_review_tasks(looking.sight))
    return [review_queue.queued(row) for row in connection.execute(seen.order_by(*_ORDERS[QueueOrder.VALUE][0]))]


def next_of(connection: Connection, wanted: QueueFilter, looking: Looking, task_id: str) -> QueuedTask | None:
    """The next review of the filter after a task that nobody else holds; from the start when none is left behind it."""
    statement, holder = _selected(connection, wanted, looking)
    open_ones = statement.where(_OPEN, holder.is_(None) | (holder == looking.who), table.c.task_id != task_id)
    keys, descending = _keys(wanted)
    ordered = open_ones.order_by(*(key.desc() if descending else key.asc() for key in keys)).limit(1)
    edge = _edge(connection, keys, task_id)
    behind = [ordered.where(_beyond(keys, edge, greater=not descending))] if edge else []
    for choice in (*behind, ordered):
        row = connection.execute(choice).first()
        if row is not None:
            return review_queue.queued(row)
    return None


def choices(connection: Connection, looking: Looking) -> Mapping[str, tuple[str, ...]]:
    """What occurs among the waiting reviews that are seen: `agent`, `team`, `queue`, each by name.

    None at all of a kind of which there are more than MOST_CHOICES: nobody finds their way in such a list.
    """
    return {name: _distinct(connection, table.c[column], looking) for name, column in _CHOSEN_AMONG.items()}


_CHOSEN_AMONG = {"agent": "agent_id", "team": "team", "queue": "queue"}


def _distinct(connection: Connection, column: Any, looking: Looking) -> tuple[str, ...]:
    seen = sight_filter.of_review_tasks(looking.sight)
    statement = sa.select(column).where(_OPEN, column.is_not(None), seen).distinct().order_by(column)
    found = tuple(connection.execute(statement.limit(MOST_CHOICES + 1)).scalars())
    return found if len(found) <= MOST_CHOICES else ()


def _chosen(connection: Connection, wanted: QueueFilter, looking: Looking) -> sa.Select[Any]:
    return _selected(connection, wanted, looking)[0]


def _selected(connection: Connection, wanted: QueueFilter, looking: Looking) -> tuple[sa.Select[Any], Any]:
    statement, holder = review_queue.selected(looking.now)
    return statement.where(*_conditions(connection, wanted, looking)), holder


def _conditions(connection: Connection, wanted: QueueFilter, looking: Looking) -> list[Condition]:
    conditions = [*_of_task(wanted), *_of_standing(wanted, looking)]
    if wanted.asks_of_the_machine:
        conditions.append(table.c.blind.is_(False))
    said = sought(wanted.text) if wanted.text else None
    if wanted.text:
        conditions.append(text_search.said_in(connection, table, said) if said else sa.false())
    return [sight_filter.of_review_tasks(looking.sight), *conditions]


def _of_task(wanted: QueueFilter) -> Iterator[Condition]:
    same = {"agent_id": wanted.agent, "team": wanted.team, "queue": wanted.queue, "channel": wanted.channel,
            "purpose": wanted.purpose.value if wanted.purpose else ""}  # fmt: skip
    yield from (table.c[name] == value for name, value in same.items() if value)
    # Many days hold most of the queue: as an expression they keep the planner on the index that sorts.
    day = (
        table.c.business_date
        if _is_few_days(wanted)
        else sa.func.coalesce(table.c.business_date, table.c.business_date)
    )
    bounds: Sequence[tuple[Any, Any, Callable[[Any, Any], Condition]]] = (
        (table.c.machine_score, wanted.score_from, lambda column, bound: column >= bound),
        (table.c.machine_score, wanted.score_to, lambda column, bound: column <= bound),
        (table.c.confidence, _share(wanted.sure_from), lambda column, bound: column >= bound),
        (table.c.confidence, _share(wanted.sure_to), lambda column, bound: column <= bound),
        (day, wanted.first, lambda column, bound: column >= bound),
        (day, wanted.last, lambda column, bound: column <= bound),
    )
    yield from (holds(column, bound) for column, bound, holds in bounds if bound is not None)
    if wanted.item:
        yield sa.cast(table.c["items"], sa.Text).contains(f'"{wanted.item}"', autoescape=True)
    if wanted.reason:
        of_it = (flags.c.source == table.c.source) & (flags.c.interaction_id == table.c.interaction_id)
        yield sa.exists().where(of_it, flags.c.code == wanted.reason)


def _of_standing(wanted: QueueFilter, looking: Looking) -> Iterator[Condition]:
    state = wanted.state
    if state in (Waiting.SUBMITTED, Waiting.WITHDRAWN):
        yield table.c.state == state.value
    elif state is not Waiting.ALL:
        yield _OPEN
    held = sa.select(reservations.c.task_id).where(reservations.c.expires_at > looking.now)
    if state is Waiting.HELD:
        yield table.c.task_id.in_(held)
    if state is Waiting.FREE:
        yield table.c.task_id.not_in(held)
    if state is Waiting.OVERDUE:
        yield table.c.due_at <= looking.now
    if wanted.whose == NOBODY:
        yield table.c.assignee.is_(None) & table.c.task_id.not_in(held)
    elif wanted.whose:
        who = looking.who if wanted.whose == ME else wanted.whose
        yield table.c.task_id.in_(_theirs(who, looking.now))


def _is_few_days(wanted: QueueFilter) -> bool:
    return bool(wanted.first and wanted.last and wanted.last - wanted.first <= timedelta(days=7))


def _theirs(who: str, now: datetime) -> sa.CompoundSelect[Any]:
    """Ids of what is kept for somebody, held or done by them: three indices instead of a walk along the queue."""
    return sa.union(
        sa.select(table.c.task_id).where(_OPEN, table.c.assignee == who),
        sa.select(reservations.c.task_id).where(reservations.c.who == who, reservations.c.expires_at > now),
        sa.select(table.c.task_id).where(table.c.submitted_by == who),
    )


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _keys(wanted: QueueFilter) -> tuple[Sequence[Any], bool]:
    """What the filter is sorted by, and whether downwards. A narrow one is found first and sorted then."""
    (first, *others), descending = _ORDERS[wanted.order]
    if wanted.agent or wanted.team or wanted.whose or _is_few_days(wanted):
        first = sa.func.coalesce(first, first)
    return (first, *others), descending


def _edge(connection: Connection, keys: Sequence[Any], task_id: str) -> Sequence[Any]:
    """The sort key of a task; empty for an unknown one."""
    if not task_id:
        return ()
    return tuple(connection.execute(sa.select(*keys).where(table.c.task_id == task_id)).first() or ())


def _beyond(keys: Sequence[Any], edge: Sequence[Any], *, greater: bool) -> Condition:
    ours = sa.tuple_(*keys)
    theirs = sa.tuple_(*(sa.literal(value, key.type) for key, value in zip(keys, edge, strict=True)))
    return ours > theirs if greater else ours < theirs


_ORDERS: Mapping[QueueOrder, tuple[tuple[Any, ...], bool]] = {
    QueueOrder.VALUE: ((table.c.shown_place, table.c.shown_since, table.c.task_id), False),
    QueueOrder.NEWEST: ((table.c.business_date, table.c.task_id), True),
    QueueOrder.OLDEST: ((table.c.business_date, table.c.task_id), False),
    QueueOrder.LOWEST_SCORE: ((sa.func.coalesce(table.c.machine_score, _LAST), table.c.task_id), False),
    QueueOrder.LEAST_SURE: ((sa.func.coalesce(table.c.confidence, _LAST), table.c.task_id), False),
}
