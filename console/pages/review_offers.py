"""Reviews that can be done on this interaction (可领取的复核), and who does one just now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.figures import moment, time_of_day
from console.pages.interaction_found import FoundInteraction
from console.visit import Visit
from inspection.access.policy import Action
from inspection.evaluation import EvaluationStatus
from inspection.review_queue import Purpose
from inspection.review_steps import TaskState
from records.review_queue import QueuedTask


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOffer:
    """An open review. `held` says who has it until when (empty: it is free), `items` what it asks about."""

    task_id: str
    purpose: str
    segment: int
    items: str
    due: str
    held: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneReview:
    """A review that was done: by whom, when, and whether its verdicts are this person's to correct."""

    task_id: str
    purpose: str
    who: str
    at: str
    is_mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewOffers:
    """What can be reviewed here. `by_hand` are segments (from 0) that may be opened for a score by hand."""

    tasks: tuple[TaskOffer, ...]
    done: tuple[DoneReview, ...]
    by_hand: tuple[int, ...]
    is_waiting_blind: bool


def review_offers(found: FoundInteraction, visit: Visit) -> ReviewOffers | None:
    """The offers to who reviews; None for others, and while they are at a review here."""
    is_busy = found.reviewing is not None and found.reviewing.queued.state is TaskState.RESERVED
    if not visit.may(Action.REVIEW) or visit.viewer is None or not found.current or is_busy:
        return None
    who = visit.viewer.person.who
    open_tasks = [q for q in found.tasks if q.state in (TaskState.OPEN, TaskState.RESERVED)]
    # A blind review is named, never why it was chosen; what else waits there would tell of the machine.
    shown = [q for q in open_tasks if q.task.evaluation_id not in found.hidden or q.task.blind]
    return ReviewOffers(
        tasks=tuple(_offers(shown, who, visit)),
        done=tuple(_done(found.tasks, who, visit)),
        by_hand=_by_hand(found, open_tasks),
        is_waiting_blind=bool(found.hidden),
    )


def _offers(tasks: Sequence[QueuedTask], who: str, visit: Visit) -> Iterable[TaskOffer]:
    w = visit.w
    for queued in tasks:
        task = queued.task
        held = ""
        if queued.holder is not None and queued.expires_at is not None:
            held = w["bench_held_by"].format(who=queued.holder, until=time_of_day(queued.expires_at))
        yield TaskOffer(
            task_id=task.task_id,
            purpose=w["bench_blind"] if task.blind else w.of("purpose", task.purpose.value),
            segment=task.segment + 1,
            items="" if task.blind else ", ".join(w.of("item", item) for item in task.items),
            due="" if task.blind or task.due_at is None else moment(task.due_at),
            held=held,
            is_mine=task.assignee == who,
        )


def _done(tasks: Sequence[QueuedTask], who: str, visit: Visit) -> Iterable[DoneReview]:
    for queued in tasks:
        if queued.state is TaskState.SUBMITTED and queued.submitted_by is not None:
            yield DoneReview(
                task_id=queued.task.task_id,
                purpose=visit.w.of("purpose", queued.task.purpose.value),
                who=queued.submitted_by,
                at=moment(queued.submitted_at),
                is_mine=queued.submitted_by == who,
            )


def _by_hand(found: FoundInteraction, open_tasks: Sequence[QueuedTask]) -> tuple[int, ...]:
    """Segments without a review that waits, not frozen, and not scored by hand already."""
    taken = {q.task.evaluation_id for q in open_tasks}
    taken |= {q.task.evaluation_id for q in found.tasks if q.task.purpose is Purpose.MANUAL}
    return tuple(
        e.segment
        for e in found.current
        if e.evaluation_id not in taken | found.hidden and e.status is not EvaluationStatus.FROZEN
    )
