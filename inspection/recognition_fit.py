"""How well a recogniser fits the centre's own calls (识别适配度): error rate overall, per queue and per dialect.

Above the limit the words of that queue's calls are too uncertain to count by themselves: rules about content are advice
there until a person has judged. The interval is a bootstrap over calls (one call's errors belong together).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from inspection.evaluation import Evaluation, ItemKind
from inspection.interaction import Channel
from inspection.recognition_error import ErrorCount

ERROR_LIMIT = 0.25
"""Error rate above which rules about content are advice only (the default; a setting of the command)."""
FEWEST_CALLS = 5
"""With fewer calls a rate is shown as not enough data and no interval is drawn; it still warns."""
_DRAWS, _SEED = 1000, 17
_CONTENT = (ItemKind.DUTY, ItemKind.VIOLATION)


class FitKind(StrEnum):
    """What a rate is of: every call, one queue, one dialect."""

    ALL = "all"
    QUEUE = "queue"
    DIALECT = "dialect"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredCall:
    """One call of the reference: its errors, and what is known of it."""

    recording: str
    count: ErrorCount
    language: str
    queue: str | None = None
    dialect: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FitRate:
    """An error rate (share, 0 and up) with its calls, units and 95 % interval (None under FEWEST_CALLS calls)."""

    kind: FitKind
    name: str
    calls: int
    units: int
    share: float
    low: float | None
    high: float | None
    limit: float

    @property
    def enough(self) -> bool:
        """Whether the rate rests on enough calls to speak of it."""
        return self.calls >= FEWEST_CALLS

    @property
    def is_weak(self) -> bool:
        """Above the limit: words there do not count by themselves."""
        return self.share > self.limit


def fit_rates(calls: Sequence[MeasuredCall], limit: float = ERROR_LIMIT) -> tuple[FitRate, ...]:
    """All calls, then each queue and each dialect that is named, by name; ValueError without calls."""
    if not calls:
        raise ValueError("no calls were measured")
    queues = sorted({c.queue for c in calls if c.queue})
    dialects = sorted({c.dialect for c in calls if c.dialect})
    return (
        _rate(FitKind.ALL, "", calls, limit),
        *(_rate(FitKind.QUEUE, q, [c for c in calls if c.queue == q], limit) for q in queues),
        *(_rate(FitKind.DIALECT, d, [c for c in calls if c.dialect == d], limit) for d in dialects),
    )


def _rate(kind: FitKind, name: str, calls: Sequence[MeasuredCall], limit: float) -> FitRate:
    whole = sum((c.count for c in calls), ErrorCount())
    low, high = _interval(calls) if len(calls) >= FEWEST_CALLS else (None, None)
    return FitRate(
        kind=kind, name=name, calls=len(calls), units=whole.units, share=whole.share, low=low, high=high, limit=limit
    )


def _interval(calls: Sequence[MeasuredCall]) -> tuple[float, float]:
    counts = np.array([(c.count.errors, c.count.units) for c in calls], np.float64)
    drawn = np.random.default_rng(_SEED).integers(0, len(calls), (_DRAWS, len(calls)))
    sums = counts[drawn].sum(axis=1)
    low, high = np.percentile(sums[:, 0] / np.maximum(sums[:, 1], 1), [2.5, 97.5])
    return float(low), float(high)


@dataclass(frozen=True, slots=True)
class WeakHearing:
    """Where recognised words do not count by themselves: everywhere, or in the queues named."""

    everywhere: bool = False
    queues: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rates: Iterable[FitRate]) -> "WeakHearing":
        """From the latest rates; a queue that was measured itself goes by its own rate."""
        listed = list(rates)
        own = [r for r in listed if r.kind is FitKind.QUEUE]
        return cls(
            everywhere=any(r.is_weak for r in listed if r.kind is FitKind.ALL),
            queues=frozenset(r.name for r in own if r.is_weak),
            known=frozenset(r.name for r in own),
        )

    def covers(self, queue: str | None) -> bool:
        """Whether words of this queue's calls are too uncertain."""
        return queue in self.queues if queue in self.known else self.everywhere


def is_about_content(kind: ItemKind) -> bool:
    """Whether an item of this kind rests on words that were recognised."""
    return kind in _CONTENT


def is_weakly_heard(channel: str, queue: str | None, weak: WeakHearing) -> bool:
    """Whether the words of such an interaction are recognised, and too uncertain to count by themselves."""
    return channel == Channel.PHONE and weak.covers(queue)


def counted_alone(evaluation: Evaluation, trusted: Collection[str], weak: WeakHearing) -> Collection[str]:
    """The trusted rule versions that count for this evaluation: without those about content where hearing is weak."""
    if not is_weakly_heard(evaluation.channel, evaluation.queue, weak):
        return trusted
    content = {item.rule_version for item in evaluation.items if is_about_content(item.kind)}
    return frozenset(trusted) - content
