"""Sessions in the database, known by the hash of their token only: who reads the table cannot take one over."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.session_life import SessionPolicy, is_over
from inspection.people import Person
from records import people
from records.account_tables import accounts
from records.account_tables import sessions as table
from records.review_tables import people as people_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A living session: the account, the person as they are registered now, and when it was last noted as used."""

    login: str
    person: Person
    used_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LivingSession:
    """Somebody who is signed in: since when, and when it was last noted as used. Its token is told to nobody."""

    login: str
    who: str
    started_at: datetime
    used_at: datetime


def start(connection: Connection, session_hash: str, login: str, *, at: datetime, policy: SessionPolicy) -> None:
    """Begin a session; those of anybody that are over are removed on the way."""
    over = (table.c.started_at <= at - timedelta(seconds=policy.longest_s)) | (
        table.c.used_at <= at - timedelta(seconds=policy.idle_s)
    )
    connection.execute(sa.delete(table).where(over))
    values = {"session_hash": session_hash, "login": login, "started_at": at, "used_at": at}
    connection.execute(sa.insert(table).values(values))


def find(connection: Connection, session_hash: str, *, at: datetime, policy: SessionPolicy) -> Session | None:
    """The session, unless it is over, its account is disabled or its person is no longer active."""
    joined = table.join(accounts, accounts.c.login == table.c.login).join(
        people_table, people_table.c.who == accounts.c.who
    )
    usable = ~accounts.c.disabled & people_table.c.active
    statement = sa.select(table.c.login, table.c.started_at, table.c.used_at, people_table).select_from(joined)
    row = connection.execute(statement.where(table.c.session_hash == session_hash, usable)).one_or_none()
    if row is None or is_over(row.started_at, row.used_at, at, policy):
        return None
    return Session(login=row.login, person=people.from_row(row), used_at=row.used_at)


def note_use(connection: Connection, session_hash: str, *, at: datetime) -> None:
    """Write down that it was used."""
    connection.execute(sa.update(table).where(table.c.session_hash == session_hash).values(used_at=at))


def end(connection: Connection, session_hash: str) -> None:
    """End one session."""
    connection.execute(sa.delete(table).where(table.c.session_hash == session_hash))


def end_all(connection: Connection, login: str, *, but: str = "") -> int:
    """End every session of an account except the one with hash `but`; returns how many ended."""
    gone = connection.execute(sa.delete(table).where(table.c.login == login, table.c.session_hash != but))
    return gone.rowcount


def living(connection: Connection, *, at: datetime, policy: SessionPolicy) -> list[LivingSession]:
    """Every session that is not over, the last used first."""
    joined = table.join(accounts, accounts.c.login == table.c.login)
    statement = sa.select(table.c.login, accounts.c.who, table.c.started_at, table.c.used_at).select_from(joined)
    rows = connection.execute(statement.order_by(table.c.used_at.desc(), table.c.login)).mappings()
    every = [LivingSession(**row) for row in rows]
    return [one for one in every if not is_over(one.started_at, one.used_at, at, policy)]


def count(connection: Connection, login: str) -> int:
    """How many sessions of the account are stored."""
    statement = sa.select(sa.func.count()).select_from(table).where(table.c.login == login)
    return int(connection.execute(statement).scalar_one())
