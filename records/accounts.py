"""Accounts in the database: who may sign in under which name. Every change is audited, without the hash."""

from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import AccessRefused
from inspection.people import Person, PersonRole
from records import audit, people, sessions
from records.account_tables import accounts as table
from records.account_tables import one_time_links
from records.review_tables import people as people_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account: signs in as `login` (its one spelling), acts as `who`. Without a hash nobody can sign in yet."""

    login: str
    who: str
    password_hash: str | None
    password_set_at: datetime | None
    disabled: bool
    created_at: datetime
    signed_in_at: datetime | None

    def __repr__(self) -> str:
        """Without the hash: an account may end in a log."""
        return f"Account(login={self.login!r}, who={self.who!r}, disabled={self.disabled})"


def add(connection: Connection, login: str, who: str, *, by: str, at: datetime) -> bool:
    """Give a registered person an account without a password; False when there is one with this name for them.

    Raises AccessRefused (`name_taken`) when the name is somebody else's.
    """
    known = find(connection, login)
    if known is not None and known.who != who:
        raise AccessRefused(f"'{login}' is the account of '{known.who}'", "choose another name", code="name_taken")
    if known is not None:
        return False
    connection.execute(sa.insert(table).values(login=login, who=who, disabled=False, created_at=at))
    _note(connection, login, by=by, at=at, action="account_added", after={"who": who})
    return True


def find(connection: Connection, login: str) -> Account | None:
    """The account that signs in as `login` (given in its one spelling)."""
    row = connection.execute(sa.select(table).where(table.c.login == login)).mappings().one_or_none()
    return None if row is None else Account(**row)


def must_find(connection: Connection, login: str) -> Account:
    """The account; AccessRefused (`unknown_account`) when there is none."""
    found = find(connection, login)
    if found is None:
        raise AccessRefused(
            f"there is no account '{login}'", "see mingjian accounts list", where="accounts", code="unknown_account"
        )
    return found


def everybody(connection: Connection) -> list[Account]:
    """All accounts by name, disabled ones too."""
    return [Account(**row) for row in connection.execute(sa.select(table).order_by(table.c.login)).mappings()]


def has_administrator(connection: Connection) -> bool:
    """True when somebody who is active can sign in (or has a link to) and administer."""
    statement = sa.select(people_table.c.roles).join(table, table.c.who == people_table.c.who)
    usable = people_table.c.active & ~table.c.disabled & table.c.password_hash.is_not(None)
    return any(
        PersonRole.ADMINISTRATOR.value in roles for roles in connection.execute(statement.where(usable)).scalars()
    )


def add_first_administrator(connection: Connection, login: str, person: Person, *, at: datetime) -> bool:
    """Register the person (roles they have stay) with an account; False when there is an administrator by now."""
    if has_administrator(connection):
        return False
    known = {one.who: one for one in people.everybody(connection, inactive=True)}
    before = known.get(person.who, person)
    roles = tuple(dict.fromkeys((*person.roles, *before.roles)))
    active = replace(before, roles=roles, active=True)
    people.save(connection, [active], who=person.who, at=at, reason="first administrator")
    add(connection, login, person.who, by=person.who, at=at)
    return True


def set_password(connection: Connection, login: str, password_hash: str, *, by: str, at: datetime) -> None:
    """Store the new hash; every session of the account and every link to it ends."""
    values = {"password_hash": password_hash, "password_set_at": at}
    connection.execute(sa.update(table).where(table.c.login == login).values(values))
    connection.execute(sa.delete(one_time_links).where(one_time_links.c.login == login))
    sessions.end_all(connection, login)
    _note(connection, login, by=by, at=at, action="password_set", after={})


def renew_hash(connection: Connection, login: str, password_hash: str) -> None:
    """The same password, hashed with newer parameters: nothing else changes."""
    connection.execute(sa.update(table).where(table.c.login == login).values(password_hash=password_hash))


def forget_password(connection: Connection, login: str, *, by: str, at: datetime) -> None:
    """Take the password away (a reset): nobody signs in until a new one is set by a link."""
    connection.execute(sa.update(table).where(table.c.login == login).values(password_hash=None, password_set_at=None))
    sessions.end_all(connection, login)
    _note(connection, login, by=by, at=at, action="password_reset", after={})


def set_disabled(connection: Connection, login: str, *, disabled: bool, by: str, at: datetime, reason: str) -> bool:
    """Switch the account off (its sessions and links end) or on again; False when it was so already."""
    if must_find(connection, login).disabled == disabled:
        return False
    connection.execute(sa.update(table).where(table.c.login == login).values(disabled=disabled))
    if disabled:
        sessions.end_all(connection, login)
        connection.execute(sa.delete(one_time_links).where(one_time_links.c.login == login))
    action = "account_disabled" if disabled else "account_enabled"
    _note(connection, login, by=by, at=at, action=action, after={"disabled": disabled}, reason=reason)
    return True


def note_signed_in(connection: Connection, login: str, *, at: datetime, address: str, issuer: str = "") -> None:
    """Write down that and when somebody signed in; `issuer` is who vouched for them when it was no password."""
    connection.execute(sa.update(table).where(table.c.login == login).values(signed_in_at=at))
    after = {"address": address} | ({"issuer": issuer} if issuer else {})
    _note(connection, login, by=login, at=at, action="signed_in", after=dict(after))


def is_usable(connection: Connection, login: str) -> bool:
    """True when the account is there, is not switched off, and belongs to somebody who has not left."""
    joined = table.join(people_table, people_table.c.who == table.c.who)
    usable = (table.c.login == login) & ~table.c.disabled & people_table.c.active
    return connection.execute(sa.select(table.c.login).select_from(joined).where(usable)).first() is not None


def usable_hash(connection: Connection, login: str) -> str | None:
    """The hash to check a password against; None when nobody may sign in under this name."""
    joined = table.join(people_table, people_table.c.who == table.c.who)
    usable = (table.c.login == login) & ~table.c.disabled & people_table.c.active
    statement = sa.select(table.c.password_hash).select_from(joined).where(usable)
    return connection.execute(statement).scalar_one_or_none()


def note(
    connection: Connection, login: str, action: str, *, by: str, at: datetime, address: str = "", reason: str = ""
) -> None:
    """Write into the audit trail what happened at the door."""
    _note(connection, login, by=by, at=at, action=action, after={"address": address} if address else {}, reason=reason)


def _note(
    connection: Connection,
    login: str,
    *,
    by: str,
    at: datetime,
    action: str,
    after: dict[str, object],
    reason: str = "",
) -> None:
    subject = f"account:{login}"
    audit.note(connection, at=at, who=by, action=action, subject=subject, before={}, after=after, reason=reason)
