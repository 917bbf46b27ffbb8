"""Holm's correction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.judges.many_comparisons import holm


def test_the_example_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_nothing_gets_surer_and_the_order_stays(p: list[float]) -> None:
    adjusted = holm(p)
    assert all(a >= b for a, b in zip(adjusted, p, strict=True))
    assert all(a <= 1 for a in adjusted)
    assert [adjusted[i] for i in sorted(range(len(p)), key=p.__getitem__)] == sorted(adjusted)


def test_one_question_alone_is_not_corrected_and_no_question_is_none() -> None:
    assert (holm([0.2]), holm([])) == ([0.2], [])


def test_what_is_no_probability_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([1.5])
