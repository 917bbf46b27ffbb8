"""What each business day came to (每日概况), from sums: for a comparison of last night with the days before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.intervals import Moments
from inspection.ledger import Ending
from records.dashboard_tables import day_figures
from records.tables import ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """One business day: contacts in the ledger, how many failed, evaluations, machine scores, suspected fatals."""

    day: date
    contacts: int
    failed: int
    evaluations: int
    scores: Moments
    suspected: int


def of_days(connection: Connection, days: Collection[date]) -> list[DayFigures]:
    """Those of the days that have a ledger, oldest first."""
    endings: dict[date, dict[str, int]] = {}
    counted = sa.select(ledger.c.business_date, ledger.c.ending, sa.func.count())
    asked = counted.where(ledger.c.business_date.in_(days))
    for day, ending, count in connection.execute(asked.group_by(ledger.c.business_date, ledger.c.ending)):
        endings.setdefault(day, {})[ending] = count
    c = day_figures.c
    sums = sa.select(
        c.business_date,
        sa.func.sum(c.judged).label("evaluations"),
        sa.func.sum(c.scored).label("scored"),
        sa.func.sum(c.score_total).label("total"),
        sa.func.sum(c.score_squares).label("squares"),
        sa.func.sum(c.fatal).label("suspected"),
    ).where(c.business_date.in_(days))
    judged = {row.business_date: row for row in connection.execute(sums.group_by(c.business_date))}
    return [_figures(day, counts, judged.get(day)) for day, counts in sorted(endings.items())]


def _figures(day: date, counts: dict[str, int], row: Any) -> DayFigures:
    return DayFigures(
        day=day,
        contacts=sum(counts.values()),
        failed=counts.get(Ending.FAILED.value, 0) + counts.get(Ending.MISSING.value, 0),
        evaluations=row.evaluations if row is not None else 0,
        scores=Moments(row.scored, row.total, row.squares) if row is not None else Moments(),
        suspected=row.suspected if row is not None else 0,
    )
