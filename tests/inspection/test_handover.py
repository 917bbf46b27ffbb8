"""A call handed over within one recording: announced in words, and another voice."""

import pytest

from inspection.handover import announced_handover_s, parts_after, voices_change
from inspection.hearing import Utterance
from inspection.interaction import Role, Turn
from inspection.recording import ChannelSpeech
from inspection.timeline import Interval
from inspection.transcript import SpokenPart


def turns(*lines: tuple[str, str]) -> list[Turn]:
    """Turns of four seconds each: A says, or C."""
    roles = {"A": Role.AGENT, "C": Role.CUSTOMER}
    return [
        Turn(index=i, sender=roles[who], text=text, start_s=5.0 * i, end_s=5.0 * i + 4)
        for i, (who, text) in enumerate(lines)
    ]


@pytest.mark.parametrize(
    ("announcement", "introduction"),
    [
        ("这个我帮您转接到投诉专员，请稍等。", "您好，我是投诉专员，工号三三零一。"),
        ("Let me transfer you to the billing team.", "Hello, my name is Robert from billing."),
    ],
)
def test_a_handover_begins_with_the_next_agents_introduction(announcement: str, introduction: str) -> None:
    call = turns(("A", "您好"), ("C", "嗯"), ("A", announcement), ("C", "好"), ("A", introduction))
    assert announced_handover_s(call) == 20.0


@pytest.mark.parametrize(
    ("announcement", "introduction"),
    [
        ("我帮您转账到那张卡上。", "您好，已经转好了。"),
        ("我帮您转接到投诉专员。", "他正在忙，麻烦留个电话。"),
        ("请稍等。", "您好，久等了。"),
    ],
)
def test_a_transfer_of_money_a_colleague_who_is_busy_and_a_wait_are_none(announcement: str, introduction: str) -> None:
    call = turns(("A", "喂"), ("A", announcement), ("C", "好"), ("A", introduction))
    assert announced_handover_s(call) is None


def test_the_voice_must_change_where_the_handover_is() -> None:
    first, second = ChannelSpeech(0, (Interval(0, 18),)), ChannelSpeech(1, (Interval(21, 40),))
    assert voices_change([first, second], 20.0, 40.0)
    assert not voices_change([first, second], 5.0, 40.0)
    assert not voices_change([ChannelSpeech(0, (Interval(0, 40),))], 20.0, 40.0)


def test_the_agents_parts_after_it_get_a_speaker_of_their_own() -> None:
    parts = [
        SpokenPart(who, Utterance(start_s=at, end_s=at + 3, text="x", confidence=1.0))
        for who, at in ((0, 0.0), (1, 5.0), (0, 20.0), (1, 25.0))
    ]
    assert [p.speaker for p in parts_after(parts, 0, 20.0, 2)] == [0, 1, 2, 1]
