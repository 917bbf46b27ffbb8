"""Intervals of a share from a sample split into cells: what the machine said x how likely a unit was to be reviewed.

In a cell everybody had (nearly) the same chance, so its reviewed part speaks for all of it; the cell counts with the
weight it has among *all* units, which the machine's verdicts tell (post-stratification: Holt and Smith 1979; for a
binary verdict the same as a power-tuned prediction-powered estimate, Angelopoulos, Duchi and Zrnic 2023).

The spread of each cell is that of a beta distribution after the data, and the weighted sum of cells is read as a beta
distribution of the same mean and variance (as Fay and Feuer 1997 do with gamma distributions for standardised rates).
The prior counts (`BEYOND`, `BEFORE`) were chosen by simulation; docs/reference/estimates.md holds the coverage.
All arrays may carry leading axes, one entry per sample: a simulation of thousands of samples is one call.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from inspection.intervals import CONFIDENCE

Floats = NDArray[np.float64]

# Prior observations. A bound is pushed out by half an observation of what lies beyond it
# (Jeffreys), and held back by a third of one of what lies before it (Kerman 2011), the latter only where some were
# seen: zero events leave room for some, and no event is invented where none was seen.
BEYOND = 1 / 2
BEFORE = 1 / 3
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Cells:
    """Reviewed units by cell; every array has shape (..., cells).

    `weight`: share of all units that lie in the cell (the last axis sums to 1). `prior`: share of the prior reviews it
    gets, 1 where a review weighs most. `n`: effective number reviewed; `hits` and `misses` of them (others, if any,
    are outside of the question). `seen_share`: share of the cell's units that were reviewed. `units`: how many units
    there are at all. `weights_known` is False where the weights were themselves estimated from the sample.
    """

    weight: Floats
    prior: Floats
    n: Floats
    hits: Floats
    misses: Floats
    seen_share: Floats
    units: int
    weights_known: bool = True


@dataclass(frozen=True, slots=True)
class Bounds:
    """A value with its 95 % interval; arrays of the samples' shape. NaN where there is nothing to estimate."""

    value: Floats
    low: Floats
    high: Floats


def share_bounds(cells: Cells, *, process: bool, confidence: float = CONFIDENCE) -> Bounds:
    """The share of hits among hits and misses, 0-1.

    `process` asks for the share behind the units (what would come next), which is a little less certain than the
    share among these very units.
    """
    value = _ratio(cells)
    tail = (1 - confidence) / 2
    low = _beta_quantile(*_moments(cells, upwards=False, process=process), tail)
    high = _beta_quantile(*_moments(cells, upwards=True, process=process), 1 - tail)
    return _around(value, low, high)


def recall_bounds(found: Cells, passed: Cells, *, process: bool, confidence: float = CONFIDENCE) -> Bounds:
    """The share found (0-1) of all that is there: hits among what the machine `found` and among what it `passed` over.

    Both are totals; each is read as a gamma distribution, and the ratio of two such is a Fisher distribution. The
    weights of both sets of cells together sum to 1. NaN when the reviewers found nothing at all.
    """
    there, missed = _total(found), _total(passed)
    both = there + missed
    value = np.where(both > _TINY, there / np.maximum(both, _TINY), np.nan)
    tail = (1 - confidence) / 2
    few, many = (_sum(found, upwards=side, process=process) for side in (False, True))
    least = _ratio_quantile(_sum(passed, upwards=False, process=process), many, tail)
    most = _ratio_quantile(_sum(passed, upwards=True, process=process), few, 1 - tail)
    return _around(value, 1 / (1 + most), 1 / (1 + least))


def _around(value: Floats, low: Floats, high: Floats) -> Bounds:
    return Bounds(value, np.where(np.isnan(value), np.nan, np.fmin(low, value)), np.fmax(high, value))


def _rates(cells: Cells, *, upwards: bool, process: bool) -> tuple[Floats, Floats, Floats]:
    """Rate of hits, rate of misses and observations per cell, after the data and the prior of one bound.

    Of these very units only the unseen ones leave room for a prior.
    """
    inside = np.divide(cells.hits + cells.misses, cells.n, out=np.ones_like(cells.n), where=cells.n > _TINY)
    prior = cells.prior * inside * (1.0 if process else 1 - cells.seen_share)
    more_hits = prior * (BEYOND if upwards else BEFORE * (cells.hits > _TINY))
    more_misses = prior * (BEFORE * (cells.misses > _TINY) if upwards else BEYOND)
    size = np.maximum(cells.n + more_hits + more_misses, _TINY)
    return (cells.hits + more_hits) / size, (cells.misses + more_misses) / size, size


def _moments(cells: Cells, *, upwards: bool, process: bool) -> tuple[Floats, Floats]:
    """Mean and variance of the share, linearised where some units are outside of the question (a ratio)."""
    hit, miss, size = _rates(cells, upwards=upwards, process=process)
    inside = np.maximum(_summed(cells.weight * (hit + miss)), _TINY)
    share = _summed(cells.weight * hit) / inside
    above = share[..., None]
    second = (1 - above) ** 2 * hit + above**2 * miss
    spread = second - ((1 - above) * hit - above * miss) ** 2 if cells.weights_known else second
    variance = _summed(cells.weight**2 * (1 - cells.seen_share) * spread / (size + 1))
    if process:
        variance = variance + _summed(cells.weight * second) / cells.units
    return share, variance / inside**2


def _beta_quantile(mean: Floats, variance: Floats, probability: float) -> Floats:
    """Quantile of the beta distribution with this mean and variance; the mean itself where it is 0 or 1."""
    inner = np.clip(mean, _TINY, 1 - _TINY)
    size = np.maximum(inner * (1 - inner) / np.maximum(variance, 1e-15) - 1, 1e-3)
    found: Floats = special.betaincinv(inner * size, (1 - inner) * size, probability)
    settled = (mean <= _TINY) | (mean >= 1 - _TINY) | (variance <= 1e-15)
    return np.where(settled, mean, np.where(found < _TINY, 0.0, found))


def _sum(cells: Cells, *, upwards: bool, process: bool) -> tuple[Floats, Floats]:
    """Mean and variance of the total of hits, as a share of all units."""
    hit, _, size = _rates(cells, upwards=upwards, process=process)
    mean = _summed(cells.weight * hit)
    spread = hit * (1 - hit) if cells.weights_known else hit
    variance = _summed(cells.weight**2 * (1 - cells.seen_share) * spread / (size + 1))
    if process:
        variance = variance + mean * (1 - mean) / cells.units
    return mean, np.maximum(variance, 1e-15)


def _ratio_quantile(over: tuple[Floats, Floats], under: tuple[Floats, Floats], probability: float) -> Floats:
    """Quantile of the ratio of two gamma distributions given by (mean, variance)."""
    (top, top_variance), (bottom, bottom_variance) = over, under
    ratio = top / np.maximum(bottom, _TINY)
    freedom = [np.clip(2 * m * m / v, 1e-3, 1e7) for m, v in ((top, top_variance), (bottom, bottom_variance))]
    with np.errstate(over="ignore"):  # a total nobody knows anything of may be any multiple of the other
        found: Floats = special.fdtri(freedom[0], freedom[1], probability) * ratio
    return np.where(bottom <= _TINY, np.inf if probability > 1 / 2 else 0.0, np.where(top <= _TINY, 0.0, found))


def _total(cells: Cells) -> Floats:
    """Hits as a share of all units; where nobody looked, half of the cell."""
    return _summed(cells.weight * np.divide(cells.hits, cells.n, out=np.full_like(cells.n, 0.5), where=cells.n > _TINY))


def _ratio(cells: Cells) -> Floats:
    rates = [
        np.divide(count, cells.n, out=np.full_like(cells.n, 0.5), where=cells.n > _TINY)
        for count in (cells.hits, cells.misses)
    ]
    hit, miss = (_summed(cells.weight * rate) for rate in rates)
    return np.where(hit + miss > _TINY, hit / np.maximum(hit + miss, _TINY), np.nan)


def _summed(values: Any) -> Floats:
    found: Floats = np.sum(values, axis=-1)
    return found
