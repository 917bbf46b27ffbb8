"""Wrong passwords: a few are free, then each costs a longer wait, and time forgives."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.access.lock_out import OF_AN_ACCOUNT, Attempts, LockOutPolicy, counted, taken_back, waits_until

NOON = datetime(2026, 9, 2, 12, tzinfo=UTC)
POLICY = LockOutPolicy(free=3, window_s=600, first_wait_s=30, longest_wait_s=100)


def after(failures: int, policy: LockOutPolicy = POLICY, every_s: float = 0.0) -> Attempts:
    attempts: Attempts | None = None
    for number in range(failures):
        attempts = counted(attempts, NOON + timedelta(seconds=number * every_s), policy)
    assert attempts is not None
    return attempts


def test_nobody_waits_at_first() -> None:
    assert waits_until(None, NOON) is None


def test_the_free_attempts_cost_nothing_and_the_last_of_them_begins_the_wait() -> None:
    assert waits_until(after(2), NOON) is None
    assert waits_until(after(3), NOON) == NOON + timedelta(seconds=30)


@pytest.mark.parametrize(("failures", "wait_s"), [(3, 30), (4, 60), (5, 100), (50, 100), (5000, 100)])
def test_the_wait_doubles_up_to_the_longest(failures: int, wait_s: float) -> None:
    assert waits_until(after(failures), NOON) == NOON + timedelta(seconds=wait_s)


def test_the_wait_ends_at_its_moment() -> None:
    assert waits_until(after(3), NOON + timedelta(seconds=29.9)) is not None
    assert waits_until(after(3), NOON + timedelta(seconds=30)) is None


def test_a_window_that_has_passed_is_forgotten() -> None:
    late = NOON + timedelta(seconds=600)
    assert counted(after(2), late, POLICY) == Attempts(failures=1, since=late)
    assert counted(after(2), late - timedelta(seconds=1), POLICY).failures == 3


def test_who_goes_on_right_after_each_wait_is_not_forgotten() -> None:
    attempts = after(3)
    for _ in range(20):
        until = waits_until(attempts, attempts.locked_until - timedelta(seconds=1))  # type: ignore[operator]
        assert until is not None
        attempts = counted(attempts, until, POLICY)
    assert attempts.failures == 23


def test_what_was_right_is_taken_back_once() -> None:
    assert taken_back(after(3)) == Attempts(failures=2, since=NOON)
    assert taken_back(Attempts(failures=0, since=NOON)).failures == 0


@given(st.integers(1, 200), st.floats(0, 50))
def test_in_any_quarter_of_an_hour_few_passwords_can_be_tried(tries: int, every_s: float) -> None:
    """Whatever the rhythm: 5 free ones, then waits of 30, 60, 120, 240, 480 seconds leave at most ten."""
    attempts: Attempts | None = None
    checked = 0
    for number in range(tries):
        at = NOON + timedelta(seconds=number * every_s)
        if at - NOON >= timedelta(minutes=15):
            break
        if waits_until(attempts, at) is None:
            checked += 1
            attempts = counted(attempts, at, OF_AN_ACCOUNT)
    assert checked <= 10


@pytest.mark.parametrize("wrong", [{"free": 0}, {"window_s": 0.0}, {"first_wait_s": 0.0}, {"longest_wait_s": 1.0}])
def test_limits_that_limit_nothing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="lock-out"):
        LockOutPolicy(**wrong)  # type: ignore[arg-type]
