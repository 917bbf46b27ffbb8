"""Shares drawn towards their group (收缩): few interactions make neither heroes nor villains. Beta-binomial.

Every member has a share of its own, and the shares of a group scatter about its mean. How far they scatter is read from
the data: in a group that scatters little, a member with few interactions is shown near the group; one with many
keeps its own figure. Ranks coaching and reviews, never pay (domain practice).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaln, expit
from scipy.stats import beta

from inspection.intervals import CONFIDENCE

Floats = NDArray[np.float64]

MINIMUM_MEMBERS = 5  # fewer tell too little of how far members scatter (James and Stein: below 4 it cannot help)
_CONCENTRATIONS = np.geomspace(0.5, 20_000.0, 20)
_STEPS = np.linspace(-3.0, 3.0, 11)  # of the group's mean, in its standard errors on the logit scale


@dataclass(frozen=True, slots=True)
class Shrunk:
    """Figures drawn towards their group, arrays of shape (members,): value, 95 % interval, and the weight (0-1) of the
    member's own data in the value. `group` is the group's mean and `scatter` the standard deviation of true figures
    about it. Unit of what was given (share 0-1, points).
    """

    value: Floats
    low: Floats
    high: Floats
    own_weight: Floats
    group: float
    scatter: float


def shrunk_shares(hits: ArrayLike, trials: ArrayLike, confidence: float = CONFIDENCE) -> Shrunk | None:
    """Shares of the members of one group from `hits` of `trials` (counts of shape (members,); 0 trials allowed).

    Empirical Bayes that keeps what is not known of the group in the intervals: the beta-binomial likelihood of the
    group's mean and concentration is weighed over a grid, with Jeffreys' prior on the mean and one uniform on the
    shrinkage for the concentration (Christiansen and Morris 1997); the mixture's mean and variance are given the
    quantiles of a beta distribution. Without a hit the interval reaches 0, without a miss 1, as Wilson's does.
    None with fewer than MINIMUM_MEMBERS members that have data. ValueError unless 0 <= hits <= trials.
    """
    x, n = np.asarray(hits, float), np.asarray(trials, float)
    if np.any((x < 0) | (x > n)):
        raise ValueError("hits must lie between 0 and trials")
    known = n > 0
    if known.sum() < MINIMUM_MEMBERS:
        return None
    mean, concentration, weight = _groups(x[known], n[known])
    k = concentration[:, None]
    centre = (x + k * mean[:, None]) / (n + k)
    value = weight @ centre
    variance = weight @ (centre * (1 - centre) / (n + k + 1) + centre**2) - value**2
    low, high = _beta_interval(value, variance, confidence)
    scatter = np.sqrt(mean * (1 - mean) / (concentration + 1))
    own_weight = weight @ (n / (n + k))
    low, high = np.where(x == 0, 0.0, low), np.where(x == n, 1.0, high)
    return Shrunk(value, low, high, own_weight, float(weight @ mean), float(weight @ scatter))


def _groups(x: Floats, n: Floats) -> tuple[Floats, Floats, Floats]:
    """Every group the grid thinks of: its mean, its concentration, how likely it is; arrays of shape (grid,)."""
    k = np.repeat(_CONCENTRATIONS, len(_STEPS))
    mean = _means(x, n)
    a, b = (k * mean)[:, None], (k * (1 - mean))[:, None]
    likelihood = (betaln(x + a, n - x + b) - betaln(a, b)).sum(axis=1)
    typical = len(n) / np.sum(1 / n)  # the harmonic mean: what a typical member has
    prior = np.log(k * typical) - 2 * np.log(typical + k) + 0.5 * np.log(mean * (1 - mean))
    step = np.repeat(_standard_errors(x, n), len(_STEPS))  # the grid of means is wider where less is known
    log_weight = likelihood + prior + np.log(step)
    density = np.exp(log_weight - log_weight.max())
    return mean, k, density / density.sum()


def _means(x: Floats, n: Floats) -> Floats:
    """Means of the group around its estimate, for every concentration in turn; shape (grid,)."""
    share = _pooled(x, n)
    logit = np.log(share / (1 - share))[:, None] + _STEPS * _standard_errors(x, n)[:, None]
    means: Floats = np.clip(expit(logit.ravel()), 1e-9, 1 - 1e-9)
    return means


def _pooled(x: Floats, n: Floats) -> Floats:
    """The group's mean by concentration: correlated trials of a member count less the more members scatter."""
    worth = _worth(n)
    share: Floats = ((worth * (x / n)).sum(axis=1) + 0.5) / (worth.sum(axis=1) + 1)
    return share


def _standard_errors(x: Floats, n: Floats) -> Floats:
    share, worth = _pooled(x, n), _worth(n).sum(axis=1) + 1
    errors: Floats = 1 / np.sqrt(worth * share * (1 - share))
    return errors


def _worth(n: Floats) -> Floats:
    """A member's trials in independent ones, by concentration; shape (concentrations, members)."""
    k = _CONCENTRATIONS[:, None]
    return n * (k + 1) / (n + k)


def _beta_interval(value: Floats, variance: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Quantiles of the beta distribution with these means and variances."""
    value = np.clip(value, 1e-9, 1 - 1e-9)
    size = np.maximum(value * (1 - value) / np.maximum(variance, 1e-12) - 1, 1e-3)
    tail = (1 - confidence) / 2
    low = beta.ppf(tail, value * size, (1 - value) * size)
    high = beta.ppf(1 - tail, value * size, (1 - value) * size)
    return np.minimum(low, value), np.maximum(high, value)
