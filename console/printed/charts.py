"""Drawings of a printed scorecard as geometry; the template turns them into SVG. Lengths in units of the view box."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor

from scipy.stats import norm

from inspection.intervals import CONFIDENCE, Figure
from inspection.scorecards.trend import Step, Trend

RAIL_WIDTH = 200.0
_Z = float(norm.ppf((1 + CONFIDENCE) / 2))
COURSE_WIDTH, COURSE_HEIGHT = 720.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 52.0, 24.0, 10.0, 26.0
_LABELS = 7
_GRID_STEPS = (1, 2, 5, 10, 20, 25, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rail:
    """A value on a line: places (0-RAIL_WIDTH) of the value, its interval and a mark to compare with; None: not there.

    `weak`: not enough data; it is drawn hollow, without an interval.
    """

    value: float | None
    low: float | None
    high: float | None
    mark: float | None
    weak: bool


def rail(figure: Figure, *, mark: float | None = None, scale: tuple[float, float] = (0.0, 100.0)) -> Rail:
    """A figure on a scale in its own unit."""

    def place(value: float | None) -> float | None:
        if value is None:
            return None
        low, high = scale
        return round(RAIL_WIDTH * min(max((value - low) / (high - low), 0.0), 1.0), 1)

    enough = figure.enough
    return Rail(
        value=place(figure.value),
        low=place(figure.low) if enough else None,
        high=place(figure.high) if enough else None,
        mark=place(mark),
        weak=not enough,
    )


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place on an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One date of a course with its 95 % interval; `title` says all of it in words."""

    x: float
    y: float
    low: float
    high: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChart:
    """A course: dots joined by a line (`line`, `others` are points of a polyline), grid lines, dates, the change."""

    dots: tuple[Dot, ...]
    line: str
    others: str
    grid: tuple[Label, ...]
    dates: tuple[Label, ...]
    change_at: float | None


def course_chart(trend: Trend) -> CourseChart | None:
    """The course of machine scores; None without two dates."""
    steps = trend.steps
    if len(steps) < 2:
        return None
    scale = _scale(steps)
    places = [round(_LEFT + (COURSE_WIDTH - _LEFT - _RIGHT) * at / (len(steps) - 1), 1) for at in range(len(steps))]
    every = max(1, ceil(len(steps) / _LABELS))
    change = trend.change if trend.change and trend.change.is_alarm else None
    return CourseChart(
        dots=tuple(_dot(step, x, scale) for step, x in zip(steps, places, strict=True)),
        line=_line([(x, step.mean) for step, x in zip(steps, places, strict=True)], scale),
        others=_line(
            [(x, step.others) for step, x in zip(steps, places, strict=True) if step.others is not None], scale
        ),
        grid=tuple(Label(_y(value, scale), f"{value:g}") for value in _grid(scale)),
        dates=tuple(
            Label(x, _day(step.on)) for at, (step, x) in enumerate(zip(steps, places, strict=True)) if at % every == 0
        ),
        change_at=next((x for step, x in zip(steps, places, strict=True) if change and step.on == change.on), None),
    )


def _scale(steps: Sequence[Step]) -> tuple[float, float]:
    """From below the lowest to above the highest, in whole fives, at least ten points."""
    values = [step.mean for step in steps] + [step.others for step in steps if step.others is not None]
    low, high = 5.0 * floor((min(values) - 3) / 5), 5.0 * ceil((max(values) + 3) / 5)
    low = max(0.0, min(low, high - 10.0))
    return low, min(100.0, max(high, low + 10.0))


def _grid(scale: tuple[float, float]) -> list[float]:
    low, high = scale
    step = next(step for step in _GRID_STEPS if (high - low) / step <= 5)
    first = ceil(low / step) * step
    return [first + at * step for at in range(int((high - first) / step) + 1)]


def _y(value: float, scale: tuple[float, float]) -> float:
    low, high = scale
    share = min(max((value - low) / (high - low), 0.0), 1.0)
    return round(COURSE_HEIGHT - _BOTTOM - (COURSE_HEIGHT - _TOP - _BOTTOM) * share, 1)


def _line(points: Sequence[tuple[float, float]], scale: tuple[float, float]) -> str:
    return " ".join(f"{x:g},{_y(value, scale):g}" for x, value in points)


def _dot(step: Step, x: float, scale: tuple[float, float]) -> Dot:
    half = _Z * (step.variance / step.n) ** 0.5
    return Dot(
        x=x,
        y=_y(step.mean, scale),
        low=_y(step.mean - half, scale),
        high=_y(step.mean + half, scale),
        title=f"{step.on:%Y-%m-%d}: {step.mean:.1f} (n = {step.n})",
    )


def _day(on: date) -> str:
    return f"{on:%m-%d}"
