"""What of every exported table somebody sees (可见范围): the conditions the JSON API asks with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from inspection.access.sight import NOTHING, Sight
from inspection.coaching.task import CoachingStatus
from inspection.evaluation import EvaluationStatus
from inspection.ledger import Ending
from inspection.review_steps import TaskState
from records import sight_filter
from records.review_tables import review_tasks
from records.tables import coaching, evaluations, flags, ledger, reviews

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beholder:
    """Whose eyes: `sight` of the rows asked for, `drafts` of what no person has looked at yet (evaluations, coaching).

    `reviewer` is the name of somebody who reviews: until they have judged it, they are told nothing of what the
    machine or others say of an interaction that waits for a blind review. Empty for who does not review.
    """

    sight: Sight
    drafts: Sight = NOTHING
    reviewer: str = ""


def condition_of(table: str, beholder: Beholder) -> Condition:
    """Which rows of an exported table (or of the review queue, `review_tasks`) are seen."""
    return _CONDITIONS[table](beholder)


def _ledger(beholder: Beholder) -> Condition:
    return (ledger.c.ending != Ending.PENDING.value) & sight_filter.of_ledger(beholder.sight)


def _interactions(beholder: Beholder) -> Condition:
    return sight_filter.of_interactions(beholder.sight)


def _evaluations(beholder: Beholder) -> Condition:
    is_told = (evaluations.c.status != EvaluationStatus.DRAFT.value) | sight_filter.of_evaluations(beholder.drafts)
    return sight_filter.of_evaluations(beholder.sight) & is_told & ~waits_blind(beholder.reviewer, evaluations)


def _flags(beholder: Beholder) -> Condition:
    return sight_filter.of_flags(beholder.sight) & ~waits_blind(beholder.reviewer, flags)


def _scorecards(beholder: Beholder) -> Condition:
    return sight_filter.of_scorecards(beholder.sight)


def _coaching(beholder: Beholder) -> Condition:
    is_told = (coaching.c.status != CoachingStatus.WAITING_FOR_REVIEW.value) | sight_filter.of_coaching(beholder.drafts)
    return sight_filter.of_coaching(beholder.sight) & is_told


def _appeals(beholder: Beholder) -> Condition:
    return sight_filter.of_appeals(beholder.sight)


def _reviews(beholder: Beholder) -> Condition:
    same = evaluations.c.evaluation_id == reviews.c.evaluation_id
    return sa.exists().where(same, _evaluations(beholder))


def _review_tasks(beholder: Beholder) -> Condition:
    if beholder.sight.is_everything:
        return sa.true()
    same = evaluations.c.evaluation_id == review_tasks.c.evaluation_id
    return sa.exists().where(same, sight_filter.of_evaluations(beholder.sight))


def waits_blind(reviewer: str, table: sa.Table) -> Condition:
    """The interaction of a row waits for a blind review that `reviewer` might do, and they have not judged it."""
    if not reviewer:
        return sa.false()
    tasks, judged = review_tasks.alias(), reviews.alias()
    return sa.exists().where(
        tasks.c.source == table.c.source,
        tasks.c.interaction_id == table.c.interaction_id,
        tasks.c.state == TaskState.OPEN.value,
        tasks.c.blind,
        ~sa.exists().where(judged.c.evaluation_id == tasks.c.evaluation_id, judged.c.who == reviewer),
    )


_CONDITIONS: Mapping[str, Callable[[Beholder], Condition]] = {
    "ledger": _ledger,
    "interactions": _interactions,
    "evaluations": _evaluations,
    "flags": _flags,
    "scorecards": _scorecards,
    "coaching": _coaching,
    "appeals": _appeals,
    "reviews": _reviews,
    "review_tasks": _review_tasks,
}
