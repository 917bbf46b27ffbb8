"""Hearing a call end to end, with fakes that hear tones: who said what, when, and how it sounded."""

from datetime import UTC, datetime

import numpy as np
import pytest

from inspection.errors import ModelError, RecordingError
from inspection.interaction import Channel, Interaction, Role
from inspection.recording import ChannelLayout
from inspection.timeline import Interval
from pipelines.hearing import Ears, Heard, hear
from tests.models.fakes_hearing import FakeSpeechToText, LoudnessVoiceActivity, PitchSeparator
from tests.pipelines.made_recordings import bursts, tone, wav16

AGENT_HZ, CUSTOMER_HZ = 400, 800
AGENT_LINES = ("您好，很高兴为您服务，请问有什么可以帮您？", "好的，请您稍等。", "感谢您的来电，再见。")
CUSTOMER_LINES = ("我想退货，我买的灯坏了。", "好的，谢谢。")
EARS = Ears(
    FakeSpeechToText({AGENT_HZ: AGENT_LINES, CUSTOMER_HZ: CUSTOMER_LINES}), LoudnessVoiceActivity(), PitchSeparator()
)
AGENT = bursts(30.0, [(1, 5), (9, 12), (25, 28)], 16_000, AGENT_HZ)
CUSTOMER = bursts(30.0, [(5.5, 8.5), (19, 21)], 16_000, CUSTOMER_HZ)
SPOKEN = [
    (Role.AGENT, AGENT_LINES[0]),
    (Role.CUSTOMER, CUSTOMER_LINES[0]),
    (Role.AGENT, AGENT_LINES[1]),
    (Role.CUSTOMER, CUSTOMER_LINES[1]),
    (Role.AGENT, AGENT_LINES[2]),
]


def call(**facts: object) -> Interaction:
    """A phone call with the metadata given."""
    return Interaction(
        source="drop",
        interaction_id="C1",
        channel=Channel.PHONE,
        started_at=datetime(2026, 9, 1, 9, 0, tzinfo=UTC),
        **facts,  # type: ignore[arg-type]
    )


def who_said(heard: Heard) -> list[tuple[Role, str]]:
    """Sender and text of every turn."""
    return [(t.sender, t.text) for t in heard.turns]


def test_two_channels_give_turns_in_order_with_roles_and_times() -> None:
    heard = hear([wav16(np.stack([AGENT, CUSTOMER]), 16_000)], call(agent_channel=0), EARS)
    assert who_said(heard) == SPOKEN
    assert [t.index for t in heard.turns] == [0, 1, 2, 3, 4]
    assert [round(t.start_s or 0) for t in heard.turns] == [1, 6, 9, 19, 25]
    assert heard.recording.layout is ChannelLayout.SEPARATE
    assert heard.trust.audio == ()
    assert heard.trust.recognition == pytest.approx(0.9)
    assert heard.notices == ()
    assert heard.model_ids == ("fake-recogniser", "fake-loudness")


def test_the_silences_of_the_call_are_found_and_a_hold_is_not_one() -> None:
    recording = wav16(np.stack([AGENT, CUSTOMER]), 16_000)
    silences = hear([recording], call(agent_channel=0), EARS).sound.silences
    assert [(round(s.interval.start_s), round(s.interval.end_s), s.turn_before, s.turn_after) for s in silences] == [
        (12, 19, 2, 3),
        (21, 25, 3, 4),
    ]
    held = hear([recording], call(agent_channel=0, holds=(Interval(12.0, 18.0),)), EARS).sound.silences
    assert [round(s.interval.start_s) for s in held] == [21]


def test_roles_come_from_the_words_when_the_metadata_is_silent() -> None:
    heard = hear([wav16(np.stack([CUSTOMER, AGENT]), 16_000)], call(), EARS)
    assert who_said(heard) == SPOKEN
    assert heard.trust.roles > 0.9


def test_a_wrong_agent_channel_is_kept_and_said() -> None:
    heard = hear([wav16(np.stack([AGENT, CUSTOMER]), 16_000)], call(agent_channel=1), EARS)
    assert heard.turns[0].sender is Role.CUSTOMER
    assert heard.trust.roles == pytest.approx(0.5)
    assert any("contradicts" in notice for notice in heard.notices)


def test_a_mono_call_is_told_apart_by_voice_and_says_that_it_is_mono() -> None:
    heard = hear([wav16(AGENT + CUSTOMER, 16_000)], call(agent_channel=0), EARS)
    assert who_said(heard) == SPOKEN
    assert heard.trust.audio == ("mono",)
    assert "fake-separator" in heard.model_ids
    assert heard.sound.interruptions == ()
    assert heard.sound.customer_talk_s == pytest.approx(5.0, abs=0.1)


def test_both_people_on_one_channel_of_two_are_told_apart_too() -> None:
    heard = hear([wav16(np.stack([np.zeros_like(AGENT), AGENT + CUSTOMER]), 16_000)], call(), EARS)
    assert who_said(heard) == SPOKEN


def test_one_person_on_one_channel_of_two_keeps_the_channels_role() -> None:
    heard = hear([wav16(np.stack([AGENT, np.zeros_like(AGENT)]), 16_000)], call(agent_channel=0), EARS)
    assert {t.sender for t in heard.turns} == {Role.AGENT}
    assert heard.sound.customer_talk_s == 0.0


def test_two_one_sided_legs_are_one_call() -> None:
    heard = hear([wav16(AGENT, 16_000), wav16(CUSTOMER, 16_000)], call(agent_channel=0), EARS)
    assert who_said(heard) == SPOKEN
    assert heard.recording.channel_count == 2


def test_a_silent_recording_has_no_turns_and_says_why() -> None:
    heard = hear([wav16(np.zeros((2, 160_000), np.float32), 16_000)], call(), EARS)
    assert heard.turns == ()
    assert heard.trust.audio == ("silent", "no_speech")
    assert heard.trust.recognition == 0.0
    assert heard.sound.silences == ()


def test_an_interruption_on_two_channels_is_found_with_its_turn() -> None:
    agent = bursts(20.0, [(1, 6)], 16_000, AGENT_HZ)
    customer = bursts(20.0, [(4, 9)], 16_000, CUSTOMER_HZ)
    (found,) = hear([wav16(np.stack([agent, customer]), 16_000)], call(agent_channel=0), EARS).sound.interruptions
    assert (found.by, found.turn) == (Role.CUSTOMER, 1)
    assert found.interval.duration_s == pytest.approx(2.0, abs=0.05)


def test_the_language_of_the_metadata_comes_before_the_default() -> None:
    recording = wav16(np.stack([AGENT, CUSTOMER]), 16_000)
    english = hear([recording], call(agent_channel=0, language="en"), EARS)
    assert english.sound.turn_rates[0].unit == "words"
    assert hear([recording], call(agent_channel=0), EARS).sound.turn_rates[0].unit == "characters"
    with pytest.raises(ModelError):
        hear([recording], call(language="klingon"), EARS)


def test_a_bad_recording_is_named_in_its_error() -> None:
    with pytest.raises(RecordingError) as caught:
        hear([b"no sound"], call(), EARS, names=["recordings/C1.wav"])
    assert (caught.value.code, caught.value.where) == ("not_audio", "recordings/C1.wav")


def test_the_same_call_is_heard_the_same_twice() -> None:
    recording = wav16(np.stack([AGENT, CUSTOMER]), 16_000)
    assert hear([recording], call(), EARS) == hear([recording], call(), EARS)


def test_a_tone_without_a_voice_is_no_speech() -> None:
    class Deaf:
        model_id = "deaf"

        def speech(self, signal: np.ndarray) -> tuple[Interval, ...]:
            return ()

    heard = hear([wav16(tone(8.0, 16_000), 16_000)], call(), Ears(EARS.recogniser, Deaf(), EARS.separator))
    assert heard.turns == ()
    assert "no_speech" in heard.trust.audio
    assert any("nobody speaks" in notice for notice in heard.notices)


def test_a_menu_before_the_agent_is_a_bots_and_its_sound_is_not_the_agents() -> None:
    lines = ("普通话服务请按一，英文服务请按二，人工服务请按零。", *AGENT_LINES)
    ears = Ears(
        FakeSpeechToText({AGENT_HZ: lines, CUSTOMER_HZ: CUSTOMER_LINES}), LoudnessVoiceActivity(), PitchSeparator()
    )
    agent = bursts(30.0, [(1, 3), (4, 6), (9, 12), (25, 28)], 16_000, AGENT_HZ)
    heard = hear([wav16(np.stack([agent, CUSTOMER]), 16_000)], call(agent_channel=0), ears)
    assert [t.sender for t in heard.turns][:3] == [Role.BOT, Role.AGENT, Role.CUSTOMER]
    assert heard.sound.agent_talk_s == pytest.approx(8.0, abs=0.1)
    assert any("machine" in notice for notice in heard.notices)


def test_after_a_handover_the_colleague_is_another_agent() -> None:
    """The agent's channel holds another voice (pitch) after the announcement: nobody is charged for a colleague."""
    other_hz = 600
    script = {
        AGENT_HZ: ("您好，很高兴为您服务。", "我帮您转接到售后专员，请稍等。"),
        other_hz: ("您好，我是售后专员，工号二零零二。", "感谢您的来电，再见。"),
        CUSTOMER_HZ: CUSTOMER_LINES,
    }
    ears = Ears(FakeSpeechToText(script), LoudnessVoiceActivity(), PitchSeparator())
    agent = bursts(30.0, [(1, 4), (9, 12)], 16_000, AGENT_HZ) + bursts(30.0, [(14, 18), (25, 28)], 16_000, other_hz)
    recording = wav16(np.stack([agent, CUSTOMER]), 16_000)
    heard = hear([recording], call(agent_channel=0, agent_id="A1", transfer_to="A2"), ears)
    agents = [(t.agent_id, t.text[:4]) for t in heard.turns if t.sender is Role.AGENT]
    assert agents == [(None, "您好，很"), (None, "我帮您转"), ("A2", "您好，我"), ("A2", "感谢您的")]
    assert any("takes over at 14 s" in notice for notice in heard.notices)
    unknown = hear([recording], call(agent_channel=0, agent_id="A1"), ears)
    assert unknown.turns[-1].agent_id == "unknown-colleague"
