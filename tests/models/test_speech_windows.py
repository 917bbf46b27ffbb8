"""Packing speech into windows and mapping times back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.timeline import Interval
from models.speech_windows import SpeechWindow, pack, unheard


def test_neighbours_share_a_window_until_it_is_full() -> None:
    speech = [Interval(0, 10), Interval(20, 30), Interval(40, 50)]
    assert [w.stretches for w in pack(speech, 25.0)] == [(speech[0], speech[1]), (speech[2],)]


def test_the_last_window_is_not_a_short_rest() -> None:
    speech = [Interval(4.0 * i, 4.0 * i + 3.0) for i in range(10)]
    assert [round(w.duration_s) for w in pack(speech, 28.0)] == [15, 15]


def test_a_stretch_longer_than_the_window_stands_alone() -> None:
    assert len(pack([Interval(0, 40), Interval(41, 42)], 28.0)) == 2


def test_no_speech_needs_no_window() -> None:
    assert pack([]) == ()


def test_cut_lays_the_stretches_end_to_end() -> None:
    signal = np.arange(16_000 * 4, dtype=np.float32)
    cut = SpeechWindow((Interval(1.0, 1.5), Interval(3.0, 3.25))).cut(signal)
    assert cut.shape == (12_000,)
    assert (cut[0], cut[8_000]) == (16_000, 48_000)


def test_times_of_the_window_become_times_of_the_recording() -> None:
    window = SpeechWindow((Interval(10.0, 12.0), Interval(20.0, 25.0)))
    assert window.stretch_at(1.9) == 0
    assert window.stretch_at(2.1) == 1
    assert window.recording_s(3.0, 1) == pytest.approx(21.0)
    assert window.recording_s(2.3, 0) == pytest.approx(12.0)


@given(st.lists(st.tuples(st.floats(0.1, 3.0), st.floats(0.1, 12.0)), max_size=40), st.floats(12.0, 28.0))
def test_packing_keeps_every_stretch_once_in_order_and_within_the_window(
    gaps_and_lengths: list[tuple[float, float]], window_s: float
) -> None:
    speech, at = [], 0.0
    for gap_s, length_s in gaps_and_lengths:
        speech.append(Interval(at + gap_s, at + gap_s + length_s))
        at = speech[-1].end_s
    windows = pack(speech, window_s)
    assert [s for w in windows for s in w.stretches] == speech
    assert all(w.duration_s <= window_s + 1e-6 for w in windows)


THREE = SpeechWindow((Interval(50.0, 56.0), Interval(60.0, 62.0), Interval(70.0, 75.0)))


def test_stretches_that_no_word_covers_are_heard_again_on_their_own() -> None:
    missed = unheard(THREE, [Interval(8.2 + 0.5 * i, 8.7 + 0.5 * i) for i in range(9)])
    assert missed == SpeechWindow((Interval(50.0, 56.0), Interval(60.0, 62.0)))


def test_words_with_breaths_between_leave_nothing_unheard() -> None:
    assert unheard(THREE, [Interval(3.0 * i, 3.0 * i + 1) for i in range(5)]) is None


def test_a_window_without_any_word_is_not_tried_again() -> None:
    assert unheard(THREE, []) is None


def test_of_a_stretch_that_holds_words_only_the_hole_is_heard_again() -> None:
    window = SpeechWindow((Interval(50.0, 60.0), Interval(70.0, 72.0)))
    assert unheard(window, [Interval(0.0, 1.0), Interval(10.2, 11.8)]) == SpeechWindow((Interval(51.0, 60.0),))


def test_one_stretch_alone_is_not_heard_a_third_time() -> None:
    assert unheard(SpeechWindow((Interval(51.0, 60.0),)), [Interval(0.0, 1.0)]) is None
