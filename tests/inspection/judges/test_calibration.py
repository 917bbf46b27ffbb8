"""The report of a calibration session."""

import pytest

from inspection.evaluation import ItemState
from inspection.item_verdicts import ItemVerdict
from inspection.judges.calibration import CalibrationCase, calibration_report, unanimous
from tests.inspection.form_cases import HUMAN, MET, UNMET, form, judgement
from tests.inspection.publication_cases import case, verdict

FORM = form(items=[{"item": "greeting", "points": 60}, {"item": "closing", "points": 40}])


def session_case(
    *said: tuple[str, ItemState, ItemState], reference: tuple[ItemState, ItemState] | None = None
) -> CalibrationCase:
    """One call; each tuple is a judge with their word on greeting and closing."""
    evaluation, basis = case(FORM, [judgement("greeting", MET), judgement("closing", MET)])
    verdicts = [v for who, one, other in said for v in _verdicts(who, one, other)]
    agreed = _verdicts("Zhao", *reference) if reference else []
    return CalibrationCase(evaluation=evaluation, basis=basis, verdicts=tuple(verdicts), reference=tuple(agreed))


def _verdicts(who: str, one: ItemState, other: ItemState) -> list[ItemVerdict]:
    return [verdict("greeting", one, who=who), verdict("closing", other, who=who)]


CASES = [
    session_case(("Li", MET, UNMET), ("Wang", MET, MET), reference=(MET, UNMET)),
    session_case(("Li", MET, MET), ("Wang", MET, MET), reference=(MET, MET)),
    session_case(("Li", UNMET, MET), ("Wang", UNMET, MET), reference=(UNMET, MET)),
]


def test_agreement_item_by_item() -> None:
    report = calibration_report(CASES, minimum_cases=3)
    by_item = {one.item: one.states for one in report.items}
    assert (by_item["greeting"].observed.value, by_item["greeting"].kappa.value) == (1.0, 1.0)
    assert by_item["closing"].observed.value == pytest.approx(2 / 3)
    assert by_item["closing"].cases == 3
    assert [one.points for one in report.items] == [None, None]  # all or nothing: points say no more than the state


def test_each_judge_beside_the_reference() -> None:
    report = calibration_report(CASES, minimum_cases=3)
    li, wang = report.judges
    assert (li.who, li.as_reference.value, li.score_difference.value) == ("Li", 1.0, 0.0)
    assert wang.as_reference.value == pytest.approx(5 / 6)
    assert wang.score_difference.value == pytest.approx(40 / 3)  # a missing closing overlooked once
    assert report.close_share == pytest.approx(2 / 3)


def test_scores_are_those_of_the_form() -> None:
    assert CASES[0].score_of("Li") == 60.0
    assert CASES[0].reference_score == 60.0
    assert CASES[0].points_of("Wang") == {"greeting": 60.0, "closing": 40.0}
    assert CASES[0].judges == ("Li", "Wang")


def test_a_gap_of_one_judge_is_no_disagreement_and_cannot_be_told_is_no_word() -> None:
    report = calibration_report(
        [session_case(("Li", MET, MET)), session_case(("Li", MET, HUMAN), ("Wang", MET, MET))], minimum_cases=1
    )
    by_item = {one.item: one.states for one in report.items}
    assert (by_item["greeting"].cases, by_item["closing"].cases) == (1, 0)
    assert report.judges[0].as_reference.n == 0


def test_points_given_by_hand_are_compared_as_points() -> None:
    def judged(who: str, points: float) -> list[ItemVerdict]:
        return [verdict("greeting", MET, who=who, points=points), verdict("closing", MET, who=who)]

    evaluation, basis = case(FORM, [judgement("greeting", MET), judgement("closing", MET)])
    cases = [
        CalibrationCase(evaluation=evaluation, basis=basis, verdicts=tuple(judged("Li", a) + judged("Wang", b)))
        for a, b in ((60, 60), (30, 40), (10, 10), (50, 60))
    ]
    (closing, greeting) = sorted(calibration_report(cases, minimum_cases=3).items, key=lambda one: one.item)
    assert closing.points is None
    assert greeting.points is not None
    assert greeting.points.kappa.value == pytest.approx(0.93, abs=0.03)
    assert greeting.states.observed.value == 1.0


def test_what_all_say_alike_needs_no_talk() -> None:
    said = [*_verdicts("Li", MET, UNMET), *_verdicts("Wang", MET, MET)]
    assert {item: v.state for item, v in unanimous(said).items()} == {"greeting": MET}
    assert unanimous(_verdicts("Li", MET, MET)) == {}  # one person alone is no agreement
    assert unanimous([*_verdicts("Li", HUMAN, MET), *_verdicts("Wang", HUMAN, MET)]).keys() == {"closing"}
