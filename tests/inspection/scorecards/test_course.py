"""The course: weeks where there are six of them, days otherwise, and the middle of the others."""

from datetime import date, timedelta

import pytest

from inspection.intervals import Moments
from inspection.scorecards.course import Courses, added

MONDAY = date(2026, 9, 7)


def _sample(mean: float, n: int = 10) -> Moments:
    return Moments(n, n * mean, n * mean * mean + 100.0 * (n - 1))


def test_days_become_weeks_when_there_are_enough() -> None:
    steps = Courses({"a": {MONDAY + timedelta(days=3 * at): _sample(80) for at in range(20)}}).steps_of("a")
    assert [step.on.weekday() for step in steps] == [0] * len(steps)
    assert sum(step.n for step in steps) == 200
    assert len(Courses({"a": {MONDAY + timedelta(days=at): _sample(80) for at in range(10)}}).steps_of("a")) == 10


def test_the_others_are_their_middle_without_the_member() -> None:
    everybody = {"a": 20.0, "b": 80.0, "c": 82.0, "d": 84.0, "e": 10.0}
    (step,) = Courses({name: {MONDAY: _sample(mean)} for name, mean in everybody.items()}).steps_of("a")
    assert (step.mean, step.others) == (20.0, 81.0)
    assert step.variance == pytest.approx(100.0)
    assert step.others_variance == pytest.approx(1.5708 * 10.0 / 4, rel=1e-3)


def test_nobody_else_is_nobody_and_what_does_not_compare_is_not_compared() -> None:
    assert Courses({"a": {MONDAY: _sample(80)}}).steps_of("a")[0].others is None
    two = {name: {MONDAY: _sample(80)} for name in ("a", "b")}
    assert Courses(two).steps_of("a")[0].others == 80.0
    assert Courses(two, compared=False).steps_of("a")[0].others is None


def test_samples_of_a_day_add_up_and_empty_days_are_no_step() -> None:
    assert added([(MONDAY, _sample(80)), (MONDAY, _sample(90))])[MONDAY].n == 20
    assert Courses({"a": {MONDAY: Moments()}}).steps_of("a") == ()
    assert Courses({}).steps_of("nobody") == ()
