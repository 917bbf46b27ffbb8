"""Shares drawn to their group: closer to the truth than raw shares, with intervals that hold it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspection.scorecards.shrunk_shares import MINIMUM_MEMBERS, shrunk_shares
from tests.inspection.scorecards.simulated_agents import counts


@pytest.mark.parametrize(("mean", "concentration"), [(0.1, 20.0), (0.5, 10.0), (0.9, 1e6)])
def test_shrinking_beats_the_raw_share_and_intervals_hold_the_truth(mean: float, concentration: float) -> None:
    random = np.random.default_rng(5)
    held, shrunk_error, raw_error = [], [], []
    for _ in range(40):
        truth = random.beta(mean * concentration, (1 - mean) * concentration, 20)
        n = counts(random, 20, 5, 100)
        hits = random.binomial(n, truth)
        found = shrunk_shares(hits, n)
        assert found is not None
        held += list((found.low <= truth) & (truth <= found.high))
        shrunk_error += list((found.value - truth) ** 2)
        raw_error += list((hits / n - truth) ** 2)
    assert 0.93 <= np.mean(held) <= 1.0
    assert np.mean(shrunk_error) < 0.85 * np.mean(raw_error)


def test_two_bad_interactions_make_no_villain() -> None:
    found = shrunk_shares([0, *[90] * 19], [2, *[100] * 19])
    assert found is not None
    assert found.value[0] > 0.8  # the group meets it nine times in ten and hardly scatters
    assert found.own_weight[0] < 0.05
    assert found.low[0] < found.group < found.high[0]


def test_many_interactions_speak_for_themselves() -> None:
    found = shrunk_shares([1000, *[900] * 4, *[1800] * 5], [2000] * 10)
    assert found is not None
    assert found.value[0] == pytest.approx(0.5, abs=0.02)
    assert found.own_weight[0] > 0.9


def test_a_member_nothing_applied_to_is_shown_like_the_group() -> None:
    found = shrunk_shares([0, 8, 9, 8, 9, 10], [0, 10, 10, 10, 10, 10])
    assert found is not None
    assert found.value[0] == pytest.approx(found.group, abs=1e-9)
    assert found.own_weight[0] == 0.0


def test_without_a_hit_the_interval_reaches_zero_and_without_a_miss_one() -> None:
    found = shrunk_shares([0, 20, 10, 10, 10], [20] * 5)
    assert found is not None
    assert (found.low[0], found.high[1]) == (0.0, 1.0)


def test_fewer_than_five_are_no_group_and_nonsense_is_refused() -> None:
    assert shrunk_shares([1] * (MINIMUM_MEMBERS - 1), [2] * (MINIMUM_MEMBERS - 1)) is None
    with pytest.raises(ValueError, match="between 0 and trials"):
        shrunk_shares([3], [2])


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=5, max_size=12))
@settings(max_examples=40, deadline=None)
def test_values_stay_between_the_raw_share_and_the_group_and_inside_their_interval(
    pairs: list[tuple[int, int]],
) -> None:
    hits, n = np.array([x for x, _ in pairs]), np.array([x + rest for x, rest in pairs])
    found = shrunk_shares(hits, n)
    if found is None:
        return
    assert np.all((found.low <= found.value + 1e-9) & (found.value <= found.high + 1e-9))
    assert np.all((found.low >= 0) & (found.high <= 1))
    mirrored = shrunk_shares(n - hits, n)
    assert mirrored is not None
    assert np.allclose(found.value, 1 - mirrored.value, atol=1e-3)  # what is met is not unmet
