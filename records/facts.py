"""Facts in the database: exactly what the rules read, bound to the transcript, for explanations and backtests."""

from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.facts import Facts
from records.packed_values import pack_facts, unpack_facts
from records.tables import facts as table
from records.tables import interactions
from records.upsert import upsert

AT_ONCE = 50


def save(connection: Connection, many: Sequence[Facts]) -> None:
    """Store facts under their interaction and transcript hash; former transcripts stay, for the history."""
    upsert(connection, table, [_to_row(one) for one in many])


def find(connection: Connection, source: str, interaction_id: str, transcript_hash: str | None = None) -> Facts | None:
    """The facts of one interaction: of its present transcript, or of the one named."""
    statement = sa.select(table.c.packed).where(table.c.source == source, table.c.interaction_id == interaction_id)
    if transcript_hash is None:
        statement = statement.join(interactions, _is_present())
    else:
        statement = statement.where(table.c.transcript_hash == transcript_hash)
    packed = connection.execute(statement).scalar_one_or_none()
    return None if packed is None else unpack_facts(packed)


def between(connection: Connection, first: date, last: date) -> Iterator[Facts]:
    """The present facts of every interaction of the business dates from `first` to `last`, both included."""
    statement = sa.select(table.c.packed).join(interactions, _is_present())
    statement = statement.where(interactions.c.business_date.between(first, last))
    order = (interactions.c.business_date, interactions.c.source, interactions.c.interaction_id)
    for packed in connection.execute(statement.order_by(*order).execution_options(yield_per=AT_ONCE)).scalars():
        yield unpack_facts(packed)


def _is_present() -> sa.ColumnElement[bool]:
    return (
        (interactions.c.source == table.c.source)
        & (interactions.c.interaction_id == table.c.interaction_id)
        & (interactions.c.transcript_hash == table.c.transcript_hash)
    )


def _to_row(one: Facts) -> dict[str, object]:
    source, interaction_id = one.interaction.key
    return {
        "source": source,
        "interaction_id": interaction_id,
        "transcript_hash": one.transcript_hash,
        "packed": pack_facts(one),
    }
