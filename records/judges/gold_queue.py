"""Gold in the ordinary queue (混入复核队列): tasks that look like any blind draw, and whose verdicts go elsewhere.

A gold task copies purpose, chance and reason of the draws that wait beside it, and is judged blind on the full form.
What tells it apart is a row in `gold_tasks`, which no sheet, queue or trail of a reviewer shows. Its verdicts never
reach `reviews`: no score, estimate or standing moves by them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation
from inspection.item_verdicts import ItemVerdict
from inspection.judges.judging_policy import JudgingPolicy
from inspection.people import Person, PersonRole
from inspection.review_assignment import has_skill, is_other_team
from inspection.review_queue import Purpose, ReviewTask, manual_task
from inspection.review_steps import TaskState
from inspection.stable_ids import stable_id, uniform_draw
from records import audit, evaluations, interactions, people, review_queue
from records.judge_tables import gold_items, gold_tasks
from records.judges import judge_verdicts
from records.judges.judge_verdicts import Occasion

NIGHT = "night"


@dataclass(frozen=True, slots=True)
class _Gold:
    gold_id: str
    evaluation_id: str
    times: int


def mix(connection: Connection, policy: JudgingPolicy, now: datetime, *, who: str = NIGHT, salt: str = "gold") -> int:
    """Bring the gold among the open blind draws up to its share; returns how many tasks were added.

    Each is one somebody may take who has not judged it yet. Running it again adds nothing. Where no draw waits there is
    nothing to hide among.
    """
    waiting = [q for q in review_queue.waiting(connection, now) if q.task.purpose is Purpose.RANDOM]
    open_gold = gold_among(connection, [q.task.task_id for q in waiting])
    draws = [q.task for q in waiting if q.task.task_id not in open_gold and q.state is TaskState.OPEN]
    wanted = ceil(policy.gold.share * len(draws)) - len(open_gold) if draws else 0
    held = {q.task.evaluation_id for q in waiting}
    added: list[ReviewTask] = []
    staff = people.everybody(connection)
    for gold in _candidates(connection, policy, now, salt) if wanted > 0 else ():
        if len(added) == wanted:
            break
        evaluation = evaluations.find(connection, gold.evaluation_id)
        if evaluation is None or gold.evaluation_id in held:
            continue
        task = _like(draws[len(added) % len(draws)], evaluation, gold, _language(connection, evaluation), now)
        if _somebody_may(connection, task, staff):
            _put(connection, task, gold, now, who)
            added.append(task)
    return len(added)


def is_gold(connection: Connection, task_id: str) -> bool:
    """Whether a task is a gold one; for the records alone, never for a page of a reviewer."""
    return bool(gold_among(connection, [task_id]))


def gold_among(connection: Connection, task_ids: Sequence[str]) -> frozenset[str]:
    """Which of these tasks are gold."""
    chosen = sa.select(gold_tasks.c.task_id).where(gold_tasks.c.task_id.in_(task_ids))
    return frozenset(connection.execute(chosen).scalars()) if task_ids else frozenset()


def said_on(connection: Connection, task: ReviewTask) -> tuple[ItemVerdict, ...]:
    """What was said on a gold task."""
    return judge_verdicts.of(connection, Occasion.GOLD, task.task_id).get(task.evaluation_id, ())


def keep(connection: Connection, task: ReviewTask, verdicts: Sequence[ItemVerdict]) -> None:
    """Keep the verdicts of a gold task, apart from all others."""
    judge_verdicts.add(connection, Occasion.GOLD, task.task_id, task.evaluation_id, verdicts)


def _candidates(connection: Connection, policy: JudgingPolicy, now: datetime, salt: str) -> list[_Gold]:
    """Gold in use and young enough, least used first; of equals in an order nobody foresees."""
    used = sa.select(gold_tasks.c.gold_id, sa.func.count().label("times")).group_by(gold_tasks.c.gold_id).subquery()
    g = gold_items.c
    statement = (
        sa.select(g.gold_id, g.evaluation_id, sa.func.coalesce(used.c.times, 0).label("times"))
        .outerjoin(used, used.c.gold_id == g.gold_id)
        .where(g.retired_at.is_(None), g.added_at >= now - timedelta(days=policy.gold.days))
    )
    found = [_Gold(row.gold_id, row.evaluation_id, row.times) for row in connection.execute(statement)]
    return sorted(found, key=lambda one: (one.times, uniform_draw(salt, one.gold_id, one.times)))


def _like(draw: ReviewTask, evaluation: Evaluation, gold: _Gold, language: str | None, now: datetime) -> ReviewTask:
    """A task on the gold evaluation with everything else as the draw beside it."""
    task = manual_task(evaluation, who="", language=language, created_at=draw.created_at)
    return replace(
        task,
        task_id=stable_id("task", evaluation.evaluation_id, "first", gold.gold_id, gold.times, now.isoformat()),
        purpose=Purpose.RANDOM,
        rank=Purpose.RANDOM.rank,
        weight=draw.weight,
        blind=True,
        selection=draw.selection,
        probability=draw.probability,
        reason=draw.reason,
        assignee=None,
    )


def _somebody_may(connection: Connection, task: ReviewTask, staff: Sequence[Person]) -> bool:
    before = review_queue.judged_by(connection, [task.evaluation_id]).get(task.evaluation_id, ())
    return any(
        p.is_any_of((PersonRole.REVIEWER, PersonRole.SUPERVISOR))
        and p.who not in before
        and has_skill(p, task)
        and is_other_team(p, task)
        for p in staff
    )


def _language(connection: Connection, evaluation: Evaluation) -> str | None:
    stored = interactions.find(connection, evaluation.source, evaluation.interaction_id)
    return stored.interaction.language if stored else None


def _put(connection: Connection, task: ReviewTask, gold: _Gold, now: datetime, who: str) -> None:
    review_queue.put(connection, [task], now)
    connection.execute(sa.insert(gold_tasks).values(task_id=task.task_id, gold_id=gold.gold_id, mixed_at=now))
    audit.note(
        connection,
        at=now,
        who=who,
        action="gold_mix",
        subject=f"gold:{gold.gold_id}",
        before={},
        after={"task_id": task.task_id},
        reason="share of the open draws",
    )
