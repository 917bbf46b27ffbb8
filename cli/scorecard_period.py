"""Which days a scorecard speaks of: a month, an ISO week, a day, or from one day to another."""

import re
from datetime import date, datetime
from typing import Annotated

import typer

from inspection.errors import SettingsError
from inspection.period import Period

Month = Annotated[str | None, typer.Option("--month", help="A month, 2026-09.")]
Week = Annotated[str | None, typer.Option("--week", help="An ISO week, 2026-W37.")]
Day = Annotated[datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="A business day.")]
From = Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First business day.")]
To = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last business day.")]

_WEEK = re.compile(r"(\d{4})-W(\d{2})")


def days_asked(
    month: str | None, week: str | None, day: datetime | None, first: datetime | None, last: datetime | None
) -> tuple[date, date] | None:
    """The first and the last business day; None when nothing was asked (the newest month then).

    SettingsError for more than one answer, or one that cannot be read.
    """
    given = [name for name, value in (("--month", month), ("--week", week), ("--day", day)) if value is not None]
    given += ["--from/--to"] if first or last else []
    if len(given) > 1:
        raise SettingsError(f"{' and '.join(given)} do not go together", "choose one of them")
    if first or last:
        return _between(first, last)
    if not given:
        return None
    period = _period(month, week, day)
    return period.start, period.end


def _between(first: datetime | None, last: datetime | None) -> tuple[date, date]:
    if first is None or last is None:
        raise SettingsError("--from and --to belong together", "give both")
    if last < first:
        raise SettingsError(f"{last:%Y-%m-%d} is before {first:%Y-%m-%d}", "let --to come after --from")
    return first.date(), last.date()


def _period(month: str | None, week: str | None, day: datetime | None) -> Period:
    try:
        if month is not None:
            return Period.month(date.fromisoformat(f"{month}-01"))
        if week is not None:
            found = _WEEK.fullmatch(week)
            if found is None:
                raise ValueError(week)
            return Period.week(date.fromisocalendar(int(found[1]), int(found[2]), 1))
    except ValueError:
        raise SettingsError(f"'{month or week}' is no period", "write 2026-09 or 2026-W37") from None
    assert day is not None
    return Period.day(day.date())
