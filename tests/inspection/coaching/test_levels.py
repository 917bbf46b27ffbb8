"""What figures say of people: drawn to the middle, the less the more there are; a weak few stay weak."""

import numpy as np
import pytest

from inspection.coaching.levels import levels_of, spread_of
from inspection.coaching.window import share_sample
from inspection.intervals import Moments


def test_levels_are_less_spread_than_samples_and_keep_their_order() -> None:
    random = np.random.default_rng(1)
    real = random.beta(17, 3, 80)
    met = random.binomial(40, real)
    found = levels_of([share_sample(int(m), 40) for m in met]).mean
    assert found.std() < (100 * met / 40).std()
    assert (np.diff(found[np.argsort(met)]) >= -1e-9).all()
    assert abs(found.mean() - 100 * real.mean()) < 2


def test_who_is_picked_for_a_poor_sample_is_not_that_poor() -> None:
    random = np.random.default_rng(2)
    miss_sample, miss_level = [], []
    for _ in range(40):
        real = random.beta(17, 3, 60)
        met = random.binomial(40, real)
        worst = np.argsort(met)[:5]
        found = levels_of([share_sample(int(m), 40) for m in met]).mean
        miss_sample.append((100 * met[worst] / 40 - 100 * real[worst]).mean())
        miss_level.append((found[worst] - 100 * real[worst]).mean())
    assert np.mean(miss_sample) < -5
    assert abs(np.mean(miss_level)) < 1.5


def test_a_weak_few_among_many_alike_are_seen_as_such() -> None:
    random = np.random.default_rng(3)
    real = np.array([0.6] * 6 + [0.9] * 54)
    met = random.binomial(300, real)
    found = levels_of([share_sample(int(m), 300) for m in met]).mean
    assert np.abs(found - 100 * real).max() < 6


def test_scores_work_as_shares_do_and_equal_samples_are_no_trouble() -> None:
    scores = [Moments(20, 20 * m, 20 * m * m + 20 * 25) for m in (70.0, 80.0, 82.0, 85.0, 88.0, 90.0)]
    found = levels_of(scores)
    assert 70 < found.mean[0] < 80
    assert (found.variance >= 0).all()
    same = levels_of([share_sample(20, 20)] * 12)
    assert np.ptp(same.mean) == pytest.approx(0)
    assert spread_of([share_sample(20, 20)]) == 1.0
