"""What figures say of people (真实水平): the level behind each sample, with what is left uncertain.

A sample is a level plus chance, and the more so the smaller it is. How levels are spread is learned from everybody
(empirical Bayes, Morris 1983): one bell, or two where the data insist (a few who are really weak among many alike),
weighed by their Bayesian information criterion (Schwarz 1978). For shares the bells are on the logit scale and the
likelihood is binomial; for scores both are normal. Whoever is picked out for a poor sample keeps the same level: what
a level is, given the sample, does not depend on who looks at it. That is what corrects regression to the mean.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from inspection.coaching.level_shapes import lowest_levels
from inspection.intervals import Moments

Floats = np.ndarray
_GRID = 161
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Levels:
    """Per sample, in points: expected level, its variance, and the variance shared by all for not knowing the shape.

    `doubt` is how many points lower (at least 0) the level may be by a shape the figures do not contradict: a few
    really weak people cannot be told from unlucky ones by so few figures (level_shapes.py).
    """

    mean: Floats
    variance: Floats
    shape_variance: Floats
    doubt: Floats


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where levels may lie: `place` on the scale of the bells, `points` the same in points, `likelihood` of each."""

    place: Floats
    points: Floats
    likelihood: Floats
    seen: Floats
    noise: float


@dataclass(slots=True)
class _Bells:
    """A spread of levels: share, centre and width of each bell, shape (bells,)."""

    share: Floats
    centre: Floats
    width: Floats


def levels_of(samples: Sequence[Moments]) -> Levels:
    """The level behind each sample (at least two, none empty), points 0-100."""
    scale = _scale(samples)
    means, variances, scores, fits = [], [], [], []
    for bells in _shapes(scale):
        prior, fit = _fitted(scale, bells)
        chance = scale.likelihood * prior
        chance = chance / chance.sum(1, keepdims=True)
        mean = chance @ scale.points
        means.append(mean)
        variances.append(np.maximum(chance @ scale.points**2 - mean**2, 0.0))
        fits.append(fit)
        scores.append(fit - (3 * len(bells.share) - 1) / 2 * np.log(len(samples)))
    weight = np.exp(np.array(scores) - max(scores))
    weight = weight / weight.sum()
    both = np.array(means)
    mean = weight @ both
    doubt = np.maximum(mean - lowest_levels(scale, max(fits)), 0.0)
    return Levels(mean, weight @ np.array(variances), weight @ (both - mean) ** 2, doubt)


def spread_of(samples: Iterable[Moments]) -> float:
    """Common variance of single interactions within agents, in squared points; never quite 0."""
    known = list(samples)
    degrees = sum(s.n - 1 for s in known)
    return max(1.0, sum(s.squared_deviations for s in known) / max(1, degrees))


def _scale(samples: Sequence[Moments]) -> _Scale:
    n = np.array([float(s.n) for s in samples])
    mean = np.array([s.mean for s in samples])
    if all(abs(s.squares - 100 * s.total) < 1e-6 * max(1.0, s.squares) for s in samples):
        return _scale_of_shares(n, mean / 100)
    noise = np.sqrt(spread_of(samples) / n)
    place = np.linspace(mean.min(), max(mean.max(), mean.min() + 0.1), _GRID)
    return _Scale(place, place, _relative(-(((mean[:, None] - place) / noise[:, None]) ** 2) / 2), mean, _mid(noise))


def _scale_of_shares(n: Floats, share: Floats) -> _Scale:
    seen = logit((n * share + 0.5) / (n + 1))
    place = np.linspace(seen.min() - 0.5, seen.max() + 0.5, _GRID)
    chance = expit(place)
    fit = (n * share)[:, None] * np.log(chance) + (n * (1 - share))[:, None] * np.log1p(-chance)
    noise = 1 / np.sqrt(n * expit(seen) * expit(-seen))
    return _Scale(place, 100 * chance, _relative(fit), seen, _mid(noise))


def _relative(fit: Floats) -> Floats:
    return np.asarray(np.exp(fit - fit.max(1, keepdims=True)))


def _mid(noise: Floats) -> float:
    return float(np.median(noise))


def _shapes(scale: _Scale) -> list[_Bells]:
    """Where to begin: one bell over everybody; one over the lowest of them and one over the rest."""
    seen, some = scale.seen, np.array([scale.noise / 2] * 2)
    low = seen <= np.quantile(seen, 0.15)
    one = _Bells(np.ones(1), np.array([seen.mean()]), np.array([seen.std() + scale.noise / 10]))
    if low.all():
        return [one]
    return [one, _Bells(np.array([0.15, 0.85]), np.array([seen[low].mean(), seen[~low].mean()]), some)]


def _fitted(scale: _Scale, bells: _Bells) -> tuple[Floats, float]:
    """The spread of levels that fits best (EM), as chances over the grid, and its log likelihood."""
    place, narrowest = scale.place[None], scale.noise / 10
    for _ in range(_ROUNDS):
        shape = np.exp(-(((place - bells.centre[:, None]) / bells.width[:, None]) ** 2) / 2)
        parts = bells.share[:, None] * shape / np.maximum(shape.sum(1, keepdims=True), 1e-300)
        prior = parts.sum(0)
        fit = np.maximum(scale.likelihood @ prior, 1e-300)
        expected = parts * (1 / fit @ scale.likelihood)
        total = np.maximum(expected.sum(1), 1e-12)
        bells.share, bells.centre = total / total.sum(), expected @ scale.place / total
        around = (expected * (place - bells.centre[:, None]) ** 2).sum(1) / total
        bells.width = np.sqrt(np.maximum(around, narrowest**2))
    return prior, float(np.log(fit).sum())
