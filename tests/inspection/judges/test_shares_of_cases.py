"""Shares of verdicts that know their cases."""

import numpy as np
import pytest

from inspection.judges.shares_of_cases import share_of_cases


def test_an_unbroken_row_is_worth_less_than_its_verdicts_and_more_than_its_cases() -> None:
    found = share_of_cases([10] * 10, [10] * 10, minimum_cases=10)
    assert (found.value, found.n, found.high, found.enough) == (1.0, 10, 1.0, True)
    assert found.low is not None
    assert 0.85 < found.low < 0.95  # 100 independent verdicts would say .963, ten .722


def test_cases_that_differ_widen_the_interval() -> None:
    alike = share_of_cases([5] * 20, [10] * 20, minimum_cases=10)
    apart = share_of_cases([10] * 10 + [0] * 10, [10] * 20, minimum_cases=10)
    assert alike.value == apart.value == 0.5
    assert (apart.high or 0) - (apart.low or 0) > 1.5 * ((alike.high or 0) - (alike.low or 0))


def test_nothing_judged_is_no_figure_and_few_cases_are_not_enough() -> None:
    assert share_of_cases([], [], minimum_cases=1).value is None
    assert share_of_cases([0], [0], minimum_cases=1).n == 0
    assert share_of_cases([1], [1], minimum_cases=2).enough is False


@pytest.mark.parametrize(("share", "likeness"), [(0.9, 0.0), (0.95, 0.1), (0.7, 0.3)])
def test_the_interval_holds_the_truth(share: float, likeness: float) -> None:
    random, held = np.random.default_rng(5), 0
    for _ in range(400):
        spread = max(1 / likeness - 1, 1e-6) if likeness else None
        rates = np.full(20, share) if spread is None else random.beta(share * spread, (1 - share) * spread, 20)
        found = share_of_cases(random.binomial(12, rates).tolist(), [12] * 20, minimum_cases=1)
        held += (found.low or 0) <= share <= (found.high or 0)
    assert held >= 366  # 91.5 %: 400 samples know a coverage of 94 % to +-2.4 points
