"""Estimates of everything from some: unbiased under biased sampling, honest about what is not enough."""

import numpy as np
import pytest

from inspection.estimate_values import Estimate, Minimums, Target
from inspection.estimates import precision_estimate, recall_estimate, share_estimate
from inspection.score_estimates import mean_score_estimate

Arrays = tuple[np.ndarray, np.ndarray, np.ndarray]
REPEATS = 300


def population(random: np.random.Generator, share: float, *, recall: float = 0.8, alarm: float = 0.05) -> Arrays:
    """Whether it happened, what the machine says, and the chance to be reviewed: risky and flagged ones more often."""
    risk = random.normal(0, 1, 2500)
    happened = random.random(2500) < rate_at(risk, share)
    machine = np.where(happened, random.random(2500) < recall, random.random(2500) < alarm)
    chance = np.where(machine, 0.4, np.where(risk > 1, 0.15, 0.04))
    return happened.astype(float), machine.astype(float), chance


def rate_at(risk: np.ndarray, share: float) -> np.ndarray:
    return np.minimum(share * np.exp(risk) / np.exp(0.5), 0.95)


def reviewed(random: np.random.Generator, truth: np.ndarray, chance: np.ndarray) -> np.ndarray:
    return np.where(random.random(len(truth)) < chance, truth, np.nan)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3])
def test_shares_of_a_biased_sample_are_unbiased_and_their_intervals_hold_the_truth(share: float) -> None:
    random = np.random.default_rng(3)
    held, exact, errors, naive = 0, 0, [], []
    process = float(np.mean(rate_at(np.random.default_rng(0).normal(0, 1, 1_000_000), share)))
    for _ in range(REPEATS):
        truth, machine, chance = population(random, share)
        human = reviewed(random, truth, chance)
        found = share_estimate(machine, human, chance)
        of_period = share_estimate(machine, human, chance, target=Target.PERIOD)
        held += inside(found, process)
        exact += inside(of_period, float(truth.mean()))
        errors.append(value(found) - truth.mean())
        naive.append(np.nanmean(human) - truth.mean())
    assert held / REPEATS >= 0.92  # cautious while missed ones are rare: 1.0 at 2 %
    assert exact / REPEATS >= 0.92
    assert abs(np.mean(errors)) < 0.004
    assert np.mean(naive) > 0.04  # what a mean of the reviewed ones would have said


def test_precision_and_recall_of_a_rule_hold_the_truth() -> None:
    random = np.random.default_rng(4)
    precise, complete = 0, 0
    for _ in range(REPEATS):
        truth, machine, chance = population(random, 0.1)
        human = reviewed(random, truth, chance)
        precise += inside(precision_estimate(machine, human, chance), 0.08 / (0.08 + 0.9 * 0.05))
        complete += inside(recall_estimate(machine, human, chance), 0.8)
    assert 0.92 <= precise / REPEATS <= 0.99
    assert 0.92 <= complete / REPEATS <= 0.99


def test_everybody_reviewed_is_a_count_and_not_an_estimate() -> None:
    truth = np.arange(200) % 10 == 0
    found = share_estimate(truth, truth, np.ones(200), target=Target.PERIOD)
    assert (found.combined.value, found.combined.low, found.combined.high) == pytest.approx((0.1, 0.1, 0.1))
    assert found.combined.n == found.units == 200


def test_nothing_found_in_a_sample_leaves_room() -> None:
    human = np.where(np.arange(1000) < 60, 0.0, np.nan)
    found = share_estimate(np.zeros(1000), human, np.full(1000, 0.06)).combined
    assert (found.value, found.low, found.enough) == (0.0, 0.0, True)
    assert found.high is not None and 0.02 < found.high < 0.07


def test_too_few_reviews_are_not_enough_data() -> None:
    human = np.where(np.arange(500) < 29, 0.0, np.nan)
    assert not share_estimate(np.zeros(500), human, np.full(500, 0.06)).combined.enough
    assert share_estimate(np.zeros(500), human, np.full(500, 0.06), minimums=Minimums(reviewed=29)).combined.enough


def test_many_reviews_of_the_same_kind_are_worth_few() -> None:
    chance = np.where(np.arange(1000) < 200, 1.0, 0.01)
    human = np.where(np.arange(1000) < 210, 0.0, np.nan)
    found = share_estimate(np.zeros(1000), human, chance)
    assert found.combined.n == 210
    assert found.effective_n < 20
    assert not found.combined.enough


def test_recall_needs_breaches_that_people_found() -> None:
    machine = np.arange(1000) < 50
    human = np.where(np.arange(1000) % 10 == 0, np.arange(1000) < 60, np.nan)
    found = recall_estimate(machine, human, np.full(1000, 0.1)).combined
    assert found.n == 100
    assert not found.enough  # six breaches found, ten wanted
    assert found.value == pytest.approx(5 / 6)


def test_without_any_review_there_is_no_value() -> None:
    nothing = np.full(50, np.nan)
    for estimate in (share_estimate, precision_estimate, recall_estimate, mean_score_estimate):
        found = estimate(np.ones(50), nothing, np.full(50, 0.1))
        assert found.combined.n == 0
        assert (found.combined.value, found.combined.low, found.combined.enough) == (None, None, False)
        assert found.width_ratio is None


def test_a_share_of_where_it_applies_leaves_the_rest_out() -> None:
    machine = np.where(np.arange(900) % 3 == 0, np.nan, np.arange(900) % 3 == 1)
    human = np.nan_to_num(machine)
    found = share_estimate(machine, human, np.full(900, 0.999), applies=~np.isnan(machine))
    assert found.combined.value == pytest.approx(0.5)
    assert found.machine_only == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("machine", "human", "chance", "said"),
    [
        ([1, 0], [1, 0], [0.5, 0.0], "chance above 0"),
        ([1, 0], [1, 0], [0.5, 1.1], "chance above 0"),
        ([1, 0], [1], [0.5, 0.5], "one entry per unit"),
        ([[1, 0]], [[1, 0]], [[0.5, 0.5]], "one entry per unit"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(machine: list, human: list, chance: list, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        share_estimate(machine, human, chance)


def inside(found: Estimate, truth: float) -> bool:
    low, high = found.combined.low, found.combined.high
    return low is not None and high is not None and low - 1e-9 <= truth <= high + 1e-9


def value(found: Estimate) -> float:
    assert found.combined.value is not None
    return found.combined.value
