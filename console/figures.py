"""Numbers as people read them: with n, an interval, and 数据不足 where there is not enough."""

from dataclasses import dataclass
from datetime import datetime

from console.words import Words
from inspection.intervals import Figure
from inspection.scorecards.cards import Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """A figure in words. `value` and `interval` are readable text; `enough` False means 数据不足 is printed with it."""

    value: str
    interval: str
    n: int
    enough: bool


def shown(figure: Figure, w: Words) -> ShownFigure:
    """The figure with its unit."""
    return ShownFigure(
        value=in_unit(figure.value, figure.unit, w),
        interval=_interval(figure.low, figure.high, figure.unit, w),
        n=figure.n,
        enough=figure.enough,
    )


def headline(card: Scorecard, w: Words) -> ShownFigure:
    """What a scorecard row is about."""
    return ShownFigure(
        value=in_unit(card.mean, "points", w),
        interval=_interval(card.low, card.high, "points", w),
        n=card.n,
        enough=card.enough,
    )


def in_unit(value: float | None, unit: str, w: Words) -> str:
    """A number and its unit: points 0-100, share 0-1 (as percent), seconds, NPS, of 5, money; a dash for None."""
    if value is None:
        return "–"
    if unit == "share":
        return f"{100 * value:.1f} %"
    if unit == "s":
        return f"{value:.1f} {w['seconds']}"
    return f"{value:+.0f}" if unit == "nps" else f"{value:.2f}" if unit in ("of_5", "money") else f"{value:.1f}"


def points(value: float | None) -> str:
    """Points with at most one decimal."""
    return "–" if value is None else f"{round(value, 1):g}"


def percent(share: float | None) -> str:
    """A share 0-1 as a whole percentage."""
    return "–" if share is None else f"{share:.0%}"


def clock(seconds: float | None) -> str:
    """Seconds from the start as m:ss.t (h:mm:ss.t past an hour)."""
    if seconds is None:
        return "–"
    tenths = round(max(0.0, seconds) * 10)
    minutes, tenths = divmod(tenths, 600)
    hours, minutes_left = divmod(minutes, 60)
    rest = f"{tenths // 10:02d}.{tenths % 10}"
    return f"{hours}:{minutes_left:02d}:{rest}" if hours else f"{minutes}:{rest}"


def moment(value: datetime | None) -> str:
    """A moment in the time zone of this machine, with its offset."""
    return "–" if value is None else value.astimezone().strftime("%Y-%m-%d %H:%M:%S %z")


def day_and_time(value: datetime | None) -> str:
    """A moment to the minute in the time zone of this machine: for lists, where seconds only stand in the way."""
    return "–" if value is None else value.astimezone().strftime("%Y-%m-%d %H:%M")


def time_of_day(value: datetime) -> str:
    """Hours, minutes and seconds in the time zone of this machine."""
    return value.astimezone().strftime("%H:%M:%S")


def _interval(low: float | None, high: float | None, unit: str, w: Words) -> str:
    if low is None or high is None:
        return "–"
    return f"{in_unit(low, unit, w)} … {in_unit(high, unit, w)}"
