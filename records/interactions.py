"""Interactions in the database, with their masked turns."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.facts import Facts
from records import interaction_rows, spoken_texts, turn_rows
from records.by_interaction import Key, delete_of, partitions, rows_of
from records.interaction_rows import StoredInteraction
from records.tables import interactions, turns
from records.upsert import in_chunks, upsert

AT_ONCE = 200


def save(connection: Connection, judged: Sequence[tuple[Facts, date]]) -> None:
    """Store interactions under their business date, in place of what was known of the same ones."""
    upsert(connection, interactions, [interaction_rows.to_row(facts, day) for facts, day in judged])
    delete_of(connection, turns, [facts.interaction.key for facts, _ in judged])
    rows = [row for facts, _ in judged for row in turn_rows.to_rows(facts)]
    if rows:
        connection.execute(sa.insert(turns), rows)
    spoken_texts.save(connection, [facts for facts, _ in judged])


def between(connection: Connection, first: date, last: date) -> Iterator[StoredInteraction]:
    """Interactions of the business dates from `first` to `last`, both included, by date, source and id."""
    statement = sa.select(interactions).where(interactions.c.business_date.between(first, last))
    order = (interactions.c.business_date, interactions.c.source, interactions.c.interaction_id)
    rows = connection.execute(statement.order_by(*order).execution_options(yield_per=AT_ONCE))
    for batch in partitions(rows, AT_ONCE):
        yield from _with_turns(connection, batch)


def days_of(connection: Connection, keys: Iterable[tuple[str, str]]) -> set[date]:
    """Business dates under which these interactions (source, interaction_id) are stored."""
    by_source: dict[str, list[str]] = {}
    for source, interaction_id in keys:
        by_source.setdefault(source, []).append(interaction_id)
    days: set[date] = set()
    for source, ids in by_source.items():
        for chunk in in_chunks(ids):
            chosen = (interactions.c.source == source) & interactions.c.interaction_id.in_(chunk)
            days.update(connection.execute(sa.select(interactions.c.business_date).where(chosen)).scalars())
    return days


def find(connection: Connection, source: str, interaction_id: str) -> StoredInteraction | None:
    """One interaction."""
    chosen = (interactions.c.source == source) & (interactions.c.interaction_id == interaction_id)
    rows = connection.execute(sa.select(interactions).where(chosen)).all()
    return next(_with_turns(connection, rows), None)


def _with_turns(connection: Connection, rows: Sequence[Any]) -> Iterator[StoredInteraction]:
    keys: list[Key] = [(row.source, row.interaction_id) for row in rows]
    said = rows_of(connection, sa.select(turns).order_by(turns.c.turn), turns, keys)
    for row, key in zip(rows, keys, strict=True):
        yield interaction_rows.from_row(row, [turn_rows.from_row(turn) for turn in said[key]])
