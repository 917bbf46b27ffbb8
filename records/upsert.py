"""Writing many rows at once, so that writing them twice is the same as once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

Row = Mapping[str, Any]
KEYS_AT_ONCE = 400


def insert_if_absent(connection: Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert the rows whose primary key is new; leave the others as they are."""
    if rows:
        connection.execute(inserting(connection, table).on_conflict_do_nothing(), list(rows))


def upsert(connection: Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Insert each row, or overwrite the one with the same primary key. All rows have the same columns."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = inserting(connection, table)
    changes = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changes), list(rows))


def in_chunks(keys: Sequence[str], size: int = KEYS_AT_ONCE) -> Iterator[Sequence[str]]:
    """`keys` in pieces small enough for one IN (...)."""
    for start in range(0, len(keys), size):
        yield keys[start : start + size]


def inserting(connection: Connection, table: sa.Table) -> Any:
    """The INSERT of this database, which knows ON CONFLICT."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
