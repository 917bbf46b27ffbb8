"""Words become utterances: divided at pauses, placed in the recording, written readably."""

import pytest

from inspection.timeline import Interval
from models.speech_windows import SpeechWindow
from models.utterances import HeardWord, utterances_of


def heard(text: str, start_s: float, step_s: float = 0.2, probability: float = 0.9) -> list[HeardWord]:
    """One word per character (marks stick to the character before)."""
    words: list[HeardWord] = []
    for char in text:
        if words and not char.isalnum():
            last = words[-1]
            words[-1] = HeardWord(last.text + char, last.start_s, last.end_s, last.probability)
        else:
            at_s = start_s + len(words) * step_s
            words.append(HeardWord(char, at_s, at_s + step_s, probability))
    return words


PAUSED = SpeechWindow((Interval(10.0, 12.0), Interval(15.0, 17.0)))


def test_a_pause_divides_utterances_and_times_are_the_recordings() -> None:
    first, second = utterances_of(PAUSED, heard("您好請問您是哪位", 0.2) + heard("稍等我查一下", 2.2), "zh")
    assert (first.text, second.text) == ("您好请问您是哪位。", "稍等我查一下。")
    assert (first.start_s, second.start_s) == pytest.approx((10.2, 15.2))
    assert second.end_s == pytest.approx(16.4)


def test_a_short_breath_becomes_a_comma_and_not_a_new_utterance() -> None:
    window = SpeechWindow((Interval(0.0, 1.0), Interval(1.1, 2.1)))
    (only,) = utterances_of(window, heard("您好", 0.2) + heard("很高兴", 1.1), "zh")
    assert only.text == "您好，很高兴。"


def test_the_end_of_a_sentence_near_a_pause_draws_the_border() -> None:
    words = [
        HeardWord(" name,", 1.0, 1.3, 0.9),
        HeardWord(" please?", 1.3, 1.7, 0.9),
        HeardWord(" Hi,", 1.7, 2.05, 0.9),
        HeardWord(" I'm", 2.2, 2.4, 0.9),
        HeardWord(" Sam.", 2.4, 2.8, 0.9),
    ]
    first, second = utterances_of(PAUSED, words, "en")
    assert (first.text, second.text) == ("name, please?", "Hi, I'm Sam.")
    assert second.start_s >= 15.0


def test_words_spell_the_text_and_confidence_is_their_geometric_mean() -> None:
    (only,) = utterances_of(
        SpeechWindow((Interval(0.0, 9.0),)), heard("好的", 0, probability=0.5) + heard("嗎", 0.5, probability=1.0), "zh"
    )
    assert "".join(w.text for w in only.words) == only.text == "好的吗？"
    assert only.confidence == pytest.approx(0.25 ** (1 / 3), abs=1e-3)


@pytest.mark.parametrize(
    "text",
    ["谢谢大家观看", "请不吝点赞订阅转发打赏支持明镜与点点栏目", "对对对对对对对对对对对对对对对对对对对对对", "……"],
)
def test_invented_text_is_left_out(text: str) -> None:
    assert utterances_of(SpeechWindow((Interval(0.0, 20.0),)), heard(text, 0.0) if text != "……" else [], "zh") == ()


def test_a_mark_does_not_draw_a_whole_short_answer_over_a_long_wait() -> None:
    window = SpeechWindow((Interval(46.5, 47.3), Interval(76.0, 77.0)))
    words = [
        HeardWord(" Fine.", 0.2, 0.75, 0.9),
        HeardWord(" Friday", 0.85, 1.2, 0.9),
        HeardWord(" is", 1.2, 1.3, 0.9),
        HeardWord(" good.", 1.3, 1.7, 0.9),
    ]
    assert [u.text for u in utterances_of(window, words, "en")] == ["Fine.", "Friday is good."]
    unmarked = [HeardWord(" Mine", 0.2, 0.75, 0.9), *words[1:]]
    assert [u.text for u in utterances_of(window, unmarked, "en")] == ["Mine", "Friday is good."]
