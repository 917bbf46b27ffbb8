"""Response times: from the first unanswered message to a person, from the hand-over, without machines."""

from datetime import time

import pytest

from inspection.business_hours import BusinessHours
from inspection.interaction import Channel, TurnType
from inspection.response_times import first_response, rounds
from tests.inspection.result_cases import chat, event, turn


def test_a_round_runs_from_the_first_unanswered_message() -> None:
    found = rounds(
        chat(("c", "在吗", 0), ("c", "查订单", 20), ("a", "您好", 50), ("c", "多久到", 60), ("a", "明天", 75))
    )
    assert [(r.customer_turn, r.agent_turn, r.seconds) for r in found] == [(0, 2, 50.0), (3, 4, 15.0)]
    assert [r.agent_id for r in found] == ["A1", "A1"]


def test_automatic_messages_notes_and_recalled_ones_do_not_answer() -> None:
    found = rounds(
        chat(
            ("c", "退款", 0),
            turn(1, "a", "自动回复:稍等", 1, auto=True),
            turn(2, "a", "备注", 2, type=TurnType.NOTE),
            turn(3, "a", "x", 3, type=TurnType.RECALL),
            ("b", "机器人", 4),
            ("a", "在的", 40),
        )
    )
    assert [(r.agent_turn, r.seconds) for r in found] == [(5, 36.0)]  # the bot still talked at 4 s


def test_after_a_bot_the_wait_counts_from_the_hand_over() -> None:
    interaction = chat(
        ("c", "查订单", 0),
        ("b", "请输入单号", 1),
        ("c", "转人工", 10),
        ("b", "正在为您转接人工,请稍候", 11),
        event(4, "客服 A1 已接入会话", 70),
        ("a", "您好", 82),
    )
    first = first_response(interaction)
    assert first is not None
    assert (first.customer_turn, first.handover_turn, first.seconds) == (2, 4, 12.0)


def test_a_queue_notice_is_no_hand_over() -> None:
    interaction = chat(
        ("c", "转人工", 0), event(1, "客服已接入", 30), event(2, "正在排队接入,前面还有 3 人", 40), ("a", "您好", 50)
    )
    first = first_response(interaction)
    assert first is not None
    assert first.seconds == 20.0


def test_a_message_after_the_hand_over_counts_from_itself() -> None:
    interaction = chat(event(0, "客服已接入", 0), ("c", "在吗", 30), ("a", "在", 35))
    assert [r.seconds for r in rounds(interaction)] == [5.0]


def test_the_second_agent_is_not_charged_for_the_first() -> None:
    interaction = chat(
        turn(0, "c", "问题", 0),
        turn(1, "a", "我转一下", 5, agent_id="A1"),
        turn(2, "c", "快点", 10),
        event(3, "会话已转接给 A2", 300),
        turn(4, "a", "您好", 310, agent_id="A2"),
    )
    assert [(r.agent_id, r.seconds) for r in rounds(interaction)] == [("A1", 5.0), ("A2", 10.0)]


def test_the_same_agent_gains_nothing_from_a_system_notice() -> None:
    interaction = chat(("c", "a?", 0), ("a", "b", 5), ("c", "c?", 10), event(3, "已接入会话", 90), ("a", "d", 100))
    assert [r.seconds for r in rounds(interaction)] == [5.0, 90.0]


@pytest.mark.parametrize(
    ("last", "unanswered"),
    [
        ("谢谢", False),
        ("好的,谢谢您!", False),
        ("👍", False),
        ("OK thanks", False),
        ("That’s a relief. Thank you very much!", False),
        ("嗯" * 40 + "x", True),
        ("还没退款", True),
        ("???", True),
    ],
)
def test_closing_thanks_need_no_answer_but_a_question_does(last: str, unanswered: bool) -> None:
    found = rounds(chat(("c", "你好,查快递", 0), ("a", "明天到", 5), ("c", last, 10)))
    assert [r.is_answered for r in found] == ([True, False] if unanswered else [True])


def test_a_picture_asks_too() -> None:
    found = rounds(chat(turn(0, "c", "", 0, type=TurnType.IMAGE), ("a", "收到", 9)))
    assert [r.seconds for r in found] == [9.0]


def test_a_voice_message_without_words_waits_and_an_emoji_does_not() -> None:
    said = (("c", "查快递", 0), ("a", "明天", 5))
    assert not rounds(chat(*said, turn(2, "c", "", 9, type=TurnType.VOICE)))[-1].is_answered
    assert rounds(chat(*said, turn(2, "c", "", 9, type=TurnType.EMOJI)))[-1].is_answered


def test_a_bot_only_chat_has_no_rounds_but_an_unanswered_hand_over_does() -> None:
    assert rounds(chat(("c", "查询", 0), ("b", "答", 1), ("c", "不对", 2))) == ()
    waiting = rounds(chat(("b", "答", 0), ("c", "人工", 1), event(2, "已转人工", 2), ("c", "有人吗", 60)))
    assert [(r.customer_turn, r.agent_turn, r.seconds) for r in waiting] == [(1, None, None)]


def test_on_the_phone_the_wait_is_the_silence_after_the_customer() -> None:
    call = chat(
        turn(0, "c", "一", start_s=0.0, end_s=2.0),
        turn(1, "c", "二", start_s=3.0, end_s=5.0),
        turn(2, "a", "答", start_s=7.5, end_s=9.0),
        turn(3, "c", "三", start_s=8.5, end_s=11.0),
        turn(4, "a", "答", start_s=10.0, end_s=12.0),
        channel=Channel.PHONE,
    )
    assert [(r.customer_turn, r.seconds) for r in rounds(call)] == [(1, 2.5), (3, 0.0)]


def test_missing_or_backward_times_measure_nothing() -> None:
    assert [r.seconds for r in rounds(chat(turn(0, "c", "问"), turn(1, "a", "答")))] == [None]
    assert [r.seconds for r in rounds(chat(("c", "问", 60), ("a", "答", 0)))] == [None]


def test_closed_hours_are_not_waiting() -> None:
    hours = BusinessHours(opens=time(8), closes=time(20), timezone="Asia/Shanghai")  # noon UTC is 20:00 there
    found = rounds(chat(("c", "晚上问", -60), ("a", "早上答", 12 * 3600 + 30)), hours)
    assert [r.seconds for r in found] == [90.0]
