"""Which words a machine says: menus, announcements, bots; and that no agent's words are taken for them."""

import pytest

from inspection.hearing import Utterance
from inspection.interaction import Role
from inspection.machine_voices import cast_of
from inspection.roles import decide_roles
from inspection.transcript import SpokenPart


def talk(*lines: tuple[int, str]) -> tuple[SpokenPart, ...]:
    """Lines by speaker number, four seconds each."""
    return tuple(
        SpokenPart(speaker, Utterance(start_s=4.0 * i, end_s=4.0 * i + 3, text=text, confidence=0.9))
        for i, (speaker, text) in enumerate(lines)
    )


def speakers(parts: tuple[SpokenPart, ...]) -> list[int]:
    """Who says each part, machines set apart."""
    return [p.speaker for p in cast_of(parts, [0, 1]).parts]


MENU = talk(
    (0, "欢迎致电江月银行，为保证服务质量，通话将被录音。"),
    (0, "普通话服务请按一，英文服务请按二，人工服务请按零。"),
    (0, "您好，工号三零零二，请问有什么可以帮您？"),
    (1, "我想查一下我的账单。"),
    (0, "好的，请稍等。"),
)


def test_the_menu_before_the_agent_is_a_machine_and_the_greeting_after_it_is_not() -> None:
    told = cast_of(MENU, [0, 1])
    assert [p.speaker for p in told.parts] == [2, 2, 0, 1, 0]
    assert told.machine == 2
    assert "before the agent" in told.reason


def test_the_machine_is_a_bot_and_the_people_keep_their_roles() -> None:
    told = cast_of(MENU, [0, 1])
    decision = decide_roles(told.parts, [0, 1, 2], machine=told.machine)
    assert decision.roles == {0: Role.AGENT, 1: Role.CUSTOMER, 2: Role.BOT}
    assert decision.confidence > 0.9


def test_a_survey_after_the_conversation_is_a_machine() -> None:
    parts = talk(
        (0, "您好，请问有什么可以帮您？"),
        (1, "没事了，谢谢。"),
        (0, "好的，再见。"),
        (0, "请对本次服务进行评价，非常满意请按一，满意请按二，不满意请按三。"),
    )
    assert speakers(parts) == [0, 1, 0, 2]


@pytest.mark.parametrize(
    "line",
    [
        "坐席正忙，请稍候，您前面还有三位客户。",
        "您拨打的电话正在通话中，请稍后再拨。",
        "Your call is important to us. All our agents are currently busy.",
        "Please leave a message after the tone.",
    ],
)
def test_one_announcement_is_enough(line: str) -> None:
    assert speakers(talk((0, line), (1, "喂？"), (0, "您好。"))) == [2, 1, 0]


@pytest.mark.parametrize(
    "parts",
    [
        talk((0, "您好，请讲。"), (1, "怎么查账单？"), (0, "听到提示请按一，再请按二。"), (1, "好的。")),
        talk((0, "您好，感谢您的来电。"), (1, "好的再见。"), (0, "挂机后麻烦您按一对我的服务评价，再见。")),
        talk((0, "您好，工号八零一五，很高兴为您服务。"), (1, "你好。")),
        talk((0, "不好意思让您久等了，刚才客服比较多。"), (1, "没事。")),
        talk((1, "我要转人工客服。"), (0, "我就是人工客服，您请说。")),
        talk((0, "您好，工号八零一五，很高兴为您服务。"), (0, "不好意思，刚才线路正忙。"), (1, "你好。")),
        talk((0, "Thanks for calling, my name is Emma."), (0, "All our agents are busy today."), (1, "Hi.")),
        talk((0, "您好，请讲。"), (1, "查账单。"), (0, "好的。"), (0, "五十元。"), (1, "好。"),
             (0, "以后您也可以找智能客服24小时为您服务。"), (1, "再见。")),
    ],
)  # fmt: skip
def test_what_an_agent_may_say_is_never_a_machines(parts: tuple[SpokenPart, ...]) -> None:
    assert cast_of(parts, [0, 1]).machine is None


def test_a_bot_that_leads_the_conversation_leaves_no_agent_to_judge() -> None:
    parts = talk(
        (0, "您好，我是智能客服小江，请问办理什么业务？"), (1, "查账单。"), (0, "您的账单是五十元。"), (1, "谢谢。")
    )  # fmt: skip
    told = cast_of(parts, [0, 1])
    decision = decide_roles(told.parts, [0, 1, 2], machine=told.machine)
    assert [decision.roles[p.speaker] for p in told.parts] == [Role.BOT, Role.CUSTOMER] * 2
    assert Role.AGENT not in decision.roles.values()


def test_a_welcome_before_the_keys_of_a_menu_is_the_menus() -> None:
    parts = talk(
        (0, "欢迎致电江月银行，很高兴为您服务。"), (0, "查账请按一，人工请按零。"), (0, "您好。"), (1, "你好。")
    )  # fmt: skip
    assert speakers(parts) == [2, 2, 0, 1]


def test_a_bot_may_begin_after_a_long_menu() -> None:
    parts = talk(
        *[(0, "查账请按一，人工请按零。")] * 4, (0, "您好，我是智能客服小江。"), (1, "查账单。"), (0, "五十元。")
    )  # fmt: skip
    assert speakers(parts) == [2, 2, 2, 2, 2, 1, 2]


def test_a_bot_that_hands_over_to_a_person_ends_there() -> None:
    parts = talk(
        (0, "Hi, I'm your virtual assistant."),
        (1, "I want to talk to somebody."),
        (0, "I'll connect you to a live agent."),
        (0, "Hello, this is Emma, how can I help?"),
        (1, "My order is late."),
    )
    told = cast_of(parts, [0, 1])
    assert [p.speaker for p in told.parts] == [2, 1, 2, 0, 1]
    assert decide_roles(told.parts, [0, 1, 2], machine=2).roles[0] is Role.AGENT


def test_a_call_of_people_is_left_as_it_is() -> None:
    parts = MENU[2:]
    assert cast_of(parts, [0, 1]).parts == parts
    assert cast_of((), [0, 1]).machine is None
