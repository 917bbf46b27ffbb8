"""Which subject of an identity provider an account belongs to (账号绑定): bound once, and no other opens it after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records import audit
from records.account_tables import provider_identities as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """The account `login` belongs to `subject` of `issuer`, since `bound_at`."""

    issuer: str
    subject: str
    login: str
    bound_at: datetime


def of_subject(connection: Connection, issuer: str, subject: str) -> Binding | None:
    """The binding of a subject; None when it never signed in here."""
    return _one(connection, (table.c.issuer == issuer) & (table.c.subject == subject))


def of_account(connection: Connection, login: str, issuer: str) -> Binding | None:
    """The binding of an account at one provider; None when nobody of it opened the account yet."""
    return _one(connection, (table.c.login == login) & (table.c.issuer == issuer))


def every_of(connection: Connection, login: str) -> list[Binding]:
    """Every binding of an account: more than one only after the provider was changed."""
    statement = sa.select(table).where(table.c.login == login).order_by(table.c.bound_at, table.c.issuer)
    return [Binding(**row) for row in connection.execute(statement).mappings()]


def bind(connection: Connection, binding: Binding) -> None:
    """From now on the account belongs to this subject; neither may be bound at this provider before."""
    values = {"issuer": binding.issuer, "subject": binding.subject, "login": binding.login}
    connection.execute(sa.insert(table).values(**values, bound_at=binding.bound_at))
    _note(connection, binding.login, "identity_bound", by=binding.login, at=binding.bound_at, after=values)


def unbind(connection: Connection, login: str, *, by: str, at: datetime, reason: str) -> int:
    """Forget every binding of an account: the next subject that signs in under its name gets it. How many there were.

    For somebody whom the provider knows anew, as after a move to another directory.
    """
    before: dict[str, object] = {"subjects": [one.subject for one in every_of(connection, login)]}
    gone = connection.execute(sa.delete(table).where(table.c.login == login)).rowcount
    if gone:
        _note(connection, login, "identity_unbound", by=by, at=at, before=before, reason=reason)
    return gone


def _one(connection: Connection, chosen: sa.ColumnElement[bool]) -> Binding | None:
    row = connection.execute(sa.select(table).where(chosen)).mappings().one_or_none()
    return None if row is None else Binding(**row)


def _note(
    connection: Connection,
    login: str,
    action: str,
    *,
    by: str,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    subject = f"account:{login}"
    audit.note(
        connection, at=at, who=by, action=action, subject=subject, before=before or {}, after=after or {}, reason=reason
    )
