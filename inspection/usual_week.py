"""Whether a day is unlike the same weekday of the weeks before (异常提示): robust bounds, wide enough for chance alone.

The bounds are median +- 3.5 robust standard deviations (1.4826 times the median absolute deviation; the 3.5 is that of
Iglewicz and Hoaglin 1993), and never narrower than 3.5 standard deviations of chance: of a count (Poisson), or of a
share of so many (binomial). Fewer than four such weekdays: nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

FEWEST_WEEKS = 4
WEEKS = 8
FAR = 3.5
_TO_SD = 1.4826
_LEAST_SHARE_N = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusual:
    """A value outside its bounds `low` to `high`; `usual` is the median of `weeks` such weekdays."""

    value: float
    usual: float
    low: float
    high: float
    weeks: int

    @property
    def is_high(self) -> bool:
        """Above what is usual."""
        return self.value > self.high


def unusual_count(value: int, before: Sequence[int]) -> Unusual | None:
    """A count against those of the same weekday before; None when it is usual, or too few are known."""
    if len(before) < FEWEST_WEEKS:
        return None
    return _outside(float(value), [float(b) for b in before], sqrt(max(median(before), 1.0)), 0.0, None)


def unusual_share(hits: int, n: int, before: Sequence[tuple[int, int]]) -> Unusual | None:
    """A share (hits of n) against (hits, n) of the same weekday before; days of fewer than 30 say nothing."""
    known = [h / m for h, m in before if m >= _LEAST_SHARE_N]
    if n < _LEAST_SHARE_N or len(known) < FEWEST_WEEKS:
        return None
    usual = median(known)
    chance = sqrt(max(usual * (1 - usual), 1.0 / n) / n)
    return _outside(hits / n, known, chance, 0.0, 1.0)


def unusual_mean(value: float, standard_error: float, before: Sequence[float]) -> Unusual | None:
    """A mean with its standard error against the means of the same weekday before."""
    return None if len(before) < FEWEST_WEEKS else _outside(value, list(before), standard_error, 0.0, 100.0)


def _outside(value: float, before: list[float], chance_sd: float, least: float, most: float | None) -> Unusual | None:
    usual = median(before)
    spread = max(_TO_SD * median([abs(b - usual) for b in before]), chance_sd)
    low, high = max(least, usual - FAR * spread), usual + FAR * spread
    high = high if most is None else min(high, most)
    if low <= value <= high:
        return None
    return Unusual(value=value, usual=usual, low=low, high=high, weeks=len(before))
