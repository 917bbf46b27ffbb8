"""One-time links (一次性链接): set the password of an account, or make the first administrator. Known by hash only."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.account_tables import one_time_links as table


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """What a link is for: the password of account `login`, or (None) the first administrator."""

    login: str | None


def make(
    connection: Connection, link_hash: str, login: str | None, *, by: str, at: datetime, ends_at: datetime
) -> None:
    """Store a link; earlier ones for the same purpose stop working."""
    same = table.c.login.is_(None) if login is None else table.c.login == login
    connection.execute(sa.delete(table).where(same))
    values = {"link_hash": link_hash, "login": login, "made_by": by, "made_at": at, "ends_at": ends_at}
    connection.execute(sa.insert(table).values(values))


def find(connection: Connection, link_hash: str, *, at: datetime) -> OneTimeLink | None:
    """The link, unless it was used, replaced or has ended."""
    living = (table.c.link_hash == link_hash) & (table.c.ends_at > at)
    row = connection.execute(sa.select(table.c.login).where(living)).one_or_none()
    return None if row is None else OneTimeLink(row.login)


def use(connection: Connection, link_hash: str, *, at: datetime) -> OneTimeLink | None:
    """Take the link away and say what it was for; of two who try at once only one gets it."""
    found = find(connection, link_hash, at=at)
    taken = connection.execute(sa.delete(table).where(table.c.link_hash == link_hash)).rowcount
    return found if taken == 1 else None
