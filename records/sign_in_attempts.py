"""Attempts to sign in that were not right, by account name and by address. Names that do not exist count alike.

Codes of an identity provider count apart from passwords: its failure must not shut their door.
"""

from dataclasses import asdict
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.lock_out import Attempts, LockOutPolicy, counted, taken_back, waits_until
from records.account_tables import sign_in_attempts as table
from records.upsert import upsert

ACCOUNT, ADDRESS, CODES_OF_ADDRESS = "account", "address", "codes_of_address"
_FORGOTTEN_AFTER = timedelta(days=1)


def count(
    connection: Connection, subjects: dict[str, str], policies: dict[str, LockOutPolicy], *, at: datetime
) -> datetime | None:
    """Count one attempt for each (kind -> subject), or say until when it must wait: then nothing is counted."""
    _lock(connection, subjects)
    known = {kind: _find(connection, kind, subject) for kind, subject in subjects.items()}
    waits = [until for attempts in known.values() if (until := waits_until(attempts, at)) is not None]
    if waits:
        return max(waits)
    for kind, subject in subjects.items():
        _store(connection, kind, subject, counted(known[kind], at, policies[kind]))
    connection.execute(sa.delete(table).where(table.c.since < at - _FORGOTTEN_AFTER, _is_free(at)))
    return None


def forgive(connection: Connection, login: str) -> None:
    """Forget the wrong attempts of an account: the right password came, or somebody reset it."""
    connection.execute(sa.delete(table).where(table.c.kind == ACCOUNT, table.c.subject == login))


def take_back(connection: Connection, address: str, *, kind: str = ADDRESS) -> None:
    """Take one attempt of an address back: it was right."""
    attempts = _find(connection, kind, address)
    if attempts is not None:
        _store(connection, kind, address, taken_back(attempts))


def _lock(connection: Connection, subjects: dict[str, str]) -> None:
    """Let attempts on the same subject pass one by one (PostgreSQL; SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        for kind, subject in sorted(subjects.items()):
            number = sa.func.hashtextextended(f"{kind}:{subject}", 0)
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def _find(connection: Connection, kind: str, subject: str) -> Attempts | None:
    chosen = (table.c.kind == kind) & (table.c.subject == subject)
    statement = sa.select(table.c.failures, table.c.since, table.c.locked_until).where(chosen)
    row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else Attempts(**row)


def _store(connection: Connection, kind: str, subject: str, attempts: Attempts) -> None:
    upsert(connection, table, [{"kind": kind, "subject": subject, **asdict(attempts)}])


def _is_free(at: datetime) -> sa.ColumnElement[bool]:
    return table.c.locked_until.is_(None) | (table.c.locked_until < at)
