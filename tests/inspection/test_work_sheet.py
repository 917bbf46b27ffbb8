"""What a reviewer is handed: on a blind sheet nothing of the machine, of its score, or of other people."""

import json
from dataclasses import asdict, replace

from hypothesis import given

from inspection.evaluation import Evaluation
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.publication import HoldReason
from inspection.review_queue import Purpose, ReviewTask
from inspection.score_basis import ScoreBasis
from inspection.work_sheet import WorkSheet, live_score, work_sheet
from tests.inspection.form_cases import MET, UNMET, form, judgement
from tests.inspection.publication_cases import case, cases, every_rule, fatal, verdict, verdict_sets, with_acts
from tests.inspection.test_review_assignment import task

TWO = form(items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])
LOT = task(1, purpose=Purpose.RANDOM, rank=0, items=(), blind=True, selection="random", reason="疑似致命项")


def sheet(
    given_case: tuple[Evaluation, ScoreBasis],
    given_task: ReviewTask,
    *said: ItemVerdict,
    who: str = "Wang",
    submitted: bool = False,
) -> WorkSheet:
    evaluation, basis = given_case
    return work_sheet(given_task, evaluation, basis, said, every_rule(evaluation), who=who, submitted=submitted)


def test_a_risk_sheet_shows_the_machines_verdict_and_asks_for_its_findings() -> None:
    given_case = case(TWO, [judgement("a", MET), with_acts(judgement("b", UNMET), 1)])
    found = sheet(given_case, task(1, items=("b",)))
    assert found.asked == ("b",)
    assert [i.id for i in found.items] == ["a", "b"]  # a finding the machine missed can be added
    machine = found.items[1].machine
    assert machine is not None
    assert (machine.state, machine.points, len(machine.evidence)) == (UNMET, 0.0, 1)
    assert (found.live.machine, found.live.published, found.live.human) == (60.0, 60.0, None)


def test_a_blind_sheet_asks_for_the_whole_form_and_says_nothing_of_the_machine() -> None:
    found = sheet(case(TWO, [fatal("a"), judgement("b", UNMET)]), LOT)
    assert found.blind
    assert found.asked == ("a", "b")
    assert [i.machine for i in found.items] == [None, None]
    assert (found.live.machine, found.live.published, found.live.hold) == (None, None, None)
    # being urgent would tell of the suspected fatal
    assert (found.task.rank, found.task.due_at, found.task.reason) == (Purpose.RANDOM.rank, None, "")


@given(cases(), verdict_sets(people=("Li", "Zhao")))
def test_a_blind_sheet_is_the_same_whatever_the_machine_or_others_said(
    given_case: tuple[Evaluation, ScoreBasis], said: list[ItemVerdict]
) -> None:
    """Not a glimpse: every judgement of the machine turned around gives the very same sheet."""
    evaluation, basis = given_case
    turned = replace(
        evaluation,
        items=tuple(
            replace(i, state=UNMET if i.state is MET else MET, points=0.0, max_points=0.0, confidence=0.1,
                    reason="other", evidence=(), fatal_kind=None)
            for i in evaluation.items
        ),
        machine_score=1.0, raw_score=1.0, fatal_suspected=False, fatal_items=(),
    )  # fmt: skip
    one = work_sheet(LOT, evaluation, basis, said, frozenset(), who="Wang")
    other = work_sheet(LOT, turned, basis, [], frozenset(), who="Wang")
    assert json.dumps(asdict(one), default=str) == json.dumps(asdict(other), default=str)


def test_after_submitting_nothing_is_hidden() -> None:
    given_case = case(TWO, [fatal("a"), judgement("b", UNMET)])
    found = sheet(given_case, LOT, verdict("a", MET), verdict("b", MET, who="Li"), submitted=True)
    assert not found.blind
    assert found.items[0].machine is not None
    assert [v.who for v in found.items[1].said] == ["Li"]
    assert found.live.machine == 0.0


def test_a_second_reviewer_sees_neither_the_machine_nor_the_first() -> None:
    second = task(1, purpose=Purpose.SECOND, items=("b",), blind=True)
    given_case = case(TWO, [judgement("a", MET), judgement("b", UNMET)])
    found = sheet(given_case, second, verdict("b", MET, who="Li"), who="Zhao")
    assert found.asked == ("b",)
    assert [(i.machine, i.said) for i in found.items] == [(None, ()), (None, ())]
    assert found.live.human is None


def test_an_adjudicator_sees_what_everybody_said_of_the_disputed_items_only() -> None:
    decides = task(1, purpose=Purpose.ADJUDICATION, items=("b",))
    given_case = case(TWO, [judgement("a", MET), judgement("b", UNMET)])
    said = (verdict("b", MET), verdict("b", UNMET, who="Li", stage=Stage.SECOND))
    found = sheet(given_case, decides, *said, who="Zhao")
    assert [i.id for i in found.items] == ["b"]
    assert {v.who for v in found.items[0].said} == {"Wang", "Li"}
    assert found.live.hold is HoldReason.DISPUTED


def test_the_sheet_says_which_breaches_are_fatal_and_which_may_be_minor() -> None:
    always = form(items=[{"item": "a", "points": 100}], fatal=[{"item": "b", "kind": "business", "always": True}])
    found = sheet(case(always, [judgement("a", MET, fatal_by_definition=True), judgement("b", MET)]), LOT)
    assert [(i.id, i.always_fatal, i.fatal_kind and i.fatal_kind.value) for i in found.items] == [
        ("a", True, "customer"),
        ("b", True, "business"),
    ]


def test_the_live_score_moves_with_every_verdict_typed_in() -> None:
    evaluation, basis = case(TWO, [judgement("a", UNMET), judgement("b", UNMET)])
    rules = every_rule(evaluation)
    scores = [
        live_score(evaluation, basis, [verdict("a", MET), verdict("b", MET)][:n], rules).published for n in range(3)
    ]
    assert scores == [0.0, 60.0, 100.0]
    assert live_score(evaluation, basis, [verdict("a", MET)], rules).human == 100.0
