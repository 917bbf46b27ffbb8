"""Where a course of figures changed beyond chance (变化标记): consecutive means with intervals, told apart or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

from scipy import stats

from inspection.intervals import CONFIDENCE

_SURE = 0.99
"""A course has many steps: at 95 % one in twenty would be marked by itself."""


class Change(StrEnum):
    """How a figure lies to the one before it."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One figure of a course: its value and 95 % interval (None where there is not enough data)."""

    value: float | None
    low: float | None
    high: float | None


def change_marks(steps: Sequence[Step]) -> tuple[Change, ...]:
    """For every step how it lies to the last one before it that has an interval; the first has no change.

    A difference counts where it leaves out 0 at 99 %, its standard error put together from the two intervals.
    """
    found: list[Change] = []
    before: Step | None = None
    for step in steps:
        found.append(_change(before, step))
        before = step if step.low is not None and step.high is not None else before
    return tuple(found)


def _change(before: Step | None, now: Step) -> Change:
    if before is None:
        return Change.NONE
    known = (before.value, before.low, before.high, now.value, now.low, now.high)
    if any(one is None for one in known):
        return Change.NONE
    was, was_low, was_high, value, low, high = (float(one) for one in known if one is not None)
    error = sqrt(_error(was_low, was_high) ** 2 + _error(low, high) ** 2)
    reach = float(stats.norm.ppf((1 + _SURE) / 2)) * error
    difference = value - was
    if abs(difference) <= reach or difference == 0:
        return Change.NONE
    return Change.UP if difference > 0 else Change.DOWN


def _error(low: float, high: float) -> float:
    return (high - low) / (2 * float(stats.norm.ppf((1 + CONFIDENCE) / 2)))
