"""Mean scores drawn to their group: closer to the truth than raw means, with intervals that hold it."""

import numpy as np
import pytest

from inspection.scorecards.shrunk_scores import shrunk_scores
from tests.inspection.scorecards.simulated_agents import counts, scored


@pytest.mark.parametrize("scatter", [0.0, 3.0, 8.0])
def test_shrinking_beats_the_raw_mean_and_intervals_hold_the_truth(scatter: float) -> None:
    random = np.random.default_rng(11)
    held, shrunk_error, raw_error = [], [], []
    for _ in range(30):
        truth = np.clip(82 + scatter * random.standard_normal(20), 40, 99)
        sums = scored(random, truth, counts(random, 20, 4, 150))
        found = shrunk_scores(sums.n, sums.total, sums.squares)
        assert found is not None
        held += list((found.low <= sums.truth) & (sums.truth <= found.high))
        shrunk_error += list((found.value - sums.truth) ** 2)
        raw_error += list((sums.total / sums.n - sums.truth) ** 2)
    assert 0.91 <= np.mean(held) <= 0.99
    assert np.mean(shrunk_error) < 0.9 * np.mean(raw_error)


def test_the_best_of_few_interactions_is_no_hero() -> None:
    # an average agent with three perfect calls among nineteen whose 200 calls average 80
    n = np.array([3.0, *[200.0] * 19])
    means = np.array([100.0, *np.linspace(79, 81, 19)])
    found = shrunk_scores(n, n * means, n * (means**2 + np.where(n > 3, 144, 0)))
    assert found is not None
    assert found.value[0] < 83
    assert found.low[0] < found.group < found.high[0]


def test_members_without_scores_get_the_group_and_nothing_of_their_own() -> None:
    n = np.array([0.0, *[50.0] * 6])
    means = np.array([0.0, 70, 75, 80, 85, 90, 95])
    found = shrunk_scores(n, n * means, n * (means**2 + 100))
    assert found is not None
    assert found.value[0] == pytest.approx(found.group, abs=1e-6)
    assert found.own_weight[0] == pytest.approx(0.0)
    assert found.high[0] - found.low[0] > found.high[1] - found.low[1]


def test_the_unit_does_not_matter() -> None:
    n, means = np.full(8, 20.0), np.linspace(60, 90, 8)
    one = shrunk_scores(n, n * means, n * (means**2 + 64))
    ten = shrunk_scores(n, 10 * n * means, 100 * n * (means**2 + 64))
    assert one is not None
    assert ten is not None
    assert np.allclose(10 * one.value, ten.value)
    assert np.allclose(10 * one.high, ten.high)


def test_few_members_or_single_scores_are_no_group() -> None:
    assert shrunk_scores([9] * 4, [90] * 4, [1000] * 4) is None
    assert shrunk_scores([1] * 9, [90] * 9, [8100] * 9) is None
