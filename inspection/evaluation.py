"""What an evaluation (质检结果) is: the state of every item, with evidence, and the score that follows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from inspection.evidence import Evidence


class ItemKind(StrEnum):
    """What an item asks for."""

    DUTY = "duty"
    VIOLATION = "violation"
    MEASURE = "measure"
    HUMAN = "human"


class ItemState(StrEnum):
    """The state of an item. For a violation, UNMET means it happened and MET means clean."""

    MET = "met"
    UNMET = "unmet"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_HUMAN = "needs_human"


class Line(StrEnum):
    """Whose harm an error is (COPC): reported beside the percentage."""

    CUSTOMER = "customer"
    BUSINESS = "business"
    COMPLIANCE = "compliance"
    NON_CRITICAL = "non_critical"


class Dimension(StrEnum):
    """What an item speaks of: 响应速度, 服务态度, 解决能力, 沟通技巧, 个性化服务, 合规与信息安全."""

    RESPONSIVENESS = "responsiveness"
    ATTITUDE = "attitude"
    RESOLUTION = "resolution"
    COMMUNICATION = "communication"
    PERSONALISATION = "personalisation"
    COMPLIANCE = "compliance"


class EvaluationStatus(StrEnum):
    """Where an evaluation stands on its way to pay."""

    DRAFT = "draft"
    PUBLISHED = "published"
    APPEALED = "appealed"
    FINAL = "final"
    FROZEN = "frozen"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """The judgement of one item.

    `points` earned and `max_points` of the form (0 when the form gives none); `confidence` 0-1;
    `fatal_kind` is the kind of the fatal this item is suspected of, None otherwise.
    """

    id: str
    kind: ItemKind
    line: Line
    dimension: Dimension
    state: ItemState
    points: float
    max_points: float
    confidence: float
    rule_version: str
    reason: str
    evidence: tuple[Evidence, ...] = ()
    fatal_kind: Line | None = None

    @property
    def lost_points(self) -> float:
        """Points taken away; 0 unless the state is UNMET."""
        return self.max_points - self.points if self.state is ItemState.UNMET else 0.0


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line of accuracy beside the percentage (COPC): items judged on it, and those of them in error."""

    line: Line
    judged: int
    errors: int

    @property
    def is_accurate(self) -> bool | None:
        """True without an error; None when nothing on this line could be judged."""
        return self.errors == 0 if self.judged else None


def line_results(items: Iterable[ItemResult]) -> tuple[LineResult, ...]:
    """The four lines, critical ones first; not applicable and undecided items are not counted."""
    judged, errors = Counter[Line](), Counter[Line]()
    for item in items:
        judged[item.line] += item.state in (ItemState.MET, ItemState.UNMET)
        errors[item.line] += item.state is ItemState.UNMET
    return tuple(LineResult(line, judged[line], errors[line]) for line in Line)


@dataclass(frozen=True, slots=True, kw_only=True)
class FatalItem:
    """A fatal (致命项) the machine suspects: item id and kind (customer, business or compliance)."""

    id: str
    kind: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """One evaluation of one agent segment of one interaction; never changed once stored.

    Scores are 0-100. `machine_score` is 0 when a fatal is suspected and None when too little could be judged;
    `raw_score` is the score before the fatal. `evaluation_id` is a hash of everything the judgement depends on.
    """

    evaluation_id: str
    source: str
    interaction_id: str
    segment: int
    agent_id: str | None
    team: str | None
    site: str | None
    vendor: str | None
    queue: str | None
    channel: str
    business_line: str | None
    business_date: date
    started_at: datetime
    evaluated_at: datetime
    form_id: str
    form_version: str
    rulebook_id: str
    rulebook_version: str
    rulebook_hash: str
    transcript_hash: str
    model_ids: tuple[str, ...]
    machine_score: float | None
    raw_score: float | None
    points_judged: float
    points_possible: float
    fatal_suspected: bool
    fatal_confirmed: bool
    fatal_items: tuple[FatalItem, ...]
    band: str | None
    status: EvaluationStatus
    items: tuple[ItemResult, ...]
    human_score: float | None = None
    published_score: float | None = None
    supersedes: str | None = None
    notices: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[LineResult, ...]:
        """Errors per line, reported beside the percentage: customer, business, compliance critical, non-critical."""
        return line_results(self.items)

    def item(self, item_id: str) -> ItemResult:
        """The result of one item; KeyError when the evaluation does not list it."""
        for result in self.items:
            if result.id == item_id:
                return result
        raise KeyError(item_id)
