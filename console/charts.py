"""Drawings as geometry: the templates turn them into plain SVG. All lengths are in units of the view box."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BIN_POINTS = 10
_BINS = 10
_HEIGHT = 120.0
_BAR_WIDTH = 46.0
_STEP = 52.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar: its box, what stands under it, and how many it counts."""

    x: float
    y: float
    width: float
    height: float
    label: str
    count: int
    is_fatal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Machine scores in bins of ten points, with the suspected fatals (score 0) in a bar of their own.

    `without_score` counts evaluations in which too little could be judged; they are in no bar.
    """

    bars: tuple[Bar, ...]
    width: float
    height: float
    n: int
    fatal: int
    without_score: int


def histogram(scores: Iterable[tuple[float | None, bool, int]], fatal_label: str) -> Histogram:
    """The distribution of (machine score 0-100 or None, fatal suspected, how many)."""
    counts = [0] * _BINS
    fatal = without_score = 0
    for score, is_fatal, count in scores:
        if is_fatal:
            fatal += count
        elif score is None:
            without_score += count
        else:
            counts[min(int(score) // BIN_POINTS, _BINS - 1)] += count
    labels = [f"{at * BIN_POINTS}–{min(at * BIN_POINTS + BIN_POINTS - 1, 100)}" for at in range(_BINS - 1)] + ["90–100"]
    bars = _bars([fatal, *counts], [fatal_label, *labels])
    return Histogram(
        bars=bars,
        width=_STEP * len(bars),
        height=_HEIGHT,
        n=fatal + sum(counts),
        fatal=fatal,
        without_score=without_score,
    )


def _bars(counts: Sequence[int], labels: Sequence[str]) -> tuple[Bar, ...]:
    tallest = max(1, *counts)
    return tuple(
        Bar(
            x=round(at * _STEP + (_STEP - _BAR_WIDTH) / 2, 1),
            y=round(_HEIGHT - _HEIGHT * count / tallest, 1),
            width=_BAR_WIDTH,
            height=round(_HEIGHT * count / tallest, 1),
            label=label,
            count=count,
            is_fatal=at == 0,
        )
        for at, (count, label) in enumerate(zip(counts, labels, strict=True))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalBar:
    """A value on a line from 0 to 100: the bar's end and the interval's two ends; None where there is none."""

    value: float | None
    low: float | None
    high: float | None
    enough: bool


def interval_bar(
    value: float | None, low: float | None, high: float | None, *, enough: bool, full: float = 100.0
) -> IntervalBar:
    """A bar for a value that reaches at most `full` (1 for shares); without enough data no interval is drawn."""
    at, start, end = (None if v is None else round(100 * min(max(v / full, 0.0), 1.0), 1) for v in (value, low, high))
    return IntervalBar(value=at, low=start if enough else None, high=end if enough else None, enough=enough)
