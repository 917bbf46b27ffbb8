"""How many reviews: held against what that many reviews really give."""

import numpy as np
import pytest
from scipy import stats

from inspection.errors import SettingsError
from inspection.intervals import wilson
from inspection.review_calculator import (
    MachineSkill,
    reviews_for_difference,
    reviews_for_precision,
    reviews_for_rate,
    reviews_for_recall,
    reviews_for_score_difference,
)


@pytest.mark.parametrize(("share", "within"), [(0.1, 0.03), (0.5, 0.05), (0.02, 0.01)])
def test_a_rate_is_known_as_well_as_asked_and_not_with_one_review_less(share: float, within: float) -> None:
    n = reviews_for_rate(share, within)
    assert half_width(share, n) <= within < half_width(share, n - 1)


def half_width(share: float, n: int) -> float:
    z = 1.959964
    return z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5 / (1 + z * z / n)


def test_a_good_machine_saves_reviews_and_a_useless_one_none() -> None:
    assert (
        reviews_for_rate(0.1, 0.03, machine=MachineSkill(recall=0.9, precision=0.9)) < reviews_for_rate(0.1, 0.03) / 4
    )
    assert MachineSkill(recall=0.3, precision=0.1).spread_left(0.1) == pytest.approx(1)
    assert MachineSkill(recall=1.0, precision=1.0).spread_left(0.1) == pytest.approx(0)


def test_what_the_machine_saves_is_what_the_estimate_gains() -> None:
    random = np.random.default_rng(2)
    happened = random.random(400_000) < 0.1
    machine = np.where(happened, random.random(400_000) < 0.8, random.random(400_000) < 0.02)
    skill = MachineSkill(recall=0.8, precision=float(happened[machine].mean()))
    left = sum(np.mean(machine == said) * np.var(happened[machine == said]) for said in (True, False))
    assert skill.spread_left(0.1) == pytest.approx(left / np.var(happened), abs=0.01)


def test_a_small_period_needs_fewer_than_an_endless_one_and_never_more_than_it_has() -> None:
    assert reviews_for_rate(0.1, 0.03, units=500) < 500
    assert (
        reviews_for_rate(0.1, 0.03, units=500)
        < reviews_for_rate(0.1, 0.03, units=50_000)
        <= reviews_for_rate(0.1, 0.03)
    )


def test_the_difference_of_two_agents_is_found_with_the_power_asked() -> None:
    n = reviews_for_difference(0.1, 0.2)
    assert n == 199  # Fleiss, Levin and Paik without continuity correction
    a, b = np.random.default_rng(6).binomial(n, [[0.1], [0.2]], (2, 20_000))
    pooled = (a + b) / (2 * n)
    z = np.abs(a - b) / n / np.sqrt(2 * pooled * (1 - pooled) / n)
    assert np.mean(z > 1.96) == pytest.approx(0.8, abs=0.02)


def test_the_difference_of_two_mean_scores_is_found_with_the_power_asked() -> None:
    n = reviews_for_score_difference(5, sd_points=12)
    random = np.random.default_rng(7)
    found = stats.ttest_ind(random.normal(80, 12, (6000, n)), random.normal(85, 12, (6000, n)), axis=1).pvalue < 0.05
    assert np.mean(found) == pytest.approx(0.8, abs=0.02)
    assert reviews_for_score_difference(5, sd_points=12, correlation=0.7) < 0.6 * n


@pytest.mark.parametrize("precision", [0.95, 0.98])
def test_a_good_rule_is_promoted_with_the_power_asked(precision: float) -> None:
    n = reviews_for_precision(precision)
    promoted = np.mean([wilson(int(x), n)[0] >= 0.9 for x in np.random.default_rng(8).binomial(n, precision, 4000)])
    assert promoted > 0.78


def test_a_rule_that_is_always_right_needs_thirty_five_hits() -> None:
    assert reviews_for_precision(1.0) == 35  # docs: 30 of 30 has a lower bound of .886


def test_rare_breaches_make_recall_dear() -> None:
    assert reviews_for_recall(0.8, 0.1, share=0.05) == pytest.approx(984)
    assert reviews_for_recall(0.8, 0.1, share=0.005) > 9 * reviews_for_recall(0.8, 0.1, share=0.05)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda: reviews_for_rate(0.0, 0.03), "the rate of 0.0 is no share"),
        (lambda: reviews_for_rate(0.1, 3), "the precision of 3 is no share"),
        (lambda: reviews_for_rate(0.5, 1e-6), "more than 1000000 reviews"),
        (lambda: reviews_for_rate(0.9, 0.03, machine=MachineSkill(recall=1.0, precision=0.5)), "no machine has"),
        (lambda: reviews_for_difference(0.1, 0.1), "two equal rates"),
        (lambda: reviews_for_difference(0.1, 0.2, power=1.0), "a power of 1.0"),
        (lambda: reviews_for_score_difference(0, sd_points=12), "must be above 0"),
        (lambda: reviews_for_score_difference(5, sd_points=12, correlation=1), "a correlation"),
        (lambda: reviews_for_precision(0.9), "better than the floor"),
        (lambda: reviews_for_recall(0.8, 0.1, share=1.0), "the rate of breaches"),
    ],
)
def test_questions_without_an_answer_are_refused_in_one_line(asked: object, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        asked()  # type: ignore[operator]
