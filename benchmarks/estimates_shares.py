"""Section of benchmarks/estimates.py: shares (an item failed, a fatal) over prevalences, machines and sample sizes.

Simple random samples of a period of 5,000, so small that a whole grid is one call of the estimator. Beside ours, in the
same samples: the reviewed ones alone, and the usual prediction-powered interval (PPI++, normal).
"""

from itertools import product

import numpy as np
from scipy.stats import norm

from benchmarks.simulated import Row, Simulated, claim, rows_of, values
from inspection.share_intervals import Cells, share_bounds

OURS, PEOPLE, NORMAL = "mingjian", "people alone", "PPI++, normal interval"
UNITS = 5_000
SHARES = (0.01, 0.03, 0.1, 0.3, 0.5)
# (recall, specificity) of the machine: good, excellent, mediocre, hardly better than a guess
MACHINES = ((0.8, 0.98), (0.95, 0.99), (0.6, 0.9), (0.5, 0.7))
REVIEWS = (30, 100, 300, 1000)


def rows(quick: bool) -> list[Row]:
    """Coverage, bias and width over the grid."""
    random = np.random.default_rng(20261122)
    found: list[Row] = []
    for share, machine, n in product(SHARES, MACHINES, REVIEWS):
        found += _case(random, share, machine, n, 400 if quick else 4000)
    return found


def claims(found: list[Row]) -> list[Row]:
    """What the documentation says of shares."""
    coverage = values(found, OURS, "coverage, share")
    width, alone = values(found, OURS, "width, share"), values(found, PEOPLE, "width, share")
    telling = {case for case in coverage if _errors(case) >= 5}
    inside = [0.93 <= coverage[case] <= 0.97 for case in telling]
    ratios = {case: width[case] / alone[case] for case in alone}
    good = [ratios[case] for case in ratios if "machine .8/.98" in case or "machine .95/.99" in case]
    bias = max(abs(v) for v in values(found, OURS, "bias, share").values())
    return [
        claim("share: coverage of the 95 % interval, worst of the grid", min(coverage.values()), ">= 0.93",
              min(coverage.values()) >= 0.93),
        claim("share: cases with 5 or more machine errors expected among the reviewed whose coverage is 93-97 %",
              np.mean(inside), ">= 0.95", np.mean(inside) >= 0.95),
        claim("share: width beside people alone, median of the grid", np.median(list(ratios.values())), "< 1",
              np.median(list(ratios.values())) < 1),
        claim("share: width beside people alone with a good machine, worst case", max(good), "< 1", max(good) < 1),
        claim("share: largest bias", bias, "<= 0.005", bias <= 0.005),
    ]  # fmt: skip


def _case(random: np.random.Generator, share: float, machine: tuple[float, float], n: int, samples: int) -> list[Row]:
    recall, specificity = machine
    hit_rate = share * recall + (1 - share) * (1 - specificity)
    rates = [share * recall / hit_rate, share * (1 - recall) / (1 - hit_rate)]
    hits = random.binomial(UNITS, hit_rate, samples)
    sizes = np.stack([hits, UNITS - hits], -1)
    happened = random.binomial(sizes, rates)
    seen_hits = random.hypergeometric(hits, UNITS - hits, n)
    seen = np.stack([seen_hits, n - seen_hits], -1)
    found = np.stack(
        [random.hypergeometric(happened[:, k], sizes[:, k] - happened[:, k], seen[:, k]) for k in (0, 1)], -1
    )
    errors = n * (share * (1 - recall) + (1 - share) * (1 - specificity))
    case = f"share {share:g}, machine {recall:g}/{specificity:g}, {n} reviews ({errors:.1f} errors)".replace("0.", ".")
    truth = happened.sum(-1) / UNITS
    result: list[Row] = []
    for name, process, target in (("", True, share), (" of the period", False, truth)):
        bounds = share_bounds(_cells(sizes / UNITS, seen, found), process=process)
        result += rows_of(OURS, case + name, Simulated(bounds.value, bounds.low, bounds.high), target)
    whole = [array.sum(-1, keepdims=True) for array in (seen, found)]
    alone = share_bounds(_cells(np.ones((samples, 1)), *whole), process=True)
    result += rows_of(PEOPLE, case, Simulated(alone.value, alone.low, alone.high), share)
    return result + rows_of(NORMAL, case, _normal(hits / UNITS, seen, found), share)


def _cells(weight: np.ndarray, seen: np.ndarray, found: np.ndarray) -> Cells:
    n, x = seen.astype(float), found.astype(float)
    return Cells(weight, np.ones_like(n), n, x, n - x, n / np.maximum(weight * UNITS, 1), UNITS)


def _normal(machine: np.ndarray, seen: np.ndarray, found: np.ndarray) -> Simulated:
    """PPI++ with its power tuning and normal interval (Angelopoulos, Duchi and Zrnic 2023, formulas 3 and 6)."""
    n = seen.sum(-1)
    f, y = seen[:, 0] / n, found.sum(-1) / n
    covariance, variance = found[:, 0] / n - f * y, f * (1 - f)
    slope = np.divide(covariance, variance, out=np.zeros(len(n)), where=variance > 0) / (1 + n / UNITS)
    value = y + slope * (machine - f)
    residual = y * (1 - y) - 2 * slope * covariance + slope**2 * variance
    spread = norm.ppf(0.975) * np.sqrt(np.maximum(residual, 0) / n + slope**2 * variance / UNITS)
    return Simulated(value, value - spread, value + spread)


def _errors(case: str) -> float:
    return float(case.partition("(")[2].partition(" ")[0])
