"""What each night came to (每日概况), for a comparison of the last one with the same weekday of the weeks before."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING
from inspection.day_figures import DayFigures
from inspection.ledger import Ending
from records import day_figures
from records.day_figures import FiguresFilter
from records.tables import ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class NightFigures:
    """One business day: contacts in the ledger, how many of them failed or had no recording, and what was judged."""

    day: date
    contacts: int
    failed: int
    judged: DayFigures


def of_days(connection: Connection, days: Collection[date]) -> list[NightFigures]:
    """Those of the days that have a ledger, oldest first; of the whole centre."""
    endings: dict[date, dict[str, int]] = {}
    counted = sa.select(ledger.c.business_date, ledger.c.ending, sa.func.count())
    asked = counted.where(ledger.c.business_date.in_(days))
    for day, ending, count in connection.execute(asked.group_by(ledger.c.business_date, ledger.c.ending)):
        endings.setdefault(day, {})[ending] = count
    judged: dict[date, DayFigures] = defaultdict(DayFigures)
    for day, _, of_channel in day_figures.of_days(connection, days, FiguresFilter(), sight=EVERYTHING):
        judged[day].add(of_channel)
    return [
        NightFigures(
            day=day,
            contacts=sum(counts.values()),
            failed=counts.get(Ending.FAILED.value, 0) + counts.get(Ending.MISSING.value, 0),
            judged=judged[day],
        )
        for day, counts in sorted(endings.items())
    ]
