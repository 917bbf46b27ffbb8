"""A stretch of business days a result speaks of: a day, an ISO week or a month."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Both days belong to it; `label` is 2026-11-20, 2026-W47 or 2026-11."""

    label: str
    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """True when the business day falls inside."""
        return self.start <= day <= self.end

    @classmethod
    def day(cls, day: date) -> "Period":
        """One business day."""
        return cls(day.isoformat(), day, day)

    @classmethod
    def week(cls, day: date) -> "Period":
        """The ISO week (Monday to Sunday) a day belongs to."""
        year, week, weekday = day.isocalendar()
        monday = day - timedelta(days=weekday - 1)
        return cls(f"{year}-W{week:02d}", monday, monday + timedelta(days=6))

    @classmethod
    def month(cls, day: date) -> "Period":
        """The calendar month a day belongs to."""
        first = day.replace(day=1)
        following = (first + timedelta(days=31)).replace(day=1)
        return cls(f"{first:%Y-%m}", first, following - timedelta(days=1))
