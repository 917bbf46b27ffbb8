"""A course over time as geometry (走势图): a line with its intervals and marks; templates turn it into plain SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspection.scorecards.change_marks import Change, Step, change_marks

_STEP, _HEIGHT, _LEFT = 72.0, 140.0, 36.0
_ROOM = 2.0  # points above the highest and below the lowest


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoint:
    """One figure: where it stands; `y_low` and `y_high` are its interval's ends, None where data are not enough."""

    x: float
    y: float
    y_low: float | None
    y_high: float | None
    label: str
    text: str
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseChart:
    """A course in a view box of `width` by `height`; `line` is a path, `axis` are (y, label) of the scale."""

    width: float
    height: float
    line: str
    points: tuple[CoursePoint, ...]
    axis: tuple[tuple[float, str], ...]


def course_chart(
    labels: Sequence[str], steps: Sequence[Step], *, least: float = 0.0, most: float = 100.0
) -> CourseChart:
    """The steps from left to right on a scale that holds all intervals; steps without a value leave a gap."""
    values = [v for step in steps for v in (step.value, step.low, step.high) if v is not None]
    low = max(least, min(values, default=least) - _ROOM)
    high = min(most, max(values, default=most) + _ROOM)
    if high <= low:
        low, high = least, most

    def y_of(value: float) -> float:
        return round(_HEIGHT * (high - value) / (high - low), 1)

    marks = change_marks(steps)
    points = tuple(
        CoursePoint(
            x=_LEFT + _STEP * (at + 0.5),
            y=y_of(step.value),
            y_low=None if step.low is None else y_of(step.low),
            y_high=None if step.high is None else y_of(step.high),
            label=label,
            text=f"{step.value:.1f}",
            mark={Change.UP: "▲", Change.DOWN: "▼", Change.NONE: ""}[mark],
        )
        for at, (label, step, mark) in enumerate(zip(labels, steps, marks, strict=True))
        if step.value is not None
    )
    return CourseChart(
        width=_LEFT + _STEP * max(1, len(steps)),
        height=_HEIGHT,
        line="".join(f"{'M' if at == 0 else 'L'}{point.x} {point.y}" for at, point in enumerate(points)),
        points=points,
        axis=((0.0, f"{high:.0f}"), (_HEIGHT, f"{low:.0f}")),
    )
