"""Intervals: right against scipy, against hand-worked values, and in how often they hold the truth."""

from collections.abc import Iterable
from math import fsum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inspection.intervals import Moments, mean_interval, rate_figure, score_figure, score_interval, wilson

SCORES = st.lists(st.floats(0, 100, allow_nan=False), max_size=60)


def moments(values: Iterable[float]) -> Moments:
    known = list(values)
    return Moments(len(known), fsum(known), fsum(v * v for v in known))


@pytest.mark.parametrize(("hits", "n"), [(0, 5), (5, 5), (1, 30), (27, 30), (500, 1000)])
def test_wilson_equals_scipy(hits: int, n: int) -> None:
    theirs = stats.binomtest(hits, n).proportion_ci(method="wilson")
    assert wilson(hits, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


def test_five_of_five_may_still_be_57_percent() -> None:
    low, high = wilson(5, 5)
    assert (round(low, 2), high) == (0.57, 1.0)


def test_without_data_anything_is_possible_and_impossible_counts_are_refused() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="not a share"):
        wilson(3, 2)


@given(st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_rate_lies_within_its_interval(counts: tuple[int, int]) -> None:
    figure = rate_figure(*counts, 30)
    if counts[1]:
        assert figure.low is not None and figure.value is not None and figure.high is not None
        assert 0 <= figure.low <= figure.value <= figure.high <= 1
    assert figure.enough == (counts[1] >= 30)


@given(SCORES, st.integers(0, 20))
def test_a_mean_score_lies_within_its_interval(scores: list[float], zeroed: int) -> None:
    figure = score_figure(moments(scores), zeroed, 30, prior_sd=15)
    if figure.value is None:
        assert not scores and not zeroed
        return
    assert figure.n == len(scores) + zeroed
    assert figure.low is not None and figure.high is not None
    assert -1e-9 <= figure.low <= figure.value + 1e-9 and figure.value <= figure.high + 1e-9 <= 100 + 1e-6


def test_equal_scores_do_not_prove_perfection() -> None:
    low, high = score_interval(moments([100.0] * 5), 0, prior_sd=15)
    assert low < 90
    assert high == 100


def test_the_mean_interval_is_the_textbook_one_without_a_prior() -> None:
    low, high = mean_interval(moments([80.0, 90.0, 100.0]), prior_sd=0, prior_weight=0)
    assert (low, high) == pytest.approx((65.158, 114.841), abs=0.01)  # 90 -+ 4.3027 x 10 / sqrt(3)


def test_an_empty_sample_has_no_interval() -> None:
    with pytest.raises(ValueError, match="empty"):
        mean_interval(Moments(), prior_sd=15)
    with pytest.raises(ValueError, match="empty"):
        score_interval(Moments(), 0, prior_sd=15)


@pytest.mark.parametrize(("n", "fatal_share"), [(10, 0.05), (30, 0.01), (30, 0.05), (60, 0.02), (60, 0.2)])
def test_95_percent_intervals_of_a_score_hold_the_truth(n: int, fatal_share: float) -> None:
    random = np.random.default_rng(20261120)
    clean_mean = float(np.mean(_scores(random, 200_000)))
    truth, held = clean_mean * (1 - fatal_share), 0
    for _ in range(500):
        zeroed = int(random.binomial(n, fatal_share))
        low, high = score_interval(moments(_scores(random, n - zeroed).tolist()), zeroed, prior_sd=15)
        held += low <= truth <= high
    assert 0.93 <= held / 500 <= 1.0  # a plain t interval holds it in 0.71-0.91 of these


def _scores(random: np.random.Generator, n: int) -> np.ndarray:
    return np.maximum(0.0, 100.0 - random.gamma(1.2, 7.0, n))
