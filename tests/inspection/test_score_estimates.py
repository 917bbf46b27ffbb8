"""Mean scores with zeros: unbiased, as right as they say, and sane where there is little."""

import numpy as np
import pytest

from inspection.estimate_values import Estimate, Target
from inspection.score_estimates import mean_score_estimate

REPEATS = 300


@pytest.mark.parametrize("fatal", [0.0, 0.05])
def test_mean_scores_with_zeros_hold_the_truth(fatal: float) -> None:
    random = np.random.default_rng(5)
    truth = (100 - 1.2 * 8) * (1 - fatal)
    held, errors, ratios = 0, [], []
    for _ in range(REPEATS):
        clean = 100 - random.gamma(1.2, 8, 2500)
        zeroed = random.random(2500) < fatal
        suspected = np.where(zeroed, random.random(2500) < 0.8, random.random(2500) < 0.01)
        machine = np.where(suspected, 0, np.clip(clean + 2 + random.normal(0, 4, 2500), 1, 100))
        chance = np.where(suspected, 0.9, 0.05)
        found = mean_score_estimate(machine, reviewed(random, np.where(zeroed, 0, clean), chance), chance)
        held += inside(found, truth)
        errors.append(value(found) - truth)
        ratios.append(found.width_ratio or np.nan)
    assert 0.93 <= held / REPEATS <= 0.995  # cautious while fatals are rare
    assert abs(np.mean(errors)) < 0.3
    assert np.nanmean(ratios) < 0.85


def test_a_month_without_any_reviewed_fatal_allows_for_some() -> None:
    machine = np.full(1000, 90.0)
    human = np.where(np.arange(1000) < 60, 88.0, np.nan)
    found = mean_score_estimate(machine, human, np.full(1000, 0.06)).combined
    assert (found.value, found.unit) == (pytest.approx(88.0), "points")
    assert found.low is not None and found.high is not None
    assert 83 < found.low < 87 < 88 <= found.high < 89  # sixty without a fatal: up to 5 % may have one


def test_only_fatals_are_a_mean_of_zero() -> None:
    human = np.where(np.arange(200) < 40, 0.0, np.nan)
    found = mean_score_estimate(np.full(200, 80.0), human, np.full(200, 0.2)).combined
    assert found.value == 0.0
    assert found.low == 0.0


def test_units_without_a_machine_score_count_too() -> None:
    machine = np.where(np.arange(400) % 4 == 0, np.nan, 70.0)
    human = np.where(np.arange(400) % 5 == 0, 75.0, np.nan)
    found = mean_score_estimate(machine, human, np.full(400, 0.2), target=Target.PERIOD)
    assert found.units == 400
    assert found.combined.value == pytest.approx(75.0)
    assert found.machine_only == pytest.approx(70.0)


def inside(found: Estimate, truth: float) -> bool:
    low, high = found.combined.low, found.combined.high
    return low is not None and high is not None and low <= truth <= high


def value(found: Estimate) -> float:
    assert found.combined.value is not None
    return found.combined.value


def reviewed(random: np.random.Generator, truth: np.ndarray, chance: np.ndarray) -> np.ndarray:
    return np.where(random.random(len(truth)) < chance, truth, np.nan)
