"""Upheld and rejected appeals: the appealed item is put right, nothing else gets worse, nothing becomes lower."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from inspection.appeal_correction import Correction, Decision, appealable, confirmed, upheld
from inspection.errors import RecordsError
from inspection.evaluation import Evaluation, ItemResult, ItemState
from inspection.item_verdicts import ItemVerdict, Stage
from inspection.publication import Publication, Source, published
from inspection.score_basis import ScoreBasis
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET, form, judgement
from tests.inspection.publication_cases import case, cases, every_rule, fatal, verdict, verdict_sets
from tests.inspection.result_cases import NOON

Case = tuple[Evaluation, ScoreBasis]
THREE = form(items=[{"item": "a", "points": 50}, {"item": "b", "points": 30}, {"item": "c", "points": 20}])


def decided(item: str | None, state: ItemState = MET, stage: Stage = Stage.APPEAL) -> Decision:
    return Decision(item=item, state=state, who="Chen", at=NOON, stage=stage, ground="misjudged")


def correct(given_case: Case, decision: Decision, said: list[ItemVerdict] | None = None) -> Correction:
    evaluation, basis = given_case
    return upheld(evaluation, basis, said or [], every_rule(evaluation), decision)


def cost(item: ItemResult) -> float:
    return item.max_points - item.points if item.state is UNMET else 0.0


def by_id(publication: Publication) -> dict[str, ItemResult]:
    return {i.result.id: i.result for i in publication.items}


def test_an_upheld_item_gives_its_points_back() -> None:
    given_case = case(THREE, [judgement("a", MET), judgement("b", UNMET), judgement("c", MET)])
    done = correct(given_case, decided("b"))
    assert (done.before.published_score, done.after.published_score) == (70.0, 100.0)
    assert [(v.item, v.state, v.who, v.stage) for v in done.verdicts] == [("b", MET, "Chen", Stage.APPEAL)]
    assert by_id(done.after)["b"].points == 30.0


def test_a_cause_that_was_not_the_agents_takes_the_item_out() -> None:
    given_case = case(THREE, [judgement("a", MET), judgement("b", UNMET), judgement("c", MET)])
    done = correct(given_case, decided("b", ABSENT))
    assert done.after.published_score == 100.0
    assert done.after.score.points_judged == 70.0


def test_a_confirmed_fatal_that_is_upheld_gives_the_score_back() -> None:
    given_case = case(THREE, [fatal("a"), judgement("b", MET), judgement("c", MET)])
    reviewed = [verdict("a", UNMET, fatal=True)]
    done = correct(given_case, decided("a"), reviewed)
    assert (done.before.published_score, done.after.published_score) == (0.0, 100.0)
    assert not done.after.fatal_confirmed


def test_an_act_that_yielded_to_the_appealed_item_is_not_charged_instead() -> None:
    given_case = case(THREE, [judgement("a", UNMET), judgement("b", UNMET, yields_to="a"), judgement("c", MET)])
    assert by_id(correct(given_case, decided("a")).before)["b"].max_points == 0.0
    done = correct(given_case, decided("a"))
    assert [(v.item, v.state, v.reason_code) for v in done.verdicts[1:]] == [("b", HUMAN, "appeal_protects")]
    assert cost(by_id(done.after)["b"]) == 0.0
    assert done.after.published_score == 100.0


def test_what_a_reviewer_marked_down_since_the_publication_is_not_brought_in_by_the_appeal() -> None:
    evaluation, basis = case(THREE, [judgement("a", MET), judgement("b", UNMET), judgement("c", MET)])
    since = [verdict("c", UNMET, who="Li", minutes=10)]
    published_at = NOON + timedelta(minutes=5)
    done = upheld(evaluation, basis, since, every_rule(evaluation), decided("b"), published_at=published_at)
    assert (done.before.published_score, done.after.published_score) == (70.0, 100.0)
    assert [(v.item, v.state, v.reason_code) for v in done.verdicts[1:]] == [("c", MET, "appeal_protects")]
    assert upheld(evaluation, basis, since, every_rule(evaluation), decided("b")).after.published_score == 80.0


def test_a_whole_interaction_leaves_no_score_and_blames_no_rule() -> None:
    given_case = case(THREE, [judgement("a", MET), judgement("b", UNMET), fatal("c")])
    done = correct(given_case, decided(None), [verdict("c", UNMET, fatal=True)])
    assert done.before.published_score == 0.0
    assert done.after.published_score is None
    assert done.after.hold is None  # it was published: nothing is held back
    assert {v.item for v in done.verdicts} == {"a", "b", "c"}
    assert {v.state for v in done.verdicts} == {HUMAN}
    assert not done.after.fatal_confirmed


def test_a_partial_mark_better_than_the_mean_is_not_taken_out_to_the_agents_harm() -> None:
    per_hit = form(items=[{"item": "a", "points": 50, "charge": "per_hit", "each": 5}, {"item": "b", "points": 50}])
    given_case = case(per_hit, [judgement("a", UNMET, findings=1), judgement("b", UNMET)])
    assert correct(given_case, decided("a")).after.published_score == 50.0
    with pytest.raises(RecordsError, match="would become lower") as refused:
        correct(given_case, decided("a", ABSENT))
    assert refused.value.code == "would_get_worse"


def test_an_item_nobody_knows_is_refused() -> None:
    with pytest.raises(RecordsError, match="no item 'z'"):
        correct(case(THREE, [judgement("a", UNMET), judgement("b", MET), judgement("c", MET)]), decided("z"))


def test_only_what_cost_something_can_be_appealed_against() -> None:
    evaluation, basis = case(THREE, [judgement("a", UNMET), judgement("b", UNMET), judgement("c", MET)])
    trusted = every_rule(evaluation) - {evaluation.item("b").rule_version}
    assert appealable(published(evaluation, basis, [], trusted)) == ("a",)


def test_a_rejected_appeal_says_what_was_published_in_the_deciders_name() -> None:
    evaluation, _ = case(THREE, [judgement("a", MET), judgement("b", UNMET), fatal("c")])
    (machine,) = confirmed(evaluation, [], decided("b"))
    assert (machine.state, machine.who, machine.stage, machine.fatal) == (UNMET, "Chen", Stage.APPEAL, False)
    reviewed = [verdict("a", UNMET, who="Li", points=20.0)]
    (person,) = confirmed(evaluation, reviewed, decided("a", stage=Stage.FINAL))
    assert (person.state, person.points, person.who, person.stage) == (UNMET, 20.0, "Chen", Stage.FINAL)
    assert confirmed(evaluation, [], decided("c"))[0].fatal
    assert confirmed(evaluation, [], decided(None)) == ()


PEOPLE = verdict_sets(people=("Li",), most=6)
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(cases(), PEOPLE, st.data(), st.sampled_from([MET, ABSENT]))
def test_an_appeal_never_costs_anything(
    given_case: Case, said: list[ItemVerdict], data: st.DataObject, state: ItemState
) -> None:
    evaluation, basis = given_case
    said = [v for v in said if v.stage not in (Stage.APPEAL, Stage.FINAL)]
    before = published(evaluation, basis, said, every_rule(evaluation))
    listed = appealable(before)
    assume(listed)
    item = data.draw(st.sampled_from(listed))
    try:
        after = correct(given_case, decided(item, state), said).after
    except RecordsError as error:
        if error.code != "would_get_worse":
            raise
        return
    were, now = by_id(before), by_id(after)
    assert now[item].state is state
    assert now[item].fatal_kind is None
    for other in set(were) - {item}:
        assert cost(now[other]) <= cost(were[other]) + 1e-6
        assert were[other].fatal_kind is not None or now[other].fatal_kind is None
    if before.published_score is not None and after.published_score is not None:
        assert after.published_score >= before.published_score - 1e-6


@PATIENT
@given(cases(), PEOPLE, st.data())
def test_a_rejected_appeal_changes_no_score(given_case: Case, said: list[ItemVerdict], data: st.DataObject) -> None:
    evaluation, basis = given_case
    said = [v for v in said if v.stage not in (Stage.APPEAL, Stage.FINAL)]
    trusted = every_rule(evaluation)
    before = published(evaluation, basis, said, trusted)
    assume(appealable(before))
    item = data.draw(st.sampled_from(appealable(before)))
    after = published(evaluation, basis, [*said, *confirmed(evaluation, said, decided(item))], trusted)
    assert after.published_score == before.published_score
    assert [i.result.points for i in after.items] == [i.result.points for i in before.items]
    assert next(i.source for i in after.items if i.result.id == item) is Source.HUMAN
