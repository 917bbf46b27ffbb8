"""Who may take which step when: the whole shipped table against everybody, and deadlines over holidays."""

from dataclasses import replace

import pytest

from inspection.appeal_policy import AppealState, Step
from inspection.appeal_procedure import is_past
from inspection.errors import AccessRefused, InspectionError, RecordsError
from inspection.people import Person, PersonRole
from tests.inspection.appeal_cases import (
    AGENT,
    COLLEAGUE,
    LEAD,
    OTHER_LEAD,
    PROCEDURE,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    TRAINER,
    at,
    standing,
)

A = AppealState
PEOPLE = {
    "agent": AGENT, "colleague": COLLEAGUE, "lead": LEAD, "other_lead": OTHER_LEAD, "supervisor": SUPERVISOR,
    "trainer": TRAINER, "administrator": Person(who="yang", roles=(PersonRole.ADMINISTRATOR,)),
}  # fmt: skip
ALLOWED = {
    (A.PUBLISHED, Step.FILE): {"agent"},
    (A.FILED, Step.COMMENT): {"lead"},
    (A.FILED, Step.ATTACH): {"agent", "lead"},
    (A.FILED, Step.WITHDRAW): {"agent"},
    (A.COMMENTED, Step.UPHOLD): {"supervisor"},
    (A.COMMENTED, Step.REJECT): {"supervisor"},
    (A.COMMENTED, Step.ATTACH): {"agent", "lead"},
    (A.COMMENTED, Step.WITHDRAW): {"agent"},
    (A.REJECTED, Step.ESCALATE): {"agent"},
    (A.ESCALATED, Step.UPHOLD): {"supervisor", "administrator"},
    (A.ESCALATED, Step.REJECT): {"supervisor", "administrator"},
    (A.ESCALATED, Step.ATTACH): {"agent", "lead"},
    (A.ESCALATED, Step.WITHDRAW): {"agent"},
}


@pytest.mark.parametrize("state", A)
@pytest.mark.parametrize("step", Step)
def test_nobody_but_those_of_the_table_may_take_a_step(state: AppealState, step: Step) -> None:
    """Within the first hour: no deadline has passed."""
    at_once = at("03-02 11:00")
    for name, person in PEOPLE.items():
        try:
            PROCEDURE.allowed(step, standing(state), person, at_once)
            went = True
        except InspectionError:
            went = False
        assert went == (name in ALLOWED.get((state, step), set())), name


def refusal(step: Step, where: object, person: Person, now: str) -> str:
    with pytest.raises((AccessRefused, RecordsError)) as refused:
        PROCEDURE.allowed(step, where, person, at(now))  # type: ignore[arg-type]
    return refused.value.code


def test_a_refusal_says_which_kind_it_is() -> None:
    assert refusal(Step.FILE, standing(A.PUBLISHED), LEAD, "03-02 11:00") == "wrong_role"
    assert refusal(Step.FILE, standing(A.PUBLISHED), COLLEAGUE, "03-02 11:00") == "not_own"
    assert refusal(Step.FILE, standing(A.PUBLISHED, agent_id=None), AGENT, "03-02 11:00") == "not_own"
    assert refusal(Step.COMMENT, standing(A.FILED), OTHER_LEAD, "03-02 11:00") == "other_team"
    assert refusal(Step.COMMENT, standing(A.FILED, team=None), replace(LEAD, team=None), "03-02 11:00") == "other_team"
    assert refusal(Step.UPHOLD, standing(A.UPHELD), SUPERVISOR, "03-02 11:00") == "wrong_state"
    assert refusal(Step.FILE, standing(A.PUBLISHED), replace(AGENT, active=False), "03-02 11:00") == "wrong_role"


def test_the_decider_is_nobody_who_had_a_hand_in_it() -> None:
    reviewed = standing(A.COMMENTED, hands=frozenset({"wang", "li", "chen"}))
    assert refusal(Step.UPHOLD, reviewed, SUPERVISOR, "03-02 11:00") == "same_hands"
    assert PROCEDURE.allowed(Step.UPHOLD, reviewed, SECOND_SUPERVISOR, at("03-02 11:00")).step is Step.UPHOLD
    on_own = replace(SUPERVISOR, who="wang2", agent_id="a7")
    assert refusal(Step.REJECT, standing(A.COMMENTED), on_own, "03-02 11:00") == "same_hands"


def test_the_final_instance_is_another_person_than_the_first() -> None:
    escalated = standing(A.ESCALATED, hands=frozenset({"wang", "li", "chen"}))
    assert refusal(Step.REJECT, escalated, SUPERVISOR, "03-02 11:00") == "same_hands"
    assert PROCEDURE.allowed(Step.REJECT, escalated, SECOND_SUPERVISOR, at("03-02 11:00")).to is A.DISMISSED


def test_an_appeal_may_be_filed_until_midnight_of_the_third_working_day() -> None:
    published = standing(A.PUBLISHED, "03-02 10:00")
    assert PROCEDURE.allowed(Step.FILE, published, AGENT, at("03-05 23:59"))
    assert refusal(Step.FILE, published, AGENT, "03-06 00:00") == "too_late"


@pytest.mark.parametrize(
    ("published", "last", "too_late"),
    [
        ("09-30 10:00", "10-10 23:59", "10-11 00:00"),  # 国庆: 8 and 9 October, and the Saturday of 调休
        ("02-13 18:00", "02-25 23:59", "02-26 00:00"),  # 春节: 14 February (Saturday) is worked, then 24, 25
        ("04-03 10:00", "04-09 23:59", "04-10 00:00"),  # 清明 over a Monday: 7, 8, 9 April
        ("05-08 10:00", "05-12 23:59", "05-13 00:00"),  # 9 May is a worked Saturday: 9, 11, 12
    ],
)
def test_holiday_weeks_move_the_last_day(published: str, last: str, too_late: str) -> None:
    where = standing(A.PUBLISHED, published)
    assert PROCEDURE.allowed(Step.FILE, where, AGENT, at(last))
    assert refusal(Step.FILE, where, AGENT, too_late) == "too_late"


def test_a_silent_lead_holds_nothing_up() -> None:
    filed = standing(A.FILED, "03-02 10:00")
    assert refusal(Step.UPHOLD, filed, SUPERVISOR, "03-04 23:59") == "too_early"
    assert PROCEDURE.allowed(Step.UPHOLD, filed, SUPERVISOR, at("03-05 00:00"))
    assert PROCEDURE.allowed(Step.COMMENT, filed, LEAD, at("03-05 09:00"))  # late, but not forbidden


def late(where: object, now: str) -> list[tuple[str, str]]:
    found = PROCEDURE.overdue([where], at(now))  # type: ignore[list-item]
    return [(one.step.value, one.who[0].value) for one in found]


def test_who_is_late_is_told_and_who_has_a_right_is_not() -> None:
    assert late(standing(A.FILED), "03-04 23:59") == []
    assert late(standing(A.FILED), "03-05 00:00") == [("comment", "team_lead")]
    assert late(standing(A.FILED), "03-11 23:59") == [("comment", "team_lead")]
    assert late(standing(A.FILED), "03-12 00:00") == [("comment", "team_lead"), ("uphold", "supervisor")]
    assert late(standing(A.COMMENTED), "03-09 23:59") == []
    assert late(standing(A.COMMENTED), "03-10 00:00") == [("uphold", "supervisor")]
    assert late(standing(A.ESCALATED), "03-10 00:00") == [("uphold", "supervisor")]
    for over in (A.REJECTED, A.UPHELD, A.DISMISSED, A.WITHDRAWN):
        assert late(standing(over), "12-31 00:00") == []


def test_a_deadline_that_was_set_stays_when_the_calendar_changes() -> None:
    promised = standing(A.COMMENTED, due_at=at("03-20 00:00"))
    assert late(promised, "03-19 23:59") == []
    assert late(promised, "03-20 00:00") == [("uphold", "supervisor")]


def test_at_midnight_a_deadline_is_past() -> None:
    assert is_past(at("03-05 00:00"), at("03-05 00:00"))
    assert not is_past(at("03-05 00:00"), at("03-04 23:59"))
    assert not is_past(None, at("03-05 00:00"))
