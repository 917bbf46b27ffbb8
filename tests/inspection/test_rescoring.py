"""A score computed again: the same without changes; caps, yields, fatals and per-hit charges move with a verdict."""

from dataclasses import replace

import pytest
from hypothesis import given

from inspection.evaluation import Evaluation, Line
from inspection.rescoring import Withheld, reproduces, rescored
from inspection.score_basis import ScoreBasis
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET, form, judgement
from tests.inspection.publication_cases import acts, case, cases, verdict, with_acts


@given(cases())
def test_without_changes_it_is_what_the_night_stored(given_case: tuple[Evaluation, ScoreBasis]) -> None:
    evaluation, basis = given_case
    again = rescored(evaluation, basis, {})
    assert again.items == evaluation.items
    assert again.score.raw_score == evaluation.raw_score
    assert again.score.machine_score == evaluation.machine_score
    assert reproduces(evaluation, basis)


@given(cases())
def test_withholding_everything_leaves_no_score_and_keeps_the_points_possible(
    given_case: tuple[Evaluation, ScoreBasis],
) -> None:
    evaluation, basis = given_case
    nothing = rescored(evaluation, basis, {i.id: Withheld("test") for i in evaluation.items}).score
    assert nothing.points_judged == 0
    assert (nothing.machine_score, nothing.fatal_suspected) == (None, False)


def test_a_basis_of_another_form_or_book_is_told_apart() -> None:
    evaluation, basis = case(form(), [judgement("a", MET)])
    dearer = form(items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])
    assert not reproduces(evaluation, replace(basis, form=dearer, items={**basis.items, "b": judgement("b", MET).item}))
    assert not reproduces(replace(evaluation, rulebook_hash="other"), basis)
    assert not reproduces(evaluation, replace(basis, form=form(version="2")))


SECTION = form(
    sections=[{"id": "s", "title": {"zh": "组", "en": "s"}, "points": 30}],
    items=[
        {"item": "a", "points": 20, "section": "s"},
        {"item": "b", "points": 20, "section": "s"},
        {"item": "c", "points": 70},
    ],
)


def test_a_corrected_item_moves_the_cap_of_its_section() -> None:
    evaluation, basis = case(SECTION, [judgement("a", UNMET), judgement("b", MET), judgement("c", UNMET)])
    assert evaluation.raw_score == 20.0
    both = rescored(evaluation, basis, {"a": verdict("a", MET)}).score
    assert both.raw_score == 30.0  # capped: 20 + 20 count as 30


def test_a_corrected_bonus_is_won_and_capped() -> None:
    given_form = form(bonus=[{"item": "x", "points": 4}, {"item": "y", "points": 4}])
    evaluation, basis = case(given_form, [judgement("a", UNMET), judgement("x", UNMET), judgement("y", MET)])
    assert evaluation.raw_score == 4.0
    assert rescored(evaluation, basis, {"x": verdict("x", MET)}).score.bonus == 5.0


YIELDING = form(items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])


def test_what_yielded_is_charged_when_the_other_is_cleared() -> None:
    evaluation, basis = case(YIELDING, [judgement("a", UNMET), judgement("b", UNMET, yields_to="a")])
    assert (evaluation.item("b").max_points, evaluation.raw_score) == (0.0, 0.0)
    cleared = rescored(evaluation, basis, {"a": verdict("a", MET)})
    charged = next(i for i in cleared.items if i.id == "b")
    assert (charged.points, charged.max_points, charged.reason) == (0.0, 40.0, "because")
    assert cleared.score.raw_score == 60.0


def test_what_was_charged_yields_when_a_person_finds_the_other() -> None:
    evaluation, basis = case(YIELDING, [judgement("a", MET), judgement("b", UNMET, yields_to="a")])
    assert evaluation.raw_score == 60.0
    found = rescored(evaluation, basis, {"a": verdict("a", UNMET)})
    assert next(i for i in found.items if i.id == "b").max_points == 0.0
    assert found.score.raw_score == 0.0


def test_a_fatal_that_was_none_gives_back_its_points() -> None:
    evaluation, basis = case(YIELDING, [judgement("a", UNMET, fatal=Line.CUSTOMER), judgement("b", MET)])
    assert (evaluation.machine_score, evaluation.raw_score) == (0.0, 100.0)
    clean = rescored(evaluation, basis, {"a": verdict("a", MET)}).score
    assert (clean.machine_score, clean.fatal_suspected, clean.points_judged) == (100.0, False, 100.0)
    minor = rescored(evaluation, basis, {"a": verdict("a", UNMET)}).score
    assert (minor.machine_score, minor.fatal_suspected) == (40.0, False)


def test_a_person_finds_a_fatal_the_machine_missed() -> None:
    evaluation, basis = case(YIELDING, [judgement("a", MET, fatal_by_definition=True), judgement("b", MET)])
    found = rescored(evaluation, basis, {"a": verdict("a", UNMET, fatal=True)})
    assert next(i for i in found.items if i.id == "a").fatal_kind is Line.CUSTOMER
    assert (found.score.machine_score, found.score.raw_score) == (0.0, 100.0)


PER_HIT = form(
    items=[{"item": "a", "points": 40, "charge": "per_hit", "each": 5}, {"item": "b", "points": 60}],
)


def test_corrected_evidence_charges_each_act_it_shows() -> None:
    evaluation, basis = case(PER_HIT, [with_acts(judgement("a", UNMET), 4), judgement("b", MET)])
    assert evaluation.raw_score == 80.0
    two = rescored(evaluation, basis, {"a": verdict("a", UNMET, evidence=acts(2))}).score
    assert two.raw_score == 90.0
    confirmed = rescored(evaluation, basis, {"a": verdict("a", UNMET)}).score
    assert confirmed.raw_score == 80.0


def test_a_per_hit_fatal_called_minor_is_charged_by_its_evidence() -> None:
    fatal_act = with_acts(judgement("a", UNMET, fatal=Line.CUSTOMER), 3)
    evaluation, basis = case(PER_HIT, [fatal_act, judgement("b", MET)])
    minor = rescored(evaluation, basis, {"a": verdict("a", UNMET)}).score
    assert minor.raw_score == 85.0


@pytest.mark.parametrize(("points", "score"), [(10, 70.0), (0, 60.0), (40, 100.0), (99, 100.0), (-3, 60.0)])
def test_points_a_person_gives_stay_within_the_row(points: float, score: float) -> None:
    evaluation, basis = case(PER_HIT, [judgement("a", UNMET), judgement("b", MET)])
    assert rescored(evaluation, basis, {"a": verdict("a", UNMET, points=points)}).score.raw_score == score


def test_points_of_a_deduction_are_given_as_what_they_cost() -> None:
    given_form = form(start=100, items=[{"item": "a", "points": 20, "style": "deduct"}])
    evaluation, basis = case(given_form, [judgement("a", UNMET)])
    assert evaluation.raw_score == 80.0
    assert rescored(evaluation, basis, {"a": verdict("a", UNMET, points=-5)}).score.raw_score == 95.0
    assert rescored(evaluation, basis, {"a": verdict("a", MET)}).score.raw_score == 100.0


def test_no_points_can_be_given_to_what_yields_or_is_fatal() -> None:
    evaluation, basis = case(YIELDING, [judgement("a", UNMET), judgement("b", UNMET, yields_to="a")])
    assert rescored(evaluation, basis, {"b": verdict("b", UNMET, points=40)}).score.raw_score == 0.0


def test_what_only_a_person_may_judge_counts_once_one_has() -> None:
    given_form = form(items=[{"item": "a", "points": 30, "judged_by": "human"}, {"item": "b", "points": 70}])
    evaluation, basis = case(given_form, [judgement("a", MET), judgement("b", MET)])
    assert evaluation.item("a").state is HUMAN
    judged = rescored(evaluation, basis, {"a": verdict("a", UNMET)})
    assert (judged.score.raw_score, judged.score.points_judged) == (70.0, 100.0)


def test_what_does_not_apply_counts_as_the_form_says() -> None:
    full = form(not_applicable="na_full_marks", items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])
    for given_form, wanted in ((full, 60.0), (YIELDING, 0.0)):
        evaluation, basis = case(given_form, [judgement("a", UNMET), judgement("b", UNMET)])
        assert rescored(evaluation, basis, {"a": verdict("a", ABSENT)}).score.raw_score == wanted
