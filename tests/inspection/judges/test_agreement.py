"""Intervals of agreement: honest where all agree, right where the truth is known."""

from itertools import product

import numpy as np
import pytest

from inspection.judges.agreement import agreement_of, interval_of
from inspection.judges.coefficients import Coefficient, gwet_ac1, kappa, krippendorff_alpha, observed_agreement
from inspection.judges.ratings import Ratings


def test_ten_cases_judged_alike_are_no_proof_of_perfection() -> None:
    found = agreement_of(Ratings(np.zeros((10, 3)), 3))
    assert (found.cases, found.judges) == (10, 3)
    assert found.ac1 is not None
    assert (found.ac1.value, found.observed.value) == (1.0, 1.0)
    assert found.ac1.low is not None
    assert 0.6 < found.ac1.low < 0.95
    assert found.ac1.high == 1.0
    assert (found.kappa.value, found.alpha.value) == (None, None)
    assert found.kappa.low is not None
    assert found.kappa.low < 0.1  # kappa cannot be told at all
    assert not found.kappa.enough


def test_more_cases_know_more() -> None:
    lows = [agreement_of(Ratings(np.zeros((n, 2)), 2)).ac1 for n in (5, 20, 100, 1000)]
    widths = [1 - (figure.low or 0.0) for figure in lows if figure is not None]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 0.02


def test_few_cases_are_not_enough_and_nobody_together_is_nothing() -> None:
    few = agreement_of(Ratings(np.array([[0.0, 1.0]] * 4), 2))
    assert (few.observed.value, few.observed.enough) == (0.0, False)
    nothing = agreement_of(Ratings(np.array([[0.0, np.nan]] * 20), 2))
    assert (nothing.observed.value, nothing.observed.low, nothing.cases) == (None, None, 0)
    assert interval_of(Ratings(np.array([[0.0, np.nan]]), 2), kappa) == (-1.0, 1.0)


def test_points_have_a_weighted_kappa_and_no_ac1() -> None:
    random = np.random.default_rng(3)
    truth = random.uniform(0, 10, 30)
    found = agreement_of(Ratings(truth[:, None] + random.normal(0, 1, (30, 3)), 0))
    assert found.ac1 is None
    assert found.kappa.value == pytest.approx(0.89, abs=0.06)
    assert found.kappa.low is not None
    assert found.kappa.low < found.kappa.value < (found.kappa.high or 0)


def test_the_same_table_has_the_same_interval() -> None:
    table = Ratings(np.random.default_rng(1).integers(0, 2, (20, 2)).astype(float), 2)
    assert interval_of(table, gwet_ac1) == interval_of(table, gwet_ac1)


def truth_of(coefficient: Coefficient, prevalence: float, right: tuple[float, float], judges: int) -> float:
    """The coefficient of endlessly many cases: every pattern of words with its probability."""
    patterns = np.array(list(product([0.0, 1.0], repeat=judges)))
    found, clean = (
        np.prod(np.where(patterns == hit, share, 1 - share), 1) for hit, share in zip((1, 0), right, strict=True)
    )
    weights = prevalence * found + (1 - prevalence) * clean
    if coefficient is krippendorff_alpha:
        mean = float((weights @ patterns).mean())
        agreed = float(observed_agreement(Ratings(patterns, 2), weights[None])[0])
        return 1 - (1 - agreed) / (2 * mean * (1 - mean))
    return float(coefficient(Ratings(patterns, 2), weights[None])[0])


@pytest.mark.parametrize("prevalence", [0.02, 0.3])
@pytest.mark.parametrize("coefficient", [kappa, gwet_ac1, krippendorff_alpha])
def test_the_interval_holds_the_truth_nine_times_in_ten_or_more(coefficient: Coefficient, prevalence: float) -> None:
    """Small here (120 samples of 30 cases, a coverage is known to 4 points); the grid is in benchmarks/."""
    random, right, held = np.random.default_rng(7), (0.85, 0.95), 0
    wanted = truth_of(coefficient, prevalence, right, 3)
    for _ in range(120):
        there = random.random(30) < prevalence
        said = np.where(there[:, None], random.random((30, 3)) < right[0], random.random((30, 3)) >= right[1])
        low, high = interval_of(Ratings(said.astype(float), 2), coefficient, draws=400)
        held += low <= wanted <= high
    assert held >= 108
