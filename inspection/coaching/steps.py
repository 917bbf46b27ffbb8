"""The life of a coaching task (辅导流程): may this person take this step now."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from inspection.coaching.policy import CoachingLifePolicy, CoachingStep, CoachingStepRow
from inspection.coaching.task import CoachingTask
from inspection.errors import AccessRefused, InputError, InspectionError, RecordsError
from inspection.people import Person, PersonRole, demand_role


@dataclass(frozen=True, slots=True)
class Standing:
    """A task and since when it stands where it stands (None: nobody has taken a step yet)."""

    task: CoachingTask
    since: datetime | None


def allowed(
    policy: CoachingLifePolicy,
    step: CoachingStep,
    at: Standing | None,
    person: Person,
    now: datetime,
    *,
    comment: str = "",
) -> CoachingStepRow:
    """The row that lets this person take the step now; `at` is None for a task that is not there yet.

    Raises AccessRefused (`wrong_role`, `not_own`), RecordsError (`wrong_state`, `too_early`) and InputError
    (`comment_missing`).
    """
    row = policy.row(step)
    where = "" if at is None else at.task.task_id
    demand_role(person, row.who, step=f"{step} a coaching", where=where)
    if at is not None:
        _demand_state(policy, row, at, now)
        _demand_own(row, at.task, person)
    if row.comment == "required" and not comment.strip():
        raise InputError(f"to {step} needs a reason", "say why: --comment TEXT", where=where, code="comment_missing")
    return row


def open_to(policy: CoachingLifePolicy, at: Standing, person: Person, now: datetime) -> tuple[CoachingStep, ...]:
    """The steps this person may take with a task now, in the order of its life; where needed with a reason."""
    steps = (step for step in CoachingStep if step is not CoachingStep.ADD)
    return tuple(step for step in steps if _is_open(policy, step, at, person, now))


def _is_open(policy: CoachingLifePolicy, step: CoachingStep, at: Standing, person: Person, now: datetime) -> bool:
    try:
        allowed(policy, step, at, person, now, comment="-")
    except InspectionError:
        return False
    return True


def _demand_state(policy: CoachingLifePolicy, row: CoachingStepRow, at: Standing, now: datetime) -> None:
    status, where = at.task.status, at.task.task_id
    if status in row.from_:
        return
    if status not in row.silent:
        raise RecordsError(
            f"the task is {status}, and '{row.step}' starts from {' or '.join(row.from_) or 'nothing'}",
            f"possible now: {_possible(policy, at)}",
            where=where,
            code="wrong_state",
        )
    ends = (at.since or now) + timedelta(days=policy.silent_days)
    if now < ends:
        raise RecordsError(
            f"the agent has {policy.silent_days} days to acknowledge",
            f"wait until {ends.date()}",
            where=where,
            code="too_early",
        )


def _possible(policy: CoachingLifePolicy, at: Standing) -> str:
    rows = [row for row in policy.steps if at.task.status in (*row.from_, *row.silent)]
    return ", ".join(row.step for row in rows) or "nothing: it is over"


def _demand_own(row: CoachingStepRow, task: CoachingTask, person: Person) -> None:
    """An agent takes part in it; a trainer holds it or nobody does; a supervisor stands above that."""
    if row.whose != "own" or (PersonRole.SUPERVISOR in person.roles and PersonRole.SUPERVISOR in row.who):
        return
    is_agents = row.who == (PersonRole.AGENT,)
    if is_agents and person.agent_id in task.agents and person.agent_id:
        return
    if not is_agents and task.trainer in (None, person.who):
        return
    whose = "takes no part in it" if is_agents else f"is not its trainer ({task.trainer})"
    what_to_do = "only who was coached may" if is_agents else "ask the trainer, or reassign it"
    raise AccessRefused(f"'{person.who}' {whose}", what_to_do, where=task.task_id, code="not_own")
