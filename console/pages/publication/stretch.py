"""The business days a publication is about (公布区间)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from console.form_fields import day_of
from inspection.errors import InputError

MOST_DAYS = 92
"""A quarter: more at once is a matter for the command."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Business days from `first` to `last`, both included."""

    first: date
    last: date


def stretch_asked(first: str, last: str) -> Stretch:
    """The days asked for; one alone stands for itself.

    InputError: `bad_day`, `pub_turned` when the first comes after the last, `pub_long` for more than MOST_DAYS.
    """
    found = Stretch(day_of(first or last), day_of(last or first))
    if found.first > found.last:
        raise InputError("the first day comes after the last", "turn them round", code="pub_turned")
    if (found.last - found.first).days >= MOST_DAYS:
        raise InputError(f"more than {MOST_DAYS} days", "choose fewer", code="pub_long")
    return found


def usual_stretch(unpublished: Mapping[date, int], newest: date) -> Stretch:
    """From the first to the last day of the month with something unpublished; without any the whole month."""
    if unpublished:
        return Stretch(min(unpublished), max(unpublished))
    begins = newest.replace(day=1)
    return Stretch(begins, (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1))
