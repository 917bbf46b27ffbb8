"""From facts to evaluations: one per agent in charge, bound to everything the judgement depends on."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from inspection.evaluating import AgentPlace, Occasion, Yardstick, evaluate, language_of
from inspection.evaluation import EvaluationStatus
from inspection.facts import Facts
from inspection.forms import FormSpec
from tests.inspection.rules.book_of import book, facts

PROMISE = "conditions:\n  said: {any: [保证收益]}\nfound: said\nfatal: {kind: compliance}"
OCCASION = Occasion(business_date=date(2026, 9, 1), evaluated_at=datetime(2026, 9, 2, tzinfo=UTC), fingerprint="f")
FORM = FormSpec.model_validate(
    {
        "id": "f",
        "version": "1",
        "title": {"zh": "表", "en": "f"},
        "effective_from": "2026-01-01",
        "items": [{"item": "thing", "points": 100}],
        "bands": [{"name": "pass", "from_score": 85}],
    }
)
YARDSTICK = Yardstick(book(PROMISE), (FORM,))


def transferred() -> Facts:
    seen = facts("C: 有风险吗", "A: 保证收益", "C: 转人工", "A: 没有这回事")
    turns = list(seen.interaction.turns)
    turns[3] = replace(turns[3], agent_id="a2")
    return replace(seen, interaction=replace(seen.interaction, turns=tuple(turns), team="一组"))


def test_a_colleagues_breach_is_not_charged_to_the_next_agent() -> None:
    first, second = evaluate(transferred(), YARDSTICK, OCCASION)
    assert (first.agent_id, first.machine_score, first.fatal_suspected) == ("a1", 0.0, True)
    assert (second.agent_id, second.machine_score, second.fatal_suspected) == ("a2", 100.0, False)
    assert (first.raw_score, second.band, first.status) == (None, "pass", EvaluationStatus.DRAFT)


def test_the_place_of_the_other_agent_comes_from_the_roster() -> None:
    places = {"a2": AgentPlace("二组", "成都", "外包"), "a1": AgentPlace("三组")}
    first, second = evaluate(transferred(), YARDSTICK, replace(OCCASION, places=places))
    assert (first.team, second.team, second.vendor) == ("一组", "二组", "外包")


def test_the_same_input_gives_the_same_id_and_any_change_another() -> None:
    seen = facts("A: 您好")
    (one,) = evaluate(seen, YARDSTICK, OCCASION)
    (same,) = evaluate(seen, YARDSTICK, replace(OCCASION, evaluated_at=datetime(2027, 1, 1, tzinfo=UTC)))
    others = [
        evaluate(replace(seen, transcript_hash="u"), YARDSTICK, OCCASION),
        evaluate(replace(seen, model_ids=("m",)), YARDSTICK, OCCASION),
        evaluate(seen, YARDSTICK, replace(OCCASION, fingerprint="g")),
        evaluate(seen, Yardstick(book(PROMISE.replace("保证", "承诺")), (FORM,)), OCCASION),
        evaluate(seen, Yardstick(YARDSTICK.rulebook, (FORM.model_copy(update={"version": "2"}),)), OCCASION),
    ]
    assert one.evaluation_id == same.evaluation_id
    assert len({one.evaluation_id, *(e.evaluation_id for (e,) in others)}) == 6


@pytest.mark.parametrize(
    ("said", "given", "language"),
    [
        ("A: 您好，请问有什么可以帮您", None, "zh"),
        ("A: Good morning, how can I help you", None, "en"),
        ("A: 我帮您查 iPhone 15 Pro Max 的订单", None, "zh"),
        ("A: hello", "zh-CN", "zh"),
        ("A: 您好", "en", "en"),
    ],
)
def test_the_language_is_what_is_given_or_what_is_written(said: str, given: str | None, language: str) -> None:
    assert language_of(facts(said, language=given).interaction) == language


def test_an_interaction_of_an_unknown_line_says_that_the_general_form_served() -> None:
    (one,) = evaluate(facts("A: 您好", business_line="travel"), YARDSTICK, OCCASION)
    assert one.notices == ("general_form",)
