"""Taking a coaching task through its life (辅导办理): every step in one transaction with its row and its audit entry.

All functions take the moment and the person; who may do what is in `scoring_rules/coaching.yaml`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.engine import Connection

from inspection.appeal_policy import CommentLimits
from inspection.appeal_words import masked_comment
from inspection.coaching.policy import CoachingLifePolicy, CoachingStep, CoachingStepRow
from inspection.coaching.steps import Standing, allowed
from inspection.coaching.task import Cause, CoachingKind, CoachingStatus, CoachingTask
from inspection.errors import InputError, RecordsError
from inspection.people import Person
from inspection.period import Period
from inspection.stable_ids import stable_id
from records import coaching, coaching_steps, people
from records.coaching_steps import TakenStep

_WORDS = CommentLimits()


@dataclass(frozen=True, slots=True)
class CoachingDesk:
    """Who takes a step when, by which table: `today` is the centre's day of the moment `at`."""

    policy: CoachingLifePolicy
    person: Person
    at: datetime
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualTask:
    """A task somebody makes by hand: for one agent or for several together."""

    agents: tuple[str, ...]
    item: str
    reason: str
    due_on: date | None = None
    trainer: str | None = None
    group: str = "-"


def add(connection: Connection, desk: CoachingDesk, wanted: ManualTask) -> CoachingTask:
    """Make a task by hand; RecordsError (`double`) while a task of one of the agents on this item is live."""
    row = allowed(desk.policy, CoachingStep.ADD, None, desk.person, desk.at)
    task = _manual(connection, desk, wanted)
    for agent_id in task.agents:
        live = [t for t in coaching.wanted(connection, statuses=_LIVE, agent_id=agent_id) if t.item == task.item]
        if live:
            raise RecordsError(
                f"agent {agent_id} has a task on '{task.item}' already: {live[0].task_id}",
                "work on that one, or cancel it first",
                where="coaching",
                code="double",
            )
    _keep_new(connection, desk, row, task, wanted.reason)
    return task


def group(connection: Connection, desk: CoachingDesk, task_ids: Sequence[str], wanted: ManualTask) -> CoachingTask:
    """Make one task of several (合并): the old ones are cancelled and point at it; their agents take part."""
    if len(set(task_ids)) < 2:
        raise InputError("one task is no group", "name two or more", where="coaching", code="not_one_group")
    olds = [coaching.find(connection, task_id) for task_id in task_ids]
    row = allowed(desk.policy, CoachingStep.GROUP, olds[0], desk.person, desk.at)
    agents = tuple(dict.fromkeys(a for old in olds for a in old.task.agents)) + wanted.agents
    clips = tuple(clip for old in olds for clip in old.task.evidence)
    new = _manual(connection, desk, replace(wanted, agents=tuple(dict.fromkeys(agents))))
    gain = sum(old.task.expected_points for old in olds)
    new = replace(new, evidence=clips, expected_points=gain, priority=min(old.task.priority for old in olds))
    _keep_new(connection, desk, allowed(desk.policy, CoachingStep.ADD, None, desk.person, desk.at), new, wanted.reason)
    for old in olds:
        allowed(desk.policy, CoachingStep.GROUP, old, desk.person, desk.at)
        _move(connection, desk, old, row, f"-> {new.task_id}", {"merged_into": new.task_id})
    return new


def reassign(connection: Connection, desk: CoachingDesk, task_id: str, trainer: str, comment: str = "") -> CoachingTask:
    """Give a task to another trainer (for a common cause: to its owner)."""
    at = coaching.find(connection, task_id)
    row = allowed(desk.policy, CoachingStep.REASSIGN, at, desk.person, desk.at, comment=comment)
    _demand_trainer(connection, desk, at.task, trainer)
    return _move(connection, desk, at, row, comment, {"trainer": trainer, "assigned_by": desk.person.who})


def plan(
    connection: Connection,
    desk: CoachingDesk,
    task_id: str,
    on: date,
    *,
    cause: Cause | None = None,
    comment: str = "",
) -> CoachingTask:
    """Set the day it will be held; who plans a task nobody has takes it. `cause` is what a common cause comes from."""
    at = coaching.find(connection, task_id)
    row = allowed(desk.policy, CoachingStep.PLAN, at, desk.person, desk.at, comment=comment)
    if on < desk.today:
        raise InputError(
            f"{on} is past", "plan a day to come, or say it was held: mingjian coaching hold", where=at.task.task_id,
            code="past_day",
        )  # fmt: skip
    changes: dict[str, Any] = {"planned_on": on} | _taken(at.task, desk)
    return _move(connection, desk, at, row, comment, changes | ({"cause": cause.value} if cause else {}))


def hold(
    connection: Connection,
    desk: CoachingDesk,
    task_id: str,
    *,
    on: date | None = None,
    material: str | None = None,
    comment: str = "",
) -> CoachingTask:
    """It was held `on` this day (today), with this material; from the next day on its effect is looked for."""
    at = coaching.find(connection, task_id)
    row = allowed(desk.policy, CoachingStep.HOLD, at, desk.person, desk.at, comment=comment)
    day = on or desk.today
    if day > desk.today:
        raise InputError(f"{day} is still to come", "say so when it was held", where=at.task.task_id, code="future_day")
    changes = {"held_on": day, "material": material} | _taken(at.task, desk)
    return _move(connection, desk, at, row, comment, changes)


def acknowledge(connection: Connection, desk: CoachingDesk, task_id: str, comment: str = "") -> CoachingTask:
    """An agent's word that they were coached; of a group task the last one moves it on."""
    at = coaching.find(connection, task_id)
    row = allowed(desk.policy, CoachingStep.ACKNOWLEDGE, at, desk.person, desk.at, comment=comment)
    agent_id = str(desk.person.agent_id)
    words = masked_comment(comment, _WORDS, where=at.task.task_id)
    said = coaching_steps.acknowledged_by(connection, at.task.task_id)
    coaching_steps.acknowledge(connection, at.task.task_id, agent_id, desk.at, words)
    if set(at.task.agents) - {agent_id, *said}:
        _note(connection, desk, row, at.task, at.task.status, words, {"agent_id": agent_id})
        return at.task
    return _move(connection, desk, at, row, comment, {}, {"agent_id": agent_id})


def close(connection: Connection, desk: CoachingDesk, task_id: str, comment: str = "") -> CoachingTask:
    """It is done; the next interactions of the item will be looked at."""
    at = coaching.find(connection, task_id)
    row = allowed(desk.policy, CoachingStep.CLOSE, at, desk.person, desk.at, comment=comment)
    return _move(connection, desk, at, row, comment, {"closed_on": desk.today})


def cancel(connection: Connection, desk: CoachingDesk, task_id: str, comment: str) -> CoachingTask:
    """It will not be held; why is demanded."""
    at = coaching.find(connection, task_id)
    row = allowed(desk.policy, CoachingStep.CANCEL, at, desk.person, desk.at, comment=comment)
    return _move(connection, desk, at, row, comment, {})


_LIVE = tuple(status for status in CoachingStatus if status.is_live)


def _taken(task: CoachingTask, desk: CoachingDesk) -> dict[str, Any]:
    """Who works on a task nobody has takes it."""
    return {} if task.trainer is not None else {"trainer": desk.person.who, "assigned_by": desk.person.who}


def _manual(connection: Connection, desk: CoachingDesk, wanted: ManualTask) -> CoachingTask:
    agents = tuple(dict.fromkeys(wanted.agents))
    if not agents:
        raise InputError(
            "nobody would be coached", "name one agent or several: --agent ID", where="coaching", code="nobody_chosen"
        )
    reason = masked_comment(wanted.reason, _WORDS, where="coaching")
    due_on = wanted.due_on or desk.today + timedelta(days=14)
    task = CoachingTask(
        task_id=stable_id("task", CoachingKind.MANUAL, *sorted(agents), wanted.item, desk.at.isoformat()),
        agent_id=agents[0] if len(agents) == 1 else None,
        group=wanted.group,
        item=wanted.item,
        kind=CoachingKind.MANUAL,
        priority=0,
        expected_points=0.0,
        reason=reason,
        evidence=(),
        trainer=wanted.trainer,
        due_on=due_on,
        status=CoachingStatus.OPEN,
        period=Period.month(desk.today).label,
        effect={},
        agents=agents,
    )
    if wanted.trainer is not None:
        _demand_trainer(connection, desk, task, wanted.trainer)
    return task


def _demand_trainer(connection: Connection, desk: CoachingDesk, task: CoachingTask, trainer: str) -> None:
    person = people.find(connection, trainer)
    roles = (*desk.policy.trainers.roles, *desk.policy.trainers.owners)
    if not person.is_any_of(roles) or (person.agent_id is not None and person.agent_id in task.agents):
        raise InputError(
            f"'{trainer}' cannot be its trainer", f"it takes one of: {', '.join(roles)}", where=task.task_id,
            code="no_trainer",
        )  # fmt: skip


def _keep_new(
    connection: Connection, desk: CoachingDesk, row: CoachingStepRow, task: CoachingTask, comment: str
) -> None:
    coaching.save(connection, [task])
    words = masked_comment(comment, _WORDS, where=task.task_id)
    _note(connection, desk, row, task, None, words, {"agents": list(task.agents), "item": task.item})


def _move(
    connection: Connection,
    desk: CoachingDesk,
    at: Standing,
    row: CoachingStepRow,
    comment: str,
    changes: Mapping[str, Any],
    said: Mapping[str, Any] | None = None,
) -> CoachingTask:
    words = masked_comment(comment, _WORDS, where=at.task.task_id)
    status = row.leads_to(at.task.status)
    if not coaching.move(
        connection, at, {**changes, "status": status.value}, now=desk.at, steps_on=status is not at.task.status
    ):
        raise RecordsError(
            "somebody else took a step in it just now", "look at it again: mingjian coaching show",
            where=at.task.task_id, code="changed_meanwhile",
        )  # fmt: skip
    now = coaching.find(connection, at.task.task_id).task
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in changes.items()}
    _note(connection, desk, row, now, at.task.status, words, {**plain, **(said or {})})
    return now


def _note(
    connection: Connection,
    desk: CoachingDesk,
    row: CoachingStepRow,
    now: CoachingTask,
    before: CoachingStatus | None,
    words: str,
    changes: Mapping[str, Any],
) -> None:
    role = next((r.value for r in row.who if r in desk.person.roles), row.who[0].value)
    step = TakenStep(
        task_id=now.task_id,
        number=len(coaching_steps.of(connection, now.task_id)) + 1,
        step=row.step.value,
        before=before.value if before else None,
        after=now.status.value,
        who=desk.person.who,
        role=role,
        at=desk.at,
        comment=words,
    )
    coaching_steps.add(connection, step, changes)
