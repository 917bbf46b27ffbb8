"""The coaching queue in the database: who should work on what, why, where it stands, and what came of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.coaching.clips import EvidenceRef
from inspection.coaching.steps import Standing
from inspection.coaching.task import Cause, CoachingKind, CoachingStatus, CoachingTask
from inspection.errors import RecordsError
from records import sight_filter
from records.tables import coaching
from records.upsert import in_chunks, upsert

NIGHT = "night"
"""Who gave a task to a trainer, when no person did."""

_EVIDENCE = TypeAdapter(tuple[EvidenceRef, ...])
_SAME_NAME = (
    *("task_id", "agent_id", "group", "item", "priority", "expected_points", "reason", "trainer", "due_on", "period"),
    *("planned_on", "held_on", "closed_on", "material", "merged_into"),
)
_DECIDED_BY_PEOPLE = (
    *("trainer", "due_on", "status", "effect", "agents", "recurrence"),
    *("planned_on", "held_on", "closed_on", "material", "cause", "merged_into"),
)
_LIVE = tuple(status.value for status in CoachingStatus if status.is_live)
_UNTOUCHED = tuple(status.value for status in CoachingStatus if status.is_untouched)


def replace_period(connection: Connection, period: str, tasks: Sequence[CoachingTask]) -> None:
    """Make these the machine's tasks of `period`; what people decided about a known task stays.

    Nobody gets a second task on an item while another of theirs is live (of an earlier period, or made by hand). A task
    no longer given goes if no person has decided anything about it; manual tasks stay.
    """
    stored = connection.execute(sa.select(coaching).where(coaching.c.period == period)).all()
    known = {row.task_id: row for row in stored}
    tasks = _without_doubles(connection, tasks)
    given = {task.task_id for task in tasks}
    for chunk in in_chunks([row.task_id for row in stored if row.task_id not in given and _is_untouched(row)]):
        connection.execute(sa.delete(coaching).where(coaching.c.task_id.in_(chunk)))
    upsert(connection, coaching, [_to_row(task) | _decided(known.get(task.task_id)) for task in tasks])


def save(connection: Connection, tasks: Sequence[CoachingTask]) -> None:
    """Write tasks as they are given: a trainer's decision, a manual task."""
    upsert(connection, coaching, [_to_row(task) for task in tasks])


def queue(connection: Connection, period: str | None = None, *, sight: Sight = EVERYTHING) -> Iterator[CoachingTask]:
    """The tasks of a period (of all when None) that are seen, most urgent first."""
    order = (coaching.c.due_on, coaching.c.priority, coaching.c.task_id)
    statement = sa.select(coaching).where(sight_filter.of_coaching(sight)).order_by(*order)
    if period is not None:
        statement = statement.where(coaching.c.period == period)
    return (_from_row(row) for row in connection.execute(statement))


def wanted(
    connection: Connection,
    *,
    statuses: Collection[CoachingStatus] | None = None,
    trainer: str | None = None,
    agent_id: str | None = None,
    group: str | None = None,
    held_since: date | None = None,
) -> list[CoachingTask]:
    """Tasks by where they stand and whose they are, most urgent first; None: any."""
    columns = coaching.c
    statement = sa.select(coaching).order_by(columns.due_on, columns.priority, columns.task_id)
    if statuses is not None:
        statement = statement.where(columns.status.in_([status.value for status in statuses]))
    for column, value in ((columns.trainer, trainer), (columns.group, group)):
        if value is not None:
            statement = statement.where(column == value)
    if held_since is not None:
        statement = statement.where(columns.held_on >= held_since)
    tasks = [_from_row(row) for row in connection.execute(statement)]
    return [t for t in tasks if agent_id is None or agent_id in t.agents]


def find(connection: Connection, task_id: str) -> Standing:
    """One task by its id or the beginning of it, and since when it stands so; RecordsError for none or several."""
    chosen = coaching.c.task_id.startswith(task_id, autoescape=True)
    rows = connection.execute(sa.select(coaching).where(chosen).order_by(coaching.c.task_id).limit(2)).all()
    exact = [row for row in rows if row.task_id == task_id] or rows
    if not exact:
        raise RecordsError(f"there is no coaching task '{task_id}'", "see mingjian coaching list", where="coaching")
    if len(exact) > 1:
        raise RecordsError(f"several coaching tasks begin with '{task_id}'", "write more of the id", where="coaching")
    return Standing(_from_row(exact[0]), exact[0].since)


def by_ids(connection: Connection, task_ids: Sequence[str]) -> list[CoachingTask]:
    """The tasks of these ids, in no order; unknown ones are left out."""
    chunks = in_chunks(task_ids)
    rows = (r for c in chunks for r in connection.execute(sa.select(coaching).where(coaching.c.task_id.in_(c))))
    return [_from_row(row) for row in rows]


def move(
    connection: Connection, at: Standing, changes: Mapping[str, Any], *, now: datetime, steps_on: bool = True
) -> bool:
    """Change a task that still stands where the caller saw it; False when somebody else was faster."""
    columns = coaching.c
    still = (columns.task_id == at.task.task_id) & (columns.status == at.task.status.value)
    still &= columns.since.is_(None) if at.since is None else columns.since == at.since
    values = dict(changes) | ({"since": now} if steps_on else {})
    moved = connection.execute(sa.update(coaching).where(still).values(values).returning(columns.task_id))
    return moved.first() is not None


def standing(connection: Connection, period: str) -> frozenset[tuple[str, str]]:
    """What the machine has put on the list of a period and nobody has touched: (agent or group, item), no fatals."""
    machine = (CoachingKind.INDIVIDUAL.value, CoachingKind.COMMON_CAUSE.value)
    chosen = sa.select(coaching).where(coaching.c.period == period, coaching.c.kind.in_(machine))
    rows = connection.execute(chosen.where(coaching.c.status.in_(_UNTOUCHED)))
    return frozenset((row.agent_id or row.group, row.item) for row in rows)


def set_effect(connection: Connection, task_id: str, effect: Mapping[str, float]) -> None:
    """What came of a task, beside its baseline."""
    connection.execute(sa.update(coaching).where(coaching.c.task_id == task_id).values(effect=dict(effect)))


def loads(connection: Connection) -> dict[str, int]:
    """Live tasks per trainer."""
    trainer = coaching.c.trainer
    chosen = sa.select(trainer, sa.func.count()).where(trainer.is_not(None), coaching.c.status.in_(_LIVE))
    return {row[0]: row[1] for row in connection.execute(chosen.group_by(trainer))}


def give(connection: Connection, given: Mapping[str, str], *, by: str) -> None:
    """Give tasks (by id) to trainers."""
    for task_id, trainer in given.items():
        chosen = sa.update(coaching).where(coaching.c.task_id == task_id)
        connection.execute(chosen.values(trainer=trainer, assigned_by=by))


def former(connection: Connection, since: date) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], date]]:
    """Of coachings held since a day, by (agent, item): how many are closed, and the day of the last one held."""
    columns = coaching.c
    rows = connection.execute(sa.select(coaching).where(columns.held_on >= since)).all()
    times: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], date] = {}
    for row in rows:
        for agent_id in _agents(row):
            key = (agent_id, row.item)
            times[key] = times.get(key, 0) + (row.status == CoachingStatus.CLOSED.value)
            last[key] = max(last.get(key, row.held_on), row.held_on)
    return times, last


def _without_doubles(connection: Connection, tasks: Sequence[CoachingTask]) -> list[CoachingTask]:
    columns = coaching.c
    rows = connection.execute(sa.select(coaching).where(columns.status.in_(_LIVE))).all()
    live: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        for owner in _agents(row) or (row.group,):
            live.setdefault((owner, row.item), set()).add(row.task_id)
    return [t for t in tasks if not live.get((t.agent_id or t.group, t.item), set()) - {t.task_id}]


def _is_untouched(row: Any) -> bool:
    by_person = row.trainer is not None and row.assigned_by != NIGHT
    return row.status in _UNTOUCHED and row.kind != CoachingKind.MANUAL.value and not by_person


def _decided(row: Any) -> dict[str, Any]:
    """The columns people decide, from a stored task they have touched; the trainer and the day the night chose stay."""
    if row is None:
        return {}
    if _is_untouched(row):
        return {"trainer": row.trainer, "due_on": row.due_on}
    return {name: getattr(row, name) for name in _DECIDED_BY_PEOPLE}


def _agents(row: Any) -> tuple[str, ...]:
    if row.agents is None:
        return () if row.agent_id is None else (row.agent_id,)
    return tuple(row.agents)


def _to_row(task: CoachingTask) -> dict[str, Any]:
    row = {name: getattr(task, name) for name in _SAME_NAME}
    return row | {
        "kind": task.kind.value,
        "status": task.status.value,
        "evidence": _EVIDENCE.dump_python(task.evidence, mode="json"),
        "effect": dict(task.effect),
        "agents": list(task.agents),
        "recurrence": task.recurrence,
        "cause": task.cause.value if task.cause else None,
    }


def _from_row(row: Any) -> CoachingTask:
    return CoachingTask(
        kind=CoachingKind(row.kind),
        status=CoachingStatus(row.status),
        evidence=_EVIDENCE.validate_python(tuple(row.evidence)),
        effect=dict(row.effect),
        agents=_agents(row),
        recurrence=1 if row.recurrence is None else row.recurrence,
        cause=Cause(row.cause) if row.cause else None,
        **{name: getattr(row, name) for name in _SAME_NAME},
    )
