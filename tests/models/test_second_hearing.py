"""When a window is heard a second time, and which answer stays."""

import pytest

from inspection.timeline import Interval
from models.recognition.modes import CALM, CAREFUL, FAST
from models.recognition.second_hearing import better, heard_again, hole_s
from models.recognition.whisper_engine import Answer
from models.speech_windows import SpeechWindow
from models.utterances import HeardWord

WINDOW = SpeechWindow((Interval(10.0, 16.0), Interval(20.0, 24.0)))


def answer(*starts_s: float, log_probability: float = -0.2) -> Answer:
    """Words of .4 s at these seconds of the window."""
    words = zip("您好请问有什么可以帮您呢", starts_s, strict=False)
    return Answer(tuple(HeardWord(text, s, s + 0.4, 0.9) for text, s in words), log_probability, 0.0)


THROUGHOUT = tuple(0.8 * n for n in range(12))
LOOP = Answer(tuple(HeardWord("谢谢您的", 0.5 * n, 0.5 * n + 0.4, 0.9) for n in range(12)), -0.1, 0.0)


def test_an_answer_that_covers_the_window_will_do() -> None:
    assert heard_again(WINDOW, answer(*THROUGHOUT), FAST.first) is None


def test_speech_without_words_is_heard_again_carefully() -> None:
    assert heard_again(WINDOW, answer(*THROUGHOUT[:6]), FAST.first) == CAREFUL


def test_an_answer_that_the_model_doubts_is_heard_again_carefully() -> None:
    assert heard_again(WINDOW, answer(*THROUGHOUT, log_probability=-0.9), FAST.first) == CAREFUL


def test_a_careful_answer_is_not_heard_a_third_time() -> None:
    assert heard_again(WINDOW, answer(*THROUGHOUT[:6], log_probability=-2.0), CAREFUL) is None


def test_one_phrase_over_and_over_is_heard_again_calmly_and_only_once() -> None:
    assert heard_again(WINDOW, LOOP, FAST.first) == CALM
    assert heard_again(WINDOW, LOOP, CAREFUL) == CALM
    assert heard_again(WINDOW, LOOP, CALM) is None


def test_a_word_that_alignment_stretched_over_speech_leaves_a_hole() -> None:
    stretched = Answer((HeardWord("好", 0.0, 9.6, 0.9),), -0.2, 0.0)
    assert hole_s(WINDOW, stretched) == pytest.approx(10.0 - 1.2)


def test_no_word_at_all_is_one_hole() -> None:
    assert hole_s(WINDOW, Answer((), -0.2, 0.0)) == 10.0


def test_the_fuller_answer_stays_even_when_it_is_less_likely() -> None:
    full, holed = answer(*THROUGHOUT, log_probability=-0.6), answer(*THROUGHOUT[:5], log_probability=-0.1)
    assert better(WINDOW, full, holed) is full
    assert better(WINDOW, holed, full) is full


def test_of_two_full_answers_the_likelier_one_stays() -> None:
    sure, unsure = answer(*THROUGHOUT), answer(*THROUGHOUT, log_probability=-0.9)
    assert better(WINDOW, sure, unsure) is sure
    assert better(WINDOW, unsure, sure) is sure


def test_a_loop_never_stays() -> None:
    assert better(WINDOW, LOOP, answer(0.0, log_probability=-3.0)).text == "您"
