"""What a training found: per head what there was to learn from, how the contest went, and what was done."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from inspection.relearning.contest import Contest
from inspection.relearning.enough import LEARN_AT_LEAST, TEST_AT_LEAST, ClassCount


class Verdict(StrEnum):
    """What became of a head.

    TAKEN_ALONG: not better by itself, but part of what is; WORSE_BESIDE: another head would become worse as a whole.
    """

    BETTER = "better"
    TAKEN_ALONG = "taken_along"
    NOT_BETTER = "not_better"
    WORSE_CLASS = "worse_class"
    WORSE_BESIDE = "worse_beside"
    NOT_ENOUGH_DATA = "not_enough_data"
    NOT_READ = "not_read"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadReport:
    """One head. `threshold` (0-1) is the rule's, of acts; `beside` the contest on a head that changes with this one.

    `contest` is None where there was none; `reason` says why in words, empty where the figures do.
    """

    head: str
    verdict: Verdict
    counts: tuple[ClassCount, ...] = ()
    threshold: float | None = None
    contest: Contest | None = None
    beside: Contest | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingReport:
    """A training. `current` and `new` name heads (`shipped`, `head2.0f3a...`); `new` is None when none was better.

    `labels` counts what people said: turn_labels, verdicts, outdated, disputed; `learn`, `test` count interactions.
    """

    current: str
    new: str | None
    activated: bool
    labels: Mapping[str, int]
    learn: int
    test: int
    by_agent: bool
    heads: tuple[HeadReport, ...] = field(default=())

    @property
    def won(self) -> tuple[str, ...]:
        """The heads that are better, and those that come along with them."""
        return tuple(one.head for one in self.heads if one.verdict in (Verdict.BETTER, Verdict.TAKEN_ALONG))

    def to_json(self) -> dict[str, Any]:
        """Plain values, every figure with its interval; `needs` says how many interactions a class wants."""
        heads = [_head(one) for one in self.heads]
        needs = {"learn": LEARN_AT_LEAST, "test": TEST_AT_LEAST}
        split = {"learn": self.learn, "test": self.test, "by_agent": self.by_agent}
        told = {"current": self.current, "new": self.new, "activated": self.activated, "better": list(self.won)}
        return told | {"labels": dict(self.labels), "split": split, "needs": needs, "heads": heads}


def _head(one: HeadReport) -> dict[str, Any]:
    return asdict(one) | {"verdict": one.verdict.value, "counts": [asdict(c) for c in one.counts]}
