"""Figures of agreement, worked by hand and beside scikit-like definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.relearning.agreement import agreement, confusion

COUNTS = st.lists(st.lists(st.integers(0, 20), min_size=3, max_size=3), min_size=3, max_size=3)


def test_a_table_worked_by_hand() -> None:
    found = agreement(np.array([[8.0, 2.0], [3.0, 7.0]]))
    assert found.recall == pytest.approx([0.8, 0.7])
    assert found.precision == pytest.approx([8 / 11, 7 / 9])
    assert found.f1 == pytest.approx([16 / 21, 14 / 19])
    assert float(found.macro_f1) == pytest.approx((16 / 21 + 14 / 19) / 2)
    assert float(found.kappa) == pytest.approx((0.75 - 0.5) / 0.5)


def test_who_always_says_the_same_has_no_kappa() -> None:
    assert float(agreement(np.array([[0.0, 30.0], [0.0, 70.0]])).kappa) == pytest.approx(0.0)


def test_a_class_nobody_means_and_nobody_says_counts_nothing() -> None:
    found = agreement(np.array([[5.0, 0, 0], [0, 5.0, 0], [0, 0, 0]]))
    assert found.f1.tolist() == [1.0, 1.0, 0.0]


@given(COUNTS)
def test_shares_are_shares_and_only_full_agreement_is_one(rows: list[list[int]]) -> None:
    counts = np.array(rows, float)
    found = agreement(counts)
    for share in (found.f1, found.precision, found.recall):
        assert ((share >= 0) & (share <= 1)).all()
    assert -1.0 <= float(found.kappa) <= 1.0 + 1e-12
    if counts.trace() < counts.sum():
        assert float(found.kappa) < 1.0


@given(st.lists(COUNTS, min_size=2, max_size=4))
def test_many_samples_at_once_are_each_as_alone(samples: list[list[list[int]]]) -> None:
    together = agreement(np.array(samples, float))
    for number, sample in enumerate(samples):
        assert together.macro_f1[number] == pytest.approx(float(agreement(np.array(sample, float)).macro_f1))


def test_turns_are_counted_in_their_group() -> None:
    counts = confusion(np.array([0, 1, 1]), np.array([0, 0, 1]), np.array([0, 1, 1]), 2)
    assert counts.tolist() == [[[1, 0], [0, 0]], [[0, 0], [1, 1]]]
    assert confusion(*(np.array([], int),) * 3, 2).shape == (0, 2, 2)
