"""What is unlike the usual week, and above all what is not."""

import numpy as np
import pytest

from inspection.usual_week import unusual_count, unusual_mean, unusual_share


def test_half_the_calls_of_a_usual_tuesday_are_told() -> None:
    found = unusual_count(191, [384, 380, 390, 386, 384, 383, 385, 384])
    assert found is not None
    assert (found.usual, found.weeks, found.is_high) == (384.0, 8, False)
    assert found.low < 384 < found.high


@pytest.mark.parametrize("value", [370, 384, 400, 450])
def test_what_chance_alone_can_do_is_usual(value: int) -> None:
    """Eight equal weeks do not make every other number an alarm: 3.5 times the root of 384 is 68."""
    assert unusual_count(value, [384] * 8) is None


@pytest.mark.parametrize("before", [[], [100], [100, 101, 99]])
def test_fewer_than_four_weeks_say_nothing(before: list[int]) -> None:
    assert unusual_count(100_000, before) is None
    assert unusual_mean(0.0, 0.1, [float(b) for b in before]) is None


def test_one_holiday_among_the_weeks_before_moves_no_bound() -> None:
    found = unusual_count(191, [384, 380, 390, 0, 384, 383, 385, 384])
    assert found is not None
    assert found.usual == 384.0


def test_a_share_is_told_only_of_enough() -> None:
    weeks = [(9, 300)] * 6
    assert unusual_share(3, 20, weeks) is None
    assert unusual_share(40, 300, [(1, 10)] * 6) is None
    found = unusual_share(40, 300, weeks)
    assert found is not None
    assert found.is_high
    assert found.low == 0.0


def test_bounds_of_a_share_stay_between_0_and_1() -> None:
    found = unusual_share(10, 40, [(40, 40)] * 5)
    assert found is not None
    assert found.high == 1.0


def test_a_mean_is_held_against_its_own_scatter() -> None:
    assert unusual_mean(79.0, 1.0, [80.0] * 5) is None
    assert unusual_mean(70.0, 1.0, [80.0, 81.0, 79.0, 80.0]) is not None


def test_ordinary_weeks_raise_hardly_an_alarm() -> None:
    """Poisson days, 8 weeks before: under a hundredth are told, so that what is told is read."""
    random = np.random.default_rng(7)
    drawn = random.poisson(120, size=(4000, 9))
    alarms = sum(unusual_count(int(row[0]), [int(v) for v in row[1:]]) is not None for row in drawn)
    assert alarms / 4000 < 0.01
