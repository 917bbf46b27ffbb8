"""Counting evaluations once: everything a scorecard needs, in sums that add up from agents to teams and vendors."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from inspection.evaluation import Dimension, Evaluation, ItemKind, ItemState, Line
from inspection.intervals import Moments

CRITICAL_LINES = (Line.CUSTOMER, Line.BUSINESS, Line.COMPLIANCE)


class JudgedItem(Protocol):
    """What is counted of an item: whoever's verdict it is."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> ItemKind: ...  # noqa: D102
    @property
    def line(self) -> Line: ...  # noqa: D102
    @property
    def dimension(self) -> Dimension: ...  # noqa: D102
    @property
    def state(self) -> ItemState: ...  # noqa: D102
    @property
    def points(self) -> float: ...  # noqa: D102
    @property
    def max_points(self) -> float: ...  # noqa: D102


@dataclass(slots=True)
class ScoreSums:
    """Scores of one column (machine, human or published): those set to 0 by a fatal apart from the others."""

    clean: Moments = field(default_factory=Moments)
    zeroed: int = 0

    def count(self, score: float | None, *, by_fatal: bool) -> None:
        """Count one score; None is no score."""
        if score is None:
            return
        if by_fatal and score == 0:
            self.zeroed += 1
        else:
            self.clean = self.clean.plus(score)

    def add(self, other: "ScoreSums") -> None:
        """Take in another part."""
        self.clean, self.zeroed = self.clean + other.clean, self.zeroed + other.zeroed

    @property
    def n(self) -> int:
        """Scores counted."""
        return self.clean.n + self.zeroed

    @property
    def whole(self) -> Moments:
        """All scores, those set to 0 by a fatal included."""
        return Moments(self.n, self.clean.total, self.clean.squares)


@dataclass(slots=True)
class ItemCounts:
    """How often an item was met, unmet and left to a human; not applicable is not counted."""

    line: Line
    met: int = 0
    unmet: int = 0
    needs_human: int = 0

    def add(self, other: "ItemCounts") -> None:
        """Take in another part."""
        self.met, self.unmet = self.met + other.met, self.unmet + other.unmet
        self.needs_human += other.needs_human


@dataclass(slots=True)
class ScoreTally:
    """Sums over evaluations. `units`/`accurate` count evaluations per critical line judged / without an error on it.

    `fatal` counts fatals the machine suspects, `confirmed` those that people confirmed.
    """

    evaluations: int = 0
    without_score: int = 0
    passed: int = 0
    fatal: int = 0
    machine: ScoreSums = field(default_factory=ScoreSums)
    human: ScoreSums = field(default_factory=ScoreSums)
    published: ScoreSums = field(default_factory=ScoreSums)
    fatal_by_kind: Counter[Line] = field(default_factory=Counter)
    confirmed: int = 0
    confirmed_by_kind: Counter[Line] = field(default_factory=Counter)
    published_passed: int = 0
    units: Counter[Line] = field(default_factory=Counter)
    accurate: Counter[Line] = field(default_factory=Counter)
    non_critical: Moments = field(default_factory=Moments)
    items: dict[str, ItemCounts] = field(default_factory=dict)
    dimensions: dict[Dimension, Moments] = field(default_factory=dict)

    def count(self, evaluation: Evaluation, pass_from_points: float) -> None:
        """Count one evaluation."""
        self.evaluations += 1
        self._count_scores(evaluation, pass_from_points)
        self._count_fatals(evaluation)
        self.count_items(evaluation.items)

    def count_items(self, items: Sequence[JudgedItem]) -> None:
        """Count the items of one evaluation: by line, by dimension, each by itself."""
        self._count_lines(items)
        self._count_dimensions(items)
        for item in items:
            self._count_item(item)

    def add(self, other: "ScoreTally") -> None:
        """Take in the tally of another part."""
        for name in ("evaluations", "without_score", "passed", "fatal", "confirmed", "published_passed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("machine", "human", "published"):
            getattr(self, name).add(getattr(other, name))
        for name in ("fatal_by_kind", "confirmed_by_kind", "units", "accurate"):
            getattr(self, name).update(getattr(other, name))
        self.non_critical += other.non_critical
        for item_id, counts in other.items.items():
            self.items.setdefault(item_id, ItemCounts(counts.line)).add(counts)
        for dimension, sample in other.dimensions.items():
            self.dimensions[dimension] = self.dimensions.get(dimension, Moments()) + sample

    def _count_scores(self, evaluation: Evaluation, pass_from_points: float) -> None:
        score = evaluation.machine_score
        self.without_score += score is None
        self.passed += score is not None and score >= pass_from_points
        self.machine.count(score, by_fatal=evaluation.fatal_suspected)
        self.human.count(evaluation.human_score, by_fatal=evaluation.fatal_confirmed)
        self.published.count(evaluation.published_score, by_fatal=evaluation.fatal_confirmed)
        self.published_passed += evaluation.published_score is not None and (
            evaluation.published_score >= pass_from_points
        )

    def _count_fatals(self, evaluation: Evaluation) -> None:
        self.fatal += evaluation.fatal_suspected
        kinds = {fatal.kind for fatal in evaluation.fatal_items}
        self.fatal_by_kind.update(kinds)
        if evaluation.fatal_confirmed:
            self.confirmed += 1
            self.confirmed_by_kind.update(kinds)

    def _count_lines(self, items: Sequence[JudgedItem]) -> None:
        """Critical lines by unit, the non-critical one by opportunity (COPC): one critical error spoils the unit."""
        met, unmet = Counter[Line](), Counter[Line]()
        for item in items:
            if is_judged(item):
                (met if item.state is ItemState.MET else unmet)[item.line] += 1
        for line in CRITICAL_LINES:
            judged = met[line] + unmet[line] > 0
            self.units[line] += judged
            self.accurate[line] += judged and not unmet[line]
        opportunities = met[Line.NON_CRITICAL] + unmet[Line.NON_CRITICAL]
        if opportunities:
            self.non_critical = self.non_critical.plus(100.0 * met[Line.NON_CRITICAL] / opportunities)

    def _count_dimensions(self, items: Sequence[JudgedItem]) -> None:
        earned: dict[Dimension, float] = defaultdict(float)
        possible: dict[Dimension, float] = defaultdict(float)
        for item in items:
            if is_judged(item) and item.max_points > 0:
                earned[item.dimension] += item.points
                possible[item.dimension] += item.max_points
        for dimension, points in possible.items():
            share = min(1.0, max(0.0, earned[dimension] / points))
            self.dimensions[dimension] = self.dimensions.get(dimension, Moments()).plus(100.0 * share)

    def _count_item(self, item: JudgedItem) -> None:
        counts = self.items.setdefault(item.id, ItemCounts(item.line))
        counts.met += item.state is ItemState.MET
        counts.unmet += item.state is ItemState.UNMET
        counts.needs_human += item.state is ItemState.NEEDS_HUMAN and item.kind is not ItemKind.HUMAN


def is_judged(item: JudgedItem) -> bool:
    """Met or unmet: the machine said so."""
    return item.state in (ItemState.MET, ItemState.UNMET)
