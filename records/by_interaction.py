"""Rows of many interactions at once, for tables that carry (source, interaction_id)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.upsert import in_chunks

Key = tuple[str, str]


def rows_of(
    connection: Connection, statement: sa.Select[Any], table: sa.FromClause, keys: Iterable[Key]
) -> dict[Key, list[Any]]:
    """The statement's rows grouped by interaction, in the statement's order; `table` holds the two key columns."""
    found: dict[Key, list[Any]] = defaultdict(list)
    for chosen in _choices(table, keys):
        for row in connection.execute(statement.where(chosen)):
            found[(row.source, row.interaction_id)].append(row)
    return found


def delete_of(connection: Connection, table: sa.Table, keys: Iterable[Key]) -> None:
    """Delete every row of the interactions."""
    for chosen in _choices(table, keys):
        connection.execute(sa.delete(table).where(chosen))


def partitions(rows: Iterable[Any], size: int) -> Iterator[Sequence[Any]]:
    """Rows in lists of at most `size`."""
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _choices(table: sa.FromClause, keys: Iterable[Key]) -> Iterator[sa.ColumnElement[bool]]:
    by_source: dict[str, list[str]] = defaultdict(list)
    for source, interaction_id in keys:
        by_source[source].append(interaction_id)
    for source, interaction_ids in by_source.items():
        for chunk in in_chunks(interaction_ids):
            yield (table.c.source == source) & table.c.interaction_id.in_(chunk)
