"""Looks at a period in the database (查看日): without them nobody could say how often people were looked at."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.coaching.looks import Look
from records.coaching_tables import coaching_looks as table
from records.upsert import insert_if_absent


def of(connection: Connection, period: str) -> list[Look]:
    """The looks at a period (its label), in order."""
    rows = connection.execute(sa.select(table).where(table.c.period == period).order_by(table.c.on))
    return [Look(on=row.on, judged=row.judged, spent_share=row.spent_share) for row in rows]


def keep(connection: Connection, period: str, look: Look) -> None:
    """Keep a look; one of the same day is there already and stays as it was."""
    row = {"period": period, "on": look.on, "judged": look.judged, "spent_share": look.spent_share}
    insert_if_absent(connection, table, [row])


def none_yet(connection: Connection) -> bool:
    """Nobody was ever looked at here, in no period."""
    return connection.execute(sa.select(table.c.period).limit(1)).first() is None


def last_day(connection: Connection) -> date | None:
    """The last day anybody looked at; None before the first look."""
    row = connection.execute(sa.select(table.c.on).order_by(table.c.period.desc(), table.c.on.desc()).limit(1)).first()
    return None if row is None else row.on
