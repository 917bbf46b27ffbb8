"""Facts in the database: exactly what the rules read, bound to the transcript, for explanations and backtests."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.facts import Facts
from records.by_interaction import Key, rows_of
from records.packed_values import pack_facts, unpack_facts
from records.tables import current_evaluations, interactions
from records.tables import facts as table
from records.upsert import upsert

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class JudgedKey:
    """An interaction that was judged, and the business date it belongs to."""

    source: str
    interaction_id: str
    business_date: date

    @property
    def interaction(self) -> Key:
        """(source, interaction_id)."""
        return (self.source, self.interaction_id)


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


def sources_of(connection: Connection, interaction_id: str) -> list[str]:
    """The sources that have present facts of an interaction of this id, in order."""
    statement = sa.select(table.c.source).join(interactions, _is_present())
    statement = statement.where(table.c.interaction_id == interaction_id).order_by(table.c.source)
    return list(connection.execute(statement).scalars())


def between(connection: Connection, first: date, last: date) -> Iterator[Facts]:
    """The present facts of every interaction of the business dates from `first` to `last`, both included."""
    statement = sa.select(table.c.packed).join(interactions, _is_present())
    statement = statement.where(interactions.c.business_date.between(first, last))
    order = (interactions.c.business_date, interactions.c.source, interactions.c.interaction_id)
    for packed in connection.execute(statement.order_by(*order).execution_options(yield_per=AT_ONCE)).scalars():
        yield unpack_facts(packed)


def judged_between(connection: Connection, first: date | None, last: date | None) -> list[JudgedKey]:
    """Every interaction of the business dates (both included, None is open) that has a current evaluation, in order."""
    judged = sa.exists().where(
        (current_evaluations.c.source == interactions.c.source)
        & (current_evaluations.c.interaction_id == interactions.c.interaction_id)
    )
    columns = interactions.c
    statement = sa.select(columns.source, columns.interaction_id, columns.business_date).join(table, _is_present())
    statement = statement.where(judged)
    if first is not None:
        statement = statement.where(columns.business_date >= first)
    if last is not None:
        statement = statement.where(columns.business_date <= last)
    order = (columns.business_date, columns.source, columns.interaction_id)
    return [JudgedKey(*row) for row in connection.execute(statement.order_by(*order))]


def count_judged(connection: Connection) -> int:
    """How many judged interactions a backtest could read."""
    keys = (current_evaluations.c.source, current_evaluations.c.interaction_id)
    return int(
        connection.execute(sa.select(sa.func.count()).select_from(sa.select(*keys).distinct().subquery())).scalar_one()
    )


def of(connection: Connection, keys: Sequence[JudgedKey]) -> list[Facts]:
    """The present facts of these interactions, in the order of the keys."""
    statement = sa.select(table.c.source, table.c.interaction_id, table.c.packed).join(interactions, _is_present())
    found = rows_of(connection, statement, table, [key.interaction for key in keys])
    return [unpack_facts(found[key.interaction][0].packed) for key in keys if key.interaction in found]


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
