"""Saved views (常用视图): a filter under a name, for oneself or for everybody of a role."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import InputError
from inspection.people import Person, PersonRole
from inspection.stable_ids import stable_id
from records.search_tables import saved_views as table
from records.upsert import upsert

LONGEST_NAME = 40
MOST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A filter (`query`, as text) of a `page`; `for_role` None: only for who made it."""

    view_id: str
    who: str
    page: str
    name: str
    query: str
    for_role: PersonRole | None
    made_at: datetime


def save(
    connection: Connection, person: Person, page: str, name: str, query: str, for_role: PersonRole | None, *,
    at: datetime,
) -> SavedView:  # fmt: skip
    """Keep a view; one of the same name of the same person is replaced.

    Raises InputError for a name that is empty or too long, and for more views than anybody finds their way in.
    """
    title = " ".join(name.split())
    if not title or len(title) > LONGEST_NAME:
        raise InputError("a view needs a name", f"give up to {LONGEST_NAME} characters", code="bad_view_name")
    view_id = stable_id("view", person.who, page, title)
    own = {view.view_id for view in of(connection, person, page) if view.who == person.who}
    if view_id not in own and len(own) >= MOST:
        raise InputError(f"there are {MOST} views", "forget one first", code="too_many_views")
    view = SavedView(
        view_id=view_id, who=person.who, page=page, name=title, query=query, for_role=for_role, made_at=at
    )  # fmt: skip
    row = {name: getattr(view, name) for name in SavedView.__dataclass_fields__}
    upsert(connection, table, [row | {"for_role": for_role.value if for_role else None}])
    return view


def of(connection: Connection, person: Person, page: str) -> Sequence[SavedView]:
    """A person's own views of a page and those shared with one of their roles, by name."""
    shared = table.c.for_role.in_([role.value for role in person.roles])
    chosen = (table.c.page == page) & ((table.c.who == person.who) | shared)
    rows = connection.execute(sa.select(table).where(chosen).order_by(table.c.name, table.c.view_id)).mappings()
    return [_from_row(dict(row)) for row in rows]


def _from_row(row: dict[str, Any]) -> SavedView:
    return SavedView(**(row | {"for_role": PersonRole(row["for_role"]) if row["for_role"] else None}))


def forget(connection: Connection, person: Person, view_id: str) -> bool:
    """Forget one of one's own views; False when it is not theirs."""
    mine = (table.c.view_id == view_id) & (table.c.who == person.who)
    return connection.execute(sa.delete(table).where(mine).returning(table.c.view_id)).first() is not None
