"""What was said, in searchable form: one row an interaction, written with its turns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.facts import Facts
from inspection.search.tokens import searchable
from records.by_interaction import Key, partitions, rows_of
from records.column_types import storable
from records.search_tables import spoken_texts as table
from records.tables import interactions, turns
from records.upsert import inserting

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn as a list shows it: who spoke (a role), and the masked words."""

    turn: int
    sender: str
    text: str


def save(connection: Connection, heard: Iterable[Facts]) -> None:
    """Make the masked turns of interactions findable, in place of what they said before."""
    _put(connection, [(facts.interaction.key, [turn.text for turn in facts.interaction.turns]) for facts in heard])


def save_stored(connection: Connection) -> int:
    """Make findable what was stored before there was an index; returns how many interactions."""
    known = sa.exists().where(
        table.c.source == interactions.c.source, table.c.interaction_id == interactions.c.interaction_id
    )
    order = (interactions.c.business_date, interactions.c.source, interactions.c.interaction_id)
    keys = [
        (row.source, row.interaction_id)
        for row in connection.execute(sa.select(*order[1:]).where(~known).order_by(*order))
    ]
    for batch in partitions(keys, AT_ONCE):
        _put(connection, _said_in(connection, batch))
    return len(keys)


def of(connection: Connection, keys: Iterable[Key]) -> dict[Key, list[Spoken]]:
    """What was said in a few interactions, in order; they were found with a sight before."""
    columns = (turns.c.source, turns.c.interaction_id, turns.c.turn, turns.c.sender, turns.c.text)
    found = rows_of(connection, sa.select(*columns).order_by(turns.c.turn), turns, keys)
    return {key: [Spoken(row.turn, row.sender, row.text) for row in rows] for key, rows in found.items()}


def _said_in(connection: Connection, keys: Sequence[Key]) -> list[tuple[Key, list[str]]]:
    said: dict[Key, list[str]] = {key: [] for key in keys}
    columns = (turns.c.source, turns.c.interaction_id, turns.c.text)
    for source in sorted({source for source, _ in keys}):
        ids = [interaction_id for of, interaction_id in keys if of == source]
        chosen = (turns.c.source == source) & turns.c.interaction_id.in_(ids)
        for row in connection.execute(sa.select(*columns).where(chosen).order_by(turns.c.turn)):
            said[(row.source, row.interaction_id)].append(row.text)
    return list(said.items())


def _put(connection: Connection, said: Sequence[tuple[Key, Sequence[str]]]) -> None:
    rows = []
    for (source, interaction_id), texts in said:
        held = searchable(map(storable, texts))
        rows.append({"source": source, "interaction_id": interaction_id, "words": held.words, "sounds": held.sounds})
    if not rows:
        return
    statement = inserting(connection, table)
    new = statement.excluded
    statement = statement.on_conflict_do_update(
        index_elements=["source", "interaction_id"],
        set_={"words": new.words, "sounds": new.sounds},
        where=(table.c.words != new.words) | (table.c.sounds != new.sounds),  # a resumed night writes nothing twice
    )
    connection.execute(statement, rows)
