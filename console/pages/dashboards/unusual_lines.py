"""What was unlike the usual week, as sentences: the first thing somebody reads."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from console.words import Words
from inspection.day_figures import DayFigures
from inspection.usual import Beside, Compared, compared_count, compared_mean, compared_share


@dataclass(frozen=True, slots=True)
class UnusualLine:
    """One sentence; `is_bad`: it is the direction nobody wants."""

    words: str
    is_bad: bool


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
    count = compared_count(today.contacts, [week.contacts for week in weeks])
    if count.is_unusual:
        yield UnusualLine(_said("board_odd_contacts", count, told, "{:.0f}", 1, w), False)
    if today.scores.n:
        mean = compared_mean(today.scores, [week.scores.mean for week in weeks if week.scores.n])
        if mean.is_unusual:
            yield UnusualLine(_said("board_odd_score", mean, told, "{:.1f}", 1, w), mean.beside is Beside.BELOW)
    for key, name, bad in (("board_odd_sla", "sla", Beside.BELOW), ("board_odd_fatal", "fatal", Beside.ABOVE),
                           ("board_odd_complaints", "complaints", Beside.ABOVE)):  # fmt: skip
        share = compared_share(*_share(today, name), [_share(week, name) for week in weeks])
        if share.is_unusual:
            yield UnusualLine(_said(key, share, told, "{:.1f} %", 100, w), share.beside is bad)


def _share(one: DayFigures, name: str) -> tuple[int, int]:
    if name == "sla":
        return one.sla_met, one.sla_asked
    return (one.fatal, one.judged) if name == "fatal" else (one.complained, one.contacts)


def _said(key: str, found: Compared, told: Mapping[str, str], form: str, times: int, w: Words) -> str:
    figures = {name: form.format(times * getattr(found, name)) for name in ("value", "usual", "low", "high")}
    arrow = "↑" if found.beside is Beside.ABOVE else "↓"
    return f"{arrow} " + w[key].format(**told, **figures, weeks=found.weeks)
