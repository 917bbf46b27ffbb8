"""What changed against the usual (与平时相比): last night's figures beside the range days like it fall into."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from console.figures import in_unit
from console.words import Words
from inspection.usual import Beside, Compared, beside_usual
from records import night_course
from records.database import Connection
from records.night_course import DayFigures

LOOKED_BACK = timedelta(days=28)
_WORDS = {
    Beside.USUAL: "home_usual",
    Beside.ABOVE: "home_above",
    Beside.BELOW: "home_below",
    Beside.NOT_ENOUGH: "not_enough",
}
_Value = Callable[[DayFigures], float | None]
_FIGURES: tuple[tuple[str, str, _Value, float], ...] = (
    ("home_contacts", "count", lambda day: float(day.contacts), float("inf")),
    ("home_mean", "points", lambda day: day.mean, 100.0),
    ("home_suspected", "share", lambda day: day.suspected / day.evaluations if day.evaluations else None, 1.0),
    ("home_failed", "share", lambda day: day.failed / day.contacts if day.contacts else None, 1.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One figure of last night: its value, the usual one, the range (95 %), and how it lies beside that."""

    name: str
    value: str
    usual: str
    range: str
    days: int
    said: str
    stands: str


def changes(connection: Connection, day: date, w: Words) -> tuple[ChangeLine, ...]:
    """Contacts, mean machine score, suspected fatals and failures of a night beside the four weeks before it."""
    found = night_course.days_between(connection, day - LOOKED_BACK, day)
    tonight = next((one for one in found if one.day == day), None)
    if tonight is None:
        return ()
    before = [one for one in found if one.day < day]
    return tuple(_lines(tonight, before, w))


def _lines(tonight: DayFigures, before: Sequence[DayFigures], w: Words) -> list[ChangeLine]:
    lines = []
    for name, unit, value_of, most in _FIGURES:
        value = value_of(tonight)
        if value is not None:
            past = [found for one in before if (found := value_of(one)) is not None]
            lines.append(_line(w[name], unit, beside_usual(value, past, most=most), w))
    return lines


def _line(name: str, unit: str, found: Compared, w: Words) -> ChangeLine:
    return ChangeLine(
        name=name,
        value=_shown(found.value, unit, w),
        usual=_shown(found.usual, unit, w),
        range=f"{_shown(found.low, unit, w)} … {_shown(found.high, unit, w)}" if found.low is not None else "–",
        days=found.days,
        said=w[_WORDS[found.beside]],
        stands=found.beside.value,
    )


def _shown(value: float | None, unit: str, w: Words) -> str:
    return f"{value:.0f}" if unit == "count" and value is not None else in_unit(value, unit, w)
