"""Coefficients against published examples, and the laws they obey."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.judges.coefficients import Coefficient, gwet_ac1, kappa, krippendorff_alpha, observed_agreement
from inspection.judges.ratings import Floats, Ratings

GAP = np.nan
# Krippendorff 2011, "Computing Krippendorff's alpha-reliability": four observers, twelve units, five values.
FOUR_OBSERVERS = np.array([
    [1, 2, 3, 3, 2, 1, 4, 1, 2, GAP, GAP, GAP],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, GAP, 3],
    [GAP, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, GAP],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, GAP],
]).T - 1  # fmt: skip
# 118 times both met, 5 and 2 times one of them alone unmet, never both: the prevalence paradox.
RARE = np.array([[0.0, 0.0]] * 118 + [[1.0, 0.0]] * 5 + [[0.0, 1.0]] * 2)
ALL = (observed_agreement, kappa, gwet_ac1, krippendorff_alpha)


def of(coefficient: Coefficient, values: Floats, categories: int) -> float:
    return float(coefficient(Ratings(np.asarray(values, dtype=float), categories), np.ones((1, len(values))))[0])


@pytest.mark.parametrize(
    ("coefficient", "categories", "published"),
    [
        (krippendorff_alpha, 5, 0.743),  # nominal, Krippendorff 2011
        (krippendorff_alpha, 0, 0.849),  # interval, the same
        (gwet_ac1, 5, 0.775),  # Gwet 2014 and irrCAC 1.0 for the same data
        (kappa, 5, 0.762),  # Conger's, Gwet 2014: .7628 with his rounding of gaps
    ],
)
def test_the_published_example_comes_out(coefficient: Coefficient, categories: int, published: float) -> None:
    assert of(coefficient, FOUR_OBSERVERS, categories) == pytest.approx(published, abs=0.001)


def test_cohens_kappa_by_hand() -> None:
    both = np.array([[1.0, 1.0]] * 20 + [[1.0, 0.0]] * 5 + [[0.0, 1.0]] * 10 + [[0.0, 0.0]] * 15)
    assert of(observed_agreement, both, 2) == pytest.approx(0.7)
    assert of(kappa, both, 2) == pytest.approx((0.7 - 0.5) / (1 - 0.5))  # Cohen 1960: chance .5 x .6 + .5 x .4


def test_weighted_kappa_by_hand() -> None:
    points = np.array([[0.0, 0.0], [5.0, 10.0], [10.0, 10.0], [10.0, 5.0]])
    observed = (0 + 25 + 0 + 25) / 4
    chance = np.mean([(a - b) ** 2 for a in points[:, 0] for b in points[:, 1]])
    assert of(kappa, points, 0) == pytest.approx(1 - observed / chance)


def test_a_rare_breach_makes_kappa_nothing_and_leaves_ac1_whole() -> None:
    assert of(kappa, RARE, 2) == pytest.approx(-0.0234, abs=1e-3)
    assert of(gwet_ac1, RARE, 2) == pytest.approx(0.9408, abs=1e-3)


def test_one_and_the_same_word_leaves_kappa_and_alpha_undefined_not_perfect() -> None:
    same = np.zeros((10, 3))
    assert np.isnan(of(kappa, same, 2))
    assert np.isnan(of(krippendorff_alpha, same, 2))
    assert (of(gwet_ac1, same, 2), of(observed_agreement, same, 2)) == (1.0, 1.0)


def test_ac1_is_not_for_points() -> None:
    with pytest.raises(ValueError, match="for words"):
        of(gwet_ac1, np.array([[1.0, 2.0]]), 0)


tables = st.integers(2, 4).flatmap(
    lambda judges: st.lists(
        st.lists(st.sampled_from([0.0, 1.0, 2.0, GAP]), min_size=judges, max_size=judges), min_size=3, max_size=12
    )
)


@given(tables, st.randoms())
def test_neither_the_order_of_cases_nor_of_judges_matters(rows: list[list[float]], random: object) -> None:
    values = np.array(rows)
    shuffle: Callable[[list[int]], None] = random.shuffle  # type: ignore[attr-defined]
    for axis in (0, 1):
        order = list(range(values.shape[axis]))
        shuffle(order)
        for coefficient in ALL:
            same = of(coefficient, values, 3), of(coefficient, np.take(values, order, axis), 3)
            assert same[0] == pytest.approx(same[1], nan_ok=True)


@given(tables)
def test_a_case_of_weight_two_is_two_cases(rows: list[list[float]]) -> None:
    values = np.array(rows)
    weights = np.ones((1, len(values)))
    weights[0, 0] = 2
    doubled = np.vstack([values[:1], values])
    for coefficient in (observed_agreement, kappa, gwet_ac1):
        weighed = float(coefficient(Ratings(values, 3), weights)[0])
        assert weighed == pytest.approx(of(coefficient, doubled, 3), nan_ok=True)


@given(tables)
def test_no_coefficient_is_above_one(rows: list[list[float]]) -> None:
    for coefficient in ALL:
        found = of(coefficient, np.array(rows), 3)
        assert np.isnan(found) or found <= 1 + 1e-9


@given(st.lists(st.floats(0, 10), min_size=3, max_size=10), st.floats(0.1, 10), st.floats(-5, 5))
def test_points_in_another_unit_agree_alike(points: list[float], scale: float, shift: float) -> None:
    values = np.column_stack([points, np.roll(points, 1)])
    for coefficient in (kappa, krippendorff_alpha):
        one, other = of(coefficient, values, 0), of(coefficient, values * scale + shift, 0)
        assert np.isnan(one) or np.isnan(other) or one == pytest.approx(other, abs=1e-3)
