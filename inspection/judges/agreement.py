"""Agreement of judges on an item (一致性), each coefficient with a 95 % interval that stays honest when all agree.

The interval is a Bayesian bootstrap over cases (Rubin 1981): every case gets a random weight, the coefficient is
computed thousands of times. A plain bootstrap of ten cases on which all agreed has no width, so each bound also knows
half a case beyond what was seen: for the lower one a case on which the judges split, for the upper one a case on
which all agree. Tails are widened for few cases (Hesterberg 2015, expanded percentiles). Coverage by simulation:
docs/reference/judges.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.stats import norm, t

from inspection.intervals import CONFIDENCE, Figure
from inspection.judges.coefficients import (
    Coefficient,
    gwet_ac1,
    kappa,
    krippendorff_alpha,
    observed_agreement,
)
from inspection.judges.ratings import Floats, Ratings

DRAWS = 2000
LEAST_DRAWS = 200
MOST_WEIGHTS = 2_000_000  # of thousands of cases fewer draws say as much, in less memory
BEYOND = 0.5
MINIMUM_CASES = 10
_SEED = 20261122


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far judges agree on one item; shares 0-1, coefficients up to 1 (0 is chance, less is worse than chance).

    `kappa` and `alpha` have no value while every judge says one and the same word: there is nothing to tell apart.
    `ac1` is None for points.
    """

    cases: int
    judges: int
    observed: Figure
    kappa: Figure
    ac1: Figure | None
    alpha: Figure


def agreement_of(ratings: Ratings, *, minimum_cases: int = MINIMUM_CASES, draws: int = DRAWS) -> Agreement:
    """Agreement on one item; figures are `enough` from `minimum_cases` cases that at least two people judged."""
    of: Mapping[str, Coefficient] = {"observed": observed_agreement, "kappa": kappa, "alpha": krippendorff_alpha}
    if not ratings.is_points:
        of = {**of, "ac1": gwet_ac1}
    found = {name: _figure(ratings, coefficient, minimum_cases, draws) for name, coefficient in of.items()}
    return Agreement(
        cases=ratings.shared,
        judges=int((~np.isnan(ratings.values)).any(0).sum()),
        observed=found["observed"],
        kappa=found["kappa"],
        ac1=found.get("ac1"),
        alpha=found["alpha"],
    )


def interval_of(ratings: Ratings, coefficient: Coefficient, *, draws: int = DRAWS) -> tuple[float, float]:
    """The 95 % interval of one coefficient; (-1, 1) when nobody shared a case."""
    if ratings.shared == 0:
        return -1.0, 1.0
    low = _quantile(ratings.with_rows(_split(ratings)), ratings, coefficient, draws, upper=False)
    high = _quantile(ratings.with_rows(_together(ratings)), ratings, coefficient, draws, upper=True)
    return low, high


def _figure(ratings: Ratings, coefficient: Coefficient, minimum: int, draws: int) -> Figure:
    n = ratings.shared
    unit = "share" if coefficient is observed_agreement else "coefficient"
    if n == 0:
        return Figure(value=None, n=0, low=None, high=None, enough=False, unit=unit)
    value = float(coefficient(ratings, np.ones((1, len(ratings.values))))[0])
    low, high = interval_of(ratings, coefficient, draws=draws)
    if np.isnan(value):
        return Figure(value=None, n=n, low=low, high=high, enough=False, unit=unit)
    return Figure(value=value, n=n, low=min(low, value), high=max(high, value), enough=n >= minimum, unit=unit)


def _quantile(extended: Ratings, ratings: Ratings, coefficient: Coefficient, draws: int, *, upper: bool) -> float:
    extra = len(extended.values) - len(ratings.values)
    draws = max(LEAST_DRAWS, min(draws, MOST_WEIGHTS // len(extended.values)))
    drawn = coefficient(extended, _weights(len(ratings.values), extra, draws))
    drawn = drawn[~np.isnan(drawn)]
    if len(drawn) == 0:
        return 1.0 if upper else -1.0
    tail = _tail(ratings.shared)
    return min(1.0, float(np.quantile(drawn, 1 - tail if upper else tail)))


@lru_cache(maxsize=4)
def _weights(cases: int, extra: int, draws: int) -> Floats:
    """Random weights of the cases and of what lies beyond them; the same sample always draws the same."""
    random = np.random.default_rng((_SEED, cases, extra))
    seen = random.standard_exponential((draws, cases))
    beyond = random.standard_gamma(BEYOND / extra, (draws, extra))
    weights: Floats = np.hstack([seen, beyond])
    return weights


def _tail(cases: int) -> float:
    """Tail of the quantile: normal for many cases, further out for few."""
    if cases < 3:
        return 0.0
    wide = t.ppf((1 + CONFIDENCE) / 2, cases - 1) * np.sqrt((cases + 1) / (cases - 1))
    return float(norm.cdf(-wide))


def _ends(ratings: Ratings) -> tuple[float, ...]:
    """Words that may be said: the first two of the scale and what else was said; of points the ends of what was."""
    said = ratings.values[~np.isnan(ratings.values)]
    if ratings.is_points:
        return (float(said.min(initial=0.0)), float(said.max(initial=1.0)))
    return tuple(sorted({0.0, 1.0, *map(float, np.unique(said))}))


def _split(ratings: Ratings) -> Floats:
    """Cases on which the judges split evenly between two words, either way round."""
    judges = np.arange(ratings.values.shape[1])
    first, second = _ends(ratings)[0], _ends(ratings)[-1] if ratings.is_points else _ends(ratings)[1]
    one = np.where(judges % 2 == 0, first, second)
    rows: Floats = np.stack([one, first + second - one])
    return rows


def _together(ratings: Ratings) -> Floats:
    """Cases on which all judges say the same, one for every word."""
    rows: Floats = np.array([[word] * ratings.values.shape[1] for word in _ends(ratings)])
    return rows
