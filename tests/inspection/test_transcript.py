"""Turns in order of time, from channels or from separated voices."""

import pytest

from inspection.hearing import Utterance
from inspection.interaction import Role, Word
from inspection.recording import ChannelSpeech
from inspection.timeline import Interval
from inspection.transcript import parts_of_channels, parts_of_speakers, turns_of

ROLES = {0: Role.AGENT, 1: Role.CUSTOMER}


def said(text: str, start_s: float, end_s: float, confidence: float = 0.9) -> Utterance:
    """An utterance with one word per character, evenly spread (a mark belongs to the word before)."""
    letters = [c for c in text if c.isalnum()]
    step_s = (end_s - start_s) / len(letters)
    words: list[Word] = []
    for char in text:
        if char.isalnum():
            at_s = start_s + len(words) * step_s
            words.append(Word(char, at_s, at_s + step_s, confidence))
        else:
            last = words[-1]
            words[-1] = Word(last.text + char, last.start_s, last.end_s, confidence)
    return Utterance(start_s=start_s, end_s=end_s, text=text, confidence=confidence, words=tuple(words))


def test_channels_interleave_by_time_and_count_from_zero() -> None:
    parts = parts_of_channels({0: [said("您好。", 0, 1), said("请稍等。", 5, 6)], 1: [said("我要退货。", 2, 4)]})
    turns = turns_of(parts, ROLES)
    assert [(t.index, t.sender, t.text) for t in turns] == [
        (0, Role.AGENT, "您好。"),
        (1, Role.CUSTOMER, "我要退货。"),
        (2, Role.AGENT, "请稍等。"),
    ]
    assert (turns[1].start_s, turns[1].end_s) == (2, 4)


def test_one_person_going_on_after_a_breath_stays_in_the_turn_and_after_a_wait_does_not() -> None:
    parts = parts_of_channels({0: [said("好的。", 0, 1), said("我查一下。", 2, 3), said("查到了。", 9, 10)]})
    assert [t.text for t in turns_of(parts, ROLES)] == ["好的。我查一下。", "查到了。"]


def test_a_word_in_between_divides_the_turn() -> None:
    parts = parts_of_channels({0: [said("好的。", 0, 1), said("我查一下。", 2, 3)], 1: [said("嗯。", 1.2, 1.6)]})
    assert [t.sender for t in turns_of(parts, ROLES)] == [Role.AGENT, Role.CUSTOMER, Role.AGENT]


def test_english_sentences_are_joined_by_a_space_and_words_are_kept() -> None:
    (turn,) = turns_of(parts_of_channels({0: [said("Hello.", 0, 1), said("Thanks.", 1.5, 2)]}), ROLES)
    assert turn.text == "Hello. Thanks."
    assert len(turn.words) == 11


def test_confidence_of_a_turn_is_weighted_by_length() -> None:
    parts = parts_of_channels({0: [said("好。", 0, 1, 0.3), said("我帮您查一下的。", 1.5, 3, 0.9)]})
    (turn,) = turns_of(parts, ROLES)
    assert turn.confidence == pytest.approx((0.3 * 2 + 0.9 * 8) / 10)


def test_a_speaker_without_a_role_is_unknown() -> None:
    (turn,) = turns_of(parts_of_channels({2: [said("您好。", 0, 1)]}), ROLES)
    assert turn.sender is Role.UNKNOWN


TWO = (ChannelSpeech(0, (Interval(0, 2.1),)), ChannelSpeech(1, (Interval(2.1, 4),)))


def test_an_utterance_is_cut_where_the_voice_changes_at_the_end_of_the_sentence() -> None:
    first, second = parts_of_speakers([said("请问您贵姓？我姓王名小明。", 0, 4.4)], TWO)
    assert (first.speaker, first.utterance.text) == (0, "请问您贵姓？")
    assert (second.speaker, second.utterance.text) == (1, "我姓王名小明。")
    assert first.utterance.end_s <= second.utterance.start_s


def test_one_voice_leaves_utterances_whole() -> None:
    (only,) = parts_of_speakers([said("请问您贵姓？我姓王。", 0, 4)], TWO[:1])
    assert (only.speaker, only.utterance.text) == (0, "请问您贵姓？我姓王。")


def test_a_splinter_inside_anothers_sentence_is_not_a_turn() -> None:
    speakers = (ChannelSpeech(0, (Interval(0, 2), Interval(2.2, 4))), ChannelSpeech(1, (Interval(2, 2.2),)))
    assert [p.speaker for p in parts_of_speakers([said("我帮您查一下这个订单的物流信息", 0, 4)], speakers)] == [0]


def test_an_utterance_without_words_goes_to_whoever_speaks_most_in_it() -> None:
    whole = Utterance(start_s=1.5, end_s=4.0, text="好的。", confidence=0.5)
    (part,) = parts_of_speakers([whole], TWO)
    assert part.speaker == 1


def test_a_word_outside_all_speech_goes_to_the_nearest_voice() -> None:
    whole = Utterance(start_s=5.0, end_s=5.5, text="好的。", confidence=0.5)
    assert parts_of_speakers([whole], TWO)[0].speaker == 1


def test_nothing_said_makes_no_turns() -> None:
    assert turns_of(parts_of_channels({0: [], 1: []}), ROLES) == ()
    assert parts_of_speakers([], TWO) == ()
