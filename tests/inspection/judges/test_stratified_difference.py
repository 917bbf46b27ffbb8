"""Differences on comparable work."""

import numpy as np
import pytest

from inspection.judges.stratified_difference import Difference, VerdictArrays, stratified_difference


def arrays(value: list[int], stratum: list[int], interaction: list[int]) -> VerdictArrays:
    return VerdictArrays(np.array(value, dtype=float), np.array(stratum), np.array(interaction))


def test_other_work_is_no_difference() -> None:
    """One reviewer has the hard item, the other the easy one; on the shared item they judge alike."""
    given = arrays([1, 1, 0, 1, 0, 0, 0, 1], [0, 0, 1, 1, 2, 2, 1, 1], list(range(8)))
    one = np.array([True] * 4 + [False] * 4)
    found = stratified_difference(given, one, ~one)
    assert found is not None
    assert found.value == 0.0


def test_mantel_haenszel_weights_by_hand() -> None:
    given = arrays([1, 0, 1, 1, 0, 0], [0, 0, 1, 0, 0, 1], list(range(6)))
    one = np.array([True, True, True, False, False, False])
    found = stratified_difference(given, one, ~one)
    assert found is not None
    weights = (2 * 2 / 4, 1 * 1 / 2)
    assert found.value == pytest.approx((weights[0] * 0 + weights[1] * 1) / sum(weights))


def test_without_a_shared_stratum_nothing_can_be_said() -> None:
    given = arrays([1, 0], [0, 1], [0, 1])
    assert stratified_difference(given, np.array([True, False]), np.array([False, True])) is None


def test_verdicts_on_one_interaction_are_one_observation() -> None:
    random = np.random.default_rng(2)
    rows = random.integers(0, 2, 60).tolist()
    one = np.array([True] * 30 + [False] * 30)
    single = stratified_difference(arrays(rows, [0] * 60, list(range(60))), one, ~one)
    tripled = stratified_difference(
        arrays([v for v in rows for _ in range(3)], [0, 1, 2] * 60, [i for i in range(60) for _ in range(3)]),
        np.repeat(one, 3),
        ~np.repeat(one, 3),
    )
    assert single is not None
    assert tripled is not None
    assert tripled.error == pytest.approx(single.error)
    assert tripled.value == pytest.approx(single.value)


def test_two_independent_differences_are_subtracted_with_both_errors() -> None:
    found = Difference(0.3, 0.03, 10).minus(Difference(0.1, 0.04, 10))
    assert (found.value, found.error) == pytest.approx((0.2, 0.05))
    assert 10 <= found.freedom <= 20
    assert Difference(0.1, 0.0, 5).p_value == 1.0  # nothing varied: no alarm can rest on it
    low, high = Difference(0.0, 0.1, 1e6).interval
    assert (low, high) == pytest.approx((-0.196, 0.196), abs=1e-3)
