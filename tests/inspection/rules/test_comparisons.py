"""What was said against the metadata: amounts, dates, entities."""

import pytest

from inspection.entities import Entity, EntityKind
from inspection.errors import RuleError
from inspection.interaction import HangupBy
from tests.inspection.rules.asking import NO, UNKNOWN, YES, ask, book_with, texts

ORDER = {"metadata": {"order_amount": "320.50", "due": "2026-09-05", "note": "看情况"}}


@pytest.mark.parametrize(
    ("asks", "said", "truth"),
    [
        ("matches: order_amount", "一共三百二十块五", YES),
        ("matches: order_amount", "一共三百二十块", NO),
        ("matches: order_amount, slack_share: 0.02", "一共三百二十块", YES),
        ("matches: order_amount", "一共320.5", NO),
        ("differs_from: order_amount", "一共三百五十块", YES),
        ("differs_from: order_amount", "运费十块，一共三百二十块五", NO),
        ("differs_from: order_amount", "好的", NO),
        ("above: order_amount", "要四百元", YES),
        ("below: order_amount", "要四百元", NO),
        ("above: 300", "要四百元", YES),
        ("matches: order_amount, kind: number", "一共320.5", YES),
        ("matches: paid", "一共三百二十块五", UNKNOWN),
        ("matches: note", "一共三百二十块五", UNKNOWN),
        ("matches: paid", "好的", NO),
    ],
)
def test_an_amount_said_against_the_order(asks: str, said: str, truth: object) -> None:
    assert ask(f"c: {{amount: {{{asks}}}}}", f"A: {said}", **ORDER).truth is truth


def test_the_evidence_of_an_amount_is_the_words_and_both_figures() -> None:
    said = "A: 您好，一共３５０元"
    outcome = ask("c: {amount: {differs_from: order_amount}}", said, **ORDER)
    assert texts(outcome, said) == ["３５０元"]
    assert (outcome.hits[0].value, outcome.hits[0].threshold) == ("350", "differs_from 320.5")


def test_the_customers_amount_is_not_the_agents() -> None:
    assert ask("c: {amount: {differs_from: order_amount}}", "C: 一共三百五十块", **ORDER).truth is NO


@pytest.mark.parametrize(
    ("asks", "said", "truth"),
    [
        ("matches: due", "九月五号前还", YES),
        ("differs_from: due", "九月六号前还", YES),
        ("differs_from: due, slack_days: 1", "九月六号前还", NO),
        ("after: due", "9月8日到账", YES),
        ("before: due", "明天到账", YES),
        ("before: due", "好的", NO),
        ("matches: paid_on", "九月五号", UNKNOWN),
    ],
)
def test_a_date_said_against_the_metadata(asks: str, said: str, truth: object) -> None:
    assert ask(f"c: {{date: {{{asks}}}}}", f"A: {said}", **ORDER).truth is truth


def test_an_entity_may_have_to_differ() -> None:
    right = Entity(turn=0, kind=EntityKind.ORDER_NO, start_char=0, end_char=4, matches=("order_id",))
    wrong = Entity(turn=0, kind=EntityKind.ORDER_NO, start_char=0, end_char=4)
    wanted = "c: {entity: {kinds: [order_no], differs_from: [order_id]}}"
    assert ask(wanted, "A: <订单号>", entities=(wrong,), order_id="1").truth is YES
    assert ask(wanted, "A: <订单号>", entities=(right,), order_id="1").truth is NO
    assert ask(wanted, "A: <订单号>", entities=(wrong,)).truth is UNKNOWN
    assert ask(wanted, "A: 您好").truth is NO


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("amount: {matches: a, above: 3}", "exactly one"),
        ("entity: {kinds: [shoe_size]}", "shoe_size"),
        ("entity: {kinds: [phone], matches: [ani], differs_from: [ani]}", "not both"),
        ("date: {}", "exactly one"),
    ],
)
def test_comparisons_that_make_no_sense_are_refused(keys: str, words: str) -> None:
    with pytest.raises(RuleError, match=words):
        book_with(f"c: {{{keys}}}")


def test_who_hung_up_is_read_from_the_metadata() -> None:
    assert ask("c: {hung_up: agent}", "A: 再见", hangup_by=HangupBy.AGENT).truth is YES
    assert ask("c: {hung_up: agent}", "A: 再见", hangup_by=HangupBy.CUSTOMER).truth is NO
    assert ask("c: {hung_up: agent}", "A: 再见").truth is UNKNOWN
