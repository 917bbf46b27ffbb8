"""A share of verdicts with an interval that knows that verdicts on one case go together (整通计)."""

from collections.abc import Sequence
from math import sqrt

import numpy as np
from scipy.stats import t

from inspection.intervals import CONFIDENCE, Figure

ASSUMED_LIKENESS = 0.1
_PRIOR = 5.0


def share_of_cases(hits: Sequence[int], verdicts: Sequence[int], *, minimum_cases: int) -> Figure:
    """Hits among verdicts (one entry per case each), a share of 0-1; `n` counts cases.

    Wilson's interval (with Student's quantile: few cases know little of how they differ) for as many observations as
    the verdicts are worth. Their variance between cases (ratio estimator, Kish 1965) tells, joined with an assumed
    likeness of 0.1 inside a case that counts as five exceptions: an unbroken row of right verdicts shows nothing of how
    they cluster, and must not look like as many independent ones.
    """
    x, m = np.asarray(hits, dtype=np.float64), np.asarray(verdicts, dtype=np.float64)
    x, m = x[m > 0], m[m > 0]
    cases, total = len(m), float(m.sum())
    if cases == 0:
        return Figure(value=None, n=0, low=None, high=None, enough=False, unit="share")
    share = float(x.sum()) / total
    worth = _worth(x, m, (float(x.sum()) + 0.5) / (total + 1))
    low, high = _wilson(share, worth, float(t.ppf((1 + CONFIDENCE) / 2, max(cases - 1, 2))))
    return Figure(value=share, n=cases, low=low, high=high, enough=cases >= minimum_cases, unit="share")


def _worth(x: np.ndarray, m: np.ndarray, share: float) -> float:
    """Independent verdicts these are worth: at least one per case, at most all of them."""
    cases, total = len(m), float(m.sum())
    plain = share * (1 - share) / total
    assumed = plain * (1 + (float((m**2).sum()) / total - 1) * ASSUMED_LIKENESS)
    seen = float(((x - share * m) ** 2).sum()) / total**2 * cases / max(cases - 1, 1)
    exceptions = min(float(x.sum()), total - float(x.sum()))
    variance = (_PRIOR * assumed + exceptions * seen) / (_PRIOR + exceptions)
    return min(max(share * (1 - share) / variance, min(cases, total)), total)


def _wilson(share: float, n: float, z: float) -> tuple[float, float]:
    centre, half = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if share == 0 else (centre - half) / scale
    return low, 1.0 if share == 1 else (centre + half) / scale
