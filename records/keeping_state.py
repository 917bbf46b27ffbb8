"""What lies in a workspace now (存储现状): disk, database, recordings and originals with the days they are of."""

import shutil
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.keeping_tables import media, originals
from records.tables import audit_trail
from records.workspace import DATABASE_FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskState:
    """Bytes: of the disk the workspace is on, free ones on it, and of an embedded database (None: it is elsewhere)."""

    total_bytes: int
    free_bytes: int
    database_bytes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptState:
    """Kept things of one kind: `oldest` and `newest` business date (None: there are none), and how many are overdue."""

    oldest: date | None
    newest: date | None
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPurge:
    """When `database purge` last ran, who asked for it, how much it deleted."""

    at: datetime
    who: str
    recordings: int
    originals: int


def disk_of(folder: Path) -> DiskState:
    """How full the disk of a workspace is."""
    usage = shutil.disk_usage(folder)
    files = [folder / f"{DATABASE_FILE}{suffix}" for suffix in ("", "-wal")]
    sizes = [file.stat().st_size for file in files if file.is_file()]
    return DiskState(total_bytes=usage.total, free_bytes=usage.free, database_bytes=sum(sizes) if sizes else None)


def recordings(connection: Connection, overdue_before: date) -> KeptState:
    """The redacted recordings."""
    return _of(connection, media, overdue_before)


def sealed_originals(connection: Connection, overdue_before: date) -> KeptState:
    """The encrypted originals."""
    return _of(connection, originals, overdue_before)


def last_purge(connection: Connection) -> LastPurge | None:
    """The newest purge in the audit trail."""
    trail = audit_trail.c
    purged = sa.select(audit_trail).where(trail.subject == "retention", trail.action == "purge")
    row = connection.execute(purged.order_by(trail.number.desc()).limit(1)).first()
    if row is None:
        return None
    gone = row.before
    return LastPurge(at=row.at, who=row.who, recordings=gone.get("recordings", 0), originals=gone.get("originals", 0))


def _of(connection: Connection, table: sa.Table, overdue_before: date) -> KeptState:
    """Three short looks at the index of business dates; nothing is read of the rows themselves."""
    day = table.c.business_date
    overdue = sa.select(sa.func.count()).select_from(table).where(day < overdue_before)
    return KeptState(
        oldest=connection.execute(sa.select(day).order_by(day).limit(1)).scalar_one_or_none(),
        newest=connection.execute(sa.select(day).order_by(day.desc()).limit(1)).scalar_one_or_none(),
        overdue=int(connection.execute(overdue).scalar_one()),
    )
