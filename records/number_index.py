"""The index of numbers by keyed hash: which interactions hold a phone, order, customer or ticket number. Audited."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from inspection.errors import SettingsError
from inspection.number_index import SEARCHED, NumberMark, number_hash, same_number
from inspection.privacy.metadata_masking import last_four
from records import access as accesses
from records.access import Access
from records.by_interaction import Key, delete_of
from records.database import writing
from records.keeping_tables import number_index
from records.key_ring import KeyRing
from records.tables import interactions
from records.upsert import upsert

ACTION = "find_by_number"
LISTED_IN_AUDIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInteraction:
    """An interaction that holds the number, and where: `fields` such as `ani`, `order_id`, `said_phone`."""

    source: str
    interaction_id: str
    business_date: date
    channel: str
    agent_id: str | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, oldest first; `out_of_reach` interactions were indexed under keys that were not given."""

    interactions: tuple[FoundInteraction, ...]
    out_of_reach: int


def replace_of(connection: Connection, marks: Mapping[Key, Sequence[NumberMark]], key_id: str) -> None:
    """Make these the marks of their interactions, hashed with the key of that id; a correction replaces them all."""
    delete_of(connection, number_index, marks)
    rows = [
        {
            "source": source,
            "interaction_id": interaction_id,
            "field": m.field,
            "number_hash": m.number_hash,
            "key_id": key_id,
        }
        for (source, interaction_id), own in marks.items()
        for m in own
    ]
    upsert(connection, number_index, rows)


def search(
    engine: Engine, keys: KeyRing, kind: str, number: str, access: Access, people: Collection[str] | None = None
) -> Found:
    """The interactions that hold a number: `kind` is phone, order, customer or ticket, `number` however it is written.

    The search stands in the audit trail, with its result, before anything is returned; so does a refused one. Raises
    AccessRefused, or SettingsError for a text that holds no letter or digit.
    """
    if not same_number(number):
        raise SettingsError("there is no letter or digit in the number", "give the number itself", where=f"--{kind}")
    hashes = [number_hash(key.secret, number) for key in keys.keys]
    subject = f"number:{hashes[0]}"
    asked: dict[str, Any] = {"kind": kind, "number": last_four(same_number(number))}
    accesses.demand(engine, access, people, action=ACTION, subject=subject, asked=asked)
    with writing(engine) as connection:
        found = Found(_rows(connection, hashes, SEARCHED[kind]), _out_of_reach(connection, keys))
        named = [[one.source, one.interaction_id] for one in found.interactions[:LISTED_IN_AUDIT]]
        result = {**asked, "found": len(found.interactions), "interactions": named}
        accesses.record(connection, access, action=ACTION, subject=subject, asked=result)
    return found


def _rows(connection: Connection, hashes: Iterable[str], fields: Iterable[str]) -> tuple[FoundInteraction, ...]:
    columns = (interactions.c.business_date, interactions.c.source, interactions.c.interaction_id)
    same = (number_index.c.source == interactions.c.source) & (
        number_index.c.interaction_id == interactions.c.interaction_id
    )
    statement = sa.select(*columns, interactions.c.channel, interactions.c.agent_id, number_index.c.field)
    statement = statement.join(number_index, same).where(number_index.c.number_hash.in_(list(hashes)))
    statement = statement.where(number_index.c.field.in_(list(fields))).order_by(*columns, number_index.c.field)
    grouped: dict[Key, list[Any]] = {}
    for row in connection.execute(statement):
        grouped.setdefault((row.source, row.interaction_id), []).append(row)
    return tuple(
        FoundInteraction(
            source=source,
            interaction_id=interaction_id,
            business_date=rows[0].business_date,
            channel=rows[0].channel,
            agent_id=rows[0].agent_id,
            fields=tuple(dict.fromkeys(row.field for row in rows)),
        )
        for (source, interaction_id), rows in grouped.items()
    )


def _out_of_reach(connection: Connection, keys: KeyRing) -> int:
    other = sa.select(number_index.c.source, number_index.c.interaction_id).distinct()
    other = other.where(_outside(sorted(key.key_id for key in keys.keys)))
    return int(connection.execute(sa.select(sa.func.count()).select_from(other.subquery())).scalar_one())


def _outside(key_ids: Sequence[str]) -> sa.ColumnElement[bool]:
    """No key of these, said as ranges: that an index can answer, NOT IN it cannot."""
    column = number_index.c.key_id
    between = [(column > low) & (column < high) for low, high in pairwise(key_ids)]
    return sa.or_(column < key_ids[0], column > key_ids[-1], *between)
