"""The score arithmetic of practice.md, worked by hand and by property."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.evaluation import Dimension, ItemKind, ItemResult, ItemState, Line
from inspection.form_rows import FormItem
from inspection.forms import FormSpec
from inspection.scoring import Score
from inspection.scoring import score as score_on

MET, UNMET = ItemState.MET, ItemState.UNMET
ABSENT, HUMAN = ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN


def form(**changes: object) -> FormSpec:
    spec = {
        "id": "f",
        "version": "1",
        "title": {"zh": "表", "en": "form"},
        "effective_from": "2026-01-01",
        "items": [{"item": "a", "points": 100}],
        **changes,
    }
    return FormSpec.model_validate(spec)


def item(state: ItemState, points: float, item_id: str = "x", fatal: Line | None = None) -> ItemResult:
    return ItemResult(
        id=item_id,
        kind=ItemKind.DUTY,
        line=Line.CUSTOMER,
        dimension=Dimension.ATTITUDE,
        state=state,
        points=points if state is MET else 0.0,
        max_points=points,
        confidence=1.0,
        rule_version="x@1",
        reason="",
        fatal_kind=fatal,
    )


def score(items: Sequence[ItemResult], spec: FormSpec) -> Score:
    return score_on(items, spec, "chat")


def test_earned_of_judged_points_when_not_applicable_is_normalised() -> None:
    got = score([item(MET, 60), item(UNMET, 20), item(ABSENT, 20)], form())
    assert (got.raw_score, got.machine_score) == (75.0, 75.0)
    assert (got.points_judged, got.points_possible) == (80, 80)


def test_not_applicable_earns_full_marks_when_the_form_says_so() -> None:
    got = score([item(MET, 60), item(UNMET, 20), item(ABSENT, 20)], form(not_applicable="na_full_marks"))
    assert (got.raw_score, got.points_judged) == (80.0, 100)


def test_what_needs_a_person_leaves_both_sides() -> None:
    got = score([item(MET, 60), item(UNMET, 20), item(HUMAN, 20)], form())
    assert (got.raw_score, got.points_judged, got.points_possible) == (75.0, 80, 100)


def test_below_sixty_per_cent_judged_no_percentage_is_shown() -> None:
    assert score([item(MET, 59), item(HUMAN, 41)], form()).machine_score is None
    assert score([item(MET, 60), item(HUMAN, 40)], form()).machine_score == 100.0
    assert score([item(ABSENT, 100)], form()).machine_score is None


def test_a_suspected_fatal_shows_zero_and_keeps_the_rest_without_charging_the_act_twice() -> None:
    got = score([item(MET, 60), item(UNMET, 20), item(UNMET, 20, fatal=Line.COMPLIANCE)], form())
    assert (got.machine_score, got.raw_score, got.fatal_suspected) == (0.0, 75.0, True)


def test_a_fatal_without_points_still_counts() -> None:
    got = score([item(MET, 100), item(UNMET, 0, fatal=Line.BUSINESS)], form())
    assert (got.machine_score, got.raw_score) == (0.0, 100.0)


def test_a_bonus_is_capped_and_never_lifts_above_a_hundred() -> None:
    extra = form(bonus=[{"item": "b", "points": 4}, {"item": "c", "points": 4}])
    good = [item(MET, 80), item(UNMET, 20), item(MET, 0, "b"), item(MET, 0, "c")]
    assert score(good, extra).raw_score == 85.0
    assert score([item(MET, 100), item(MET, 0, "b")], extra).raw_score == 100.0


states = st.sampled_from([MET, UNMET, ABSENT, HUMAN])
results = st.lists(st.builds(item, states, st.integers(0, 40).map(float)), min_size=1, max_size=12)


@given(results, st.sampled_from(["normalise", "na_full_marks"]))
def test_a_score_is_a_percentage_or_nothing(items: list[ItemResult], rule: str) -> None:
    got = score(items, form(not_applicable=rule))
    assert got.raw_score is None or 0 <= got.raw_score <= 100
    assert 0 <= got.points_judged <= got.points_possible


@given(results, st.randoms())
def test_the_order_of_items_does_not_matter(items: list[ItemResult], random: object) -> None:
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert score(shuffled, form()) == score(items, form())


@given(results)
def test_turning_one_unmet_item_into_met_never_lowers_the_score(items: list[ItemResult]) -> None:
    better = [item(MET, i.max_points) if i.state is UNMET else i for i in items]
    before, after = score(items, form()).raw_score, score(better, form()).raw_score
    assert before is None or (after is not None and after >= before)


def test_a_form_whose_points_do_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError, match="add up to 90"):
        form(items=[FormItem(item="a", points=90)])


def test_one_act_is_charged_once_by_the_item_it_yields_to() -> None:
    from inspection.item_points import item_results
    from inspection.rules.judge import Judgement
    from inspection.rules.rulebook import load_rulebook
    from tests.inspection.rules.book_of import HEAD, item_text

    rule = "conditions:\n  said: {any: [您好]}\nfound: said\n"
    texts = [("a", item_text(rule, item_id="a")), ("b", item_text(rule + "yields_to: a", item_id="b"))]
    specs = [i.spec for i in load_rulebook(("rulebook.yaml", HEAD), texts).items.values()]
    spec = form(items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])

    def charged(first: ItemState, second: ItemState) -> list[float]:
        states = zip(specs, (first, second), strict=True)
        judged = [Judgement(item=s, state=state, reason="") for s, state in states]
        return [i.max_points for i in item_results(judged, spec, "chat")]

    assert charged(UNMET, UNMET) == [60, 0]
    assert charged(MET, UNMET) == [60, 40]
    assert charged(UNMET, MET) == [60, 40]
