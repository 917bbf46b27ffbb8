"""Tokens of the JSON API, known by their hash only. Making and revoking one is audited."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.api_token import ApiScope, WantedToken
from inspection.errors import AccessRefused
from inspection.people import Person
from inspection.stable_ids import stable_id
from records import accounts, audit, people
from records.account_tables import accounts as accounts_table
from records.api_tables import api_tokens as table
from records.review_tables import people as people_table


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiToken:
    """A token without its secret: whose it is, what it may be used for, until when, and when it was used last."""

    token_id: str
    login: str
    name: str
    scopes: frozenset[ApiScope]
    made_by: str
    made_at: datetime
    ends_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None

    def is_living(self, at: datetime) -> bool:
        """True when it opens the door at that moment."""
        return self.revoked_at is None and at < self.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Who stands behind a living token, as they are registered now."""

    token: ApiToken
    person: Person


def add(connection: Connection, token_hash: str, login: str, wanted: WantedToken, *, by: str, at: datetime) -> ApiToken:
    """Give an account a token; AccessRefused (`unknown_account`) when there is none of that name."""
    accounts.must_find(connection, login)
    token_id = stable_id("token", token_hash)
    connection.execute(
        sa.insert(table).values(
            token_id=token_id,
            token_hash=token_hash,
            login=login,
            name=wanted.name,
            scopes=sorted(scope.value for scope in wanted.scopes),
            made_by=by,
            made_at=at,
            ends_at=at + timedelta(days=wanted.days),
        )
    )
    made = _must_find(connection, token_id)
    _note(
        connection, made, "api_token_made", by=by, at=at, after={"scopes": sorted(wanted.scopes), "days": wanted.days}
    )
    return made


def find_bearer(connection: Connection, token_hash: str, *, at: datetime) -> Bearer | None:
    """Who a token speaks for; None when it is unknown, over or revoked, the account is off or its person gone."""
    joined = table.join(accounts_table, accounts_table.c.login == table.c.login).join(
        people_table, people_table.c.who == accounts_table.c.who
    )
    usable = ~accounts_table.c.disabled & people_table.c.active & (table.c.token_hash == token_hash)
    tokens = connection.execute(sa.select(table).select_from(joined).where(usable)).mappings().one_or_none()
    token = None if tokens is None else _from_row(tokens)
    if token is None or not token.is_living(at):
        return None
    row = connection.execute(sa.select(people_table).select_from(joined).where(usable)).one()
    return Bearer(token=token, person=people.from_row(row))


def note_use(connection: Connection, token_id: str, *, at: datetime) -> None:
    """Write down that it was used."""
    connection.execute(sa.update(table).where(table.c.token_id == token_id).values(used_at=at))


def of(connection: Connection, login: str | None = None) -> list[ApiToken]:
    """The tokens of an account (None: of all), the newest first, revoked and ended ones too."""
    statement = sa.select(table).order_by(table.c.made_at.desc(), table.c.token_id)
    if login is not None:
        statement = statement.where(table.c.login == login)
    return [_from_row(row) for row in connection.execute(statement).mappings()]


def revoke(connection: Connection, token_id: str, *, by: str, at: datetime, login: str | None = None) -> bool:
    """End a token (of this account, if one is named); False when it had been revoked before.

    Raises AccessRefused (`unknown_token`) when there is none.
    """
    chosen = table.c.token_id == token_id
    if login is not None:
        chosen &= table.c.login == login
    row = connection.execute(sa.select(table).where(chosen)).mappings().one_or_none()
    if row is None:
        raise AccessRefused(
            f"there is no token '{token_id[:60]}'", "see mingjian accounts token list", where="accounts",
            code="unknown_token",
        )  # fmt: skip
    still = chosen & table.c.revoked_at.is_(None)
    if connection.execute(sa.update(table).where(still).values(revoked_at=at)).rowcount == 0:
        return False
    _note(connection, _from_row(row), "api_token_revoked", by=by, at=at, after={})
    return True


def revoke_all(connection: Connection, login: str, *, by: str, at: datetime) -> int:
    """End every living token of an account (its password is another one now); returns how many."""
    living = [token for token in of(connection, login) if token.is_living(at)]
    return sum(revoke(connection, token.token_id, by=by, at=at) for token in living)


def _note(
    connection: Connection, token: ApiToken, action: str, *, by: str, at: datetime, after: dict[str, object]
) -> None:
    named = {"token_id": token.token_id, "name": token.name, **after}
    subject = f"account:{token.login}"
    audit.note(connection, at=at, who=by, action=action, subject=subject, before={}, after=named, reason="")


_VALUES = frozenset(scope.value for scope in ApiScope)


def _must_find(connection: Connection, token_id: str) -> ApiToken:
    return _from_row(connection.execute(sa.select(table).where(table.c.token_id == token_id)).mappings().one())


def _from_row(row: Any) -> ApiToken:
    values = {name: row[name] for name in ApiToken.__dataclass_fields__}
    return ApiToken(**values | {"scopes": _known(row["scopes"])})


def _known(scopes: Iterable[str]) -> frozenset[ApiScope]:
    """Scopes this version knows; one that was taken away lets nothing pass."""
    return frozenset(ApiScope(scope) for scope in scopes if scope in _VALUES)
