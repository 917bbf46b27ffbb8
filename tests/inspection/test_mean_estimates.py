"""The mean from machine and people: unbiased, narrower when the machine knows something, and as right as it says."""

import numpy as np
import pytest

from inspection.mean_estimates import effective_n, human_mean, mean_estimate


def sample(random: np.random.Generator, n: int, noise: float, *, biased: bool) -> tuple[np.ndarray, ...]:
    """A period of 1,500 skewed scores, the machine's beside them (3 points too low), and who was reviewed."""
    truth = 100 - random.gamma(1.2, 8, 1500)
    machine = truth - 3 + random.normal(0, noise, 1500)
    chance = 1 / (1 + np.exp((machine - 70) / 6)) + 0.25 if biased else np.ones(1500)
    chance = np.minimum(chance * n / chance.sum(), 1)
    reviewed = random.random(1500) < chance
    return machine, np.where(reviewed, truth, np.nan), chance, truth


@pytest.mark.parametrize(("n", "noise", "biased"), [(60, 3, False), (60, 10, True), (200, 5, True)])
def test_95_percent_intervals_hold_the_truth_whoever_was_drawn(n: int, noise: float, biased: bool) -> None:
    random = np.random.default_rng(5)
    process, period, errors, naive, ratio = 0, 0, [], [], []
    for _ in range(400):
        machine, human, chance, truth = sample(random, n, noise, biased=biased)
        found = mean_estimate(machine, human, chance, process=True)
        process += found.low <= 100 - 1.2 * 8 <= found.high
        exact = mean_estimate(machine, human, chance, process=False)
        period += exact.low <= truth.mean() <= exact.high
        errors.append(found.value - truth.mean())
        naive.append(np.nanmean(human) - truth.mean())
        alone = human_mean(human, chance, process=True)
        ratio.append((found.high - found.low) / (alone.high - alone.low))
    assert 0.925 <= process / 400 <= 0.98
    assert 0.925 <= period / 400 <= 0.98
    assert abs(np.mean(errors)) < 0.25
    assert np.mean(ratio) < 0.9
    if biased:
        assert np.mean(naive) < -1.5  # the plain mean of a risk-weighted sample is far off


def test_a_perfect_machine_and_everybody_reviewed_alike_need_no_wide_interval() -> None:
    machine = np.linspace(60, 100, 400)
    human = np.where(np.arange(400) % 8 == 0, machine - 5, np.nan)
    found = mean_estimate(machine, human, np.full(400, 1 / 8), process=False)
    assert found.value == pytest.approx(machine.mean() - 5)
    assert found.slope == pytest.approx(1)
    assert 0.05 < found.high - found.low < 1  # the prior spread of residuals: fifty equal differences prove little


def test_a_machine_that_gives_everybody_the_same_is_not_believed() -> None:
    human = np.where(np.arange(100) % 2 == 0, np.arange(100.0), np.nan)
    found = mean_estimate(np.full(100, 80.0), human, np.full(100, 0.5), process=True)
    assert found.slope == 0
    assert found.value == pytest.approx(np.nanmean(human))


def test_the_human_mean_is_weighed_back() -> None:
    human = np.array([10.0, 10.0, 90.0, np.nan])
    found = human_mean(human, np.array([1.0, 1.0, 0.1, 0.1]), process=False)
    assert found.value == pytest.approx((10 + 10 + 900) / 12)


def test_one_review_is_no_mean() -> None:
    with pytest.raises(ValueError, match="two reviewed"):
        mean_estimate(np.ones(3), np.array([1.0, np.nan, np.nan]), np.full(3, 0.5), process=True)
    with pytest.raises(ValueError, match="two reviewed"):
        human_mean(np.array([1.0, np.nan]), np.full(2, 0.5), process=True)


def test_unequal_chances_are_worth_fewer_reviews() -> None:
    assert effective_n(np.full(30, 0.1)) == pytest.approx(30)
    assert effective_n(np.array([0.5] * 29 + [0.005])) < 2
    assert effective_n(np.array([])) == 0
