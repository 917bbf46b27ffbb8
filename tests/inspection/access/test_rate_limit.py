from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.access.rate_limit import Bucket, RateLimit, taken

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
LIMIT = RateLimit(per_minute=60, burst=3)


def test_a_burst_passes_then_each_second_one_more() -> None:
    bucket, waits = None, []
    for _ in range(4):
        bucket, wait_s = taken(bucket, NOON, LIMIT)
        waits.append(wait_s)
    assert waits == [0, 0, 0, 1]
    bucket, wait_s = taken(bucket, NOON + timedelta(seconds=1), LIMIT)
    assert wait_s == 0
    assert taken(bucket, NOON + timedelta(seconds=1), LIMIT)[1] == 1


def test_a_clock_that_was_set_back_fills_nothing() -> None:
    empty = Bucket(0.0, NOON)
    assert taken(empty, NOON - timedelta(hours=1), LIMIT) == (Bucket(0.0, NOON), 1)


@given(st.lists(st.floats(0, 30), max_size=60))
def test_never_more_than_the_burst_and_the_rate_pass(gaps_s: list[float]) -> None:
    bucket, at, passed = None, NOON, 0
    for gap_s in gaps_s:
        at += timedelta(seconds=gap_s)
        bucket, wait_s = taken(bucket, at, LIMIT)
        passed += wait_s == 0
    assert passed <= LIMIT.burst + sum(gaps_s) * LIMIT.per_minute / 60 + 1e-6


@pytest.mark.parametrize(("per_minute", "burst"), [(0, 1), (1, 0)])
def test_a_limit_that_lets_nothing_pass_is_none(per_minute: int, burst: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        RateLimit(per_minute=per_minute, burst=burst)
