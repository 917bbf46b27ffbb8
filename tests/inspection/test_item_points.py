"""What each item earns or costs on its form: styles, findings, fatals, human rows, one act charged once."""

import pytest

from inspection.evaluation import ItemResult, ItemState, Line, line_results
from inspection.forms import FormSpec
from inspection.item_points import item_results
from inspection.rules.judge import Judgement
from tests.inspection.form_cases import ABSENT, HUMAN, MET, UNMET, form, judgement

WHY = {"zh": "本线另有处理", "en": "handled elsewhere in this line"}


def one(spec: FormSpec, *judgements: Judgement, item: str = "a", channel: str = "chat") -> ItemResult:
    return next(i for i in item_results(judgements, spec, channel) if i.id == item)


def row(**fields: object) -> FormSpec:
    rest = 100 if "style" in fields else 90
    return form(items=[{"item": "a", "points": 10, **fields}, {"item": "rest", "points": rest}])


@pytest.mark.parametrize(
    ("fields", "state", "findings", "points", "max_points"),
    [
        ({}, MET, 1, 10, 10),
        ({}, UNMET, 3, 0, 10),
        ({"charge": "per_hit", "each": 4}, UNMET, 1, 6, 10),
        ({"charge": "per_hit", "each": 4}, UNMET, 2, 2, 10),
        ({"charge": "per_hit", "each": 4}, UNMET, 5, 0, 10),
        ({"charge": "per_hit", "each": 4}, MET, 5, 10, 10),
        ({"style": "deduct"}, MET, 1, 0, 0),
        ({"style": "deduct"}, UNMET, 1, -10, 0),
        ({"style": "deduct", "charge": "per_hit", "each": 4}, UNMET, 2, -8, 0),
        ({"style": "deduct", "charge": "per_hit", "each": 4}, UNMET, 9, -10, 0),
        ({"style": "deduct"}, ABSENT, 1, 0, 0),
        ({"style": "deduct"}, HUMAN, 1, 0, 0),
        ({}, ABSENT, 1, 0, 10),
    ],
)
def test_an_item_earns_or_costs_by_its_row(
    fields: dict[str, object], state: ItemState, findings: int, points: float, max_points: float
) -> None:
    got = one(row(**fields), judgement("a", state, findings=findings))
    assert (got.points, got.max_points, got.state) == (points, max_points, state)


def test_lost_points_are_those_of_either_style() -> None:
    assert one(row(charge="per_hit", each=3), judgement("a", UNMET, findings=2)).lost_points == 6
    assert one(row(style="deduct"), judgement("a", UNMET)).lost_points == 10


def test_an_item_without_a_row_is_listed_and_costs_nothing() -> None:
    got = one(form(), judgement("other", UNMET), item="other")
    assert (got.points, got.max_points, got.lost_points, got.state) == (0, 0, 0, UNMET)


def test_a_row_of_another_channel_does_not_count() -> None:
    spec = form(items=[
        {"item": "a", "points": 100, "channels": ["phone"]}, {"item": "b", "points": 100, "channels": ["chat"]},
        {"item": "c", "points": 100, "channels": ["email", "social", "app"]},
    ])  # fmt: skip
    judged = (judgement("a", UNMET), judgement("b", MET))
    assert [i.max_points for i in item_results(judged, spec, "chat")] == [0, 100]


def test_a_human_row_is_left_to_a_person_whatever_the_machine_found() -> None:
    spec = row(judged_by="human")
    for state in (MET, UNMET):
        got = one(spec, judgement("a", state))
        assert (got.state, got.points, got.max_points) == (HUMAN, 0, 10)
    assert one(spec, judgement("a", ABSENT)).state is ABSENT


def test_a_suspected_fatal_stays_one_on_a_human_row() -> None:
    got = one(row(judged_by="human"), judgement("a", UNMET, fatal=Line.CUSTOMER))
    assert (got.state, got.fatal_kind) == (UNMET, Line.CUSTOMER)


@pytest.mark.parametrize(
    ("rule", "by_definition", "breach", "kind"),
    [
        (None, True, Line.CUSTOMER, Line.CUSTOMER),
        ({"kind": "business"}, True, Line.CUSTOMER, Line.BUSINESS),
        ({"kind": "business"}, True, None, None),  # the definition calls this breach minor
        ({"kind": "business", "always": True}, True, None, Line.BUSINESS),
        ({"kind": "compliance"}, False, None, Line.COMPLIANCE),
        ({"kind": "none", "reason": WHY}, True, Line.CUSTOMER, None),
    ],
)
def test_the_form_may_change_what_is_fatal(
    rule: dict[str, object] | None, by_definition: bool, breach: Line | None, kind: Line | None
) -> None:
    spec = form(items=[{"item": "a", "points": 100}], fatal=[{"item": "a", **rule}] if rule else [])
    got = one(spec, judgement("a", UNMET, fatal=breach, fatal_by_definition=by_definition))
    assert (got.fatal_kind, got.max_points) == (kind, 100)


def test_only_a_breach_is_fatal() -> None:
    spec = form(fatal=[{"item": "a", "kind": "business"}])
    for state in (MET, ABSENT, HUMAN):
        assert one(spec, judgement("a", state)).fatal_kind is None


def test_a_fatal_rule_of_another_channel_does_not_count() -> None:
    spec = form(fatal=[{"item": "a", "kind": "business", "channels": ["phone"]}])
    assert one(spec, judgement("a", UNMET)).fatal_kind is None
    assert one(spec, judgement("a", UNMET), channel="phone").fatal_kind is Line.BUSINESS


TWO = form(items=[{"item": "a", "points": 60}, {"item": "b", "points": 40}])
ONLY_B = form(items=[{"item": "b", "points": 100}])


def charged(spec: FormSpec, *judgements: Judgement) -> dict[str, float]:
    return {i.id: i.max_points for i in item_results(judgements, spec, "chat")}


def test_one_act_is_charged_by_the_item_it_yields_to_and_says_so() -> None:
    both = (judgement("b", UNMET, yields_to="a"), judgement("a", UNMET))
    assert charged(TWO, *both) == {"b": 0, "a": 60}
    assert one(TWO, *both, item="b").reason == "because (→ a)"


def test_an_item_yields_only_to_one_that_is_charged() -> None:
    both = (judgement("b", UNMET, yields_to="a"), judgement("a", UNMET))
    assert charged(ONLY_B, *both) == {"b": 100, "a": 0}
    assert charged(TWO, judgement("b", UNMET, yields_to="a"), judgement("a", MET))["b"] == 40
    fatal = (judgement("b", UNMET, yields_to="a"), judgement("a", UNMET, fatal=Line.CUSTOMER))
    assert charged(ONLY_B, *fatal) == {"b": 0, "a": 0}


def test_of_two_items_that_yield_to_each_other_exactly_one_is_charged() -> None:
    both = (judgement("b", UNMET, yields_to="a"), judgement("a", UNMET, yields_to="b"))
    assert charged(TWO, *both) == {"b": 0, "a": 60}


def test_the_four_lines_are_counted_beside_the_percentage() -> None:
    judged = [judgement("a", UNMET), judgement("b", MET), judgement("c", HUMAN), judgement("d", ABSENT)]
    lines = {r.line: r for r in line_results(item_results(judged, TWO, "chat"))}
    assert list(lines) == [Line.CUSTOMER, Line.BUSINESS, Line.COMPLIANCE, Line.NON_CRITICAL]
    assert (lines[Line.CUSTOMER].judged, lines[Line.CUSTOMER].errors, lines[Line.CUSTOMER].is_accurate) == (2, 1, False)
    assert lines[Line.BUSINESS].is_accurate is None
