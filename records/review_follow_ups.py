"""What a submitted review brings about: a blind second look, an adjudication where people disagree, closed flags."""

from collections.abc import Collection

from sqlalchemy.engine import Connection

from inspection.flags import Flag, FlagStatus
from inspection.item_verdicts import ItemVerdict, settled
from inspection.review_queue import Purpose, ReviewTask, follow_up
from inspection.review_steps import ReviewStep, TaskState, demand_step
from inspection.stable_ids import uniform_draw
from records import audit, flags, review_queue
from records.review_taking import Desk

_DRAWN = (Purpose.FATAL, Purpose.RISK, Purpose.RANDOM)


def follow_up_on(
    connection: Connection, desk: Desk, task: ReviewTask, verdicts: Collection[ItemVerdict], *, first_time: bool
) -> None:
    """Queue what follows. The draw of second reviews depends on the task alone: a retry draws the same."""
    draw = uniform_draw(desk.policy.salt, "second", task.task_id)
    if first_time and task.purpose in _DRAWN and draw < desk.policy.second_share:
        _queue_second(connection, desk, task, "drawn")
    _settle_disputes(connection, desk, task, verdicts)


def ask_second(connection: Connection, desk: Desk, task_id: str) -> str:
    """Have a submitted review judged blind by a second person; returns the new task's id."""
    queued = review_queue.find(connection, task_id, desk.now)
    demand_step(desk.policy.steps, ReviewStep.ASK_SECOND, desk.person, queued.state, where=task_id)
    return _queue_second(connection, desk, queued.task, f"asked by {desk.person.who}")


def close_flags(connection: Connection, desk: Desk, task: ReviewTask, verdicts: Collection[ItemVerdict]) -> None:
    """The flags this review has dealt with: reviewed, or dismissed where a suspected fatal was none."""
    if task.purpose in (Purpose.SECOND, Purpose.MANUAL):
        return
    said = {item: one.verdict for item, one in settled(verdicts).items()}
    for flag in flags.of(connection, task.source, task.interaction_id):
        if flag.segment not in (None, task.segment) or flag.is_customer_risk or flag.status is not FlagStatus.OPEN:
            continue
        status = _status(flag, said.get(flag.item or ""))
        if status is not None:
            reason = f"review {task.task_id}"
            flags.decide(connection, flag.flag_id, status, who=desk.person.who, at=desk.now, reason=reason)


def _status(flag: Flag, verdict: ItemVerdict | None) -> FlagStatus | None:
    if flag.code != "suspected_fatal":
        return FlagStatus.REVIEWED
    if verdict is None:
        return None
    return FlagStatus.REVIEWED if verdict.fatal else FlagStatus.DISMISSED


def _queue_second(connection: Connection, desk: Desk, task: ReviewTask, reason: str) -> str:
    second = follow_up(task, Purpose.SECOND, task.items, created_at=desk.now, reason=reason)
    if review_queue.put(connection, [second], desk.now):
        _note(connection, desk, "second", second, reason)
    return second.task_id


def _settle_disputes(connection: Connection, desk: Desk, task: ReviewTask, verdicts: Collection[ItemVerdict]) -> None:
    """One adjudication per evaluation for what people disagree on; it goes when they agree after all."""
    disputed = tuple(item for item, one in settled(verdicts).items() if one.is_disputed)
    root = task.of_task or task.task_id
    open_ones = [
        queued.task
        for queued in review_queue.of_evaluation(connection, task.evaluation_id, desk.now)
        if queued.task.purpose is Purpose.ADJUDICATION and queued.state in (TaskState.OPEN, TaskState.RESERVED)
    ]
    for stale in open_ones:
        if stale.items != disputed:
            review_queue.withdraw(connection, stale.task_id)
            _note(connection, desk, "withdraw", stale, "the disagreement is another one now, or none")
    if disputed and not any(one.items == disputed for one in open_ones):
        wanted = follow_up(task, Purpose.ADJUDICATION, disputed, created_at=desk.now, reason="意见不一 / disagreement")
        review_queue.put(connection, [wanted], desk.now)
        review_queue.reopen(connection, wanted.task_id)
        _note(connection, desk, "adjudication", wanted, f"{root}: {', '.join(disputed)}")


def _note(connection: Connection, desk: Desk, action: str, task: ReviewTask, reason: str) -> None:
    audit.note(
        connection,
        at=desk.now,
        who=desk.person.who,
        action=action,
        subject=f"review:{task.task_id}",
        before={},
        after={"evaluation_id": task.evaluation_id, "items": list(task.items), "of_task": task.of_task},
        reason=reason,
    )
