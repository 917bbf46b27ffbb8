"""Reservations (领取): one person at a time holds an evaluation, until they submit, give it back or time is up.

The primary key of the table is the evaluation: of two people who reach for it at the same moment the database lets one
through. An expired row is taken over in the same statement that would add a new one.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.review_tables import review_reservations as table
from records.upsert import inserting


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """Who holds an evaluation for which task; good until `expires_at`, that moment excluded."""

    evaluation_id: str
    task_id: str
    who: str
    at: datetime
    expires_at: datetime


def reserve(connection: Connection, wanted: Reservation) -> bool:
    """Hold the evaluation; False when somebody else does.

    A person who holds it already for the same task goes on under a new end; for another task they must end it first.
    """
    row = {name: getattr(wanted, name) for name in Reservation.__dataclass_fields__}
    own = (table.c.who == wanted.who) & (table.c.task_id == wanted.task_id)
    statement = inserting(connection, table).values(row)
    statement = statement.on_conflict_do_update(
        index_elements=["evaluation_id"],
        set_={name: value for name, value in row.items() if name != "evaluation_id"},
        where=(table.c.expires_at <= wanted.at) | own,
    ).returning(table.c.evaluation_id)
    return connection.execute(statement).first() is not None


def end(connection: Connection, evaluation_id: str, *, task_id: str, who: str, now: datetime) -> bool:
    """End a reservation that is still good; False when this person does not hold it (any more)."""
    chosen = (table.c.evaluation_id == evaluation_id) & (table.c.task_id == task_id) & (table.c.who == who)
    ended = connection.execute(sa.delete(table).where(chosen, table.c.expires_at > now).returning(table.c.who))
    return ended.first() is not None


def drop(connection: Connection, evaluation_id: str) -> None:
    """End whatever reservation there is."""
    connection.execute(sa.delete(table).where(table.c.evaluation_id == evaluation_id))
