"""Reading the audit trail (审计查询): the newest first, by person, action, subject and time, a page at a time."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.audit import AuditEntry
from records.tables import audit_trail


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditFilter:
    """What is wanted; empty and None mean anything. `subject` is the beginning of one (`evaluation:`, `person:王`)."""

    who: str = ""
    action: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None


def entries(connection: Connection, wanted: AuditFilter, *, limit: int, before: int | None = None) -> list[AuditEntry]:
    """At most `limit` entries, the newest first, numbered under `before` when that is given."""
    trail = audit_trail.c
    statement = sa.select(audit_trail).order_by(trail.number.desc()).limit(limit)
    conditions = [
        *([trail.who == wanted.who] if wanted.who else []),
        *([trail.action == wanted.action] if wanted.action else []),
        *([trail.subject.startswith(wanted.subject, autoescape=True)] if wanted.subject else []),
        *([trail.at >= wanted.since] if wanted.since else []),
        *([trail.at < wanted.until] if wanted.until else []),
        *([trail.number < before] if before is not None else []),
    ]
    return [AuditEntry(**row) for row in connection.execute(statement.where(*conditions)).mappings()]
