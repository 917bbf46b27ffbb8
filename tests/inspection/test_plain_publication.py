"""What nobody has spoken of is published as the full computation would, or not at all by the short way."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from inspection.evaluation import Evaluation, ItemKind, ItemResult
from inspection.plain_publication import PlainItem, PlainPublishing
from inspection.publication import HoldReason, Publication, Source, published
from inspection.recognition_fit import WeakHearing, counted_alone
from inspection.score_basis import ScoreBasis
from tests.inspection.form_cases import EVERY, HUMAN, MET, UNMET, form, judgement
from tests.inspection.publication_cases import case, cases, every_rule, fatal, with_acts

Case = tuple[Evaluation, ScoreBasis]
TWO = form(items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])
PER_HIT = form(items=[{"item": "a", "points": 60, "charge": "per_hit", "each": 20}, {"item": "b", "points": 40}])


def plain_items(evaluation: Evaluation) -> list[PlainItem]:
    return [plain(item) for item in evaluation.items]


def plain(item: ItemResult) -> PlainItem:
    return PlainItem(
        item.id, item.kind.value, item.line.value, item.dimension.value, item.state.value, item.points,
        item.max_points, item.rule_version, item.fatal_kind.value if item.fatal_kind else None,
    )  # fmt: skip


def short(given_case: Case, trusted: frozenset[str], *, heard_weakly: bool = False) -> Publication | None:
    evaluation, basis = given_case
    publishing = PlainPublishing(basis, evaluation.channel, trusted, heard_weakly=heard_weakly)
    first = publishing.of(evaluation.evaluation_id, evaluation, plain_items(evaluation))
    assert publishing.of(evaluation.evaluation_id, evaluation, plain_items(evaluation)) == first  # remembered alike
    return first


def what_counts(publication: Publication) -> tuple[object, ...]:
    """All of a publication but the reasons and evidence of its items."""
    items = [(replace(i.result, reason="", evidence=(), confidence=1.0), i.source, i.who) for i in publication.items]
    return items, publication.score, publication.human, publication.hold, publication.band


@given(cases(), st.sets(st.sampled_from(EVERY)), st.booleans())
def test_the_short_way_says_what_the_full_one_says(given_case: Case, names: set[str], weak: bool) -> None:
    evaluation, basis = given_case
    trusted = frozenset(i.rule_version for i in evaluation.items if i.id in names)
    found = short(given_case, trusted, heard_weakly=weak)
    if found is not None:
        counted = counted_alone(evaluation, trusted, WeakHearing(everywhere=weak))
        full = published(evaluation, basis, [], counted if evaluation.channel == "phone" else trusted)
        assert what_counts(found) == what_counts(full)


@given(cases(fatals=False))
def test_most_cases_go_the_short_way(given_case: Case) -> None:
    evaluation, basis = given_case
    depends = any(basis.items[i.id].yields_to and i.state is UNMET for i in evaluation.items)
    zeroed = any(i.state is UNMET and i.max_points == 0 for i in evaluation.items)
    assert short(given_case, every_rule(evaluation)) is not None or depends or zeroed


def test_a_suspected_fatal_holds_and_an_unproven_rule_is_left_out() -> None:
    held = short(case(TWO, [fatal("a"), judgement("b", MET)]), frozenset({"a@1", "b@1"}))
    assert held is not None
    assert held.hold is not None
    assert (held.hold.reason, held.hold.items) == (HoldReason.SUSPECTED_FATAL, ("a",))
    left_out = short(case(TWO, [judgement("a", MET), judgement("b", UNMET)]), frozenset({"a@1"}))
    assert left_out is not None
    assert [i.source for i in left_out.items] == [Source.MACHINE, Source.WITHHELD]
    assert left_out.published_score == 100.0
    waiting = short(case(TWO, [judgement("a", HUMAN), judgement("b", MET)]), frozenset({"b@1"}))
    assert waiting is not None
    assert waiting.hold is not None
    assert waiting.hold.reason is HoldReason.TOO_LITTLE


def test_fines_are_read_from_points_but_not_where_a_fatal_zeroed_them() -> None:
    three = with_acts(judgement("a", UNMET), 3)
    charged = short(case(PER_HIT, [three, judgement("b", MET)]), frozenset({"a@1", "b@1"}))
    assert charged is not None
    assert charged.published_score == 40.0
    zeroed = with_acts(fatal("a"), 3)
    assert short(case(PER_HIT, [zeroed, judgement("b", MET)]), frozenset({"b@1"})) is None


def test_another_score_than_the_stored_one_is_left_to_the_full_computation() -> None:
    evaluation, basis = case(TWO, [judgement("a", MET), judgement("b", UNMET)])
    assert short((replace(evaluation, raw_score=61.0), basis), every_rule(evaluation)) is None
    assert short((replace(evaluation, points_judged=60.0), basis), every_rule(evaluation)) is None
    unknown = replace(basis, items={"a": basis.items["a"]})
    assert short((evaluation, unknown), every_rule(evaluation)) is None


def test_what_was_heard_weakly_counts_only_where_it_needs_no_words() -> None:
    evaluation, basis = case(TWO, [judgement("a", MET), judgement("b", MET)])
    measured = replace(evaluation, items=(replace(evaluation.items[0], kind=ItemKind.MEASURE), evaluation.items[1]))
    found = short((measured, basis), every_rule(evaluation), heard_weakly=True)
    assert found is not None
    assert [i.source for i in found.items] == [Source.MACHINE, Source.WITHHELD]
