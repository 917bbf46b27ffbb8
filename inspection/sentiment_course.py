"""The course of feeling (情绪走势) of one side of a conversation: start, end, lowest point, turning points, outcome.

The balance of a turn is positive minus negative (-1 to 1). Beginning and end are means over the first and the last
quarter of the turns, as the post-call analytics of the large vendors have them. Turning points are the borders of the
partition of the balances into level stretches that costs least (squared error, and a price per stretch: optimal
partitioning, Jackson et al. 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from inspection.interaction import Role, Turn
from inspection.sentiment import Sentiment, SentimentReading

FEWEST_TURNS = 3
"""Fewer turns with words have no course: too few to say."""
CLEAR_BALANCE = 0.25
"""A mean balance beyond this is positive or negative, between them neutral."""
BAD_FROM = 0.6
"""A turn is bad when it is negative with at least this probability and not ambiguous."""
CLEAR_CHANGE = 0.6
"""A turning point parts stretches whose mean balances differ by at least this."""


class Change(StrEnum):
    """What became of a feeling."""

    RECOVERED = "recovered"  # bad at some turn, no longer in the last quarter
    LOST = "lost"  # negative at the end and not at the beginning
    STAYED_NEGATIVE = "stayed_negative"  # negative at the beginning and at the end
    STAYED_CALM = "stayed_calm"  # never bad, not negative at the end
    UNSETTLED = "unsettled"  # not negative at the end on the whole, but still bad in one of its turns


@dataclass(frozen=True, slots=True)
class Felt:
    """One turn of the course: its index and what it expresses."""

    turn: int
    reading: SentimentReading

    @property
    def balance(self) -> float:
        """Positive minus negative, -1 to 1."""
        return self.reading.positive - self.reading.negative

    def is_bad(self, from_: float = BAD_FROM) -> bool:
        """Negative with at least this probability (0-1), and not ambiguous."""
        return self.reading.negative >= from_ and not self.reading.ambiguous


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """The turn from which on the mean balance is another: `change` of the mean, -2 to 2, negative for the worse."""

    turn: int
    change: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SentimentCourse:
    """The course of one speaker. `turns` were read; `start_balance`, `end_balance` are means of the outer quarters."""

    turns: int
    start_balance: float
    end_balance: float
    change: Change
    lowest: Felt
    turning_points: tuple[TurningPoint, ...]

    @property
    def start(self) -> Sentiment:
        """The feeling at the beginning."""
        return sentiment_of(self.start_balance)

    @property
    def end(self) -> Sentiment:
        """The feeling at the end."""
        return sentiment_of(self.end_balance)


def felt_by(role: Role, turns: Sequence[Turn], readings: Sequence[SentimentReading | None]) -> tuple[Felt, ...]:
    """The turns of one side that were read, in order."""
    pairs = zip(turns, readings, strict=True)
    return tuple(Felt(t.index, r) for t, r in pairs if r is not None and t.sender is role and t.has_words)


def course_of(felt: Sequence[Felt], *, bad_from: float = BAD_FROM) -> SentimentCourse | None:
    """The course over these turns; None when there are too few to say."""
    if len(felt) < FEWEST_TURNS:
        return None
    start, end = _mean(felt[: _quarter(felt)]), _mean(felt[-_quarter(felt) :])
    return SentimentCourse(
        turns=len(felt),
        start_balance=start,
        end_balance=end,
        change=_change(felt, start, end, bad_from),
        lowest=min(felt, key=lambda f: f.balance),
        turning_points=turning_points(felt),
    )


def sentiment_of(balance: float) -> Sentiment:
    """The feeling a mean balance stands for."""
    if balance < -CLEAR_BALANCE:
        return Sentiment.NEGATIVE
    return Sentiment.POSITIVE if balance > CLEAR_BALANCE else Sentiment.NEUTRAL


def turning_points(felt: Sequence[Felt], least_change: float = CLEAR_CHANGE) -> tuple[TurningPoint, ...]:
    """Where one level stretch ends and the next, at least `least_change` better or worse, begins.

    A stretch between two others has at least two turns: one outburst is no turning point. The first and the last may
    be a single turn.
    """
    balances = [f.balance for f in felt]
    borders = _partition(balances, price=least_change**2 / 2)
    stretches = list(pairwise([0, *borders, len(felt)]))
    found: list[TurningPoint] = []
    for (begin, middle), (_, end) in pairwise(stretches):
        change = sum(balances[middle:end]) / (end - middle) - sum(balances[begin:middle]) / (middle - begin)
        if abs(change) >= least_change:
            found.append(TurningPoint(felt[middle].turn, round(change, 4)))
    return tuple(found)


def _change(felt: Sequence[Felt], start: float, end: float, bad_from: float) -> Change:
    if sentiment_of(end) is Sentiment.NEGATIVE:
        return Change.STAYED_NEGATIVE if sentiment_of(start) is Sentiment.NEGATIVE else Change.LOST
    if any(f.is_bad(bad_from) for f in felt[-_quarter(felt) :]):
        return Change.UNSETTLED
    return Change.RECOVERED if any(f.is_bad(bad_from) for f in felt) else Change.STAYED_CALM


def _quarter(felt: Sequence[Felt]) -> int:
    return max(1, len(felt) // 4)


def _mean(felt: Sequence[Felt]) -> float:
    return round(sum(f.balance for f in felt) / len(felt), 4)


def _partition(balances: Sequence[float], price: float) -> list[int]:
    """Inner borders of the cheapest partition (dynamic programme over the last border; the first of equals wins)."""
    values = np.array(balances, np.float64)
    sums, squares = (np.concatenate(([0.0], np.cumsum(v))) for v in (values, values * values))
    count = len(values)
    costs, last = np.full(count + 1, -price), [0] * (count + 1)
    for end in range(1, count + 1):
        whole = sums[end] - sums[:end]
        errors = squares[end] - squares[:end] - whole * whole / np.arange(end, 0, -1)
        choices = costs[:end] + np.maximum(errors, 0.0) + price
        if 1 < end < count:
            choices[-1] = np.inf  # a stretch of one turn between two others
        last[end] = int(np.argmin(np.round(choices, 9)))
        costs[end] = choices[last[end]]
    borders, at = [], count
    while last[at] > 0:
        at = last[at]
        borders.append(at)
    return borders[::-1]
