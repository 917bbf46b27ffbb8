"""Taking reviews from the queue and giving them back (领取与退回): who gets what, for how long."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.errors import InspectionError, RecordsError
from inspection.evaluation import EvaluationStatus
from inspection.people import Person
from inspection.review_assignment import Load, capacity_of, fulfilled
from inspection.review_policy import ReviewPolicy
from inspection.review_queue import Purpose, ReviewTask, manual_task
from inspection.review_steps import Condition, ReviewStep, TaskState, demand_step
from records import audit, evaluations, interactions, people, reservations, review_queue, sight_filter
from records.reservations import Reservation
from records.review_queue import QueuedTask

_PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a person sits down to review: who, by which policy, now, and since when the centre's day runs.

    What lies outside of `sight` is neither handed to them nor found by its id.
    """

    person: Person
    policy: ReviewPolicy
    now: datetime
    since: datetime
    sight: Sight = EVERYTHING


def take(connection: Connection, desk: Desk) -> list[QueuedTask]:
    """The next work for a person, reserved: one task, or several findings of one agent on one item.

    What is kept for the person goes first, then the queue in its order; what they hold already is handed out again.
    Empty when nothing is left for them. Raises AccessRefused for who may not review, or whose day is full.
    """
    people.lock(connection, desk.person.who)
    held = review_queue.held_by(connection, desk.person.who, desk.now)
    if held:
        return held
    load = _load(connection, desk)
    room = capacity_of(desk.person, desk.policy.per_day) - load.done
    holds = frozenset(Condition) - ({Condition.BELOW_CAPACITY} if room <= 0 else set())
    demand_step(desk.policy.steps, ReviewStep.TAKE, desk.person, holds=holds)
    first = next((task for task in _fitting(connection, desk, load) if _reserve(connection, desk, task)), None)
    if first is None:
        return []
    taken = [first]
    together = review_queue.of_group(connection, first, desk.now) if first.items else []
    for task in _those_i_may(connection, desk, together, load):
        if len(taken) < min(desk.policy.group_size, room) and _reserve(connection, desk, task):
            taken.append(task)
    return [review_queue.find(connection, task.task_id, desk.now) for task in taken]


def take_task(connection: Connection, desk: Desk, task_id: str) -> QueuedTask:
    """One task by its id, reserved (for its holder: until later).

    Raises AccessRefused or RecordsError with the reason: wrong role, no skill, own team, judged before, day full,
    held by somebody else.
    """
    people.lock(connection, desk.person.who)
    queued = review_queue.find(connection, task_id, desk.now)
    _demand_sight(connection, desk, queued.task)
    if queued.holder != desk.person.who:
        judged = review_queue.judged_by(connection, [queued.task.evaluation_id])
        before = desk.person.who in judged.get(queued.task.evaluation_id, ())
        _demand(desk, queued, _load(connection, desk), judged_before=before)
    if not _reserve(connection, desk, queued.task):
        raise _held(task_id)
    return review_queue.find(connection, task_id, desk.now)


def open_manual(connection: Connection, desk: Desk, source: str, interaction_id: str, segment: int = 0) -> QueuedTask:
    """Any interaction, for a score by hand on the full form; never counted as random."""
    where = f"{source}/{interaction_id}"
    known = evaluations.current(connection, source, interaction_id, sight=desk.sight)
    found = [e for e in known if e.segment == segment]
    if not found:
        raise RecordsError("there is no evaluation of it", "check source, id and segment", where=where)
    if found[0].status is EvaluationStatus.FROZEN:
        raise RecordsError("its month is frozen", "an appeal books an adjustment", where=where, code="frozen")
    stored = interactions.find(connection, source, interaction_id)
    language = stored.interaction.language if stored else None
    if review_queue.waits_blind(connection, found[0].evaluation_id):
        reason = "it waits for a blind review: nobody sees the machine's verdict before"
        raise RecordsError(reason, "review it from the queue, or wait", where=where, code="waits_blind")
    task = manual_task(found[0], who=desk.person.who, language=language, created_at=desk.now)
    holds = fulfilled(desk.person, task, judged_before=False, load=Load(), per_day=1)
    demand_step(desk.policy.steps, ReviewStep.OPEN_MANUAL, desk.person, holds=holds, where=where)
    review_queue.put(connection, [task], desk.now)
    queued = review_queue.find(connection, task.task_id, desk.now)
    if queued.state is TaskState.SUBMITTED:
        raise RecordsError("you scored it by hand before", "correct your verdict instead", where=task.task_id)
    if not _reserve(connection, desk, task, step="open_manual"):
        raise _held(task.task_id)
    return review_queue.find(connection, task.task_id, desk.now)


def release(connection: Connection, desk: Desk, task_id: str, *, reason: str = "released") -> None:
    """Give a task back; a supervisor may take one back from somebody else."""
    queued = review_queue.find(connection, task_id, desk.now)
    _demand_sight(connection, desk, queued.task)
    own = queued.holder == desk.person.who
    step = ReviewStep.RELEASE if own or queued.holder is None else ReviewStep.TAKE_BACK
    holds = {Condition.HOLDS_IT} if own else set()
    demand_step(desk.policy.steps, step, desk.person, queued.state, holds=holds, where=task_id)
    reservations.drop(connection, queued.task.evaluation_id)
    _note(connection, desk, step.value, queued.task, before={"holder": queued.holder}, after={}, reason=reason)


def withdraw(connection: Connection, desk: Desk, task_id: str, *, reason: str) -> None:
    """Take a task out of the queue: nobody will review it."""
    queued = review_queue.find(connection, task_id, desk.now)
    demand_step(desk.policy.steps, ReviewStep.WITHDRAW, desk.person, queued.state, where=task_id)
    review_queue.withdraw(connection, task_id)
    state = {"state": TaskState.WITHDRAWN.value}
    _note(connection, desk, "withdraw", queued.task, before={"state": queued.state.value}, after=state, reason=reason)


def _load(connection: Connection, desk: Desk) -> Load:
    return review_queue.loads(connection, desk.since, desk.now).get(desk.person.who, Load())


def _fitting(connection: Connection, desk: Desk, load: Load) -> Iterator[ReviewTask]:
    """Tasks this person may take: what is kept for them, then the queue in its order, a page at a time."""
    for keeper in (desk.person.who, None):
        page = 0
        while many := review_queue.free(connection, desk.now, keeper, limit=_PAGE, offset=page * _PAGE):
            yield from _those_i_may(connection, desk, many, load)
            page += 1


def _those_i_may(connection: Connection, desk: Desk, many: Sequence[QueuedTask], load: Load) -> Iterator[ReviewTask]:
    ids = [queued.task.evaluation_id for queued in many]
    judged = review_queue.judged_by(connection, ids)
    seen = sight_filter.evaluations_seen(connection, desk.sight, ids)
    for queued in (one for one in many if one.task.evaluation_id in seen):
        before = desk.person.who in judged.get(queued.task.evaluation_id, ())
        if queued.task.assignee in (None, desk.person.who) and _may(desk, queued, load, before):
            yield queued.task


def _demand_sight(connection: Connection, desk: Desk, task: ReviewTask) -> None:
    """What is somebody else's looks like what does not exist."""
    if not sight_filter.evaluations_seen(connection, desk.sight, [task.evaluation_id]):
        raise review_queue.no_task(task.task_id)


def _may(desk: Desk, queued: QueuedTask, load: Load, judged_before: bool) -> bool:
    try:
        _demand(desk, queued, load, judged_before=judged_before)
    except InspectionError:
        return False
    return True


def _demand(desk: Desk, queued: QueuedTask, load: Load, *, judged_before: bool) -> None:
    task = queued.task
    step = ReviewStep.ADJUDICATE if task.purpose is Purpose.ADJUDICATION else ReviewStep.TAKE
    if queued.state is TaskState.RESERVED:
        raise _held(task.task_id)
    # What is kept for the person counts as their load already; only what is done fills the day.
    own_load = Load(load.done, 0)
    holds = fulfilled(desk.person, task, judged_before=judged_before, load=own_load, per_day=desk.policy.per_day)
    demand_step(desk.policy.steps, step, desk.person, queued.state, holds=holds, where=task.task_id)


def _reserve(connection: Connection, desk: Desk, task: ReviewTask, step: str = "take") -> bool:
    """Reserve, and make sure that the task is still open: somebody may have ended it since it was read."""
    wanted = Reservation(
        evaluation_id=task.evaluation_id,
        task_id=task.task_id,
        who=desk.person.who,
        at=desk.now,
        expires_at=desk.now + timedelta(minutes=desk.policy.reservation_minutes),
    )
    if not reservations.reserve(connection, wanted):
        return False
    if review_queue.find(connection, task.task_id, desk.now).state is not TaskState.RESERVED:
        reservations.drop(connection, task.evaluation_id)
        return False
    after = {"holder": desk.person.who, "expires_at": wanted.expires_at.isoformat()}
    _note(connection, desk, step, task, before={}, after=after, reason=task.purpose.value)
    return True


def _held(task_id: str) -> RecordsError:
    return RecordsError("somebody else is looking at it now", "take another one", where=task_id, code="held")


def _note(
    connection: Connection,
    desk: Desk,
    action: str,
    task: ReviewTask,
    *,
    before: Mapping[str, object],
    after: Mapping[str, object],
    reason: str,
) -> None:
    audit.note(
        connection,
        at=desk.now,
        who=desk.person.who,
        action=action,
        subject=f"review:{task.task_id}",
        before=before,
        after=after,
        reason=reason,
    )
