"""Whether a day is like the same weekday of the weeks before (与平时相比): robust bounds, wide enough for chance alone.

The bounds are median +- 3.5 robust standard deviations (1.4826 times the median absolute deviation; the 3.5 is that of
Iglewicz and Hoaglin 1993), and never narrower than 3.5 standard deviations of chance: of a count (Poisson), of a share
of so many (binomial), or of a mean of so many scores. Fewer than four such weekdays: nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt
from statistics import median

from inspection.intervals import Moments

FEWEST_WEEKS = 4
WEEKS = 8
FAR = 3.5
SCORE_SD_POINTS = 15.0
"""How much single scores of 0-100 points differ at least: two equal ones do not prove that all are."""
_TO_SD = 1.4826
_LEAST_SHARE_N = 30


class Beside(StrEnum):
    """How a value lies beside what is usual."""

    USUAL = "usual"
    ABOVE = "above"
    BELOW = "below"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A value beside the median of `weeks` such weekdays and the bounds of what is usual, in the value's unit.

    `usual`, `low` and `high` are None where too few weeks are known, or too little was counted.
    """

    value: float
    usual: float | None
    low: float | None
    high: float | None
    weeks: int

    @property
    def beside(self) -> Beside:
        """Where the value lies."""
        if self.low is None or self.high is None:
            return Beside.NOT_ENOUGH
        if self.low <= self.value <= self.high:
            return Beside.USUAL
        return Beside.ABOVE if self.value > self.high else Beside.BELOW

    @property
    def is_unusual(self) -> bool:
        """Outside its bounds."""
        return self.beside in (Beside.ABOVE, Beside.BELOW)


def weekdays_before(day: date) -> list[date]:
    """The same weekday of the weeks before, latest first."""
    return [day - timedelta(weeks=n) for n in range(1, WEEKS + 1)]


def compared_count(value: int, before: Sequence[int]) -> Compared:
    """A count against those of the same weekday before."""
    chance = sqrt(max(median(before), 1.0)) if before else 0.0
    return _compared(float(value), [float(b) for b in before], chance, None)


def compared_share(hits: int, n: int, before: Sequence[tuple[int, int]]) -> Compared:
    """A share (hits of n) against (hits, n) of the same weekday before; days of fewer than 30 say nothing."""
    known = [h / m for h, m in before if m >= _LEAST_SHARE_N]
    if n < _LEAST_SHARE_N:
        return Compared(value=hits / n if n else 0.0, usual=None, low=None, high=None, weeks=len(known))
    usual = median(known) if known else 0.0
    return _compared(hits / n, known, sqrt(max(usual * (1 - usual), 1.0 / n) / n), 1.0)


def compared_mean(scores: Moments, before: Sequence[float]) -> Compared:
    """The mean of some scores (points 0-100, at least one) against the means of the same weekday before.

    Chance is as large as the scores themselves differ: suspected fatals count as 0 and spread them widely.
    """
    own_sd = sqrt(scores.squared_deviations / max(scores.n - 1, 1))
    return _compared(scores.mean, list(before), max(SCORE_SD_POINTS, own_sd) / sqrt(scores.n), 100.0)


def _compared(value: float, before: list[float], chance_sd: float, most: float | None) -> Compared:
    if len(before) < FEWEST_WEEKS:
        return Compared(value=value, usual=None, low=None, high=None, weeks=len(before))
    usual = median(before)
    spread = max(_TO_SD * median([abs(b - usual) for b in before]), chance_sd)
    high = usual + FAR * spread
    return Compared(
        value=value,
        usual=usual,
        low=max(0.0, usual - FAR * spread),
        high=high if most is None else min(high, most),
        weeks=len(before),
    )
