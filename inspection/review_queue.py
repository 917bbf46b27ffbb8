"""The review queue (复核队列): what waits for a person, in which order, and what is handed out together."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from inspection.evaluation import Evaluation, ItemKind, ItemState
from inspection.flag_policy import Severity
from inspection.flags import Flag, Selection
from inspection.queue_cut import DRAWN_CODE
from inspection.stable_ids import stable_id

_UNSURE_WEIGHT = 0.001


class Purpose(StrEnum):
    """Why a person is to look, first things first in the queue.

    FATAL: a suspected fatal holds a score. ADJUDICATION: two reviewers disagree. RISK: something happened or looked
    risky. RANDOM: drawn by lot, judged on the full form with the machine's verdict hidden. SECOND: a blind second
    review. MANUAL: opened by hand, never counted as random.
    """

    FATAL = "fatal"
    ADJUDICATION = "adjudication"
    RISK = "risk"
    RANDOM = "random"
    SECOND = "second"
    MANUAL = "manual"

    @property
    def rank(self) -> int:
        """0 is first."""
        return list(Purpose).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTask:
    """One piece of work for one person: some items of one evaluation, or (`items` empty) the full form.

    `rank` and `weight` order the queue: the lowest rank first, in it the highest weight. `blind`: the machine's verdict
    is hidden until submitted. `selection` and `probability` (0-1) say how it was chosen, for weighing back. `of_task`
    is the review a second look or an adjudication belongs to; `assignee` whom it is kept for. A list sorts by
    `machine_score` (0-100) and `confidence` (0-1, of the asked item it was least sure of): None on a blind one.
    """

    task_id: str
    evaluation_id: str
    source: str
    interaction_id: str
    segment: int
    business_date: date
    agent_id: str | None
    team: str | None
    channel: str
    queue: str | None
    language: str | None
    purpose: Purpose
    rank: int
    weight: float
    items: tuple[str, ...]
    blind: bool
    selection: str
    probability: float | None
    reason: str
    created_at: datetime
    due_at: datetime | None = None
    assignee: str | None = None
    of_task: str | None = None
    machine_score: float | None = None
    confidence: float | None = None

    @property
    def is_full_form(self) -> bool:
        """The whole form is asked, not some findings of the machine."""
        return not self.items

    @property
    def group(self) -> str:
        """Findings of one agent on one item belong together; a full form stands alone."""
        return f"{self.agent_id or ''}|{self.items[0]}" if self.items and not self.blind else self.task_id

    @property
    def order(self) -> tuple[int, float, datetime, str]:
        """Sort key of the queue, groups aside."""
        return (self.rank, -self.weight, self.due_at or self.created_at, self.task_id)

    @property
    def shown_place(self) -> float:
        """Where a list sorted by value shows it: its rank, less a thousandth of its weight.

        The place of a blind one tells nothing of the machine.
        """
        return float(self.purpose.rank) if self.blind else self.rank - self.weight / 1000

    @property
    def shown_since(self) -> datetime:
        """When it is due, or since when it waits, as far as a list may tell."""
        return self.created_at if self.blind or self.due_at is None else self.due_at


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked of an evaluation, and the flag that asked for it."""

    purpose: Purpose
    items: tuple[str, ...]
    flag: Flag | None
    weight: float = 1.0


def task_of(
    evaluation: Evaluation,
    flags: Iterable[Flag],
    *,
    decided: Collection[str],
    language: str | None,
    created_at: datetime,
    hold_hours: float,
) -> ReviewTask | None:
    """The one review an evaluation needs for its flags; None when nothing (more) is to be looked at.

    Several reasons make one task, so that two people never hold the same item: drawn by lot goes before everything
    else in what is asked (full form, blind), a suspected fatal before everything in the order. `decided` are items
    people judged already on these words. Flags about customers at risk make no review of the agent.
    """
    mine = [f for f in flags if not f.is_customer_risk and f.segment in (None, evaluation.segment)]
    fatal = [i.id for i in evaluation.fatal_items if i.id not in decided]
    lot = next((f for f in mine if f.selection is Selection.RANDOM), None)
    risky = [f for f in mine if f.selection is not Selection.RANDOM and f.code != "suspected_fatal" and _counts(f)]
    open_items = tuple(i for i in worth_a_look(evaluation) if i not in decided)
    if lot is not None:
        wanted = _Wanted(Purpose.RANDOM, (), lot)
    elif fatal:
        wanted = _Wanted(Purpose.FATAL, tuple(fatal), None)
    elif risky and (open_items or not decided):
        drawn = next((f for f in risky if f.code == DRAWN_CODE), None)  # a plan's own draw says how it was chosen
        wanted = _Wanted(Purpose.RISK, open_items, drawn or max(risky, key=_gravity), max(map(_weight, risky)))
    else:
        return None
    return _task(evaluation, wanted, bool(fatal), language, created_at, hold_hours)


def worth_a_look(evaluation: Evaluation) -> tuple[str, ...]:
    """What the machine found against the agent and what it left open, dearest first."""
    asked = [i for i in evaluation.items if i.kind is not ItemKind.HUMAN and i.state in _OPEN_TO_DOUBT]
    worth = {i.id: i.lost_points + (_UNSURE_WEIGHT if i.state is ItemState.NEEDS_HUMAN else 0.0) for i in asked}
    return tuple(sorted(worth, key=lambda item_id: (-worth[item_id], item_id)))


_OPEN_TO_DOUBT = (ItemState.UNMET, ItemState.NEEDS_HUMAN)


def follow_up(
    task: ReviewTask, purpose: Purpose, items: Sequence[str], *, created_at: datetime, reason: str
) -> ReviewTask:
    """A second look (same items, everything hidden) or an adjudication (the disputed items) of a submitted task."""
    urgent = purpose is Purpose.ADJUDICATION and task.rank == Purpose.FATAL.rank
    return ReviewTask(
        task_id=stable_id("task", task.evaluation_id, purpose.value, *_key(purpose, task, items)),
        evaluation_id=task.evaluation_id,
        source=task.source,
        interaction_id=task.interaction_id,
        segment=task.segment,
        business_date=task.business_date,
        agent_id=task.agent_id,
        team=task.team,
        channel=task.channel,
        queue=task.queue,
        language=task.language,
        purpose=purpose,
        rank=Purpose.FATAL.rank if urgent else purpose.rank,
        weight=task.weight,
        items=tuple(items),
        blind=purpose is Purpose.SECOND,
        selection=purpose.value,
        probability=None,
        reason=reason,
        created_at=created_at,
        due_at=task.due_at if urgent else None,
        of_task=task.task_id,
        machine_score=None if purpose is Purpose.SECOND else task.machine_score,
        confidence=None if purpose is Purpose.SECOND else task.confidence,
    )


def _key(purpose: Purpose, task: ReviewTask, items: Sequence[str]) -> tuple[str, ...]:
    """A second look belongs to one task; an adjudication to the evaluation and what is disputed."""
    return (task.task_id,) if purpose is Purpose.SECOND else tuple(items)


def manual_task(evaluation: Evaluation, *, who: str, language: str | None, created_at: datetime) -> ReviewTask:
    """The whole form of an interaction somebody opened by hand; nothing was drawn, so there is no probability."""
    wanted = _Wanted(Purpose.MANUAL, (), None)
    task_id = stable_id("task", evaluation.evaluation_id, Purpose.MANUAL.value, who)
    task = _task(evaluation, wanted, False, language, created_at, 0.0, task_id)
    return replace(task, assignee=who)


def _counts(flag: Flag) -> bool:
    """Worth a person's minute: drawn by risk, or an event that is at least of medium gravity."""
    return flag.selection is Selection.RISK or flag.severity.rank <= Severity.MEDIUM.rank


def _gravity(flag: Flag) -> tuple[float, str]:
    return (_weight(flag), flag.flag_id)


def _weight(flag: Flag) -> float:
    """Events before draws, grave ones first; a draw by its probability."""
    if flag.selection is Selection.EVENT:
        return 1.0 + (Severity.INFO.rank - flag.severity.rank) / 10.0
    return flag.probability


def _task(
    evaluation: Evaluation,
    wanted: _Wanted,
    urgent: bool,
    language: str | None,
    created_at: datetime,
    hold_hours: float,
    task_id: str | None = None,
) -> ReviewTask:
    purpose, flag = wanted.purpose, wanted.flag
    return ReviewTask(
        task_id=task_id or stable_id("task", evaluation.evaluation_id, "first"),
        evaluation_id=evaluation.evaluation_id,
        source=evaluation.source,
        interaction_id=evaluation.interaction_id,
        segment=evaluation.segment,
        business_date=evaluation.business_date,
        agent_id=evaluation.agent_id,
        team=evaluation.team,
        channel=evaluation.channel,
        queue=evaluation.queue,
        language=language,
        purpose=purpose,
        rank=Purpose.FATAL.rank if urgent else purpose.rank,
        weight=wanted.weight,
        items=wanted.items,
        blind=purpose is Purpose.RANDOM,
        selection=_selection(purpose, flag),
        probability=flag.probability if flag is not None else (1.0 if purpose is Purpose.FATAL else None),
        reason=flag.reason if flag is not None else _REASONS.get(purpose, ""),
        created_at=created_at,
        due_at=evaluation.evaluated_at + timedelta(hours=hold_hours) if urgent else None,
        machine_score=None if purpose is Purpose.RANDOM else evaluation.machine_score,
        confidence=None if purpose is Purpose.RANDOM else _least_sure(evaluation, wanted.items),
    )


def _least_sure(evaluation: Evaluation, asked: Collection[str]) -> float | None:
    return min((item.confidence for item in evaluation.items if item.id in asked), default=None)


def _selection(purpose: Purpose, flag: Flag | None) -> str:
    if flag is not None:
        return flag.selection.value
    return Selection.EVENT.value if purpose is Purpose.FATAL else purpose.value


_REASONS = {
    Purpose.FATAL: "疑似致命项 / suspected fatal",
    Purpose.MANUAL: "人工打开 / opened by hand",
}
