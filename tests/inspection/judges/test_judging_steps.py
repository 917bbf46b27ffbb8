"""Who may do which step: the whole table, role by role, and what else must hold."""

import pytest

from inspection.errors import AccessRefused, RecordsError
from inspection.judges.judging_steps import JudgingCondition, JudgingStep, SessionState, demand_judging_step
from inspection.people import PersonRole
from tests.inspection.judges.judging_cases import POLICY, person

ALL = frozenset(JudgingCondition)
MAY = {
    JudgingStep.OPEN_SESSION: {"supervisor"},
    JudgingStep.JUDGE_CASE: {"reviewer", "supervisor", "team_lead", "trainer"},
    JudgingStep.CLOSE_SESSION: {"supervisor"},
    JudgingStep.AGREE: {"supervisor"},
    JudgingStep.SEE_SESSION: {"reviewer", "supervisor", "team_lead", "trainer"},
    JudgingStep.ADD_GOLD: {"supervisor"},
    JudgingStep.RETIRE_GOLD: {"supervisor"},
    JudgingStep.MIX_GOLD: {"supervisor", "operator", "administrator"},
    JudgingStep.SEE_GOLD: {"supervisor", "administrator"},
    JudgingStep.SEE_JUDGES: {"supervisor", "administrator"},
    JudgingStep.WATCH_RULES: {"supervisor", "rule_author", "operator", "administrator"},
    JudgingStep.RESTORE_RULE: {"supervisor", "rule_author"},
    JudgingStep.SEE_FAIRNESS: {"supervisor", "operator", "administrator"},
}


@pytest.mark.parametrize("step", list(JudgingStep))
@pytest.mark.parametrize("role", list(PersonRole))
def test_the_table_of_steps_and_roles(step: JudgingStep, role: PersonRole) -> None:
    if role.value in MAY[step]:
        assert demand_judging_step(POLICY.steps, step, person(role), holds=ALL).step is step
    else:
        with pytest.raises(AccessRefused) as refused:
            demand_judging_step(POLICY.steps, step, person(role), holds=ALL)
        assert refused.value.code == "wrong_role"


def test_who_measures_and_who_is_measured_are_not_the_same() -> None:
    for step in (JudgingStep.SEE_GOLD, JudgingStep.SEE_JUDGES, JudgingStep.ADD_GOLD):
        with pytest.raises(AccessRefused):
            demand_judging_step(POLICY.steps, step, person(PersonRole.REVIEWER))


@pytest.mark.parametrize("missing", list(JudgingCondition))
def test_each_condition_of_judging_a_case_is_asked_for(missing: JudgingCondition) -> None:
    with pytest.raises(AccessRefused) as refused:
        demand_judging_step(
            POLICY.steps, JudgingStep.JUDGE_CASE, person(PersonRole.REVIEWER), SessionState.OPEN, holds=ALL - {missing}
        )
    assert refused.value.code == missing.value


@pytest.mark.parametrize(
    ("step", "state"),
    [
        (JudgingStep.JUDGE_CASE, SessionState.CLOSED),
        (JudgingStep.JUDGE_CASE, SessionState.AGREED),
        (JudgingStep.CLOSE_SESSION, SessionState.CLOSED),
        (JudgingStep.AGREE, SessionState.OPEN),
    ],
)
def test_a_step_from_the_wrong_state_is_refused(step: JudgingStep, state: SessionState) -> None:
    with pytest.raises(RecordsError, match="starts from") as refused:
        demand_judging_step(POLICY.steps, step, person(PersonRole.SUPERVISOR), state, holds=ALL)
    assert refused.value.code == "wrong_state"


def test_somebody_who_left_may_do_nothing() -> None:
    with pytest.raises(AccessRefused, match="no longer active"):
        demand_judging_step(POLICY.steps, JudgingStep.OPEN_SESSION, person(PersonRole.SUPERVISOR, active=False))
