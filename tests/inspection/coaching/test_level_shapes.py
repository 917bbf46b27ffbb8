"""Shapes the figures do not contradict: many where they are few, none other where they are plenty."""

import numpy as np

from inspection.coaching.levels import levels_of
from inspection.coaching.window import share_sample


def doubts(n: int, share_weak: float, seed: int) -> np.ndarray:
    """Doubt about the five poorest of sixty, in points; the weak are 15 points below the others."""
    random = np.random.default_rng(seed)
    real = np.where(random.random(60) < share_weak, 0.70, 0.85)
    met = random.binomial(n, real)
    found = levels_of([share_sample(int(m), n) for m in met])
    return np.asarray(found.doubt[np.argsort(met)[:5]])


def test_few_figures_leave_it_open_whether_the_poorest_are_really_weak() -> None:
    few = np.mean([doubts(60, 0.15, seed).mean() for seed in range(10)])
    many = np.mean([doubts(600, 0.15, seed).mean() for seed in range(10)])
    assert few > 2.0
    assert many < 0.7


def test_doubt_is_never_below_nothing_and_equal_samples_raise_little() -> None:
    assert (doubts(60, 0.0, 3) >= 0).all()
    same = levels_of([share_sample(50, 60)] * 12)
    assert np.isfinite(same.doubt).all()
    assert float(same.doubt.max()) < 1.0
