"""What the agent could not help is not applicable, never unmet (practice.md), judged by the shipped rulebook."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from inspection.evaluating import Occasion, Yardstick, evaluate
from inspection.evaluation import Evaluation
from inspection.facts import Facts
from inspection.interaction import Channel, Direction, HangupBy
from pipelines.shipped_rules import load_yardstick
from tests.inspection.rules.book_of import START, facts

PHONE, CHAT = Channel.PHONE, Channel.CHAT
OCCASION = Occasion(business_date=date(2026, 9, 1), evaluated_at=START)
CUT_OFF = ("A: 您好", "C: 退款呢", "A: 我看一下，还要三天", "C: 算了")


@lru_cache(maxsize=1)
def shipped() -> Yardstick:
    return load_yardstick()


def evaluations(seen: Facts) -> tuple[Evaluation, ...]:
    return evaluate(seen, shipped(), OCCASION)


def state(item: str, *said: str, channel: Channel = CHAT, **fields: Any) -> str:
    at_s = [i * 3.0 for i in range(len(said))] if channel is PHONE else None
    (one,) = evaluations(facts(*said, channel=channel, at_s=at_s, **fields))
    return one.item(item).state.value


@pytest.mark.parametrize("item", ["closing", "anything_else"])
@pytest.mark.parametrize("by", [HangupBy.CUSTOMER, HangupBy.SYSTEM])
def test_a_customer_who_hangs_up_leaves_no_time_to_close(item: str, by: HangupBy) -> None:
    assert state(item, *CUT_OFF, channel=PHONE, hangup_by=by) == "not_applicable"


@pytest.mark.parametrize("item", ["closing", "anything_else"])
def test_an_agent_who_hangs_up_owes_the_closing(item: str) -> None:
    assert state(item, *CUT_OFF, channel=PHONE, hangup_by=HangupBy.AGENT) == "unmet"


@pytest.mark.parametrize("item", ["closing", "anything_else"])
@pytest.mark.parametrize(
    "said",
    [
        ("C: 退款", "A: 请提供订单号", "S: 会话超时，已自动关闭"),
        ("C: refund", "A: Could you give me the order number?", "S: The chat timed out and was closed."),
    ],
)
def test_a_chat_that_times_out_leaves_no_time_to_close(item: str, said: tuple[str, ...]) -> None:
    assert state(item, *said) == "not_applicable"


@pytest.mark.parametrize(
    ("ivr_notice", "direction", "expected"),
    [
        (True, Direction.INBOUND, "not_applicable"),
        (False, Direction.INBOUND, "unmet"),
        (None, Direction.INBOUND, "not_applicable"),
        (None, None, "not_applicable"),
        (None, Direction.OUTBOUND, "unmet"),
        (False, None, "unmet"),
    ],
)
def test_a_recording_notice_is_owed_where_no_machine_gave_it(
    ivr_notice: bool | None, direction: Direction | None, expected: str
) -> None:
    given = {"ivr_notice": ivr_notice, "direction": direction}
    assert state("recording_notice", "A: 您好", "C: 查账单", channel=PHONE, **given) == expected


@pytest.mark.parametrize(
    "said",
    [
        ("C: 你个傻逼", "A: 如果您继续辱骂，我将结束通话", "C: 傻逼", "A: 感谢来电，再见"),
        ("A: 您好", "C: 。", "A: 没有听到您的声音，我先挂机了，再见"),
        ("C: you idiot", "A: If you continue to swear I will end the call", "C: idiot", "A: Goodbye"),
    ],
)
def test_an_abusive_or_silent_call_may_be_ended_after_a_warning(said: tuple[str, ...]) -> None:
    assert state("hangs_up_first", *said, channel=PHONE, hangup_by=HangupBy.AGENT) == "not_applicable"


def test_without_a_warning_it_may_not() -> None:
    said = ("C: 我的退款还没说完呢", "A: 就这样")
    assert state("hangs_up_first", *said, channel=PHONE, hangup_by=HangupBy.AGENT) == "unmet"


@pytest.mark.parametrize(
    "item", ["hangs_up_first", "recording_notice", "permission_to_continue", "response_time", "ticket_consistent"]
)
def test_items_that_rest_on_metadata_are_never_unmet_without_it(item: str) -> None:
    said = ("A: 您好", "C: 我想问下话费", "A: 请稍等", "C: 好")
    for channel in (PHONE, CHAT):
        assert state(item, *said, channel=channel) in ("not_applicable", "needs_human")


def test_a_collection_call_of_which_nobody_knows_the_hour_is_not_charged() -> None:
    said = ("A: 您好，请问是李女士本人吗", "C: 是")
    given: dict[str, Any] = {"channel": PHONE, "business_line": "collections", "direction": Direction.OUTBOUND}
    assert state("calling_hours", *said, **given) == "not_applicable"
    assert state("calling_hours", *said, **given, metadata={"customer_local_time": "23:10"}) == "unmet"


@pytest.mark.parametrize("item", ["greeting", "identify_self_or_org"])
def test_what_a_machine_says_fulfils_no_duty(item: str) -> None:
    assert state(item, "C: 在吗", "B: 您好，我是云杉家居智能客服", "S: 欢迎光临云杉旗舰店", "A: 什么事") == "unmet"


def test_the_first_agent_greets_the_last_one_closes_and_nobody_answers_for_a_colleague() -> None:
    seen = facts("C: 在吗", "A: 什么事", "C: 退款", "A: 您好，我是售后小李", "C: 好", "A: 办好了，再见")
    turns = tuple(replace(t, agent_id="a2") if t.index >= 3 else t for t in seen.interaction.turns)
    first, last = evaluations(replace(seen, interaction=replace(seen.interaction, turns=turns)))
    assert (first.agent_id, last.agent_id) == ("a1", "a2")
    assert [first.item(i).state.value for i in ("greeting", "closing")] == ["unmet", "not_applicable"]
    assert [last.item(i).state.value for i in ("greeting", "closing")] == ["not_applicable", "met"]


def test_a_call_handed_over_to_a_colleague_elsewhere_owes_no_closing() -> None:
    said = ("A: 您好", "C: 查理赔", "A: 我帮您转到理赔部")
    assert state("closing", *said, channel=PHONE, transfer_to="claims") == "not_applicable"
    assert state("greeting", "C: 喂", "A: 说", channel=PHONE, transfer_from="ivr-7") == "not_applicable"


def test_every_evaluation_lists_every_item_and_says_the_lines() -> None:
    (one,) = evaluations(facts("C: 在吗", "A: 您好", "C: 退款", "A: 好的"))
    assert {i.id for i in one.items} == set(shipped().rulebook.item_ids)
    assert len(one.lines) == 4
