"""What changed against the usual (与平时相比): last night's figures beside the same weekday of the weeks before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from console.figures import in_unit
from console.words import Words
from inspection.usual import Beside, Compared, compared_count, compared_mean, compared_share, weekdays_before
from records import night_course
from records.database import Connection
from records.night_course import NightFigures

_WORDS = {
    Beside.USUAL: "home_usual",
    Beside.ABOVE: "home_above",
    Beside.BELOW: "home_below",
    Beside.NOT_ENOUGH: "not_enough",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One figure of last night, the median of `weeks` such weekdays, their bounds, and how it lies beside them."""

    name: str
    value: str
    usual: str
    range: str
    weeks: int
    said: str
    stands: str


def changes(connection: Connection, day: date, w: Words) -> tuple[ChangeLine, ...]:
    """Contacts, mean machine score, suspected fatals and failures of a night beside the same weekday before it."""
    weeks = weekdays_before(day)
    found = {one.day: one for one in night_course.of_days(connection, [day, *weeks])}
    if day not in found:
        return ()
    before = [found[one] for one in weeks if one in found]
    return tuple(_line(w[name], unit, compared, w) for name, unit, compared in _compared(found[day], before))


def _compared(tonight: NightFigures, before: Sequence[NightFigures]) -> Iterator[tuple[str, str, Compared]]:
    now, weeks = tonight.judged, [one.judged for one in before]
    yield "home_contacts", "count", compared_count(tonight.contacts, [one.contacts for one in before])
    if now.scores.n:
        yield "home_mean", "points", compared_mean(now.scores, [one.scores.mean for one in weeks if one.scores.n])
    if now.judged:
        suspected = [(one.fatal, one.judged) for one in weeks]
        yield "home_suspected", "share", compared_share(now.fatal, now.judged, suspected)
    if tonight.contacts:
        failed = [(one.failed, one.contacts) for one in before]
        yield "home_failed", "share", compared_share(tonight.failed, tonight.contacts, failed)


def _line(name: str, unit: str, found: Compared, w: Words) -> ChangeLine:
    return ChangeLine(
        name=name,
        value=_shown(found.value, unit, w),
        usual=_shown(found.usual, unit, w),
        range=f"{_shown(found.low, unit, w)} … {_shown(found.high, unit, w)}" if found.low is not None else "–",
        weeks=found.weeks,
        said=w[_WORDS[found.beside]],
        stands=found.beside.value,
    )


def _shown(value: float | None, unit: str, w: Words) -> str:
    return f"{value:.0f}" if unit == "count" and value is not None else in_unit(value, unit, w)
