"""The difference of two groups of verdicts on comparable work (分层差): within strata, whole interactions together.

Mantel and Haenszel's weights (1959; the risk difference of Greenland and Robins 1985), so that strata only one side
worked on count nothing. Verdicts on one interaction go together, whoever gave them: the variance is taken over
interactions (linearised), never over single verdicts.
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from inspection.intervals import CONFIDENCE
from inspection.judges.ratings import Floats

Codes = NDArray[np.int64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class VerdictArrays:
    """Verdicts as arrays of one length: `value` (1 a breach, 0 none), `stratum` and `interaction` as codes from 0."""

    value: Floats
    stratum: Codes
    interaction: Codes


@dataclass(frozen=True, slots=True)
class Difference:
    """One side minus the other, a share of -1 to 1, with its standard error and degrees of freedom."""

    value: float
    error: float
    freedom: float

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval (Student)."""
        half = float(t.ppf((1 + CONFIDENCE) / 2, self.freedom)) * self.error
        return max(-2.0, self.value - half), min(2.0, self.value + half)

    @property
    def p_value(self) -> float:
        """How often a difference so large would come by chance; two-sided."""
        return 1.0 if self.error == 0 else float(2 * t.sf(abs(self.value) / self.error, self.freedom))

    def minus(self, other: "Difference") -> "Difference":
        """This difference minus an independent one (Welch and Satterthwaite's degrees of freedom)."""
        mine, theirs = self.error**2, other.error**2
        spread = mine + theirs
        freedom = spread**2 / (mine**2 / self.freedom + theirs**2 / other.freedom) if spread else 1.0
        return Difference(self.value - other.value, sqrt(spread), freedom)


def stratified_difference(verdicts: VerdictArrays, one: Chosen, other: Chosen) -> Difference | None:
    """Share of breaches on `one` side minus on the `other` (masks), on strata both worked on; None without any.

    The standard error is 0 only where nothing differs at all; then no alarm can rest on it.
    """
    strata = int(verdicts.stratum.max(initial=-1)) + 1
    n, m = (np.bincount(verdicts.stratum[side], minlength=strata).astype(float) for side in (one, other))
    weight = np.divide(n * m, n + m, out=np.zeros(strata), where=n + m > 0)
    if not weight.any():
        return None
    shares = [_shares(verdicts, side, size) for side, size in ((one, n), (other, m))]
    total = weight.sum()
    value = float((weight * (shares[0] - shares[1])).sum() / total)
    parts = [
        _influences(verdicts, side, weight / np.maximum(size, 1), share) / total
        for side, size, share in ((one, n, shares[0]), (other, m, shares[1]))
    ]
    squares = (parts[0] - parts[1]) ** 2
    return Difference(value, sqrt(float(squares.sum())), _freedom(squares))


def _shares(verdicts: VerdictArrays, side: Chosen, size: Floats) -> Floats:
    hits = np.bincount(verdicts.stratum[side], verdicts.value[side], minlength=len(size))
    shares: Floats = hits / np.maximum(size, 1)
    return shares


def _influences(verdicts: VerdictArrays, side: Chosen, weight: Floats, share: Floats) -> Floats:
    """What each interaction adds to one side's share, enlarged for few interactions."""
    stratum = verdicts.stratum[side]
    residual = weight[stratum] * (verdicts.value[side] - share[stratum])
    interactions = int(verdicts.interaction.max(initial=-1)) + 1
    there = len(np.unique(verdicts.interaction[side]))
    found: Floats = np.bincount(verdicts.interaction[side], residual, minlength=interactions).astype(np.float64)
    return found * sqrt(there / max(there - 1, 1))


def _freedom(squares: Floats) -> float:
    """Interactions the variance rests on, less one: many of equal weight, or few that carry it all (Kish's count)."""
    fourth = float((squares**2).sum())
    return max(float(squares.sum()) ** 2 / fourth - 1, 1.0) if fourth else 1.0
