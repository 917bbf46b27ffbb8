"""Coaching tasks as a board shows them (辅导看板): by state and filter, as far as somebody sees them.

A task of several agents belongs to none of them in its row: it is seen by who sees one of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Place, Sight
from inspection.coaching.steps import Standing
from inspection.coaching.task import CoachingStatus, CoachingTask
from inspection.errors import RecordsError
from records import coaching as store
from records import sight_filter
from records.review_tables import people
from records.tables import coaching


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tasks: empty fields mean any. `or_nobodys` adds those without a trainer to the trainer's.

    `late_on` keeps those due before that day, `closed_since` of closed and cancelled ones those that ended since.
    """

    trainer: str = ""
    or_nobodys: bool = False
    item: str = ""
    agent_id: str = ""
    late_on: date | None = None
    closed_since: date | None = None


def counts(connection: Connection, wanted: Wanted, *, sight: Sight) -> dict[CoachingStatus, int]:
    """How many tasks stand where."""
    columns = coaching.c
    statement = sa.select(columns.status, sa.func.count()).where(*_conditions(connection, wanted, sight))
    rows = connection.execute(statement.group_by(columns.status))
    return {CoachingStatus(status): count for status, count in rows}


def tasks(
    connection: Connection,
    wanted: Wanted,
    statuses: Collection[CoachingStatus],
    *,
    sight: Sight,
    limit: int,
    offset: int = 0,
) -> list[CoachingTask]:
    """Tasks in these states: those planned first by their day, the others by when they are due and how urgent."""
    columns = coaching.c
    order = (columns.planned_on.is_(None), columns.planned_on, columns.due_on, columns.priority, columns.task_id)
    chosen = (
        sa.select(columns.task_id)
        .where(columns.status.in_([s.value for s in statuses]), *_conditions(connection, wanted, sight))
        .order_by(*order)
        .limit(limit)
        .offset(offset)
    )
    ids = list(connection.execute(chosen).scalars())
    found = {task.task_id: task for task in store.by_ids(connection, ids)}
    return [found[one] for one in ids]


def find_seen(connection: Connection, task_id: str, *, sight: Sight) -> Standing | None:
    """One task by its whole id, if it is seen."""
    chosen = sa.select(coaching.c.task_id).where(coaching.c.task_id == task_id, _seen(connection, sight))
    if connection.execute(chosen).first() is None:
        return None
    try:
        return store.find(connection, task_id)
    except RecordsError:
        return None


def agents_seen(connection: Connection, agents: Iterable[str], *, sight: Sight) -> frozenset[str]:
    """Those of some agents who are seen."""
    given = frozenset(agents)
    if sight.is_everything:
        return given
    places = _places(connection, given)
    return frozenset(agent for agent in given if sight.sees(places.get(agent, Place(agent_id=agent))))


def items_in(connection: Connection, *, sight: Sight) -> list[str]:
    """The items live tasks are about."""
    live = [status.value for status in CoachingStatus if status.is_live]
    chosen = sa.select(coaching.c.item).where(coaching.c.status.in_(live), _seen(connection, sight)).distinct()
    return sorted(connection.execute(chosen).scalars())


def trainers_in(connection: Connection, *, sight: Sight) -> list[str]:
    """Who has live tasks."""
    live = [status.value for status in CoachingStatus if status.is_live]
    has = coaching.c.trainer.is_not(None) & coaching.c.status.in_(live)
    return sorted(
        connection.execute(sa.select(coaching.c.trainer).where(has, _seen(connection, sight)).distinct()).scalars()
    )


def planned_between(connection: Connection, trainer: str, first: date, last: date) -> dict[date, int]:
    """How many tasks a trainer has planned on each day (both included)."""
    columns = coaching.c
    mine = (columns.trainer == trainer) & (columns.status == CoachingStatus.PLANNED.value)
    statement = sa.select(columns.planned_on, sa.func.count()).where(mine, columns.planned_on.between(first, last))
    rows = connection.execute(statement.group_by(columns.planned_on))
    return {row[0]: row[1] for row in rows}


def _conditions(connection: Connection, wanted: Wanted, sight: Sight) -> list[sa.ColumnElement[bool]]:
    columns = coaching.c
    found = [_seen(connection, sight)]
    if wanted.trainer:
        nobodys = columns.trainer.is_(None) if wanted.or_nobodys else sa.false()
        found.append((columns.trainer == wanted.trainer) | nobodys)
    if wanted.item:
        found.append(columns.item == wanted.item)
    if wanted.agent_id:
        found.append(columns.agent_id == wanted.agent_id)
    if wanted.late_on is not None:
        found.append(columns.due_on < wanted.late_on)
    if wanted.closed_since is not None:
        over = [status.value for status in CoachingStatus if not status.is_live]
        found.append(
            columns.status.not_in(over) | (columns.since >= datetime.combine(wanted.closed_since, time(), UTC))
        )
    return found


def _seen(connection: Connection, sight: Sight) -> sa.ColumnElement[bool]:
    own = sight_filter.of_coaching(sight)
    return own if sight.is_everything else own | coaching.c.task_id.in_(_shared_and_seen(connection, sight))


def _shared_and_seen(connection: Connection, sight: Sight) -> list[str]:
    """Tasks of several agents one of whom is seen; there are few of them."""
    shared = sa.select(coaching.c.task_id, coaching.c.agents).where(coaching.c.agent_id.is_(None))
    rows = [(row.task_id, tuple(row.agents or ())) for row in connection.execute(shared)]
    known = agents_seen(connection, {agent for _, agents in rows for agent in agents}, sight=sight)
    return [task_id for task_id, agents in rows if known & set(agents)]


def _places(connection: Connection, agents: Collection[str]) -> dict[str, Place]:
    columns = people.c
    chosen = sa.select(columns.agent_id, columns.team, columns.site, columns.vendor).order_by(columns.who.desc())
    rows = connection.execute(chosen.where(columns.agent_id.in_(list(agents))))
    return {row.agent_id: Place(agent_id=row.agent_id, team=row.team, site=row.site, vendor=row.vendor) for row in rows}
