"""Every step of a coaching task (辅导经过), and who acknowledged it. Rows are only ever added."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records import audit
from records.coaching_tables import coaching_acknowledgements, coaching_steps
from records.upsert import insert_if_absent


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenStep:
    """One step somebody took; `number` counts from 1, `role` is the one that allowed it, `comment` is masked."""

    task_id: str
    number: int
    step: str
    before: str | None
    after: str
    who: str
    role: str
    at: datetime
    comment: str


def add(connection: Connection, step: TakenStep, changes: Mapping[str, Any]) -> None:
    """Keep one step, and say so in the audit trail with what it changed."""
    connection.execute(sa.insert(coaching_steps).values(asdict(step)))
    audit.note(
        connection,
        at=step.at,
        who=step.who,
        action=f"coaching_{step.step}",
        subject=f"coaching:{step.task_id}",
        before={} if step.before is None else {"status": step.before},
        after={"status": step.after, "role": step.role} | dict(changes),
        reason=step.comment,
    )


def of(connection: Connection, task_id: str) -> list[TakenStep]:
    """The steps of one task, in order."""
    statement = sa.select(coaching_steps).where(coaching_steps.c.task_id == task_id).order_by(coaching_steps.c.number)
    return [TakenStep(**row) for row in connection.execute(statement).mappings()]


def acknowledge(connection: Connection, task_id: str, agent_id: str, at: datetime, comment: str) -> None:
    """Keep the acknowledgement of one agent; a second one changes nothing."""
    row = {"task_id": task_id, "agent_id": agent_id, "at": at, "comment": comment}
    insert_if_absent(connection, coaching_acknowledgements, [row])


def acknowledged_by(connection: Connection, task_id: str) -> dict[str, datetime]:
    """Who has acknowledged a task, and when."""
    table = coaching_acknowledgements
    chosen = sa.select(table.c.agent_id, table.c.at).where(table.c.task_id == task_id).order_by(table.c.at)
    return {row.agent_id: row.at for row in connection.execute(chosen)}
