"""Mean scores drawn towards their group (收缩): the same as `shrunk_shares`, for points. Normal-normal."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import t

from inspection.intervals import CONFIDENCE
from inspection.scorecards.shrunk_shares import MINIMUM_MEMBERS, Shrunk

Floats = NDArray[np.float64]

SPREAD_WORTH = 30.0  # observations the group's spread is worth when a member's own spread is judged
_RATIOS = np.geomspace(1e-3, 1e6, 60)  # scatter between members over a typical member's sampling variance


def shrunk_scores(
    counts: ArrayLike, totals: ArrayLike, squares: ArrayLike, confidence: float = CONFIDENCE
) -> Shrunk | None:
    """Mean scores of the members of one group from counts, sums and sums of squares (arrays of shape (members,)).

    Empirical Bayes for normal means with unequal variances. A member's sampling variance is its own spread, drawn
    towards the pooled one (SPREAD_WORTH observations), over its count. The scatter between members has the prior that
    is uniform on the shrinkage (Strawderman 1971; Christiansen and Morris 1997) over a grid, the group's mean is
    integrated out (flat), and the mixture's mean and variance give the interval, so that not knowing the group widens
    it (Morris 1983); Student's, since few members tell little of their scatter. Members without scores get the group's
    figure.
    None with fewer than MINIMUM_MEMBERS members that have scores, or without two scores of anybody.
    """
    n, total, square = (np.asarray(given, float) for given in (counts, totals, squares))
    known = n > 0
    if known.sum() < MINIMUM_MEMBERS or n.sum() <= known.sum():
        return None
    own = np.divide(total, n, out=np.zeros_like(total), where=known)
    noise = _sampling_variances(n, own, square, known)
    scatter, group, uncertain, weight = _group_by_scatter(own[known], noise[known])
    pull = np.where(known, noise / (noise + scatter[:, None]), 1.0)
    centre = (1 - pull) * own + pull * group[:, None]
    spread = np.where(known, (1 - pull) * noise, scatter[:, None]) + pull**2 * uncertain[:, None]
    value = weight @ centre
    own_weight = 1 - weight @ pull
    deviation = np.sqrt(np.maximum(weight @ (spread + centre**2) - value**2, 0.0))
    half = t.ppf((1 + confidence) / 2, _degrees(own_weight, n, int(known.sum()))) * deviation
    return Shrunk(
        value, value - half, value + half, own_weight, float(weight @ group), float(weight @ np.sqrt(scatter))
    )


def _degrees(own_weight: Floats, n: Floats, members: int) -> Floats:
    """Degrees of freedom: of the member's own spread as far as its own data speak, of the group's as far as it does."""
    own = np.maximum(n - 1, 0) + SPREAD_WORTH
    degrees: Floats = 1 / (own_weight**2 / own + (1 - own_weight) ** 2 / (members - 1))
    return degrees


def _sampling_variances(n: Floats, own: Floats, square: Floats, known: NDArray[np.bool_]) -> Floats:
    """Variance of each member's mean; 1 stands where there are no scores, and nothing is made of it."""
    deviations = np.maximum(square - n * own**2, 0.0)
    pooled = deviations.sum() / max(float((n[known] - 1).sum()), 1.0)
    variance = (deviations + SPREAD_WORTH * pooled) / (np.maximum(n - 1, 0) + SPREAD_WORTH)
    noise: Floats = np.where(known, np.maximum(variance, 1e-9) / np.maximum(n, 1), 1.0)
    return noise


def _group_by_scatter(own: Floats, noise: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """For each scatter (variance between members) of a grid: the group's mean, its variance, the posterior weight."""
    typical = len(noise) / np.sum(1 / noise)
    scatter = typical * _RATIOS
    total = noise + scatter[:, None]
    precision = (1 / total).sum(axis=1)
    group = (own / total).sum(axis=1) / precision
    distance = ((own - group[:, None]) ** 2 / total).sum(axis=1)
    prior = np.log(_RATIOS) - 2 * np.log1p(_RATIOS)  # uniform on the shrinkage 1 / (1 + ratio), on the grid's log scale
    log_weight = prior - 0.5 * (np.log(total).sum(axis=1) + np.log(precision) + distance)
    density = np.exp(log_weight - log_weight.max())
    return scatter, group, 1 / precision, density / density.sum()
