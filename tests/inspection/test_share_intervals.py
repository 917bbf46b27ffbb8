"""Intervals of a share from cells: sane at the edges, and as often right as they say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from inspection.share_intervals import Bounds, Cells, recall_bounds, share_bounds

SAMPLES = 3000


def cells(weight: list[float], n: list[float], hits: list[float], *, units: int = 10_000, seen: float = 0.0) -> Cells:
    """Cells of different verdicts, everything reviewed applies."""
    w, count, x = (np.array(values, dtype=float) for values in (weight, n, hits))
    return Cells(w, np.ones_like(w), count, x, count - x, np.full_like(w, seen), units)


def one(bounds: Bounds) -> tuple[float, float, float]:
    return float(bounds.value), float(bounds.low), float(bounds.high)


def test_no_event_in_fifty_leaves_room_for_a_few_percent_and_proves_nothing() -> None:
    value, low, high = one(share_bounds(cells([1.0], [50], [0]), process=False))
    assert (value, low) == (0.0, 0.0)
    assert 0.03 < high < 0.08  # the rule of three says 0.06


def test_only_events_are_the_mirror_of_none() -> None:
    value, low, high = one(share_bounds(cells([1.0], [50], [50]), process=False))
    none = one(share_bounds(cells([1.0], [50], [0]), process=False))
    assert (value, high) == (1.0, 1.0)
    assert low == pytest.approx(1 - none[2])


def test_one_cell_is_close_to_the_interval_of_jeffreys() -> None:
    _, low, high = one(share_bounds(cells([1.0], [200], [40]), process=False))
    assert (low, high) == pytest.approx(stats.beta.ppf([0.025, 0.975], 40.5, 160.5), abs=0.002)


def test_cells_count_with_their_weight_and_not_with_their_reviews() -> None:
    value, _, _ = one(share_bounds(cells([0.1, 0.9], [90, 10], [81, 1]), process=False))
    assert value == pytest.approx(0.1 * 0.9 + 0.9 * 0.1)


def test_a_cell_nobody_looked_into_is_all_uncertainty() -> None:
    known = one(share_bounds(cells([0.9, 0.1], [500, 500], [0, 0]), process=False))
    unknown = one(share_bounds(cells([0.9, 0.1], [500, 0], [0, 0]), process=False))
    assert unknown[2] - unknown[1] > 0.07 > known[2] - known[1]
    assert unknown[1] == 0.0


def test_a_period_that_was_reviewed_as_a_whole_has_no_interval_and_its_process_has_one() -> None:
    everything = cells([1.0], [400], [40], units=400, seen=1.0)
    assert one(share_bounds(everything, process=False)) == pytest.approx((0.1, 0.1, 0.1))
    _, low, high = one(share_bounds(everything, process=True))
    assert (low, high) == pytest.approx(stats.beta.ppf([0.025, 0.975], 40.5, 360.5), abs=0.004)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.floats(0.01, 1)), min_size=1, max_size=5),
    st.booleans(),
)
def test_a_share_lies_within_its_interval(given_cells: list[tuple[int, int, float]], process: bool) -> None:
    total = sum(weight for *_, weight in given_cells)
    weights = [weight / total for *_, weight in given_cells]
    hits, misses = ([float(c[i]) for c in given_cells] for i in (0, 1))
    sizes = [h + m for h, m in zip(hits, misses, strict=True)]
    value, low, high = one(share_bounds(cells(weights, sizes, hits, units=1000), process=process))
    assert 0 <= low <= value <= high <= 1


def test_units_outside_of_the_question_leave_the_share() -> None:
    half_outside = Cells(*(np.array([v]) for v in (1.0, 1.0, 100.0, 10.0, 40.0, 0.0)), 10_000)
    value, low, high = one(share_bounds(half_outside, process=False))
    alone = one(share_bounds(cells([1.0], [50], [10]), process=False))
    assert value == pytest.approx(0.2)
    assert (low, high) == pytest.approx(alone[1:], abs=0.01)


@pytest.mark.parametrize(
    ("share", "recall", "specificity", "n"),
    [(0.01, 0.8, 0.98, 300), (0.03, 0.6, 0.9, 100), (0.1, 0.8, 0.98, 300), (0.1, 0.6, 0.9, 30), (0.5, 0.6, 0.9, 100)],
)
def test_95_percent_intervals_hold_the_truth_and_are_narrower(
    share: float, recall: float, specificity: float, n: int
) -> None:
    random = np.random.default_rng(11)
    hit_rate = share * recall + (1 - share) * (1 - specificity)
    precision, missed = share * recall / hit_rate, share * (1 - recall) / (1 - hit_rate)
    weight = random.binomial(20_000, hit_rate, SAMPLES) / 20_000
    found = random.binomial(n, hit_rate, SAMPLES)
    sizes = np.stack([found, n - found], -1).astype(float)
    hits = random.binomial(sizes.astype(int), [precision, missed]).astype(float)
    weights = np.stack([weight, 1 - weight], -1)
    together = _bounds(weights, sizes, hits)
    alone = _bounds(np.ones((SAMPLES, 1)), sizes.sum(-1, keepdims=True), hits.sum(-1, keepdims=True))
    assert 0.93 <= _held(together, share) <= 0.975
    assert np.mean(together.value) == pytest.approx(share, abs=0.005)
    if specificity > 0.95:
        assert np.mean(together.high - together.low) < 0.95 * np.mean(alone.high - alone.low)


def test_95_percent_intervals_of_recall_hold_the_truth() -> None:
    random = np.random.default_rng(12)
    hits, share, recall, n = 0.06, 0.05, 0.8, 600
    precision, missed = share * recall / hits, share * (1 - recall) / (1 - hits)
    upheld = random.binomial(60, precision, SAMPLES).astype(float)
    there = random.binomial(n, missed, SAMPLES).astype(float)
    found = recall_bounds(_part(hits, 60, upheld), _part(1 - hits, n, there), process=False)
    assert 0.93 <= _held(found, recall) <= 0.975


def test_recall_says_nothing_where_people_found_nothing() -> None:
    none = np.zeros(1)
    assert np.isnan(recall_bounds(_part(0.1, 10, none), _part(0.9, 100, none), process=False).value)


def test_nothing_missed_in_a_small_sample_is_no_proof_of_full_recall() -> None:
    found = recall_bounds(_part(0.05, 30, np.array([27.0])), _part(0.95, 100, np.zeros(1)), process=False)
    assert found.value[0] == 1.0
    assert found.low[0] < 0.7


def _part(weight: float, n: int, hits: np.ndarray) -> Cells:
    column = hits[:, None]
    whole = np.full_like(column, 1.0)
    return Cells(whole * weight, whole, whole * n, column, n - column, whole * 0, 20_000)


def _bounds(weight: np.ndarray, n: np.ndarray, hits: np.ndarray) -> Bounds:
    return share_bounds(Cells(weight, np.ones_like(n), n, hits, n - hits, np.zeros_like(n), 20_000), process=True)


def _held(bounds: Bounds, truth: float) -> float:
    return float(np.mean((bounds.low <= truth) & (truth <= bounds.high)))
