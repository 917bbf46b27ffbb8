"""Cross-channel consistency (全渠道一致性): how alike somebody's channels are, and which one is the weakest.

Channels have forms of their own, so plain scores of two channels do not compare. Each channel is held against
everybody else on the same channel; the index says how much these distances differ from one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import chndtrinc
from scipy.stats import chi2, norm

from inspection.intervals import CONFIDENCE

Floats = NDArray[np.float64]

NAMED_AT = 0.05  # the weakest channel is named when chance alone would name one this rarely


class ChannelScore(NamedTuple):
    """Scores of one channel: n, mean (points) and variance of that mean; and the same of everybody else, when known."""

    channel: str
    n: int
    mean: float
    variance: float
    others: float | None = None
    others_variance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelGap:
    """A channel's distance (points): to everybody else on it, else to the own mean over the channels."""

    channel: str
    n: int
    mean: float
    gap: float
    error: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """`index` is 100 minus the spread of the gaps (points): 100 when every channel is alike, 95 when they differ by a
    standard deviation of 5 points. `low`/`high` are its 95 % interval; `weakest` is None where no channel is clearly
    weaker than the others; `p` is how often chance names one.
    """

    index: float
    low: float
    high: float
    gaps: tuple[ChannelGap, ...]
    weakest: str | None
    p: float
    beside_others: bool


def consistency(channels: Sequence[ChannelScore], minimum_n: int) -> Consistency | None:
    """The index over the channels with at least `minimum_n` scores; None with fewer than two of them.

    With gaps g and variances v, Q = sum((g - mean)^2 / v) has a noncentral chi-squared distribution with k - 1 degrees
    of freedom and noncentrality spread^2 x sum(1 / v) (Cochran 1954). So the spread is estimated as
    sqrt(max(0, Q - (k - 1)) / sum(1 / v)), which takes out what sampling alone would show, and its interval comes from
    inverting the distribution, exactly as long as means are normal. The weakest channel is the one with the lowest gap,
    named when a one-sided z test against the other channels, times the number of channels (Bonferroni), allows it.
    """
    known = [one for one in channels if one.n >= minimum_n and one.variance > 0]
    if len(known) < 2:
        return None
    beside = all(one.others is not None for one in known)
    precision = np.array([1 / (one.variance + (one.others_variance if beside else 0.0)) for one in known])
    scores = np.array([one.mean - ((one.others or 0.0) if beside else 0.0) for one in known])
    centre = float(np.average(scores, weights=precision))
    q, degrees, total = float(np.sum(precision * (scores - centre) ** 2)), len(known) - 1, float(precision.sum())
    low, high = (np.sqrt(bound / total) for bound in _noncentralities(q, degrees))
    p, weakest = _weakest(scores, precision)
    gaps = scores if beside else scores - centre
    return Consistency(
        index=_index(np.sqrt(max(0.0, q - degrees) / total)),
        low=_index(high),
        high=_index(low),
        gaps=tuple(
            ChannelGap(channel=one.channel, n=one.n, mean=one.mean, gap=float(gap), error=float(1 / np.sqrt(weight)))
            for one, gap, weight in zip(known, gaps, precision, strict=True)
        ),
        weakest=known[weakest].channel if p <= NAMED_AT else None,
        p=p,
        beside_others=beside,
    )


def _index(spread: float) -> float:
    return max(0.0, 100.0 - float(spread))


def _noncentralities(q: float, degrees: int) -> tuple[float, float]:
    """The noncentralities under which a Q as large, or as small, is just not surprising; 0 where none is needed."""
    tail = (1 - CONFIDENCE) / 2

    def bound(share: float) -> float:
        if chi2.cdf(q, degrees) <= share:
            return 0.0
        return float(chndtrinc(q, degrees, share))

    return bound(1 - tail), bound(tail)


def _weakest(scores: Floats, precision: Floats) -> tuple[float, int]:
    """p of the channel that stands furthest below the others, and which it is."""
    rest = precision.sum() - precision
    others = (np.sum(scores * precision) - scores * precision) / rest
    z = (scores - others) / np.sqrt(1 / precision + 1 / rest)
    at = int(np.argmin(z))
    return min(1.0, len(scores) * float(norm.cdf(z[at]))), at
