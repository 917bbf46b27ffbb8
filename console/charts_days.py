"""Drawings of days: stacked bars of counts, and lines of means. All lengths are in units of the view box."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, LEFT, BOTTOM = 640.0, 150.0, 40.0, 20.0
_MOST_LABELS = 8
_WIDEST_DAY = 80.0


@dataclass(frozen=True, slots=True)
class Series:
    """One line or layer: its kind (a CSS class), its name, and a value for each day (None: there is none)."""

    kind: str
    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A piece of a bar: its box, and what a pointer tells."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word at an axis."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A day's value; `hollow`: too few to lean on."""

    x: float
    y: float
    hollow: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One series: the path through neighbouring days, and its dots."""

    kind: str
    path: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChart:
    """A drawing over days: `boxes` of bars or `lines`, with labels at both axes and their grid lines (y)."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    grid: tuple[float, ...]
    width: float = LEFT + WIDTH
    height: float = HEIGHT + BOTTOM


def stacked_days(days: Sequence[date], layers: Sequence[Series]) -> DayChart:
    """Counts of each day, one layer on the other, in the order given."""
    totals = [sum(layer.values[at] or 0 for layer in layers) for at in range(len(days))]
    top = _round_up(max(totals, default=0))
    step = min(WIDTH / max(1, len(days)), _WIDEST_DAY)
    boxes = []
    for at, day in enumerate(days):
        below = 0.0
        for layer in layers:
            count = layer.values[at] or 0
            height = round(HEIGHT * count / top, 1)
            if count:
                y = round(HEIGHT - below - height, 1)
                boxes.append(Box(x=round(LEFT + at * step + 0.1 * step, 1), y=y, width=round(0.8 * step, 1),
                                 height=height, kind=layer.kind, title=f"{day} {layer.name}: {count:g}"))  # fmt: skip
            below += height
    return DayChart(boxes=tuple(boxes), lines=(), labels=_labels(days, step, 0.0, top), grid=(0.0, HEIGHT / 2, HEIGHT))


def day_lines(days: Sequence[date], lines: Sequence[Series], n: Sequence[Sequence[int]], minimum_n: int) -> DayChart:
    """Means 0-100 of each day, with how many (`n`, one row a line) they rest on; the axis fits what is there."""
    known = [value for line in lines for value in line.values if value is not None]
    low = max(0.0, (min(known) // 10) * 10) if known else 0.0
    step = min(WIDTH / max(1, len(days)), _WIDEST_DAY)
    drawn = tuple(
        _line(line, days, counts, step=step, low=low, minimum_n=minimum_n)
        for line, counts in zip(lines, n, strict=True)
    )
    return DayChart(boxes=(), lines=drawn, labels=_labels(days, step, low, 100.0), grid=(0.0, HEIGHT / 2, HEIGHT))


def _line(
    line: Series, days: Sequence[date], counts: Sequence[int], *, step: float, low: float, minimum_n: int
) -> Line:
    dots, path, is_open = [], [], False
    for at, (day, value, n) in enumerate(zip(days, line.values, counts, strict=True)):
        if value is None:
            is_open = False
            continue
        x = round(LEFT + (at + 0.5) * step, 1)
        y = round(HEIGHT * (1 - (value - low) / max(100.0 - low, 1.0)), 1)
        path.append(f"{'L' if is_open else 'M'}{x} {y}")
        is_open = True
        dots.append(Dot(x=x, y=y, hollow=n < minimum_n, title=f"{day} {line.name}: {value:.1f} (n={n})"))
    return Line(kind=line.kind, path="".join(path), dots=tuple(dots))


def _labels(days: Sequence[date], step: float, low: float, high: float) -> tuple[Label, ...]:
    every = -(-len(days) // _MOST_LABELS) or 1
    below = [
        Label(round(LEFT + (at + 0.5) * step, 1), HEIGHT + 14, f"{day.month}-{day.day}")
        for at, day in enumerate(days)
        if at % every == 0
    ]
    beside = [Label(LEFT - 6, y, f"{v:g}") for y, v in ((4, high), (HEIGHT / 2 + 4, (low + high) / 2), (HEIGHT, low))]
    return (*below, *beside)


def _round_up(value: float) -> float:
    """The next 1, 2 or 5 with zeros: an axis people can read."""
    size = 1.0
    while True:
        for step in (1, 2, 5):
            if value <= step * size:
                return step * size
        size *= 10
