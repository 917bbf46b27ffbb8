"""Counted values: exact means, medians to three digits, and parts that add up to the whole."""

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from inspection.value_counts import ValueCounts, rounded

_VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=30)


def test_whole_seconds_below_a_thousand_stay_as_they_are() -> None:
    assert [rounded(v) for v in (0.0, 7.0, 999.0, 12.34, 1234.0)] == [0.0, 7.0, 999.0, 12.3, 1230.0]


def test_none_is_no_value() -> None:
    counted = ValueCounts()
    counted.count(None)
    assert counted.n == 0


@given(_VALUES, _VALUES)
def test_parts_add_up_to_the_whole(one: list[float], other: list[float]) -> None:
    parts, whole = ValueCounts.of(one), ValueCounts.of([*one, *other])
    parts.add(ValueCounts.of(other))
    assert (parts.n, parts.counts) == (whole.n, whole.counts)
    assert abs(parts.sample.total - whole.sample.total) <= 1e-6 * max(1.0, whole.sample.total)


@given(_VALUES)
def test_the_middle_is_within_half_a_percent(values: list[float]) -> None:
    counted = ValueCounts.of(values)
    lower, upper = counted.at_ranks((len(values) - 1) // 2, len(values) // 2)
    assert abs((lower + upper) / 2 - median(values)) <= 0.0051 * median(values) + 1e-9
