"""What was unlike the usual week, as sentences: the first thing somebody reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from console.words import Words
from inspection.day_figures import DayFigures
from inspection.usual_week import WEEKS, Unusual, unusual_count, unusual_mean, unusual_share

_PRIOR_SD_POINTS = 15.0


@dataclass(frozen=True, slots=True)
class UnusualLine:
    """One sentence; `is_bad`: it is the direction nobody wants."""

    words: str
    is_bad: bool


def weekdays_before(day: date) -> list[date]:
    """The same weekday of the eight weeks before."""
    return [day - timedelta(weeks=n) for n in range(1, WEEKS + 1)]


def unusual_lines(
    day: date, now: Mapping[str, DayFigures], before: Sequence[Mapping[str, DayFigures]], w: Words
) -> tuple[UnusualLine, ...]:
    """Channels (`now` by channel) that day against the same weekday before (`before`, one mapping a week)."""
    lines: list[UnusualLine] = []
    for channel, today in sorted(now.items()):
        weeks = [week[channel] for week in before if channel in week and week[channel].contacts]
        lines += _of_channel(day, w.of("channel", channel), today, weeks, w)
    return tuple(lines)


def _of_channel(
    day: date, channel: str, today: DayFigures, weeks: Sequence[DayFigures], w: Words
) -> Iterator[UnusualLine]:
    told = {"day": day.isoformat(), "channel": channel}
    count = unusual_count(today.contacts, [week.contacts for week in weeks])
    if count:
        yield UnusualLine(_said("board_odd_contacts", count, told, "{:.0f}", w), False)
    if today.scores.n:
        error = _PRIOR_SD_POINTS / today.scores.n**0.5
        mean = unusual_mean(today.scores.mean, error, [week.scores.mean for week in weeks if week.scores.n])
        if mean:
            yield UnusualLine(_said("board_odd_score", mean, told, "{:.1f}", w), not mean.is_high)
    for key, name, high_is_bad in (("board_odd_sla", "sla", False), ("board_odd_fatal", "fatal", True),
                                   ("board_odd_complaints", "complaints", True)):  # fmt: skip
        share = unusual_share(*_share(today, name), [_share(week, name) for week in weeks])
        if share:
            percent = Unusual(value=100 * share.value, usual=100 * share.usual, low=100 * share.low,
                              high=100 * share.high, weeks=share.weeks)  # fmt: skip
            yield UnusualLine(_said(key, percent, told, "{:.1f} %", w), share.is_high == high_is_bad)


def _share(one: DayFigures, name: str) -> tuple[int, int]:
    if name == "sla":
        return one.sla_met, one.sla_asked
    return (one.fatal, one.judged) if name == "fatal" else (one.complained, one.contacts)


def _said(key: str, found: Unusual, told: Mapping[str, str], form: str, w: Words) -> str:
    figures = {name: form.format(getattr(found, name)) for name in ("value", "usual", "low", "high")}
    arrow = "↑" if found.is_high else "↓"
    return f"{arrow} " + w[key].format(**told, **figures, weeks=found.weeks)
