"""The sheet a reviewer works on (复核工作单): what is asked, and of the machine's verdict only what may be seen.

Hiding happens here and nowhere else: whoever shows a sheet cannot show what it does not hold.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from inspection.evaluation import Evaluation, ItemKind, ItemResult, ItemState, Line
from inspection.evidence import Evidence
from inspection.item_verdicts import ItemVerdict
from inspection.publication import HoldReason, Publication, published
from inspection.review_queue import Purpose, ReviewTask
from inspection.score_basis import ScoreBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineVerdict:
    """What the machine said of an item; points on the form, confidence 0-1."""

    state: ItemState
    points: float
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...]
    fatal_kind: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedItem:
    """One line of the sheet.

    `asked`: a verdict is wanted; else it may be given. `machine` and `said` are None and empty on a blind sheet.
    `always_fatal`: a breach cannot be called minor; `fatal_kind`: of which kind a breach is when it is fatal.
    """

    id: str
    title_zh: str
    title_en: str
    kind: ItemKind
    line: Line
    max_points: float
    asked: bool
    fatal_kind: Line | None
    always_fatal: bool
    machine: MachineVerdict | None = None
    said: tuple[ItemVerdict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveScore:
    """What the evaluation comes to with the verdicts so far. On a blind sheet only `human` is filled.

    Scores 0-100; `hold` why the published score would be held.
    """

    machine: float | None
    human: float | None
    published: float | None
    human_points_judged: float
    hold: HoldReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSheet:
    """Everything a page may show of one task to the person who holds it."""

    task: ReviewTask
    blind: bool
    items: tuple[AskedItem, ...]
    live: LiveScore

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids of the items a verdict is wanted for."""
        return tuple(item.id for item in self.items if item.asked)


def work_sheet(
    task: ReviewTask,
    evaluation: Evaluation,
    basis: ScoreBasis,
    verdicts: Collection[ItemVerdict],
    trusted: Collection[str],
    *,
    who: str,
    submitted: bool = False,
) -> WorkSheet:
    """The sheet of a task for `who`; until `submitted`, a blind one holds nothing of the machine or of other people."""
    blind = task.blind and not submitted
    seen = [v for v in verdicts if v.who == who] if blind else list(verdicts)
    asked = asked_items(task, evaluation, basis)
    items = tuple(_line(item, basis, evaluation.channel, asked, seen, blind) for item in evaluation.items)
    shown = items if task.purpose is not Purpose.ADJUDICATION else tuple(i for i in items if i.asked)
    return WorkSheet(
        task=_hidden(task) if blind else task,
        blind=blind,
        items=tuple(i for i in shown if i.asked or not task.is_full_form),
        live=live_score(evaluation, basis, seen, trusted, blind=blind),
    )


def asked_items(task: ReviewTask, evaluation: Evaluation, basis: ScoreBasis) -> frozenset[str]:
    """Items a verdict is wanted for: the task's own, or everything the form of this channel judges."""
    listed = {item.id for item in evaluation.items}
    wanted = basis.judged_on(evaluation.channel) if task.is_full_form else task.items
    return frozenset(wanted) & listed


def live_score(
    evaluation: Evaluation,
    basis: ScoreBasis,
    verdicts: Iterable[ItemVerdict],
    trusted: Collection[str],
    *,
    blind: bool = False,
) -> LiveScore:
    """The three columns with the verdicts so far, stored or only typed in; a pure function, asked at every key."""
    now = published(evaluation, basis, verdicts, trusted)
    return _blind_score(now) if blind else _open_score(evaluation, now)


def _open_score(evaluation: Evaluation, now: Publication) -> LiveScore:
    return LiveScore(
        machine=evaluation.machine_score,
        human=now.human_score,
        published=now.published_score,
        human_points_judged=now.human.points_judged,
        hold=now.hold.reason if now.hold else None,
    )


def _blind_score(now: Publication) -> LiveScore:
    """Nothing that depends on the machine: neither its score nor what would be published with it."""
    return LiveScore(
        machine=None,
        human=now.human_score,
        published=None,
        human_points_judged=now.human.points_judged,
        hold=None,
    )


def _hidden(task: ReviewTask) -> ReviewTask:
    """The task without what tells of the machine: that it is urgent, and why it was chosen."""
    return replace(task, rank=task.purpose.rank, weight=0.0, reason="", due_at=None)


def _line(
    item: ItemResult,
    basis: ScoreBasis,
    channel: str,
    asked: Collection[str],
    verdicts: Iterable[ItemVerdict],
    blind: bool,
) -> AskedItem:
    row = basis.form.rows_on(channel).get(item.id)
    return AskedItem(
        id=item.id,
        title_zh=basis.title(item.id, "zh"),
        title_en=basis.title(item.id, "en"),
        kind=item.kind,
        line=item.line,
        max_points=row.points if row is not None else 0.0,
        asked=item.id in asked,
        fatal_kind=basis.fatal_kind(item.id, channel),
        always_fatal=basis.is_always_fatal(item.id, channel),
        machine=None if blind else _machine(item),
        said=tuple(v for v in verdicts if v.item == item.id),
    )


def _machine(item: ItemResult) -> MachineVerdict:
    return MachineVerdict(
        state=item.state,
        points=item.points,
        confidence=item.confidence,
        reason=item.reason,
        evidence=item.evidence,
        fatal_kind=item.fatal_kind,
    )
