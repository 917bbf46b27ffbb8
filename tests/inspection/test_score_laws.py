"""Laws of the score arithmetic, for any form and any states (hypothesis)."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.forms import FormSpec
from inspection.item_points import item_results
from inspection.rules.judge import Judgement
from inspection.scoring import Score, score
from tests.inspection.form_cases import ABSENT, EVERY, HUMAN, MET, UNMET, forms, judgements

which = st.sampled_from(range(len(EVERY)))


def scored(judged: Sequence[Judgement], spec: FormSpec) -> Score:
    return score(item_results(judged, spec, "chat"), spec, "chat")


def changed(judged: Sequence[Judgement], at: int, **fields: object) -> list[Judgement]:
    return [replace(j, **fields) if i == at else j for i, j in enumerate(judged)]  # type: ignore[arg-type]


def never_worse(before: Score, after: Score) -> bool:
    return before.raw_score is None or after.raw_score is None or after.raw_score >= before.raw_score


@given(forms(), judgements(fatals=True))
def test_a_score_lies_between_floor_and_ceiling_or_is_none(spec: FormSpec, judged: list[Judgement]) -> None:
    got = scored(judged, spec)
    assert got.raw_score is None or spec.floor <= got.raw_score <= spec.ceiling
    assert 0 <= got.points_judged <= got.points_possible + 1e-9
    assert 0 <= got.bonus <= spec.bonus_cap


@given(forms())
def test_the_points_of_sections_and_loose_rows_are_a_hundred_with_the_start(spec: FormSpec) -> None:
    assert spec.start + sum(points for _, points in spec.section_points("chat")) == pytest.approx(100)


@given(forms(), judgements(), which)
def test_meeting_one_more_item_never_lowers_the_score(spec: FormSpec, judged: list[Judgement], at: int) -> None:
    before = scored(changed(judged, at, state=UNMET), spec)
    after = scored(changed(judged, at, state=MET), spec)
    assert never_worse(before, after)
    assert (before.raw_score is None) == (after.raw_score is None)


@given(forms(), judgements(), which)
def test_one_more_finding_never_raises_the_score(spec: FormSpec, judged: list[Judgement], at: int) -> None:
    few = changed(judged, at, state=UNMET)
    many = changed(few, at, findings=few[at].findings + 1)
    assert never_worse(scored(many, spec), scored(few, spec))


@given(forms(), judgements(), which)
def test_not_applicable_never_scores_below_unmet_in_full(spec: FormSpec, judged: list[Judgement], at: int) -> None:
    unmet, absent = changed(judged, at, state=UNMET, findings=100), changed(judged, at, state=ABSENT)
    assert never_worse(scored(unmet, spec), scored(absent, spec))


@given(forms(), judgements(), which)
def test_what_needs_a_person_leaves_numerator_and_denominator(spec: FormSpec, judged: list[Judgement], at: int) -> None:
    waiting = scored(changed(judged, at, state=HUMAN), spec)
    without = scored([j for i, j in enumerate(judged) if i != at], spec)
    if waiting.raw_score is not None and without.raw_score is not None:
        assert waiting.raw_score == pytest.approx(without.raw_score)
    assert waiting.points_judged == pytest.approx(without.points_judged)
    assert waiting.points_possible >= without.points_possible - 1e-9


@given(forms(), judgements(fatals=True))
def test_a_fatal_makes_the_machine_score_zero_and_keeps_the_rest(spec: FormSpec, judged: list[Judgement]) -> None:
    got = scored(judged, spec)
    fatal = any(j.fatal_kind is not None for j in judged)
    rest = scored([j for j in judged if j.fatal_kind is None], spec)
    assert got.fatal_suspected == fatal
    assert got.raw_score == rest.raw_score
    assert got.machine_score == (0.0 if fatal else got.raw_score)


@given(forms(), judgements(fatals=True), st.randoms(use_true_random=False))
def test_the_order_of_items_does_not_matter(spec: FormSpec, judged: list[Judgement], random: Random) -> None:
    shuffled = list(judged)
    random.shuffle(shuffled)
    one, other = scored(judged, spec), scored(shuffled, spec)
    assert one.raw_score == pytest.approx(other.raw_score) if one.raw_score is not None else other.raw_score is None
    assert (one.points_judged, one.points_possible) == pytest.approx((other.points_judged, other.points_possible))


@given(forms(), judgements())
def test_one_act_charged_by_two_items_costs_what_the_dearer_name_of_it_costs(
    spec: FormSpec, judged: list[Judgement]
) -> None:
    """c yields to d: both unmet cost what d alone costs when the form charges d, else what c costs."""
    from tests.inspection.form_cases import judgement

    others = [j for j in judged if j.item.id not in ("c", "d")]
    both = [*others, judgement("c", UNMET, yields_to="d"), judgement("d", UNMET)]
    charged = spec.rows_on("chat").get("d")
    alone = [*others, judgement("d" if charged is not None and charged.points else "c", UNMET)]
    assert scored(both, spec).raw_score == scored(alone, spec).raw_score
