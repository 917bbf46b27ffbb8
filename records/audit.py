"""The audit trail: who changed what, when and why. Rows are only ever added."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.tables import audit_trail


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One change: `subject` names the row (`evaluation:ID`); `before` and `after` hold only what changed."""

    number: int
    at: datetime
    who: str
    action: str
    subject: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    reason: str


def note(
    connection: Connection,
    *,
    at: datetime,
    who: str,
    action: str,
    subject: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    reason: str,
) -> None:
    """Add one entry."""
    values = {"at": at, "who": who, "action": action, "subject": subject, "reason": reason}
    connection.execute(sa.insert(audit_trail).values(before=dict(before), after=dict(after), **values))


def note_all(
    connection: Connection,
    many: Iterable[tuple[str, Mapping[str, Any], Mapping[str, Any]]],
    *,
    at: datetime,
    who: str,
    action: str,
    reason: str,
) -> None:
    """Add an entry for each (subject, before, after), in this order."""
    values = {"at": at, "who": who, "action": action, "reason": reason}
    rows = [values | {"subject": s, "before": dict(before), "after": dict(after)} for s, before, after in many]
    if rows:
        connection.execute(sa.insert(audit_trail), rows)


def of(connection: Connection, subject: str) -> list[AuditEntry]:
    """All entries about one subject, oldest first."""
    statement = sa.select(audit_trail).where(audit_trail.c.subject == subject).order_by(audit_trail.c.number)
    return [AuditEntry(**row) for row in connection.execute(statement).mappings()]


def by(connection: Connection, subject: str, *, who: str, action: str, since: datetime) -> list[AuditEntry]:
    """What one person did of one kind about a subject since then, oldest first."""
    same = (audit_trail.c.subject == subject, audit_trail.c.who == who, audit_trail.c.action == action)
    statement = sa.select(audit_trail).where(*same, audit_trail.c.at >= since).order_by(audit_trail.c.number)
    return [AuditEntry(**row) for row in connection.execute(statement).mappings()]
