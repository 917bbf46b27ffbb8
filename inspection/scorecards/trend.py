"""Trend (趋势) and change (突变): when somebody's score moved, and whether that is more than chance.

A run of good and bad weeks looks like a story even when nothing happened. So the largest step that can be found in
the course is compared with the largest step that chance alone would offer, with the same numbers of interactions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from inspection.intervals import CONFIDENCE

Floats = NDArray[np.float64]

MINIMUM_STEPS = 6  # dates with data; fewer have no course
MINIMUM_SIDE = 2  # dates on each side of a change
FALSE_ALARM_SHARE = 0.05  # of courses in which nothing changed
_DRAWS = 2000
_SEED = 20261122


@dataclass(frozen=True, slots=True)
class Step:
    """One date (a day, or the Monday of a week): n interactions, mean and variance of their scores; the middle of
    everybody else's means at the time (None: there is nobody else) and its sampling variance.
    """

    on: date
    n: int
    mean: float
    variance: float
    others: float | None = None
    others_variance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The most likely date of a change: means before and after (points, colleagues' movement taken out when there are
    any), the step with its 95 % interval, and how often chance offers a step as large (p).
    """

    on: date
    before: float
    after: float
    step: float
    low: float
    high: float
    p: float

    @property
    def is_alarm(self) -> bool:
        """More than chance: at most FALSE_ALARM_SHARE of courses without a change say so."""
        return self.p <= FALSE_ALARM_SHARE


@dataclass(frozen=True, slots=True)
class Trend:
    """A course. `change` is None with too few dates; `beside_others`: the difference to colleagues was tested."""

    steps: tuple[Step, ...]
    change: Change | None
    beside_others: bool


def trend(steps: Sequence[Step]) -> Trend:
    """The course of these dates with its most likely change.

    For every place where it may have changed, z = (mean after - mean before) / standard error; the largest |z| is
    compared with its distribution when nothing changes, simulated for these very counts (2,000 draws of a fixed seed;
    Worsley 1979 for the maximum over change points). Days scatter more than their interactions explain (a system fails,
    a campaign starts). So there are two tests, one with the error that sampling explains, one with the scatter between
    neighbouring dates (von Neumann 1941), which a single change hardly touches, and p is the larger of the two. Where
    colleagues' means are known at every date, the difference to them is tested: what happens to everybody is nobody's
    change.
    """
    known = tuple(step for step in sorted(steps, key=lambda s: s.on) if step.n > 0)
    beside = bool(known) and all(step.others is not None for step in known)
    if len(known) < MINIMUM_STEPS:
        return Trend(known, None, beside)
    deviation = _deviation(known)
    if deviation == 0:
        return Trend(known, None, beside)
    n = np.array([_worth(step, deviation, beside=beside) for step in known])
    values = np.array([step.mean - ((step.others or 0.0) if beside else 0.0) for step in known])
    shift = float(np.average([step.others or 0.0 for step in known], weights=n)) if beside else 0.0
    z, scatter = (array[0] for array in _scan(values[None, :] / deviation, n))
    at = int(np.argmax(np.abs(z)))
    largest = np.array([abs(z[at]), abs(z[at]) / scatter])
    chance = _largest_by_chance(tuple(round(float(one), 1) for one in n))
    p = float((1 + (chance >= largest).sum(axis=0)).max() / (1 + len(chance)))
    return Trend(known, _change(known, values + shift, n, at, deviation * max(1.0, float(scatter)), p), beside)


def _worth(step: Step, deviation: float, *, beside: bool) -> float:
    """Interactions a date is worth: as many as would leave the mean as unsure as the difference to the others is."""
    return deviation**2 / (deviation**2 / step.n + (step.others_variance if beside else 0.0))


def _deviation(steps: Sequence[Step]) -> float:
    """Standard deviation of single scores, pooled over the dates."""
    n = np.array([step.n for step in steps], float)
    return float(np.sqrt(np.average([step.variance for step in steps], weights=n)))


def _change(steps: Sequence[Step], values: Floats, n: Floats, at: int, deviation: float, p: float) -> Change:
    cut = at + MINIMUM_SIDE
    before, after = (float(np.average(values[part], weights=n[part])) for part in (slice(cut), slice(cut, None)))
    half = float(norm.ppf((1 + CONFIDENCE) / 2)) * deviation * np.sqrt(1 / n[:cut].sum() + 1 / n[cut:].sum())
    step = after - before
    return Change(on=steps[cut].on, before=before, after=after, step=step, low=step - half, high=step + half, p=p)


def _scan(values: Floats, n: Floats) -> tuple[Floats, Floats]:
    """z at every place a change may stand (courses, places); scatter of neighbouring dates over sampling's (courses,).

    `values`, shape (courses, dates), are in standard deviations of a single score.
    """
    counts, sums = np.cumsum(n), np.cumsum(values * n, axis=1)
    cuts = np.arange(MINIMUM_SIDE - 1, len(n) - MINIMUM_SIDE)
    before, rest = counts[cuts], counts[-1] - counts[cuts]
    step = (sums[:, -1:] - sums[:, cuts]) / rest - sums[:, cuts] / before
    expected = 1 / n[1:] + 1 / n[:-1]
    scatter = np.sqrt(np.mean(np.diff(values, axis=1) ** 2 / expected, axis=1))
    return step / np.sqrt(1 / before + 1 / rest), np.maximum(scatter, 1e-9)


@lru_cache(maxsize=64)
def _noise(dates: int) -> Floats:
    return np.random.default_rng(_SEED).standard_normal((_DRAWS, dates))


@lru_cache(maxsize=4096)
def _largest_by_chance(counts: tuple[float, ...]) -> Floats:
    """The largest |z| when nothing changed, and over the scatter of neighbours, for these counts; shape (draws, 2)."""
    n = np.array(counts, float)
    z, scatter = _scan(_noise(len(counts)) / np.sqrt(n), n)
    largest = np.abs(z).max(axis=1)
    return np.stack([largest, largest / scatter], axis=1)
