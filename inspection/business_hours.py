"""When the centre is open (服务时间): waiting at night is not waiting for an agent who is asleep."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

EVERY_DAY = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessHours:
    """Opening times on the centre's own clock; `weekdays` are ISO (1 = Monday); `closes` is after `opens`."""

    opens: time
    closes: time
    timezone: str = "Asia/Shanghai"
    weekdays: tuple[int, ...] = EVERY_DAY

    def __post_init__(self) -> None:
        """Refuse hours that end before they begin."""
        if self.closes <= self.opens:
            raise ValueError(f"business hours cannot close ({self.closes}) before they open ({self.opens})")

    def open_s(self, start: datetime, end: datetime) -> float:
        """Open seconds between two zone-aware moments; 0 when `end` is before `start`."""
        zone = ZoneInfo(self.timezone)
        day, total_s = start.astimezone(zone).date(), 0.0
        while day <= end.astimezone(zone).date():
            if day.isoweekday() in self.weekdays:
                opens = max(start, datetime.combine(day, self.opens, zone))
                closes = min(end, datetime.combine(day, self.closes, zone))
                total_s += max(0.0, (closes - opens).total_seconds())
            day += timedelta(days=1)
        return total_s
