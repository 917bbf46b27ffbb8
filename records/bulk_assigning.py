"""Giving many reviews out at once, and taking them back from whom they are kept for. Audited."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.engine import Connection

from inspection.bulk_assignment import given_to, shared_in_turn
from inspection.review_assignment import Load, WhyNot
from inspection.review_steps import ReviewStep, TaskState, demand_step
from records import audit, people, review_queue
from records.review_queue import QueuedTask
from records.review_taking import Desk

AT_ONCE = 500


class NotMoved(StrEnum):
    """Why a review is not given out, whoever would do it: somebody looks at it now, or it is done or withdrawn."""

    HELD = "held"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class GivenOut:
    """Who got how many, and how many stayed for which reason."""

    given: dict[str, int]
    stayed: dict[WhyNot | NotMoved, int]


def give_out(connection: Connection, desk: Desk, tasks: Sequence[QueuedTask], to: str) -> GivenOut:
    """Keep reviews for one person, or (`to` empty) for everybody in turn; the rules of taking hold for giving too.

    What was kept for somebody else moves. Raises AccessRefused for who may not assign, and for a name nobody has.
    """
    demand_step(desk.policy.steps, ReviewStep.ASSIGN, desk.person)
    stayed, moving = _sorted_out(tasks)
    wanted = [one.task for one in moving]
    judged = review_queue.judged_by(connection, [task.evaluation_id for task in wanted])
    loads = review_queue.loads(connection, desk.since, desk.now)
    if to:
        person = people.find(connection, to)
        load = loads.get(person.who, Load())
        shared = given_to(person, wanted, load, per_day=desk.policy.per_day, judged_by=judged)
    else:
        staff = [p for p in people.everybody(connection) if p.roles]
        free = _without(loads, moving)
        shared = shared_in_turn(staff, wanted, free, per_day=desk.policy.per_day, judged_by=judged)
    review_queue.assign(connection, shared.given)
    for reason in shared.refused.values():
        stayed[reason] = stayed.get(reason, 0) + 1
    given = {who: list(shared.given.values()).count(who) for who in sorted(set(shared.given.values()))}
    _note(connection, desk, "assign", given, sorted(shared.given))
    return GivenOut(given, stayed)


def take_back(connection: Connection, desk: Desk, tasks: Sequence[QueuedTask]) -> GivenOut:
    """Keep reviews for nobody; who holds one goes on holding it."""
    demand_step(desk.policy.steps, ReviewStep.ASSIGN, desk.person)
    stayed, moving = _sorted_out(tasks)
    kept = {one.task.task_id: None for one in moving if one.task.assignee is not None}
    review_queue.assign(connection, kept)
    given = {"": len(kept)} if kept else {}
    _note(connection, desk, "unassign", given, sorted(kept))
    return GivenOut(given, stayed)


def _sorted_out(tasks: Sequence[QueuedTask]) -> tuple[dict[WhyNot | NotMoved, int], list[QueuedTask]]:
    stayed: dict[WhyNot | NotMoved, int] = {}
    for one in tasks:
        if one.state is not TaskState.OPEN:
            reason = NotMoved.HELD if one.state is TaskState.RESERVED else NotMoved.DONE
            stayed[reason] = stayed.get(reason, 0) + 1
    return stayed, [one for one in tasks if one.state is TaskState.OPEN]


def _without(loads: dict[str, Load], moving: Sequence[QueuedTask]) -> dict[str, Load]:
    """Loads without what is about to be shared out anew."""
    counts: dict[str, int] = {}
    for one in moving:
        if one.task.assignee is not None:
            counts[one.task.assignee] = counts.get(one.task.assignee, 0) + 1
    return {who: Load(load.done, max(0, load.waiting - counts.get(who, 0))) for who, load in loads.items()}


def _note(connection: Connection, desk: Desk, action: str, counts: dict[str, int], task_ids: Sequence[str]) -> None:
    if counts:
        after: dict[str, object] = {"counts": counts, "tasks": list(task_ids)}
        audit.note(connection, at=desk.now, who=desk.person.who, action=action, subject="review_queue", before={},
                   after=after, reason="chosen in the queue")  # fmt: skip
