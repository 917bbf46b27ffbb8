"""Windows wait for others of their kind, and second hearings for all first ones."""

import numpy as np
import pytest

from inspection.timeline import Interval
from models.recognition.modes import CALM, CAREFUL, EXACT, FAST, Decoding, RecognitionMode
from models.recognition.window_queue import WaitingWindow, WindowQueue
from models.speech_windows import SpeechWindow


def waiting(speech_s: float, decoding: Decoding = FAST.first, language: str = "zh", sound: int = 0) -> WaitingWindow:
    signal = np.zeros(0, np.float32)
    return WaitingWindow(sound, signal, language, SpeechWindow((Interval(0.0, speech_s),)), decoding)


def test_a_batch_is_full_when_enough_windows_of_one_kind_wait() -> None:
    queue = WindowQueue(2)
    for window in (waiting(17), waiting(9), waiting(17, CAREFUL), waiting(16.5, sound=3)):
        queue.put(window)
    (batch,) = queue.full_batches()
    assert [w.sound for w in batch] == [0, 3]
    assert len(queue) == 2


def test_windows_of_several_languages_share_a_batch() -> None:
    queue = WindowQueue(2)
    queue.put(waiting(17))
    queue.put(waiting(17, language="en"))
    (batch,) = queue.full_batches()
    assert [w.language for w in batch] == ["zh", "en"]


def test_everything_is_taken_in_the_end_and_careful_windows_last() -> None:
    queue = WindowQueue(3)
    for window in (waiting(9, CALM), waiting(9, CAREFUL), *[waiting(9)] * 4, waiting(17)):
        queue.put(window)
    batches = list(queue.all_batches())
    assert [(len(b), b[0].decoding) for b in batches[-2:]] == [(1, CAREFUL), (1, CALM)]
    assert sorted(len(b) for b in batches) == [1, 1, 1, 1, 3]
    assert len(queue) == 0


def test_what_is_put_while_batches_are_taken_comes_as_well() -> None:
    queue = WindowQueue(4)
    queue.put(waiting(9))
    seen = []
    for batch in queue.all_batches():
        seen.append(batch[0].decoding)
        if batch[0].decoding == FAST.first:
            queue.put(waiting(9, CAREFUL))
    assert seen == [FAST.first, CAREFUL]


@pytest.mark.parametrize(
    ("decoding", "speech_s", "length_s"),
    [
        (CAREFUL, 3.0, 30.0),
        (EXACT.first, 27.0, 30.0),
        (EXACT.first, 3.0, 22.0),
        (EXACT.first, 24.0, 26.0),
        (FAST.first, 14.0, 16.0),
        (FAST.first, 14.1, 22.0),
        (FAST.first, 26.0, 28.0),
        (CALM, 9, 30),
    ],
)
def test_the_encoder_gets_the_whole_window_or_little_more_than_the_speech(
    decoding: Decoding, speech_s: float, length_s: float
) -> None:
    assert decoding.length_s(speech_s) == length_s


def test_no_window_is_longer_than_the_model_takes() -> None:
    assert Decoding(beam_size=1, lengths_s=(16.0, 30.0)).length_s(29.9) == 30.0


@pytest.mark.parametrize("mode", [EXACT, FAST])
def test_a_full_window_of_a_mode_has_silence_after_its_speech(mode: RecognitionMode) -> None:
    assert mode.first.length_s(mode.window_s) == mode.window_s + 2.0
