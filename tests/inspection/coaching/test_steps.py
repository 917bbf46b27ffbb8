"""Who may do which step of a coaching: every row of the shipped table, every other role refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from inspection.coaching.policy import CoachingStep, coaching_policy_of
from inspection.coaching.steps import Standing, allowed
from inspection.coaching.task import CoachingStatus, CoachingTask
from inspection.errors import AccessRefused, InputError, RecordsError
from inspection.people import Person, PersonRole
from tests.inspection.coaching.test_writer import WEAK, WRITER
from tests.inspection.result_cases import shipped

POLICY = coaching_policy_of(shipped("coaching.yaml"))
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TASK = replace(WRITER.individual("ecommerce", WEAK, 10.0).task, trainer="lin")
MAY = {
    CoachingStep.ADD: {"trainer", "team_lead", "supervisor"},
    CoachingStep.GROUP: {"trainer", "supervisor"},
    CoachingStep.REASSIGN: {"trainer", "supervisor"},
    CoachingStep.PLAN: {"trainer", "supervisor"},
    CoachingStep.HOLD: {"trainer", "supervisor"},
    CoachingStep.ACKNOWLEDGE: {"agent"},
    CoachingStep.CLOSE: {"trainer", "supervisor"},
    CoachingStep.CANCEL: {"trainer", "supervisor"},
}


def person(role: str, who: str = "lin", agent_id: str | None = "A1") -> Person:
    return Person(who=who, roles=(PersonRole(role),), agent_id=agent_id)


def at(status: CoachingStatus, task: CoachingTask = TASK, since: datetime = NOW) -> Standing:
    return Standing(replace(task, status=status), since)


@pytest.mark.parametrize("step", CoachingStep)
@pytest.mark.parametrize("role", PersonRole)
def test_only_the_roles_of_the_table_may_take_a_step(step: CoachingStep, role: PersonRole) -> None:
    row = POLICY.row(step)
    standing = at(row.from_[0]) if row.from_ else None
    if role.value in MAY[step]:
        assert allowed(POLICY, step, standing, person(role), NOW, comment="why") is row
    else:
        with pytest.raises(AccessRefused) as refused:
            allowed(POLICY, step, standing, person(role), NOW, comment="why")
        assert refused.value.code == "wrong_role"


def test_a_task_goes_from_open_to_closed_and_not_back() -> None:
    course = [CoachingStep.PLAN, CoachingStep.HOLD, CoachingStep.ACKNOWLEDGE, CoachingStep.CLOSE]
    status, seen = CoachingStatus.OPEN, []
    for step in course:
        role = "agent" if step is CoachingStep.ACKNOWLEDGE else "trainer"
        status = allowed(POLICY, step, at(status), person(role), NOW).leads_to(status)
        seen.append(status.value)
    assert seen == ["planned", "held", "acknowledged", "closed"]
    for step in (CoachingStep.PLAN, CoachingStep.HOLD, CoachingStep.CANCEL):
        with pytest.raises(RecordsError, match="possible now: nothing: it is over"):
            allowed(POLICY, step, at(status), person("trainer"), NOW, comment="why")


def test_another_trainer_may_not_and_a_supervisor_may() -> None:
    with pytest.raises(AccessRefused) as refused:
        allowed(POLICY, CoachingStep.HOLD, at(CoachingStatus.OPEN), person("trainer", "zhao"), NOW)
    assert refused.value.code == "not_own"
    allowed(POLICY, CoachingStep.HOLD, at(CoachingStatus.OPEN), person("supervisor", "chen"), NOW)
    nobodys = at(CoachingStatus.OPEN, replace(TASK, trainer=None))
    allowed(POLICY, CoachingStep.PLAN, nobodys, person("trainer", "zhao"), NOW)


def test_only_the_agent_who_was_coached_acknowledges() -> None:
    held = at(CoachingStatus.HELD)
    for other in (person("agent", "wang", "A2"), person("agent", "nobody", None)):
        with pytest.raises(AccessRefused, match="takes no part in it"):
            allowed(POLICY, CoachingStep.ACKNOWLEDGE, held, other, NOW)


def test_a_silent_agent_keeps_a_task_open_for_five_days_and_no_longer() -> None:
    held = at(CoachingStatus.HELD, since=NOW)
    with pytest.raises(RecordsError) as early:
        allowed(POLICY, CoachingStep.CLOSE, held, person("trainer"), NOW + timedelta(days=5, seconds=-1))
    assert early.value.code == "too_early"
    allowed(POLICY, CoachingStep.CLOSE, held, person("trainer"), NOW + timedelta(days=5))


def test_to_cancel_wants_a_reason() -> None:
    with pytest.raises(InputError, match="needs a reason"):
        allowed(POLICY, CoachingStep.CANCEL, at(CoachingStatus.OPEN), person("trainer"), NOW, comment="  ")
