"""Who is judged: every code of the shipped policy applies where it must and nowhere else."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspection.eligibility import EligibilityPolicy, check, check_before_hearing, policy_from_text
from inspection.errors import RuleError
from inspection.interaction import Channel, Direction, Interaction, Role, Turn, TurnType

POLICY_TEXT = (Path(__file__).parents[2] / "scoring_rules" / "eligibility.yaml").read_text(encoding="utf-8")
AGENT = Turn(index=0, sender=Role.AGENT, text="您好，很高兴为您服务")
CUSTOMER = Turn(index=1, sender=Role.CUSTOMER, text="我想问一下订单")
BOT = Turn(index=2, sender=Role.BOT, text="请输入问题编号")
CALL = Interaction(
    source="east",
    interaction_id="C1",
    channel=Channel.PHONE,
    started_at=datetime(2026, 9, 1, 1, 0, tzinfo=UTC),
    turns=(AGENT, CUSTOMER),
)
CHAT = replace(CALL, channel=Channel.CHAT)


@pytest.fixture(scope="module")
def policy() -> EligibilityPolicy:
    return policy_from_text(POLICY_TEXT)


def _codes(interaction: Interaction, policy: EligibilityPolicy, duration_s: float | None = 60.0) -> list[str]:
    return [reason.code for reason in check(interaction, duration_s, policy)]


@pytest.mark.parametrize("interaction", [CALL, CHAT, replace(CALL, channel=Channel.EMAIL)])
def test_an_ordinary_interaction_is_judged(interaction: Interaction, policy: EligibilityPolicy) -> None:
    assert _codes(interaction, policy) == []


@pytest.mark.parametrize(
    ("interaction", "code"),
    [
        (replace(CALL, disposition="未接通"), "not_connected"),
        (replace(CALL, disposition="No Answer"), "not_connected"),
        (replace(CALL, metadata={"talk_s": "0"}), "not_connected"),
        (replace(CALL, disposition="语音信箱"), "voicemail"),
        (replace(CALL, ani="8001", dnis="8002"), "internal_or_test_number"),
        (replace(CALL, queue="测试"), "internal_or_test_number"),
        (replace(CALL, disposition="骚扰电话"), "silent_or_nuisance"),
        (replace(CHAT, is_open=True), "still_open"),
        (replace(CHAT, turns=(CUSTOMER, BOT)), "bot_only"),
        (replace(CHAT, turns=(AGENT,)), "no_customer_words"),
        (replace(CHAT, turns=(CUSTOMER, replace(AGENT, auto=True))), "no_agent_words"),
        (replace(CHAT, turns=(CUSTOMER, replace(AGENT, type=TurnType.NOTE))), "no_agent_words"),
    ],
)
def test_each_reason_has_its_code(interaction: Interaction, code: str, policy: EligibilityPolicy) -> None:
    assert _codes(interaction, policy)[0] == code


def test_nine_seconds_are_too_short_and_ten_are_not(policy: EligibilityPolicy) -> None:
    assert _codes(CALL, policy, 9.99) == ["too_short"]
    assert _codes(CALL, policy, 10.0) == []
    assert _codes(CALL, policy, None) == []
    assert _codes(CHAT, policy, 1.0) == []


def test_all_reasons_are_given_in_the_order_of_the_policy(policy: EligibilityPolicy) -> None:
    reasons = check(replace(CALL, turns=()), 3.0, policy)
    assert [r.code for r in reasons] == ["too_short", "silent_or_nuisance", "no_agent_words", "no_customer_words"]
    assert (reasons[0].zh, reasons[0].en) == ("时长过短", "shorter than the channel's minimum")


def test_an_announcement_is_voicemail_and_a_customer_who_mentions_one_is_not(policy: EligibilityPolicy) -> None:
    tone = replace(CUSTOMER, text="您拨打的电话暂时无法接通，请在嘀声后留言")
    assert "voicemail" in _codes(replace(CALL, direction=Direction.OUTBOUND, turns=(tone, AGENT)), policy)
    assert _codes(replace(CALL, direction=Direction.OUTBOUND, turns=(tone, AGENT, CUSTOMER)), policy) == []
    assert _codes(replace(CALL, direction=Direction.INBOUND, turns=(tone, AGENT)), policy) == []


def test_when_roles_are_unknown_nobody_is_said_to_be_silent(policy: EligibilityPolicy) -> None:
    unknown = Turn(index=0, sender=Role.UNKNOWN, text="你好，我想问一下")
    assert _codes(replace(CALL, turns=(unknown,)), policy) == []


def test_a_sources_own_numbers_count_on_the_outer_side_only(policy: EligibilityPolicy) -> None:
    own = policy.with_internal_numbers(("02100000*", "95500"))
    inbound = replace(CALL, direction=Direction.INBOUND, ani="021-0000 0001", dnis="4000000")
    assert _codes(inbound, own) == ["internal_or_test_number"]
    assert _codes(replace(inbound, ani="13900000000", dnis="95500"), own) == []
    assert _codes(inbound, policy) == []


def test_before_hearing_only_the_metadata_speaks(policy: EligibilityPolicy) -> None:
    assert [r.code for r in check_before_hearing(replace(CALL, turns=(), disposition="占线"), policy)] == [
        "not_connected"
    ]
    assert check_before_hearing(replace(CALL, turns=()), policy) == ()


@pytest.mark.parametrize(
    "text", ["[", "version: 1", POLICY_TEXT.replace("still_open,", "astrology,", 1), POLICY_TEXT + "\nsurprise: 1\n"]
)
def test_a_wrong_policy_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(RuleError, match=r"eligibility\.yaml"):
        policy_from_text(text)
