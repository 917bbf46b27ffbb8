"""The coaching queue in the database: who should work on what, why, and what came of it."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.coaching import CoachingKind, CoachingStatus, CoachingTask, EvidenceRef
from records import sight_filter
from records.tables import coaching
from records.upsert import in_chunks, upsert

_EVIDENCE = TypeAdapter(tuple[EvidenceRef, ...])
_SAME_NAME = (
    "task_id",
    "agent_id",
    "group",
    "item",
    "priority",
    "expected_points",
    "reason",
    "trainer",
    "due_on",
    "period",
)
_DECIDED_BY_PEOPLE = ("trainer", "due_on", "status", "effect")


def replace_period(connection: Connection, period: str, tasks: Sequence[CoachingTask]) -> None:
    """Make these the machine's tasks of `period`; what people decided about a known task stays.

    A task no longer given goes if nobody has taken it (no trainer) and it is not closed; manual tasks stay.
    """
    stored = connection.execute(sa.select(coaching).where(coaching.c.period == period)).all()
    known = {row.task_id: row for row in stored}
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


def _is_untouched(row: Any) -> bool:
    is_closed = row.status == CoachingStatus.CLOSED.value
    return row.trainer is None and not is_closed and row.kind != CoachingKind.MANUAL.value


def _decided(row: Any) -> dict[str, Any]:
    """The columns people decide, from a stored task they have touched."""
    if row is None or _is_untouched(row):
        return {}
    return {name: getattr(row, name) for name in _DECIDED_BY_PEOPLE}


def _to_row(task: CoachingTask) -> dict[str, Any]:
    row = {name: getattr(task, name) for name in _SAME_NAME}
    return row | {
        "kind": task.kind.value,
        "status": task.status.value,
        "evidence": _EVIDENCE.dump_python(task.evidence, mode="json"),
        "effect": dict(task.effect),
    }


def _from_row(row: Any) -> CoachingTask:
    return CoachingTask(
        kind=CoachingKind(row.kind),
        status=CoachingStatus(row.status),
        evidence=_EVIDENCE.validate_python(tuple(row.evidence)),
        effect=dict(row.effect),
        **{name: getattr(row, name) for name in _SAME_NAME},
    )
