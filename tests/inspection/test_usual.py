"""What is unlike the same weekday of the weeks before, and above all what is not."""

from datetime import date

import numpy as np
import pytest

from inspection.intervals import Moments
from inspection.usual import FEWEST_WEEKS, Beside, compared_count, compared_mean, compared_share, weekdays_before


def test_half_the_calls_of_a_usual_tuesday_are_told() -> None:
    found = compared_count(191, [384, 380, 390, 386, 384, 383, 385, 384])
    assert (found.usual, found.weeks, found.beside) == (384.0, 8, Beside.BELOW)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 384 < found.high


@pytest.mark.parametrize("value", [370, 384, 400, 450])
def test_what_chance_alone_can_do_is_usual(value: int) -> None:
    """Eight equal weeks do not make every other number an alarm: 3.5 times the root of 384 is 68."""
    assert compared_count(value, [384] * 8).beside is Beside.USUAL


@pytest.mark.parametrize("before", [[], [100], [100, 101, 99]])
def test_fewer_than_four_weeks_say_nothing(before: list[int]) -> None:
    assert len(before) < FEWEST_WEEKS
    for found in (compared_count(100_000, before), compared_mean(Moments(100, 0.0, 0.0), [float(b) for b in before])):
        assert (found.beside, found.usual, found.low, found.weeks) == (Beside.NOT_ENOUGH, None, None, len(before))


def test_one_holiday_among_the_weeks_before_moves_no_bound() -> None:
    found = compared_count(191, [384, 380, 390, 0, 384, 383, 385, 384])
    assert found.is_unusual
    assert found.usual == 384.0


def test_a_share_is_told_only_of_enough() -> None:
    weeks = [(9, 300)] * 6
    assert compared_share(3, 20, weeks).beside is Beside.NOT_ENOUGH
    assert compared_share(0, 0, weeks).beside is Beside.NOT_ENOUGH
    assert compared_share(40, 300, [(1, 10)] * 6).beside is Beside.NOT_ENOUGH
    found = compared_share(40, 300, weeks)
    assert (found.beside, found.low) == (Beside.ABOVE, 0.0)


def test_bounds_of_a_share_stay_between_0_and_1() -> None:
    found = compared_share(10, 40, [(40, 40)] * 5)
    assert (found.beside, found.high) == (Beside.BELOW, 1.0)


def alike(mean: float, n: int) -> Moments:
    return Moments(n, mean * n, mean * mean * n)


def test_a_mean_is_held_against_its_own_scatter() -> None:
    assert compared_mean(alike(79.0, 225), [80.0] * 5).beside is Beside.USUAL
    assert compared_mean(alike(70.0, 225), [80.0, 81.0, 79.0, 80.0]).beside is Beside.BELOW
    assert compared_mean(alike(70.0, 9), [80.0, 81.0, 79.0, 80.0]).beside is Beside.USUAL  # nine scores may do that


def test_fatals_spread_the_scores_and_with_them_what_chance_does() -> None:
    usual = [81.0, 80.0, 82.0, 80.5, 81.5]
    some_fatal = Moments(100, 80 * 90.0, 80 * 90.0**2)  # one in five is 0: a mean of 72, a deviation of 36
    assert compared_mean(some_fatal, usual).beside is Beside.USUAL
    assert compared_mean(alike(72.0, 100), usual).beside is Beside.BELOW


def test_a_day_is_compared_with_the_same_weekday_of_eight_weeks() -> None:
    days = weekdays_before(date(2026, 11, 22))
    assert (days[0], days[-1], len(days)) == (date(2026, 11, 15), date(2026, 9, 27), 8)
    assert {day.weekday() for day in days} == {6}


def test_ordinary_weeks_raise_hardly_an_alarm() -> None:
    """Poisson days, 8 weeks before: under a hundredth are told, so that what is told is read."""
    random = np.random.default_rng(7)
    drawn = random.poisson(120, size=(4000, 9))
    alarms = sum(compared_count(int(row[0]), [int(v) for v in row[1:]]).is_unusual for row in drawn)
    assert alarms / 4000 < 0.01
