"""The hour at which a customer was called: by the customer's own clock where it is known, else by the centre's."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inspection.interaction import Interaction

LOCAL_HOUR = "local_hour"
"""Field name rules compare: hours since midnight (0-24) at the start of the interaction."""
LOCAL_TIME_COLUMNS = ("customer_local_time", "客户当地时间")
TIME_ZONE_COLUMNS = ("customer_timezone", "客户时区")


def local_hour(interaction: Interaction) -> float | None:
    """Hours since midnight (0-24) where the customer is; None when nobody can know.

    In order: the customer's local time as exported (21:35, or a date with a time), the customer's time zone
    (Asia/Urumqi), the centre's own clock. A start given in UTC says nothing about the hour of a place.
    """
    given = _column(interaction, LOCAL_TIME_COLUMNS)
    if given is not None:
        return _hour_written(given)
    zone = _column(interaction, TIME_ZONE_COLUMNS)
    if zone is not None:
        return _hour_in(interaction.started_at, zone)
    if interaction.started_at.tzinfo in (None, UTC):
        return None
    return _hour(interaction.started_at.time())


def _column(interaction: Interaction, names: tuple[str, ...]) -> str | None:
    return next((value for name in names if (value := interaction.metadata.get(name, "").strip())), None)


def _hour_written(text: str) -> float | None:
    for read in (time.fromisoformat, datetime.fromisoformat):
        try:
            moment = read(text)
        except ValueError:
            continue
        return _hour(moment.time() if isinstance(moment, datetime) else moment)
    return None


def _hour_in(moment: datetime, zone: str) -> float | None:
    try:
        return _hour(moment.astimezone(ZoneInfo(zone)).time())
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _hour(moment: time) -> float:
    return timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second) / timedelta(hours=1)
