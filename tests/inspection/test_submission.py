"""What a reviewer hands in is checked line by line before it becomes a verdict."""

from dataclasses import replace

import pytest

from inspection.errors import InputError, SettingsError
from inspection.evaluation import ItemState, Line
from inspection.evidence import Evidence
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.review_policy import review_policy_of
from inspection.review_queue import Purpose
from inspection.rules.item_spec import Fatal
from inspection.submission import GivenVerdict, as_the_machine_says, verdicts_of
from inspection.work_sheet import WorkSheet, work_sheet
from tests.inspection.form_cases import HUMAN, MET, UNMET, form, judgement
from tests.inspection.publication_cases import acts, case
from tests.inspection.result_cases import NOON, shipped
from tests.inspection.test_review_assignment import task

POLICY = review_policy_of(shipped("review.yaml"))
TWO = form(items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])


def sheet(*, blind: bool = False, purpose: Purpose = Purpose.RISK, items: tuple[str, ...] = ("b",),
          **judged: ItemState) -> WorkSheet:  # fmt: skip
    states = {"a": MET, "b": UNMET} | judged
    evaluation, basis = case(TWO, [judgement(name, state) for name, state in states.items()])
    return work_sheet(task(1, purpose=purpose, items=items, blind=blind), evaluation, basis, [], [], who="Wang")


def handed_in(given_sheet: WorkSheet, *given: GivenVerdict, seconds: float = 30, complete: bool = True) -> tuple[
    ItemVerdict, ...
]:  # fmt: skip
    return verdicts_of(given_sheet, given, POLICY, who="Wang", at=NOON, seconds_spent=seconds, complete=complete)


def refused(given_sheet: WorkSheet, *given: GivenVerdict, seconds: float = 30) -> str:
    with pytest.raises(InputError) as error:
        handed_in(given_sheet, *given, seconds=seconds)
    assert error.value.code == "bad_verdict"
    assert error.value.what_to_do
    return error.value.reason


def test_agreeing_with_the_machine_needs_no_reason() -> None:
    (one,) = handed_in(sheet(), GivenVerdict(item="b", state=UNMET))
    assert (one.state, one.reason_code, one.stage, one.who, one.at) == (UNMET, "agrees", Stage.REVIEW, "Wang", NOON)
    assert one.seconds_spent == 30


def test_differing_from_the_machine_needs_a_known_reason() -> None:
    assert "without a reason" in refused(sheet(), GivenVerdict(item="b", state=MET))
    (one,) = handed_in(sheet(), GivenVerdict(item="b", state=MET, reason_code="said_otherwise"))
    assert one.reason_code == "said_otherwise"
    with pytest.raises(SettingsError, match="no reason code 'because'"):
        handed_in(sheet(), GivenVerdict(item="b", state=MET, reason_code="because"))


def test_every_asked_item_wants_a_verdict_and_others_may_have_one() -> None:
    assert refused(sheet(items=("a", "b")), GivenVerdict(item="b", state=UNMET)) == "1 items have no verdict: a"
    both = handed_in(
        sheet(), GivenVerdict(item="b", state=UNMET), GivenVerdict(item="a", state=UNMET, reason_code="missed")
    )
    assert [v.item for v in both] == ["b", "a"]


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ([GivenVerdict(item="zzz", state=MET)], "no item 'zzz'"),
        ([GivenVerdict(item="b", state=UNMET), GivenVerdict(item="b", state=MET)], "judged twice"),
        ([GivenVerdict(item="b", state=UNMET, points=41)], "41 points for 'b', which has 40"),
        (
            [GivenVerdict(item="b", state=ItemState.NOT_APPLICABLE, points=4, reason_code="not_owed")],
            "no points to give",
        ),
        ([GivenVerdict(item="b", state=UNMET, fatal=True)], "cannot be fatal: no breach of it is"),
        ([GivenVerdict(item="b", state=UNMET, seconds_spent=-1)], "no time a review takes"),
        ([GivenVerdict(item="b", state=UNMET, points=3)], "differs from the machine's verdict without a reason"),
    ],
)
def test_what_cannot_be_taken_is_refused(given: list[GivenVerdict], complaint: str) -> None:
    assert complaint in refused(sheet(), *given)


def test_a_review_takes_at_most_a_working_day() -> None:
    assert "no time a review takes" in refused(sheet(), GivenVerdict(item="b", state=UNMET), seconds=99_999)
    assert "no time a review takes" in refused(sheet(), GivenVerdict(item="b", state=UNMET), seconds=float("nan"))


def test_the_time_is_shared_among_the_lines_that_do_not_say_their_own() -> None:
    given = (
        GivenVerdict(item="a", state=MET, seconds_spent=5),
        GivenVerdict(item="b", state=UNMET),
    )
    assert [v.seconds_spent for v in handed_in(sheet(items=("a", "b")), *given, seconds=25)] == [5, 20]


def test_on_a_blind_sheet_nobody_can_agree_and_no_reason_is_asked() -> None:
    blind = sheet(blind=True, purpose=Purpose.RANDOM, items=())
    with pytest.raises(InputError, match="its verdict is hidden"):
        as_the_machine_says(blind)
    done = handed_in(blind, GivenVerdict(item="a", state=MET), GivenVerdict(item="b", state=UNMET))
    assert {v.reason_code for v in done} == {"human_only"}


def test_confirming_all_at_once_leaves_out_what_the_machine_left_open() -> None:
    asked = sheet(items=("a", "b"), a=HUMAN)
    assert [g.item for g in as_the_machine_says(asked)] == ["b"]
    assert "no verdict: a" in refused(asked, *as_the_machine_says(asked))


def test_what_cannot_be_told_says_so() -> None:
    (one,) = handed_in(sheet(), GivenVerdict(item="b", state=HUMAN))
    assert one.reason_code == "cannot_tell"


def violation(*, minor_possible: bool, blind: bool = False, machine: ItemState = MET) -> WorkSheet:
    given = judgement("b", machine, fatal=Line.CUSTOMER if machine is UNMET else None, fatal_by_definition=True)
    spec = given.item.model_copy(
        update={"kind": "violation", "fatal": Fatal(kind="customer", when="said" if minor_possible else None)}
    )
    evaluation, basis = case(TWO, [judgement("a", MET), replace(given, item=spec)])
    return work_sheet(task(1, items=("b",), blind=blind), evaluation, basis, [], [], who="Wang")


def test_no_evidence_no_deduction_holds_for_people_too() -> None:
    bare = GivenVerdict(item="b", state=UNMET, fatal=True, reason_code="missed")
    assert "without evidence" in refused(violation(minor_possible=True), bare)
    (one,) = handed_in(violation(minor_possible=True), replace(bare, evidence=acts(1)))
    assert (one.fatal, one.evidence) == (True, acts(1))


def test_a_breach_that_is_always_fatal_cannot_be_called_minor() -> None:
    given = GivenVerdict(item="b", state=UNMET, reason_code="missed", evidence=acts(1))
    assert handed_in(violation(minor_possible=False), given)[0].fatal is True
    assert "every breach of 'b' is fatal" in refused(violation(minor_possible=False), replace(given, fatal=False))


def test_where_a_breach_may_be_minor_the_person_says_which() -> None:
    given = GivenVerdict(item="b", state=UNMET, reason_code="missed", evidence=acts(1))
    assert "may be fatal or minor" in refused(violation(minor_possible=True), given)
    assert handed_in(violation(minor_possible=True), replace(given, fatal=False))[0].fatal is False
    suspected = violation(minor_possible=True, machine=UNMET)
    assert handed_in(suspected, GivenVerdict(item="b", state=UNMET))[0].fatal is True  # as the machine suspects
    minor = GivenVerdict(item="b", state=UNMET, fatal=False, reason_code="minor")
    assert handed_in(suspected, minor)[0].fatal is False


def test_what_did_not_happen_cannot_be_fatal() -> None:
    given = GivenVerdict(item="b", state=MET, fatal=True, reason_code="context")
    assert "only an unmet item can be" in refused(violation(minor_possible=True), given)


@pytest.mark.parametrize(
    ("purpose", "stage"),
    [
        (Purpose.FATAL, Stage.REVIEW), (Purpose.RISK, Stage.REVIEW), (Purpose.RANDOM, Stage.REVIEW),
        (Purpose.SECOND, Stage.SECOND), (Purpose.ADJUDICATION, Stage.ADJUDICATION), (Purpose.MANUAL, Stage.MANUAL),
    ],
)  # fmt: skip
def test_the_occasion_follows_from_the_purpose(purpose: Purpose, stage: Stage) -> None:
    assert handed_in(sheet(purpose=purpose), GivenVerdict(item="b", state=UNMET))[0].stage is stage


def test_a_correction_need_not_be_complete_but_says_something() -> None:
    whole = sheet(items=("a", "b"))
    assert len(handed_in(whole, GivenVerdict(item="a", state=MET), complete=False)) == 1
    with pytest.raises(InputError, match="no verdict in it"):
        handed_in(whole, complete=False)


def test_evidence_without_a_place_is_still_evidence_of_a_turn() -> None:
    turn_only = Evidence(turn=3, start_char=None, end_char=None, start_s=None, end_s=None, text="", operator="person",
                         value="", threshold="")  # fmt: skip
    given = GivenVerdict(item="b", state=UNMET, fatal=False, reason_code="missed", evidence=(turn_only,))
    assert handed_in(violation(minor_possible=True), given)[0].evidence[0].turn == 3
