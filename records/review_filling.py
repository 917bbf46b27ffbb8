"""Filling the review queue from the flags of the nights, and sharing it out. Running it again changes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation
from inspection.evaluation_steps import takes_reviews
from inspection.flags import Flag
from inspection.item_verdicts import ItemVerdict, settled
from inspection.people import Person
from inspection.review_assignment import assigned
from inspection.review_policy import ReviewPolicy
from inspection.review_queue import Purpose, ReviewTask, task_of
from inspection.review_steps import ReviewStep, TaskState, demand_step
from records import audit, evaluations, people, review_queue, reviews, sampled_flags
from records.by_interaction import Key, partitions
from records.tables import interactions
from records.upsert import in_chunks

AT_ONCE = 200
NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Filled:
    """How many reviews were added, withdrawn (their evaluation is no longer current), and dropped (no longer drawn)."""

    added: int
    withdrawn: int
    dropped: int = 0


def fill(
    connection: Connection,
    first: date,
    last: date,
    policy: ReviewPolicy,
    *,
    now: datetime,
    person: Person | None = None,
) -> Filled:
    """Queue what the flags of the business dates (both included) ask a person to look at.

    What a sampling plan passed over is not asked, and goes if it was queued before the draw and nobody touched it.
    `person` None is the night itself. Tasks of superseded evaluations are withdrawn. Raises AccessRefused for a person
    who may not fill the queue.
    """
    if person is not None:
        demand_step(policy.steps, ReviewStep.FILL, person)
    withdrawn = review_queue.withdraw_superseded(connection)
    added, wanted = 0, set[str]()
    for batch in partitions(_by_interaction(sampled_flags.between(connection, first, last)).items(), AT_ONCE):
        tasks = _tasks(connection, dict(batch), policy, now)
        wanted.update(task.task_id for task in tasks)
        added += review_queue.put(connection, tasks, now)
    dropped = review_queue.drop_unwanted(connection, first, last, wanted, now)
    if added or withdrawn or dropped:
        audit.note(
            connection,
            at=now,
            who=person.who if person else NIGHT,
            action="fill",
            subject="review_queue",
            before={},
            after={
                "from": first.isoformat(),
                "to": last.isoformat(),
                "added": added,
                "withdrawn": withdrawn,
                "dropped": dropped,
            },
            reason="flags",
        )
    return Filled(added, withdrawn, dropped)


def share_out(connection: Connection, policy: ReviewPolicy, person: Person, *, now: datetime, since: datetime) -> int:
    """Keep every waiting task for somebody who may do it, in turn by load and skill; returns how many were given out.

    `since` is when the centre's day began: capacities are of a day. Tasks that are held or kept already stay.
    """
    demand_step(policy.steps, ReviewStep.ASSIGN, person)
    free = [
        queued.task
        for queued in review_queue.waiting(connection, now)
        if queued.state is TaskState.OPEN and queued.task.assignee is None
    ]
    judged = review_queue.judged_by(connection, [task.evaluation_id for task in free])
    loads = review_queue.loads(connection, since, now)
    given = assigned(free, people.everybody(connection), loads, per_day=policy.per_day, judged_by=judged)
    review_queue.assign(connection, given)
    if given:
        counts = {who: list(given.values()).count(who) for who in sorted(set(given.values()))}
        audit.note(
            connection,
            at=now,
            who=person.who,
            action="assign",
            subject="review_queue",
            before={},
            after=counts,
            reason="in turn by load and skill",
        )
    return len(given)


def _by_interaction(many: Iterable[Flag]) -> dict[Key, list[Flag]]:
    found: dict[Key, list[Flag]] = {}
    for flag in many:
        found.setdefault((flag.source, flag.interaction_id), []).append(flag)
    return found


def _tasks(
    connection: Connection, flagged: Mapping[Key, Sequence[Flag]], policy: ReviewPolicy, now: datetime
) -> list[ReviewTask]:
    judged = evaluations.current_of(connection, list(flagged))
    spoken = reviews.verdicts_on(connection, [e for many in judged.values() for e in many])
    languages = _languages(connection, list(flagged))
    tasks = []
    for key, many in judged.items():
        for evaluation in filter(_still_moves, many):
            verdicts = spoken[evaluation.evaluation_id]
            task = task_of(
                evaluation,
                flagged[key],
                decided=settled(verdicts).keys(),
                language=languages.get(key),
                created_at=now,
                hold_hours=policy.hold_hours,
            )
            if task is not None and not _drawn_and_done(task, evaluation, verdicts):
                tasks.append(task)
    return tasks


def _still_moves(evaluation: Evaluation) -> bool:
    """A review of a final or frozen score would move nothing: nobody's hour is spent on it."""
    return takes_reviews(evaluation.status)


def _drawn_and_done(task: ReviewTask, evaluation: Evaluation, verdicts: Sequence[ItemVerdict]) -> bool:
    """A full form that was judged on these very words before a re-score need not be judged again."""
    if task.purpose is not Purpose.RANDOM:
        return False
    said = {verdict.item for verdict in verdicts}
    return bool(said) and said >= {i.id for i in evaluation.items if i.max_points > 0}


def _languages(connection: Connection, keys: Sequence[Key]) -> dict[Key, str | None]:
    found: dict[Key, str | None] = {}
    columns = interactions.c
    for chunk in in_chunks(sorted({interaction_id for _, interaction_id in keys})):
        statement = sa.select(columns.source, columns.interaction_id, columns.language)
        for row in connection.execute(statement.where(columns.interaction_id.in_(chunk))):
            found[(row.source, row.interaction_id)] = row.language
    return found
