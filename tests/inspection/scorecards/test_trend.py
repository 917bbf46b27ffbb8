"""Changes: found when there are some, seldom when there are none, and never in what happens to everybody."""

from datetime import date, timedelta

import numpy as np
import pytest

from inspection.scorecards.trend import FALSE_ALARM_SHARE, Step, trend

MONDAY = date(2026, 9, 7)


def _course(
    random: np.random.Generator, weeks: int, n: int, *, shift: float = 0.0, day_sd: float = 0.0
) -> tuple[Step, ...]:
    steps = []
    for week in range(weeks):
        scores = 100 - random.gamma(2, 8, n) - (shift if week >= weeks // 2 else 0) + day_sd * random.standard_normal()
        steps.append(Step(MONDAY + timedelta(weeks=week), n, float(scores.mean()), float(scores.var(ddof=1))))
    return tuple(steps)


def _alarms(day_sd: float, shift: float = 0.0) -> float:
    random = np.random.default_rng(17)
    found = [trend(_course(random, 12, 30, shift=shift, day_sd=day_sd)).change for _ in range(200)]
    return float(np.mean([change is not None and change.is_alarm for change in found]))


@pytest.mark.parametrize("day_sd", [0.0, 3.0])
def test_steady_courses_are_seldom_called_changed(day_sd: float) -> None:
    assert _alarms(day_sd) <= FALSE_ALARM_SHARE + 0.03  # simulated: 200 courses


def test_a_fall_of_ten_points_is_found_where_it_happened() -> None:
    random = np.random.default_rng(2)
    change = trend(_course(random, 12, 60, shift=10)).change
    assert change is not None
    assert change.is_alarm
    assert abs((change.on - (MONDAY + timedelta(weeks=6))).days) <= 7
    assert change.low <= -10 <= change.high
    assert _alarms(0.0, shift=10) > 0.8


def test_what_happens_to_everybody_is_nobodys_change() -> None:
    random = np.random.default_rng(4)
    fell = _course(random, 12, 60, shift=10)
    together = [Step(s.on, s.n, s.mean, s.variance, others=85.0 - (10 if at >= 6 else 0)) for at, s in enumerate(fell)]
    alone, beside = trend(fell), trend(together)
    assert alone.change is not None
    assert alone.change.is_alarm
    assert beside.change is not None
    assert not beside.change.is_alarm
    assert beside.beside_others


def test_five_dates_are_no_course() -> None:
    random = np.random.default_rng(1)
    assert trend(_course(random, 5, 30)).change is None
    assert trend(_course(random, 6, 30)).change is not None


def test_equal_scores_have_no_change_and_empty_dates_do_not_count() -> None:
    same = [Step(MONDAY + timedelta(weeks=w), 10, 90.0, 0.0) for w in range(8)]
    assert trend(same).change is None
    assert trend([Step(MONDAY, 0, 0.0, 0.0)]).steps == ()


def test_the_order_of_dates_and_a_second_look_change_nothing() -> None:
    steps = _course(np.random.default_rng(9), 10, 20, shift=4)
    assert trend(steps) == trend(tuple(reversed(steps))) == trend(steps)
