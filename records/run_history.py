"""Runs as the operator looks back on them (运行历史): the newest first, and what went wrong, by code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.ledger import Ending
from records.runs import Run, from_row
from records.tables import ledger, runs

LONGEST = 500
"""Runs that are looked back on: more than a year of nights."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Entries of one ending and code: how many, how many of them another night may try, and the latest date."""

    ending: Ending
    code: str
    count: int
    retryable: int
    last_on: date


def newest(connection: Connection, limit: int = LONGEST) -> list[Run]:
    """The newest runs, the last one to start first."""
    statement = sa.select(runs).order_by(runs.c.started_at.desc(), runs.c.run_id.desc()).limit(limit)
    return [from_row(row) for row in connection.execute(statement).mappings()]


def troubles_of(connection: Connection, run_ids: Sequence[str]) -> list[Trouble]:
    """What of these runs ended failed or missing, the most frequent first."""
    bad = (Ending.FAILED.value, Ending.MISSING.value)
    retryable = sa.func.sum(sa.case((ledger.c.retryable, 1), else_=0))
    n = sa.func.count()
    statement = (
        sa.select(ledger.c.ending, ledger.c.code, n, retryable, sa.func.max(ledger.c.business_date))
        .where(ledger.c.run_id.in_(list(run_ids)), ledger.c.ending.in_(bad))
        .group_by(ledger.c.ending, ledger.c.code)
        .order_by(n.desc(), ledger.c.code)
    )
    return [
        Trouble(ending=Ending(ending), code=code, count=count, retryable=again, last_on=_day(last_on))
        for ending, code, count, again, last_on in connection.execute(statement)
    ]


def _day(value: date | str) -> date:
    """SQLite gives the largest of dates as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
