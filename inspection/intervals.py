"""How sure we are: every rate and mean with its n, its interval, and whether there is enough data to speak of it."""

from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt

from scipy import stats

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that says how much it rests on.

    `value`, `low`, `high` share a unit (`points` 0-100, `share` 0-1, `s` seconds, `nps` -100..100, `of_5`);
    `value` is None when nothing was measured, `low`/`high` are None when no honest interval exists.
    `enough` is False under the stated minimum: then it is shown as "not enough data" (数据不足), never ranked.
    """

    value: float | None
    n: int
    low: float | None
    high: float | None
    enough: bool
    unit: str


@dataclass(frozen=True, slots=True)
class Moments:
    """What a mean needs of a sample and no more: count, sum and sum of squares. Two samples add."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def plus(self, value: float) -> "Moments":
        """The sample with one more value."""
        return Moments(self.n + 1, self.total + value, self.squares + value * value)

    def __add__(self, other: "Moments") -> "Moments":
        """Both samples together."""
        return Moments(self.n + other.n, self.total + other.total, self.squares + other.squares)

    def without(self, part: "Moments") -> "Moments":
        """The rest, when `part` is taken out of it."""
        return Moments(self.n - part.n, self.total - part.total, self.squares - part.squares)

    @property
    def mean(self) -> float:
        """The arithmetic mean; ZeroDivisionError for an empty sample."""
        return self.total / self.n

    @property
    def squared_deviations(self) -> float:
        """Sum of squared distances from the mean, never negative."""
        return max(0.0, self.squares - self.total * self.total / self.n)


@lru_cache(maxsize=4096)
def _t_quantile(df: int, confidence: float) -> float:
    return float(stats.t.ppf((1 + confidence) / 2, df))


@lru_cache(maxsize=64)
def _normal_quantile(confidence: float) -> float:
    return float(stats.norm.ppf((1 + confidence) / 2))


def wilson(hits: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Wilson's score interval of a share 0-1 (Wilson 1927); (0, 1) for n = 0.

    Equals `scipy.stats.binomtest(hits, n).proportion_ci(method="wilson")`, without computing a test each time.
    Raises ValueError unless 0 <= hits <= n.
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} hits of {n} are not a share")
    if n == 0:
        return 0.0, 1.0
    z, share = _normal_quantile(confidence), hits / n
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    centre, scale = share + z * z / (2 * n), 1 + z * z / n
    low = 0.0 if hits == 0 else (centre - spread) / scale
    high = 1.0 if hits == n else (centre + spread) / scale
    return min(low, share), max(high, share)


def mean_interval(
    sample: Moments, *, prior_sd: float, prior_weight: int = 2, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Student interval of a mean whose spread is shrunk towards `prior_sd` (worth `prior_weight` observations).

    Plain t intervals have no width for equal values and none at n = 1: five perfect calls do not prove
    perfection. With the scaled inverse-chi-squared prior (Gelman et al., BDA3, 3.3) both have an honest one.
    Same unit as the values; ValueError for an empty sample.
    """
    if sample.n == 0:
        raise ValueError("an empty sample has no interval")
    df = sample.n - 1 + prior_weight
    variance = (sample.squared_deviations + prior_weight * prior_sd * prior_sd) / df
    half = _t_quantile(df, confidence) * sqrt(variance / sample.n)
    return sample.mean - half, sample.mean + half


def score_interval(clean: Moments, zeroed: int, *, prior_sd: float) -> tuple[float, float]:
    """Interval of a mean score of 0-100 points where `zeroed` interactions were set to 0 by a fatal.

    Zeros are a lump far from the rest, which a t interval misses until the first one turns up. So the mean is
    taken as (mean of the others) x (share without a fatal); the t and Wilson intervals of the two factors
    are combined on the log scale by MOVER (Zou and Donner 2008; Newcombe 2012 for products).
    """
    n = clean.n + zeroed
    if n == 0:
        raise ValueError("an empty sample has no interval")
    share_low, share_high = wilson(clean.n, n)
    if clean.n == 0 or clean.mean <= 0:
        return 0.0, 100.0 * share_high
    low, high = mean_interval(clean, prior_sd=prior_sd)
    low, high = max(low, min(1.0, clean.mean)), min(high, 100.0)
    low, high = product_interval((clean.mean, low, high), (clean.n / n, share_low, share_high))
    return low, min(high, 100.0)


def product_interval(a: tuple[float, float, float], b: tuple[float, float, float]) -> tuple[float, float]:
    """Interval of a x b from (value, low, high) of each, none negative: MOVER on logarithms (Zou and Donner 2008)."""
    if min(*a, *b) <= 0:
        return a[1] * b[1], a[2] * b[2]
    centre = log(a[0]) + log(b[0])
    down = sqrt(log(a[0] / a[1]) ** 2 + log(b[0] / b[1]) ** 2)
    up = sqrt(log(a[2] / a[0]) ** 2 + log(b[2] / b[0]) ** 2)
    return min(exp(centre - down), a[0] * b[0]), max(exp(centre + up), a[0] * b[0])


def rate_figure(hits: int, n: int, minimum_n: int) -> Figure:
    """A share 0-1 with Wilson's interval."""
    if n == 0:
        return Figure(value=None, n=0, low=None, high=None, enough=False, unit="share")
    low, high = wilson(hits, n)
    return Figure(value=hits / n, n=n, low=low, high=high, enough=n >= minimum_n, unit="share")


def mean_figure(sample: Moments, minimum_n: int, *, unit: str, prior_sd: float, limits: tuple[float, float]) -> Figure:
    """A mean with its interval, cut to what is possible (`limits`)."""
    if sample.n == 0:
        return Figure(value=None, n=0, low=None, high=None, enough=False, unit=unit)
    low, high = mean_interval(sample, prior_sd=prior_sd)
    value = min(max(sample.mean, limits[0]), limits[1])
    low, high = max(low, limits[0]), min(high, limits[1])
    return Figure(value=value, n=sample.n, low=low, high=high, enough=sample.n >= minimum_n, unit=unit)


def score_figure(clean: Moments, zeroed: int, minimum_n: int, *, prior_sd: float) -> Figure:
    """A mean score of 0-100 points, fatals as 0, with its interval."""
    n = clean.n + zeroed
    if n == 0:
        return Figure(value=None, n=0, low=None, high=None, enough=False, unit="points")
    low, high = score_interval(clean, zeroed, prior_sd=prior_sd)
    return Figure(value=clean.total / n, n=n, low=low, high=high, enough=n >= minimum_n, unit="points")
