"""Draws: independent of order and content, at the stated rate, with the probability beside them."""

from datetime import date

import pytest

from inspection.evaluation import ItemKind, ItemState
from inspection.flags import Selection, flags_of
from inspection.selection import random_floor, risk_circumstances, risk_draw
from tests.inspection.result_cases import DAY, NEGATIVE, chat, evaluation, facts_of, flag_policy, item

POLICY = flag_policy()


def test_the_random_floor_draws_two_percent_and_says_so() -> None:
    draws = [random_floor(("drop", f"C{number}"), DAY, POLICY) for number in range(20_000)]
    assert {d.probability for d in draws} == {0.02}
    assert sum(d.chosen for d in draws) / 20_000 == pytest.approx(0.02, abs=0.003)


def test_another_night_or_site_draws_others() -> None:
    keys = [("drop", f"C{number}") for number in range(2000)]
    tonight = [random_floor(k, DAY, POLICY).chosen for k in keys]
    tomorrow = [random_floor(k, date(2026, 11, 21), POLICY).chosen for k in keys]
    elsewhere = [random_floor(k, DAY, POLICY.model_copy(update={"salt": "site-b"})).chosen for k in keys]
    assert tonight == [random_floor(k, DAY, POLICY).chosen for k in keys]
    assert tonight != tomorrow and tonight != elsewhere


def test_the_random_floor_ignores_what_happened() -> None:
    everyone = POLICY.model_copy(update={"random_share": 1.0})
    flags = flags_of(facts_of(chat(("c", "我找律师", 0))), (evaluation(1, fatal=("rude",)),), everyone, run_date=DAY)
    by_lot = [f for f in flags if f.selection is Selection.RANDOM]
    assert [(f.code, f.probability) for f in by_lot] == [("random_sample", 1.0)]
    assert len(flags) >= 3


def test_nothing_risky_is_never_drawn_by_risk() -> None:
    facts = facts_of(chat(("c", "查快递", 0)))
    draw = risk_draw(facts, (evaluation(1),), DAY, POLICY)
    assert (draw.chosen, draw.probability, draw.circumstances) == (False, 0.0, ())


def test_risk_circumstances_add_up_as_chances() -> None:
    facts = facts_of(chat(("c", "太差了", 0)), readings={0: NEGATIVE})
    unmet = item("rude", ItemState.UNMET, kind=ItemKind.VIOLATION)
    judged = (evaluation(1, score=50.0, items=(unmet,)),)
    assert risk_circumstances(facts, judged, POLICY) == ("low_score", "violation", "negative_customer")
    probability = risk_draw(facts, judged, DAY, POLICY).probability
    assert probability == pytest.approx(0.3 * (1 - 0.5 * 0.5 * 0.7))  # 0.2475


def test_items_only_a_human_can_judge_are_no_risk() -> None:
    human = tuple(item(f"h{n}", ItemState.NEEDS_HUMAN, kind=ItemKind.HUMAN) for n in range(5))
    assert risk_circumstances(facts_of(chat()), (evaluation(1, items=human),), POLICY) == ()


def test_what_was_not_judged_is_not_drawn_for_review() -> None:
    everyone = POLICY.model_copy(update={"random_share": 1.0})
    assert flags_of(facts_of(chat(("c", "查快递", 0), ("b", "好", 1))), (), everyone, run_date=DAY) == ()
