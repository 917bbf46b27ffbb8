"""Times as exports write them: ISO, `2026/9/1 9:12`, `2026年9月1日 9时12分`, epoch numbers, Excel serials."""

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a calendar time; the zone of the source is added
EXCEL_DAYS = (36_526.0, 73_416.0)  # 2000-01-01 to 2101-01-01
_DATE = r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*[日号]?"
_CLOCK = (
    r"(?:(?:\s*T\s*|\s+|(?<=[日号])\s*)(?P<half>上午|下午|凌晨|早上|中午|晚上|[AP]M)?\s*(?P<hour>\d{1,2})\s*[:时点時點]\s*(?:(?P<minute>\d{1,2})\s*[:分]?\s*"
    r"(?:(?P<second>\d{1,2})(?:[.,](?P<fraction>\d{1,9}))?\s*秒?)?)?\s*(?P<half_after>[AP]M)?"
    r"(?:\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?"
)
_CALENDAR = re.compile(_DATE + _CLOCK, re.IGNORECASE)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:[T _-]?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_NUMBER = re.compile(r"\d{1,17}(?:\.\d{1,12})?")
_AFTERNOON = ("下午", "晚上", "pm")
_CLOCK_LENGTH = re.compile(r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):(?P<seconds>\d{1,2}(?:\.\d+)?)")
_SECONDS_LENGTH = re.compile(r"(?P<seconds>\d+(?:\.\d+)?)\s*(?:s|sec|seconds?|秒)?")


def read_time(raw: object, zone: tzinfo) -> datetime:
    """The moment `raw` names, zone aware; a time without a zone is local time in `zone`.

    Raises ValueError with a short reason: not a time, no such date, or outside 2000-2100.
    """
    if isinstance(raw, datetime):
        return _checked(raw if raw.tzinfo else _local(raw, zone))
    if isinstance(raw, date):
        return _checked(_local(datetime(raw.year, raw.month, raw.day), zone))  # noqa: DTZ001
    text = unicodedata.normalize("NFKC", _as_text(raw)).strip()
    if len(text) > 64:
        raise ValueError("it is too long for a time")
    match = _CALENDAR.fullmatch(text)
    if match:
        return _checked(_from_calendar(match.groupdict(), zone))
    compact = _COMPACT.fullmatch(text)
    if compact and EARLIEST_YEAR <= int(compact["year"]) < LATEST_YEAR:
        return _checked(_from_calendar(compact.groupdict(), zone))
    if _NUMBER.fullmatch(text):
        return _checked(_from_number(float(text), zone))
    raise ValueError("it is not a time this system can read")


def read_date(raw: object, zone: tzinfo) -> date:
    """The calendar day `raw` names (in `zone`); raises ValueError as `read_time` does."""
    return read_time(raw, zone).astimezone(zone).date()


def read_seconds(raw: object) -> float:
    """A length in seconds: `35`, `35.5`, `35s`, `35秒`, `00:00:35`, `1:35`; raises ValueError for anything else."""
    text = unicodedata.normalize("NFKC", _as_text(raw)).strip().lower()
    match = _SECONDS_LENGTH.fullmatch(text)
    if match and len(text) <= 20:
        return float(match["seconds"])
    clock = _CLOCK_LENGTH.fullmatch(text)
    if clock:
        return int(clock["hours"] or 0) * 3600 + int(clock["minutes"]) * 60 + float(clock["seconds"])
    raise ValueError("it is not a length of time")


def _as_text(raw: object) -> str:
    if isinstance(raw, float):
        return f"{raw:.9f}" if abs(raw) < 1e17 else ""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw) if abs(raw) < 10**17 else ""
    return str(raw)


def _from_calendar(parts: dict[str, str | None], zone: tzinfo) -> datetime:
    hour = int(parts.get("hour") or 0)
    half = (parts.get("half") or parts.get("half_after") or "").lower()
    if (half in _AFTERNOON and hour < 12) or (half == "中午" and hour < 2):
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    fraction = (parts.get("fraction") or "")[:6].ljust(6, "0")
    try:
        local = datetime(  # noqa: DTZ001 - the zone is added below
            int(parts["year"] or 0), int(parts["month"] or 0), int(parts["day"] or 0),
            hour, int(parts.get("minute") or 0), int(parts.get("second") or 0), int(fraction),
        )  # fmt: skip
    except ValueError as error:
        raise ValueError(f"there is no such date or time ({error})") from error
    return _local(local, _written_zone(parts.get("zone")) or zone)


def _written_zone(written: str | None) -> tzinfo | None:
    if not written:
        return None
    if written.upper() in ("Z", "UTC", "GMT"):
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:
        raise ValueError("there is no such time zone")
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)


def _from_number(value: float, zone: tzinfo) -> datetime:
    if EXCEL_DAYS[0] <= value < EXCEL_DAYS[1]:
        return _local(EXCEL_EPOCH + timedelta(seconds=round(value * 86_400, 3)), zone)
    for scale in (1.0, 1e3, 1e6):
        if 946_684_800 <= value / scale < 4_102_444_800:
            return datetime.fromtimestamp(0, zone) + timedelta(microseconds=round(value / scale * 1e6))
    raise ValueError("the number is no epoch time and no Excel date")


def _local(local: datetime, zone: tzinfo) -> datetime:
    """Give a wall-clock time its zone; an hour that a clock change skips becomes the moment it stands for."""
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)


def _checked(moment: datetime) -> datetime:
    if not EARLIEST_YEAR <= moment.year < LATEST_YEAR:
        raise ValueError(f"the year {moment.year} is outside {EARLIEST_YEAR}-{LATEST_YEAR - 1}")
    return moment
