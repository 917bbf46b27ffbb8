"""Whether last night was like other nights (与平时相比): a value beside the spread of the days before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean, stdev

from scipy import stats

from inspection.intervals import CONFIDENCE

FEWEST_DAYS = 7
"""Fewer days say too little of how much days differ."""


class Beside(StrEnum):
    """How a value lies beside the usual range."""

    USUAL = "usual"
    ABOVE = "above"
    BELOW = "below"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A day's value, the mean of the `days` before it, and the range (95 %) a day like those would fall into.

    `usual`, `low` and `high` are None where there are too few days; units are those of the value.
    """

    value: float
    usual: float | None
    low: float | None
    high: float | None
    days: int

    @property
    def beside(self) -> Beside:
        """Where the value lies."""
        if self.low is None or self.high is None:
            return Beside.NOT_ENOUGH
        if self.low <= self.value <= self.high:
            return Beside.USUAL
        return Beside.ABOVE if self.value > self.high else Beside.BELOW


def beside_usual(value: float, before: Sequence[float], *, least: float = 0.0, most: float = float("inf")) -> Compared:
    """The value beside days like it: the prediction interval for one more day of a normal sample (Student's t).

    The range is cut to what is possible (`least`, `most`). Days that never differ give a range of one point.
    """
    n = len(before)
    if n < FEWEST_DAYS:
        return Compared(value=value, usual=fmean(before) if before else None, low=None, high=None, days=n)
    mean = fmean(before)
    reach = float(stats.t.ppf((1 + CONFIDENCE) / 2, n - 1)) * stdev(before) * sqrt(1 + 1 / n)
    return Compared(value=value, usual=mean, low=max(least, mean - reach), high=min(most, mean + reach), days=n)
