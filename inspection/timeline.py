"""Interval algebra on one clock: seconds from the start of an interaction. The only interval code in the house."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A half-open stretch of time `[start_s, end_s)` in seconds; `end_s >= start_s`, both finite."""

    start_s: float
    end_s: float

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it starts (or is not a number)."""
        if not self.end_s >= self.start_s:
            raise ValueError(f"an interval cannot end ({self.end_s}) before it starts ({self.start_s})")

    @property
    def duration_s(self) -> float:
        """Length in seconds, never negative."""
        return self.end_s - self.start_s

    def overlaps(self, other: "Interval") -> bool:
        """True when both share more than a point."""
        return self.start_s < other.end_s and other.start_s < self.end_s

    def contains(self, other: "Interval") -> bool:
        """True when `other` lies wholly inside."""
        return self.start_s <= other.start_s and other.end_s <= self.end_s

    def intersection(self, other: "Interval") -> "Interval | None":
        """The shared stretch, or None when they share no more than a point."""
        if not self.overlaps(other):
            return None
        return Interval(max(self.start_s, other.start_s), min(self.end_s, other.end_s))

    def shifted(self, by_s: float) -> "Interval":
        """The same stretch moved by `by_s` seconds."""
        return Interval(self.start_s + by_s, self.end_s + by_s)


def merge(intervals: Iterable[Interval], *, gap_s: float = 0.0) -> tuple[Interval, ...]:
    """Union, sorted and disjoint; stretches at most `gap_s` seconds apart become one. Empty stretches vanish."""
    merged: list[Interval] = []
    for piece in sorted(i for i in intervals if i.duration_s > 0):
        if merged and piece.start_s <= merged[-1].end_s + gap_s:
            merged[-1] = Interval(merged[-1].start_s, max(merged[-1].end_s, piece.end_s))
        else:
            merged.append(piece)
    return tuple(merged)


def intersect(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """Time covered by both sides, sorted and disjoint."""
    a, b = merge(left), merge(right)
    shared: list[Interval] = []
    i = j = 0
    while i < len(a) and j < len(b):
        common = a[i].intersection(b[j])
        if common is not None:
            shared.append(common)
        if a[i].end_s <= b[j].end_s:
            i += 1
        else:
            j += 1
    return tuple(shared)


def subtract(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """Time covered by `left` and not by `right`, sorted and disjoint."""
    holes = merge(right)
    rest: list[Interval] = []
    for piece in merge(left):
        rest.extend(_without(piece, holes))
    return tuple(rest)


def _without(piece: Interval, holes: Sequence[Interval]) -> list[Interval]:
    parts: list[Interval] = []
    start_s = piece.start_s
    for hole in holes:
        if hole.end_s <= start_s or hole.start_s >= piece.end_s:
            continue
        if hole.start_s > start_s:
            parts.append(Interval(start_s, hole.start_s))
        start_s = max(start_s, hole.end_s)
    if start_s < piece.end_s:
        parts.append(Interval(start_s, piece.end_s))
    return parts


def gaps(intervals: Iterable[Interval], within: Interval) -> tuple[Interval, ...]:
    """Stretches of `within` that no interval covers."""
    return subtract([within], intervals)


def total_s(intervals: Iterable[Interval]) -> float:
    """Seconds covered at least once."""
    return sum(i.duration_s for i in merge(intervals))
