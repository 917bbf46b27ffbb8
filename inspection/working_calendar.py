"""Working days (工作日), public holidays and make-up days (调休), as `calendar.yaml` sets them; deadlines in them."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator

from inspection.errors import RuleError
from inspection.policy_files import POLICIES_REMEMBERED, Policy
from inspection.rules.rule_yaml import checked, parse
from inspection.rules.yaml_places import Path

_DAY = timedelta(days=1)
_INSTANT = timedelta(microseconds=1)
_LONGEST = 31 * _DAY
_OVER_NEW_YEAR = 10 * _DAY
_WHAT_TO_DO = "correct the date"
Weekday = Annotated[int, Field(ge=1, le=7)]
Year = Annotated[int, Field(ge=2000, le=2200)]


class DaysOff(Policy):
    """A public holiday (放假), first and last day included."""

    name: str
    from_: date = Field(alias="from")
    to: date

    @property
    def days(self) -> tuple[date, ...]:
        """Every day off; none when it ends before it begins."""
        return tuple(self.from_ + n * _DAY for n in range((self.to - self.from_).days + 1))


class WorkingYear(Policy):
    """What one year has beside plain weeks: holidays, and weekend days that are worked (调休上班)."""

    holidays: tuple[DaysOff, ...] = ()
    workdays: tuple[date, ...] = ()


class WorkingCalendar(Policy):
    """The whole of `calendar.yaml`. A year that is not in it has plain weeks."""

    timezone: str = "Asia/Shanghai"
    weekend: Annotated[tuple[Weekday, ...], Field(max_length=6)] = (6, 7)
    years: dict[Year, WorkingYear] = Field(default_factory=dict)

    @field_validator("timezone")
    @classmethod
    def _zone_is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"there is no time zone '{name}' (write Asia/Shanghai)") from None
        return name

    @cached_property
    def zone(self) -> ZoneInfo:
        """Where a day begins and ends."""
        return ZoneInfo(self.timezone)

    @cached_property
    def _off(self) -> frozenset[date]:
        return frozenset(day for year in self.years.values() for one in year.holidays for day in one.days)

    @cached_property
    def _worked(self) -> frozenset[date]:
        return frozenset(day for year in self.years.values() for day in year.workdays)

    def is_working(self, day: date) -> bool:
        """True for a day on which a deadline runs."""
        return day in self._worked or (day.isoweekday() not in self.weekend and day not in self._off)

    def deadline(self, start: datetime, working_days: int) -> datetime:
        """The end (UTC, exclusive: midnight at the centre) of the n-th working day after the day of `start`.

        The day on which a period begins does not count, and a period ends with the last day at 24:00 (Civil Code of
        the People's Republic of China, articles 201 and 203). `start` is zone aware; `working_days` at least 1.
        """
        day = start.astimezone(self.zone).date()
        for _ in range(working_days):
            day = self._next_working(day)
        return self._midnight(day + _DAY)

    def last_day(self, deadline: datetime) -> date:
        """The day a deadline ends with: at its 24:00 it is past."""
        return (deadline - _INSTANT).astimezone(self.zone).date()

    def lapsed_before(self, now: datetime, working_days: int) -> datetime:
        """The moment before which a start must lie for its `deadline` to have passed by `now` (UTC).

        `start < lapsed_before(now, n)` exactly when `deadline(start, n) <= now`.
        """
        day = now.astimezone(self.zone).date()
        for _ in range(working_days):
            day = self._working_before(day)
        return self._midnight(day)

    def coming(self, day: date, count: int) -> tuple[date, ...]:
        """The next `count` working days; `day` itself is the first if it is one."""
        found: list[date] = []
        while len(found) < count:
            if self.is_working(day):
                found.append(day)
            day += _DAY
        return tuple(found)

    def years_unknown(self, start: datetime, end: datetime) -> tuple[int, ...]:
        """Years between two moments of which this calendar knows no holidays."""
        first, last = start.astimezone(self.zone), self.last_day(end)
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)

    def _next_working(self, day: date) -> date:
        day += _DAY
        while not self.is_working(day):
            day += _DAY
        return day

    def _working_before(self, day: date) -> date:
        day -= _DAY
        while not self.is_working(day):
            day -= _DAY
        return day

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time.min, self.zone).astimezone(UTC)


@lru_cache(maxsize=POLICIES_REMEMBERED)
def working_calendar_of(text: str, *, where: str = "calendar.yaml") -> WorkingCalendar:
    """Read the calendar from YAML text; RuleError with file:line:column for what is wrong or makes no sense."""
    rule = parse(text, where, may_be_empty=True)
    calendar = checked(rule, WorkingCalendar)
    for path, slip in _slips(calendar):
        raise RuleError(slip, _WHAT_TO_DO, where=rule.where(path))
    return calendar


def _slips(calendar: WorkingCalendar) -> Iterator[tuple[Path, str]]:
    for year, one in calendar.years.items():
        known = Counter(day for off in one.holidays for day in off.days)
        for n, off in enumerate(one.holidays):
            yield from _slips_of_holiday(off, year, known, ("years", year, "holidays", n))
        for n, day in enumerate(one.workdays):
            yield from _slips_of_workday(day, year, one, calendar, ("years", year, "workdays", n))


def _slips_of_holiday(off: DaysOff, year: int, known: Counter[date], path: Path) -> Iterator[tuple[Path, str]]:
    if off.to < off.from_:
        yield (*path, "to"), f"{off.name} ends ({off.to}) before it begins ({off.from_})"
    elif off.to - off.from_ >= _LONGEST:
        yield (*path, "to"), f"{off.name} is longer than a month"
    for key, day in (("from", off.from_), ("to", off.to)):
        if not _belongs(day, year):
            yield (*path, key), f"{off.name}: {day} does not belong to {year}"
    twice = [day for day in off.days if known[day] > 1]
    if twice:
        yield path, f"{off.name}: {twice[0]} is named twice"


def _slips_of_workday(
    day: date, year: int, one: WorkingYear, calendar: WorkingCalendar, path: Path
) -> Iterator[tuple[Path, str]]:
    if not _belongs(day, year):
        yield path, f"{day} does not belong to {year}"
    if one.workdays.count(day) > 1:
        yield path, f"{day} is named twice"
    if any(off.from_ <= day <= off.to for off in one.holidays):
        yield path, f"{day} is a holiday and a working day at once"
    elif day.isoweekday() not in calendar.weekend:
        yield path, f"{day} is no weekend and worked anyhow"


def _belongs(day: date, year: int) -> bool:
    """Of the year, or of the days around New Year, which a holiday may reach into."""
    return date(year, 1, 1) - _OVER_NEW_YEAR <= day <= date(year, 12, 31) + _OVER_NEW_YEAR
