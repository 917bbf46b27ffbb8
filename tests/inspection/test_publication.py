"""The laws of publication: nothing zeroed by a machine alone, people before machines, three columns never mixed."""

import random
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from inspection.evaluation import Evaluation, Line
from inspection.item_verdicts import ItemVerdict, Stage, settled
from inspection.publication import HoldReason, Publication, Source, published, trusted_rules
from inspection.rule_standing import Reviewed, Standing
from inspection.score_basis import ScoreBasis
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET, form, judgement
from tests.inspection.publication_cases import case, cases, every_rule, fatal, verdict, verdict_sets
from tests.inspection.result_cases import NOON

Case = tuple[Evaluation, ScoreBasis]
TWO = form(items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])


def now(given_case: Case, said: list[ItemVerdict], *, trusted: bool = True) -> Publication:
    evaluation, basis = given_case
    return published(evaluation, basis, said, every_rule(evaluation) if trusted else frozenset())


def source_of(publication: Publication, item: str) -> Source:
    return next(i.source for i in publication.items if i.result.id == item)


@given(cases(fatals=False))
def test_without_verdicts_trusted_machine_items_alone_are_published(given_case: Case) -> None:
    publication = now(given_case, [])
    assert publication.published_score == given_case[0].machine_score
    assert {i.source for i in publication.items} <= {Source.MACHINE, Source.WAITING}
    assert publication.human_score is None
    assert [i.result for i in publication.items] == list(given_case[0].items)


@given(cases())
def test_without_verdicts_and_trust_nothing_is_published(given_case: Case) -> None:
    publication = now(given_case, [], trusted=False)
    assert publication.published_score is None
    assert publication.hold is not None
    assert publication.score.points_judged == 0


@given(cases(), verdict_sets())
def test_a_published_zero_by_a_fatal_always_has_a_persons_word(given_case: Case, said: list[ItemVerdict]) -> None:
    publication = now(given_case, said)
    people = settled(said)
    if publication.score.fatal_suspected:
        assert publication.fatal_confirmed
        assert publication.fatal_items
        for item in publication.fatal_items:
            verdict_of = people[item].verdict
            assert verdict_of is not None
            assert verdict_of.state is UNMET
    else:
        assert not publication.fatal_confirmed


@given(cases(), verdict_sets())
def test_a_suspected_fatal_nobody_decided_holds_the_score_unless_another_is_confirmed(
    given_case: Case, said: list[ItemVerdict]
) -> None:
    evaluation = given_case[0]
    publication = now(given_case, said)
    people = settled(said)
    open_ones = [f.id for f in evaluation.fatal_items if f.id not in people or people[f.id].is_disputed]
    if open_ones and not publication.fatal_confirmed:
        assert publication.hold is not None
        assert publication.hold.reason is HoldReason.SUSPECTED_FATAL
        assert set(publication.hold.items) == set(open_ones)
        assert publication.published_score is None


@given(cases(), verdict_sets())
def test_a_persons_word_beats_the_machines_on_every_item(given_case: Case, said: list[ItemVerdict]) -> None:
    publication = now(given_case, said)
    people = settled(said)
    for item in publication.items:
        if item.result.id not in people:
            assert item.source in (Source.MACHINE, Source.WAITING, Source.WITHHELD)
        elif people[item.result.id].is_disputed:
            assert item.source is Source.DISPUTED
            assert item.result.state is HUMAN
        else:
            decided = people[item.result.id].verdict
            assert decided is not None
            assert (item.source, item.who) == (Source.HUMAN, decided.who)
            assert item.result.state is decided.state


@given(cases(), verdict_sets(), st.randoms(use_true_random=False))
def test_neither_the_order_of_verdicts_nor_asking_twice_changes_anything(
    given_case: Case, said: list[ItemVerdict], shuffler: random.Random
) -> None:
    other = [*said, *said]
    shuffler.shuffle(other)
    first, again = now(given_case, said), now(given_case, other)
    assert (first.published_score, first.human_score, first.hold) == (
        again.published_score,
        again.human_score,
        again.hold,
    )
    assert first.score == again.score


@given(cases(), verdict_sets())
def test_the_human_score_does_not_depend_on_the_machine(given_case: Case, said: list[ItemVerdict]) -> None:
    """Three columns: turn every machine state around, and what people alone come to stays."""
    evaluation, basis = given_case
    turned = {MET: UNMET, UNMET: MET, ABSENT: HUMAN, HUMAN: ABSENT}
    others = tuple(replace(i, state=turned[i.state], fatal_kind=None, evidence=(), reason="") for i in evaluation.items)
    kinds = [i.id for i in evaluation.items if i.fatal_kind is not None]
    said = [v for v in said if v.item not in kinds and not v.fatal]
    here = published(evaluation, basis, said, frozenset())
    there = published(replace(evaluation, items=others), basis, said, frozenset())
    assert here.human_score == there.human_score


@given(cases(), verdict_sets())
def test_the_machines_own_columns_are_never_touched(given_case: Case, said: list[ItemVerdict]) -> None:
    before = given_case[0].items
    now(given_case, said)
    assert given_case[0].items == before


@given(cases(), verdict_sets())
def test_a_correction_by_the_same_person_is_as_if_it_had_been_said_at_once(
    given_case: Case, said: list[ItemVerdict]
) -> None:
    late = verdict("c", MET, who="Wang", minutes=99)
    without = [v for v in said if not (v.item == "c" and v.who == "Wang" and v.stage in _FIRST)]
    assert now(given_case, [*said, late]).score == now(given_case, [*without, late]).score


_FIRST = (Stage.REVIEW, Stage.SECOND, Stage.MANUAL)


def test_an_untrusted_rule_counts_neither_for_nor_against() -> None:
    evaluation, basis = case(TWO, [judgement("a", MET), judgement("b", UNMET)])
    only_a = published(evaluation, basis, [], {"a@1"})
    assert (only_a.published_score, only_a.score.points_judged) == (100.0, 60.0)
    assert source_of(only_a, "b") is Source.WITHHELD
    only_b = published(evaluation, basis, [], {"b@1"})
    assert only_b.hold is not None
    assert (only_b.hold.reason, only_b.hold.items) == (HoldReason.TOO_LITTLE, ("a",))


def test_a_suspected_fatal_is_held_with_a_clock_of_24_hours_however_trusted_its_rule_is() -> None:
    evaluation, _ = given_case = case(TWO, [fatal("a"), judgement("b", MET)])
    hold = now(given_case, []).hold
    assert hold is not None
    assert (hold.reason, hold.items) == (HoldReason.SUSPECTED_FATAL, ("a",))
    assert hold.due_at(evaluation.evaluated_at) == NOON + timedelta(hours=24)
    assert hold.due_at(evaluation.evaluated_at, hours=2) == NOON + timedelta(hours=2)


def test_a_confirmed_fatal_is_published_as_zero_and_keeps_the_rest_beside_it() -> None:
    publication = now(case(TWO, [fatal("a"), judgement("b", MET)]), [verdict("a", UNMET, fatal=True)])
    assert (publication.published_score, publication.human_score, publication.fatal_confirmed) == (0.0, 0.0, True)
    assert publication.score.raw_score == 100.0
    assert publication.fatal_items == ("a",)


def test_a_rejected_fatal_frees_the_score() -> None:
    publication = now(case(TWO, [fatal("a"), judgement("b", UNMET)]), [verdict("a", MET)])
    assert (publication.published_score, publication.fatal_confirmed) == (60.0, False)


def test_one_confirmed_fatal_ends_the_hold_of_another_still_open() -> None:
    given_case = case(TWO, [fatal("a"), fatal("b")])
    assert now(given_case, [verdict("a", UNMET, fatal=True)]).published_score == 0.0
    assert now(given_case, [verdict("a", MET)]).hold is not None


def test_what_cannot_be_told_is_no_deduction() -> None:
    publication = now(case(TWO, [judgement("a", MET), judgement("b", UNMET)]), [verdict("b", HUMAN)])
    assert (publication.published_score, publication.score.points_judged) == (100.0, 60.0)


def test_a_disagreement_holds_the_score_until_somebody_decides() -> None:
    given_case = case(TWO, [judgement("a", MET), judgement("b", UNMET)])
    said = [verdict("b", MET), verdict("b", UNMET, who="Li", stage=Stage.SECOND)]
    held = now(given_case, said)
    assert held.hold is not None
    assert (held.hold.reason, held.hold.items) == (HoldReason.DISPUTED, ("b",))
    decided = now(given_case, [*said, verdict("b", MET, who="Zhao", stage=Stage.ADJUDICATION)])
    assert decided.published_score == 100.0


def test_a_human_score_wants_enough_of_the_form_from_people() -> None:
    given_case = case(TWO, [judgement("a", MET), judgement("b", UNMET)])
    assert now(given_case, [verdict("b", UNMET)]).human_score is None
    assert now(given_case, [verdict("a", MET)]).human_score == 100.0
    assert now(given_case, [verdict("a", MET), verdict("b", UNMET)]).human_score == 60.0


def test_verdicts_on_items_nobody_knows_are_ignored() -> None:
    given_case = case(TWO, [judgement("a", MET), judgement("b", UNMET)])
    assert now(given_case, [verdict("zzz", UNMET)]).published_score == 60.0


def test_errors_per_line_and_whose_word_they_rest_on() -> None:
    publication = now(case(TWO, [judgement("a", MET), judgement("b", UNMET)]), [verdict("a", UNMET)])
    customer = next(line for line in publication.lines if line.line is Line.CUSTOMER)
    assert (customer.judged, customer.errors) == (2, 2)
    assert publication.sources_of(Line.CUSTOMER) == {Source.HUMAN: 1, Source.MACHINE: 1}
    assert publication.sources_of(Line.BUSINESS) == {}


def test_the_band_is_that_of_the_published_score() -> None:
    banded = TWO.model_copy(update={"bands": form(bands=[{"name": "good", "from_score": 80}]).bands})
    given_case = case(banded, [judgement("a", MET), judgement("b", UNMET)])
    assert now(given_case, []).band is None
    assert now(given_case, [verdict("b", MET)]).band == "good"


def test_a_rule_counts_when_somebody_let_it_and_its_precision_is_proven() -> None:
    standings = {"a@1": Standing.COUNTED, "b@1": Standing.COUNTED, "c@1": Standing.TRIAL, "d@1": Standing.COUNTED}
    seen = {"a@1": Reviewed(35, 0), "b@1": Reviewed(30, 0), "c@1": Reviewed(90, 0), "d@1": Reviewed(40, 4)}
    # 30 of 30 have a lower bound of .886, 40 of 44 of .788: counted by hand, they do not reach the floor
    assert trusted_rules(seen, standings) == {"a@1"}
    assert trusted_rules({}, standings) == frozenset()
