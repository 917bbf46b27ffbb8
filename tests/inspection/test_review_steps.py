"""The policy of reviews as a table: every role x step, every state, every condition."""

import pytest

from inspection.errors import AccessRefused, RecordsError
from inspection.people import Person, PersonRole
from inspection.review_policy import review_policy_of
from inspection.review_steps import Condition, ReviewStep, TaskState, demand_step
from tests.inspection.result_cases import shipped

ROWS = review_policy_of(shipped("review.yaml")).steps
ALLOWED = {
    ReviewStep.FILL: "supervisor operator administrator",
    ReviewStep.ASSIGN: "supervisor operator administrator",
    ReviewStep.TAKE: "reviewer supervisor",
    ReviewStep.ADJUDICATE: "supervisor",
    ReviewStep.OPEN_MANUAL: "reviewer supervisor",
    ReviewStep.SUBMIT: "reviewer supervisor",
    ReviewStep.RELEASE: "reviewer supervisor",
    ReviewStep.TAKE_BACK: "supervisor",
    ReviewStep.CORRECT: "reviewer supervisor",
    ReviewStep.ASK_SECOND: "supervisor",
    ReviewStep.WITHDRAW: "supervisor",
    ReviewStep.COMMENT: "reviewer supervisor",
    ReviewStep.PUBLISH: "supervisor operator administrator",
    ReviewStep.IMPORT: "supervisor operator administrator",
}


def person(*roles: PersonRole, active: bool = True) -> Person:
    return Person(who="Wang", roles=roles, active=active)


@pytest.mark.parametrize("role", PersonRole)
@pytest.mark.parametrize("step", ReviewStep)
def test_each_step_is_for_exactly_these_roles(step: ReviewStep, role: PersonRole) -> None:
    if role.value in ALLOWED[step].split():
        assert demand_step(ROWS, step, person(role), holds=tuple(Condition)).step is step
    else:
        with pytest.raises(AccessRefused, match=f"may not do this step: {step}") as refused:
            demand_step(ROWS, step, person(role), holds=tuple(Condition))
        assert refused.value.code == "wrong_role"


def test_who_is_no_longer_active_may_do_nothing() -> None:
    with pytest.raises(AccessRefused, match="no longer active"):
        demand_step(ROWS, ReviewStep.TAKE, person(PersonRole.SUPERVISOR, active=False), holds=tuple(Condition))


@pytest.mark.parametrize("state", TaskState)
def test_only_what_is_reserved_can_be_submitted(state: TaskState) -> None:
    reviewer = person(PersonRole.REVIEWER)
    if state is TaskState.RESERVED:
        demand_step(ROWS, ReviewStep.SUBMIT, reviewer, state, holds={Condition.HOLDS_IT})
    else:
        with pytest.raises(RecordsError, match="starts from reserved") as refused:
            demand_step(ROWS, ReviewStep.SUBMIT, reviewer, state, holds={Condition.HOLDS_IT})
        assert refused.value.code == "wrong_state"


@pytest.mark.parametrize("missing", [c for row in ROWS if row.step is ReviewStep.TAKE for c in row.when])
def test_taking_wants_every_condition(missing: Condition) -> None:
    holds = set(Condition) - {missing}
    with pytest.raises(AccessRefused) as refused:
        demand_step(ROWS, ReviewStep.TAKE, person(PersonRole.REVIEWER), TaskState.OPEN, holds=holds)
    assert refused.value.code == missing.value
    assert refused.value.what_to_do


def test_taking_wants_skill_another_team_fresh_eyes_and_capacity() -> None:
    take = next(row for row in ROWS if row.step is ReviewStep.TAKE)
    assert set(take.when) == {
        Condition.SKILLED, Condition.OTHER_TEAM, Condition.NOT_JUDGED_YET, Condition.BELOW_CAPACITY,
    }  # fmt: skip
