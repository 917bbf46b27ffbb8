"""Who is the agent: metadata first, then what people say."""

import pytest

from inspection.hearing import Utterance
from inspection.interaction import Direction, Role
from inspection.roles import decide_roles
from inspection.transcript import SpokenPart


def talk(*lines: tuple[int, str]) -> tuple[SpokenPart, ...]:
    """Lines by speaker number, four seconds each."""
    return tuple(
        SpokenPart(speaker, Utterance(start_s=4.0 * i, end_s=4.0 * i + 3, text=text, confidence=0.9))
        for i, (speaker, text) in enumerate(lines)
    )


CHINESE = talk(
    (1, "您好，优选商城，工号八零一五，很高兴为您服务，请问有什么可以帮您？"),
    (0, "你好，我想退货，我买的锅坏了。"),
    (1, "非常抱歉给您带来不便，请您提供一下订单号。"),
    (0, "好的，谢谢。"),
)
CARELESS = talk((0, "喂。"), (1, "我要投诉，我的宽带断了三天了。"), (0, "那你想怎样？"), (1, "叫你们经理给我回电话。"))
ENGLISH = talk(
    (0, "Good day, how may I assist you today?"),
    (1, "Hi, I'm having an issue with my order."),
    (0, "May I have your order number please?"),
)


@pytest.mark.parametrize(("parts", "agent"), [(CHINESE, 1), (CARELESS, 0), (ENGLISH, 0)])
def test_what_people_say_tells_who_is_who(parts: tuple[SpokenPart, ...], agent: int) -> None:
    decision = decide_roles(parts, [0, 1])
    assert decision.roles == {agent: Role.AGENT, 1 - agent: Role.CUSTOMER}
    assert decision.confidence > 0.9
    assert f"speaker {agent}" in decision.reason or f"speaker {1 - agent}" in decision.reason
    assert decision.notices == ()


def test_traditional_and_full_width_text_is_read_too() -> None:
    parts = talk((0, "我想退貨"), (1, "您好，很高興為您服務，請問有什麼可以幫您"))
    assert decide_roles(parts, [0, 1]).roles[1] is Role.AGENT


def test_the_metadata_decides_and_agreeing_words_change_nothing() -> None:
    decision = decide_roles(CHINESE, [0, 1], agent_channel=1)
    assert decision.roles[1] is Role.AGENT
    assert decision.confidence == pytest.approx(0.98)
    assert "metadata" in decision.reason
    assert decision.notices == ()


def test_metadata_against_strong_cues_is_kept_and_said() -> None:
    decision = decide_roles(CHINESE, [0, 1], agent_channel=0)
    assert decision.roles[0] is Role.AGENT
    assert decision.confidence == pytest.approx(0.5)
    assert len(decision.notices) == 1
    assert "contradicts" in decision.notices[0]


def test_weak_cues_do_not_contradict_the_metadata() -> None:
    assert decide_roles(talk((0, "喂？"), (1, "你好。")), [0, 1], agent_channel=1).notices == ()


def test_a_channel_that_is_not_there_is_said_and_the_words_decide() -> None:
    decision = decide_roles(CHINESE, [0, 1], agent_channel=5)
    assert decision.roles[1] is Role.AGENT
    assert "agent_channel 5" in decision.notices[0]


@pytest.mark.parametrize(("direction", "agent"), [(Direction.INBOUND, 0), (Direction.OUTBOUND, 1)])
def test_without_cues_the_direction_says_who_speaks_first_and_confidence_is_low(
    direction: Direction, agent: int
) -> None:
    decision = decide_roles(talk((0, "喂。"), (1, "你好。")), [0, 1], direction=direction)
    assert decision.roles[agent] is Role.AGENT
    assert decision.confidence < 0.75


def test_one_voice_is_the_agent_unless_it_talks_like_a_customer() -> None:
    assert decide_roles(talk((0, "您好，很高兴为您服务。")), [0]).roles == {0: Role.AGENT}
    assert decide_roles(talk((0, "喂，我要投诉你们。")), [0]).roles == {0: Role.CUSTOMER}


def test_nobody_speaking_leaves_everyone_unknown() -> None:
    decision = decide_roles((), [0, 1])
    assert set(decision.roles.values()) == {Role.UNKNOWN}
    assert decision.confidence == 0.0


def test_a_third_channel_is_never_a_second_agent() -> None:
    decision = decide_roles((*CHINESE, *talk((2, "喂，听得到吗？"))), [0, 1, 2])
    assert list(decision.roles.values()).count(Role.AGENT) == 1


OUTBOUND = talk(
    (1, "您好，我是云上银行的张三，给您推荐一款理财产品。"),
    (0, "什么理财？我正在开车呢。"),
    (1, "就一分钟，一万元起买，您就先买一点吧。"),
    (0, "我还是再考虑一下吧，别再打来了。"),
)


def test_the_agent_of_an_outbound_call_is_the_one_who_recommends() -> None:
    decision = decide_roles(OUTBOUND, [0, 1], direction=Direction.OUTBOUND)
    assert decision.roles[1] is Role.AGENT
    assert decision.confidence > 0.9


def test_the_polite_you_tells_when_nothing_else_does() -> None:
    parts = talk((0, "那个东西到底怎么弄的呀"), (1, "您看一下说明书，您按一下左边那个键"), (0, "哦，好像可以了"))
    decision = decide_roles(parts, [0, 1])
    assert decision.roles[1] is Role.AGENT
    assert decision.confidence < 0.9


def test_one_voice_that_says_what_both_say_is_two_people_not_told_apart() -> None:
    decision = decide_roles(
        talk((0, "您好，很高兴为您服务。"), (0, "我要投诉，我的宽带断了。"), (0, "请您稍等。")), [0]
    )
    assert decision.confidence == pytest.approx(0.5)
    assert "not safe" in decision.notices[0]


def test_a_second_agent_and_a_companion_are_told_by_what_they_say_and_nobody_is_guessed() -> None:
    colleague = talk((2, "您好，我是主管，工号三三零一，很高兴为您服务。"))
    companion = talk((2, "我要投诉你们公司。"))
    stranger = talk((2, "嗯，这个呢。"))
    for third, role in ((colleague, Role.AGENT), (companion, Role.CUSTOMER), (stranger, Role.UNKNOWN)):
        decision = decide_roles((*CHINESE, *third), [0, 1, 2])
        assert decision.roles[1] is Role.AGENT
        people = {decision.roles[0], decision.roles[2]}
        assert people == {Role.CUSTOMER, role}
        assert any("third person" in notice for notice in decision.notices)
