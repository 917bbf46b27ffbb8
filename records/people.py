"""People in the database: who is what here, where they belong, what they can review. Changes are audited."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import AccessRefused
from inspection.people import Person, PersonRole
from records import audit
from records.review_tables import people as table
from records.upsert import upsert

_SAME_NAME = ("who", "team", "site", "vendor", "agent_id", "per_day", "active")
_LISTS = ("channels", "queues", "languages")


def save(connection: Connection, many: Sequence[Person], *, who: str, at: datetime, reason: str) -> int:
    """Add people or change known ones; returns how many were new or changed (each with an audit entry)."""
    known = {person.who: person for person in everybody(connection, inactive=True)}
    changed = [person for person in many if known.get(person.who) != person]
    upsert(connection, table, [_to_row(person) for person in changed])
    for person in changed:
        before = known.get(person.who)
        audit.note(
            connection,
            at=at,
            who=who,
            action="person",
            subject=f"person:{person.who}",
            before=_to_row(before) if before else {},
            after=_to_row(person),
            reason=reason,
        )
    return len(changed)


def everybody(connection: Connection, *, inactive: bool = False) -> list[Person]:
    """Everybody who is active (all with `inactive`), by name."""
    statement = sa.select(table).order_by(table.c.who)
    if not inactive:
        statement = statement.where(table.c.active)
    return [from_row(row) for row in connection.execute(statement)]


def names_of(connection: Connection, roles: Collection[PersonRole]) -> list[str]:
    """Names of everybody active who has one of the roles, sorted: of a thousand people only those are read."""
    written = sa.cast(table.c.roles, sa.Text)
    has_one = sa.or_(*(written.contains(f'"{role.value}"', autoescape=True) for role in roles))
    statement = sa.select(table.c.who).where(table.c.active, has_one).order_by(table.c.who)
    return list(connection.execute(statement).scalars())


def find(connection: Connection, who: str) -> Person:
    """One person; AccessRefused (`unknown_person`) for a name nobody registered."""
    row = connection.execute(sa.select(table).where(table.c.who == who)).one_or_none()
    if row is None:
        raise AccessRefused(
            f"nobody is registered as '{who}'",
            "register them: mingjian review people FILE.csv",
            where="people",
            code="unknown_person",
        )
    return from_row(row)


def lock(connection: Connection, who: str) -> None:
    """Let one transaction at a time act for a person (PostgreSQL; SQLite has one writer anyway)."""
    connection.execute(sa.select(table.c.who).where(table.c.who == who).with_for_update())


def _to_row(person: Person) -> dict[str, Any]:
    row = {name: getattr(person, name) for name in _SAME_NAME}
    lists = {name: list(getattr(person, name)) for name in _LISTS}
    return row | lists | {"roles": [role.value for role in person.roles]}


def from_row(row: Any) -> Person:
    """The person of a row of `people`."""
    return Person(
        who=row.who,
        roles=tuple(PersonRole(role) for role in row.roles),
        team=row.team,
        site=row.site,
        vendor=row.vendor,
        agent_id=row.agent_id,
        per_day=row.per_day,
        active=row.active,
        **{name: tuple(getattr(row, name)) for name in _LISTS},
    )
