"""The interval algebra, by example and by property."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.timeline import Interval, gaps, intersect, merge, subtract, total_s

WITHIN = Interval(0, 100)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start = draw(st.integers(0, 100))
    return Interval(start, start + draw(st.integers(0, 30)))


many = st.lists(intervals(), max_size=12)


def test_touching_stretches_become_one_and_empty_ones_vanish() -> None:
    pieces = [Interval(3, 5), Interval(0, 3), Interval(7, 7), Interval(9, 10)]
    assert merge(pieces) == (Interval(0, 5), Interval(9, 10))


def test_a_gap_up_to_the_limit_is_bridged_and_a_wider_one_is_not() -> None:
    pieces = [Interval(0, 1), Interval(1.5, 2), Interval(4, 5)]
    assert merge(pieces, gap_s=0.5) == (Interval(0, 2), Interval(4, 5))


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Interval(2, 1)


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Interval(0, float("nan"))


def test_sharing_only_a_point_is_not_overlapping() -> None:
    assert not Interval(0, 1).overlaps(Interval(1, 2))
    assert Interval(0, 1).intersection(Interval(1, 2)) is None


@given(many)
def test_merging_is_sorted_disjoint_and_idempotent(pieces: list[Interval]) -> None:
    merged = merge(pieces)
    assert all(a.end_s < b.start_s for a, b in pairwise(merged))
    assert merge(merged) == merged


@given(many, many)
def test_intersection_and_difference_part_the_left_side(left: list[Interval], right: list[Interval]) -> None:
    shared, rest = intersect(left, right), subtract(left, right)
    assert total_s(shared) + total_s(rest) == pytest.approx(total_s(left))
    assert intersect(shared, rest) == ()


@given(many, many)
def test_intersection_does_not_care_which_side_is_which(left: list[Interval], right: list[Interval]) -> None:
    assert intersect(left, right) == intersect(right, left)


@given(many)
def test_gaps_and_pieces_fill_the_whole(pieces: list[Interval]) -> None:
    inside = intersect(pieces, [WITHIN])
    assert merge([*gaps(pieces, WITHIN), *inside]) == (WITHIN,)


@given(intervals(), st.integers(0, 50))
def test_shifting_keeps_the_length(piece: Interval, by_s: int) -> None:
    assert piece.shifted(by_s).duration_s == pytest.approx(piece.duration_s)
