"""Whether a night is like others: the range holds as many days as it says, and too few days say nothing."""

import numpy as np
import pytest

from inspection.usual import FEWEST_DAYS, Beside, beside_usual


def test_a_value_among_the_others_is_usual_and_one_far_off_is_not() -> None:
    before = [100.0, 104.0, 98.0, 101.0, 99.0, 103.0, 97.0, 102.0]
    assert beside_usual(101.0, before).beside is Beside.USUAL
    assert beside_usual(140.0, before).beside is Beside.ABOVE
    assert beside_usual(60.0, before).beside is Beside.BELOW
    assert beside_usual(101.0, before).usual == pytest.approx(100.5)


def test_too_few_days_say_so_and_give_no_range() -> None:
    found = beside_usual(1.0, [1.0] * (FEWEST_DAYS - 1))
    assert (found.beside, found.low, found.high, found.days) == (Beside.NOT_ENOUGH, None, None, 6)
    assert beside_usual(1.0, []).usual is None


def test_the_range_stays_within_what_is_possible() -> None:
    found = beside_usual(0.5, [0.0, 0.9, 0.1, 0.8, 0.0, 1.0, 0.2], most=1.0)
    assert (found.low, found.high) == (0.0, 1.0)


def test_days_that_never_differ_leave_no_room() -> None:
    assert beside_usual(5.0, [5.0] * 10).beside is Beside.USUAL
    assert beside_usual(5.1, [5.0] * 10).beside is Beside.ABOVE


def test_one_usual_day_in_twenty_lies_outside() -> None:
    rng = np.random.default_rng(7)
    outside = sum(
        beside_usual(float(days[-1]), [float(d) for d in days[:-1]], least=-1e9).beside is not Beside.USUAL
        for days in rng.normal(80, 5, (2000, 21))
    )
    assert 0.035 <= outside / 2000 <= 0.065
