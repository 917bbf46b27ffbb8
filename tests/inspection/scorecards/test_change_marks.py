"""Marks of change: a real step is marked, noise hardly ever, and what has no interval neither marks nor is marked."""

import numpy as np

from inspection.scorecards.change_marks import Change, Step, change_marks


def step(value: float, reach: float = 2.0) -> Step:
    return Step(value=value, low=value - reach, high=value + reach)


THIN = Step(value=10.0, low=None, high=None)


def test_a_fall_beyond_the_intervals_is_marked_and_a_small_one_is_not() -> None:
    assert change_marks([step(80), step(70), step(69)]) == (Change.NONE, Change.DOWN, Change.NONE)
    assert change_marks([step(70), step(80)]) == (Change.NONE, Change.UP)


def test_a_figure_without_an_interval_is_passed_over() -> None:
    assert change_marks([step(80), THIN, step(70)]) == (Change.NONE, Change.NONE, Change.DOWN)
    assert change_marks([THIN, step(70)]) == (Change.NONE, Change.NONE)
    assert change_marks([]) == ()


def test_figures_that_are_alike_without_any_spread_are_no_change() -> None:
    assert change_marks([step(80, 0), step(80, 0)]) == (Change.NONE, Change.NONE)


def test_about_one_step_in_a_hundred_is_marked_where_nothing_changed() -> None:
    rng = np.random.default_rng(3)
    steps = [step(float(value), 1.96) for value in rng.normal(80, 1, 6000)]
    share = sum(mark is not Change.NONE for mark in change_marks(steps)) / 6000
    assert 0.005 <= share <= 0.016
