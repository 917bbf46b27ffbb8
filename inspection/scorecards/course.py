"""The course of a period (走势): sums of days made into weeks, beside the middle of everybody else's."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from math import pi

import numpy as np
from numpy.typing import NDArray

from inspection.intervals import Moments
from inspection.scorecards.trend import MINIMUM_STEPS, Step

Course = Mapping[date, Moments]  # machine scores by day, fatals as 0
_MEDIAN_WORSE_BY = pi / 2  # variance of a median over that of a mean, normal values


class Courses:
    """The courses of all members of a grouping. `compared`: whether a member's others say anything about it."""

    def __init__(self, courses: Mapping[str, Course], *, compared: bool = True) -> None:
        self._days, self._compared = courses, compared

    def steps_of(self, name: str) -> tuple[Step, ...]:
        """A member's weeks (by their Monday) where there are enough of them, its days otherwise.

        The others are the median of the members' means: one colleague who falls must not make the rest look risen.
        """
        weekly = len(self._weeks.get(name, {})) >= MINIMUM_STEPS
        courses, everybody = (self._weeks, self._by_week) if weekly else (self._days, self._by_day)
        return tuple(
            self._step(day, sample, name, everybody)
            for day, sample in sorted(courses.get(name, {}).items())
            if sample.n
        )

    def _step(self, day: date, sample: Moments, name: str, everybody: "Mapping[date, _Date]") -> Step:
        others = everybody[day].without(name) if self._compared else None
        middle, variance = others or (None, 0.0)
        return Step(day, sample.n, sample.mean, _variance(sample), middle, variance)

    @cached_property
    def _weeks(self) -> dict[str, Course]:
        return {
            name: added((day - timedelta(days=day.weekday()), sample) for day, sample in course.items())
            for name, course in self._days.items()
        }

    @cached_property
    def _by_week(self) -> "dict[date, _Date]":
        return _dates(self._weeks)

    @cached_property
    def _by_day(self) -> "dict[date, _Date]":
        return _dates(self._days)


class _Date:
    """The means of all members at one date, and how surely each is known."""

    def __init__(self, samples: Mapping[str, Moments]) -> None:
        self._at = {name: at for at, name in enumerate(samples)}
        self._means: NDArray[np.float64] = np.array([sample.mean for sample in samples.values()])
        deviations = sum(sample.squared_deviations for sample in samples.values())
        degrees = sum(sample.n - 1 for sample in samples.values())
        spread = deviations / degrees if degrees else 0.0
        self._noise: NDArray[np.float64] = np.array([spread / sample.n for sample in samples.values()])

    def without(self, name: str) -> tuple[float, float] | None:
        """The median of the others and its sampling variance; None without others."""
        keep = np.ones(len(self._means), bool)
        if name in self._at:
            keep[self._at[name]] = False
        others = int(keep.sum())
        if not others:
            return None
        worse = _MEDIAN_WORSE_BY if others > 2 else 1.0
        return float(np.median(self._means[keep])), worse * float(self._noise[keep].mean()) / others


def added(rows: Iterable[tuple[date, Moments]]) -> dict[date, Moments]:
    """Samples of the same day together."""
    found: dict[date, Moments] = defaultdict(Moments)
    for day, sample in rows:
        found[day] += sample
    return dict(found)


def _dates(courses: Mapping[str, Course]) -> dict[date, _Date]:
    samples: dict[date, dict[str, Moments]] = defaultdict(dict)
    for name, course in courses.items():
        for day, sample in course.items():
            if sample.n:
                samples[day][name] = sample
    return {day: _Date(members) for day, members in samples.items()}


def _variance(sample: Moments) -> float:
    return sample.squared_deviations / (sample.n - 1) if sample.n > 1 else 0.0
