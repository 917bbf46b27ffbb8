"""Re-checks (复查): the next interactions of who was coached; who has not become like colleagues is coached again."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.coaching.policy import CoachingLifePolicy
from inspection.coaching.reasons import recheck_reason, recurrence_reason
from inspection.coaching.recheck import Recheck, recheck
from inspection.coaching.task import ESCALATES_FROM, CoachingKind, CoachingStatus, CoachingTask
from inspection.coaching.weaknesses import Count
from inspection.evaluation import ItemState
from inspection.period import Period
from inspection.stable_ids import stable_id
from records import audit, coaching
from records.tables import current_evaluations, evaluation_items, evaluations

_JUDGED = (ItemState.MET.value, ItemState.UNMET.value)
_LOOKS_BACK_DAYS = 90


@dataclass(frozen=True, slots=True)
class Rechecked:
    """A closed task, and what the next interactions showed."""

    task: CoachingTask
    outcome: Recheck


def settle(
    connection: Connection, policy: CoachingLifePolicy, *, today: date, now: datetime, language: str = "zh"
) -> list[Rechecked]:
    """Re-check every closed individual task that waits for it; failed ones become a new task. Twice changes nothing."""
    found = []
    for task in coaching.wanted(
        connection, statuses=[CoachingStatus.CLOSED], held_since=today - timedelta(days=_LOOKS_BACK_DAYS)
    ):
        colleagues = Count(int(task.effect.get("group_unmet", 0)), int(task.effect.get("group_applicable", 0)))
        if task.agent_id is None or "recheck_passed" in task.effect or not colleagues.applicable:
            continue
        outcome = recheck(_next_of(connection, task, policy.recheck.interactions), colleagues, policy.recheck)
        if outcome is not None:
            _keep(connection, task, outcome, now)
            if not outcome.passed:
                _again(connection, policy, task, outcome, today=today, language=language)
            found.append(Rechecked(task, outcome))
    return found


def _next_of(connection: Connection, task: CoachingTask, wanted: int) -> Count:
    e, i = evaluations.c, evaluation_items.c
    chosen = (
        sa.select(i.state)
        .join(evaluations, e.evaluation_id == i.evaluation_id)
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .where(e.agent_id == task.agent_id, e.business_date > task.closed_on, i.item_id == task.item)
        .where(i.state.in_(_JUDGED))
        .order_by(e.started_at, e.evaluation_id)
        .limit(wanted)
    )
    states = list(connection.execute(chosen).scalars())
    return Count(states.count(ItemState.UNMET.value), len(states))


def _keep(connection: Connection, task: CoachingTask, outcome: Recheck, now: datetime) -> None:
    figures = {
        "recheck_unmet": float(outcome.seen.unmet),
        "recheck_applicable": float(outcome.seen.applicable),
        "recheck_passed": float(outcome.passed),
    }
    coaching.set_effect(connection, task.task_id, {**task.effect, **figures})
    audit.note(
        connection,
        at=now,
        who=coaching.NIGHT,
        action="coaching_recheck",
        subject=f"coaching:{task.task_id}",
        before={},
        after={**figures, "chance": round(outcome.chance, 6)},
        reason="the next interactions of the item",
    )


def _again(
    connection: Connection,
    policy: CoachingLifePolicy,
    task: CoachingTask,
    outcome: Recheck,
    *,
    today: date,
    language: str,
) -> None:
    """A new task for who failed the re-check, unless one is live already."""
    live = coaching.wanted(connection, statuses=[s for s in CoachingStatus if s.is_live], agent_id=task.agent_id)
    if any(one.item == task.item for one in live):
        return
    times = task.recurrence + 1
    reason = recheck_reason(task.item, outcome.seen, language)
    new = replace(
        task,
        task_id=stable_id("task", "recheck", task.task_id),
        kind=CoachingKind.INDIVIDUAL,
        reason=recurrence_reason(reason, times, times >= ESCALATES_FROM, language),
        trainer=None if times >= ESCALATES_FROM else task.trainer,
        due_on=today + timedelta(days=policy.silent_days),
        status=CoachingStatus.OPEN,
        period=Period.month(today).label,
        effect={k: v for k, v in task.effect.items() if k in ("group_unmet", "group_applicable")}
        | {"baseline_unmet": float(outcome.seen.unmet), "baseline_applicable": float(outcome.seen.applicable)},
        recurrence=times,
        planned_on=None,
        held_on=None,
        closed_on=None,
        material=None,
    )
    coaching.save(connection, [new])
