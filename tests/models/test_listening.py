"""Windows of many sounds through one queue, with a fake that hears where the loud parts are."""

from collections.abc import Iterator

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ, SoundToHear, Utterance
from inspection.timeline import Interval
from models.recognition import listening
from models.recognition.listening import Listening
from models.recognition.modes import CAREFUL, FAST
from models.recognition.whisper_engine import Answer
from models.recognition.window_queue import WaitingWindow
from models.speech_windows import SpeechWindow
from models.utterances import HeardWord


class Hearer:
    """Says the mean of every second of a window; leaves out the second half of windows marked 9 at first hearing."""

    def __init__(self) -> None:
        self.batches: list[list[WaitingWindow]] = []

    def __call__(self, batch: list[WaitingWindow]) -> list[Answer]:
        assert len({(w.length_s, w.decoding) for w in batch}) == 1
        self.batches.append(batch)
        return [self._answer(waiting) for waiting in batch]

    def _answer(self, waiting: WaitingWindow) -> Answer:
        cut = waiting.window.cut(waiting.signal)
        seconds = cut[: cut.size // HEARING_RATE_HZ * HEARING_RATE_HZ].reshape(-1, HEARING_RATE_HZ).mean(axis=1)
        if seconds.size and seconds[0] == 9 and waiting.decoding == FAST.first:
            seconds = seconds[: seconds.size // 2]
        words = tuple(HeardWord(f"{s:g}", float(n), n + 1.0, 0.9) for n, s in enumerate(seconds))
        return Answer(words, -0.2, 0.0)


def written(window: SpeechWindow, answer: Answer, _language: str) -> list[Utterance]:
    at_s = window.stretches[0].start_s
    return [Utterance(start_s=at_s, end_s=window.stretches[-1].end_s, text=answer.text, confidence=0.9)]


def whole(sound: SoundToHear) -> tuple[Interval, ...]:
    """Stretches of 6 s with pauses of 1 s over the whole sound."""
    count = sound.signal.size // HEARING_RATE_HZ // 7
    return tuple(Interval(7.0 * n, 7.0 * n + 6.0) for n in range(count))


def sound(mark: int, stretches: int) -> SoundToHear:
    """A sound of so many stretches whose samples are all `mark`."""
    return SoundToHear(np.full(7 * stretches * HEARING_RATE_HZ, mark, np.float32), "zh")


def said(sounds: list[SoundToHear], batch_size: int, hearer: Hearer | None = None) -> list[list[str]]:
    run = Listening(FAST, batch_size, whole, hearer or Hearer(), written)
    return [[u.text for u in heard] for heard in run.utterances(sounds)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([1, 2, 9]), st.integers(0, 7)), max_size=6), st.integers(1, 7))
def test_each_sound_is_heard_as_it_would_be_alone(sounds: list[tuple[int, int]], batch_size: int) -> None:
    made = [sound(*one) for one in sounds]
    assert said(made, batch_size) == [said([one], 1)[0] for one in made]


def test_windows_of_several_sounds_share_a_batch() -> None:
    hearer = Hearer()
    said([sound(1, 3), sound(2, 3), sound(3, 3)], 16, hearer)
    assert [[w.sound for w in batch] for batch in hearer.batches] == [[0, 1, 2]]


def test_what_was_left_out_is_heard_again_carefully_after_all_first_hearings() -> None:
    hearer = Hearer()
    assert said([sound(9, 3), sound(1, 2)], 16, hearer) == [["9" * 18], ["1" * 12]]
    assert [batch[0].decoding for batch in hearer.batches] == [FAST.first, FAST.first, CAREFUL]


def test_a_sound_without_speech_has_its_empty_answer_in_its_place() -> None:
    assert said([sound(1, 0), sound(2, 1), sound(3, 0)], 4) == [[], ["222222"], []]


def test_no_more_sound_waits_than_the_limit_and_answers_come_meanwhile(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(listening, "MOST_AHEAD_S", 30.0)
    taken: list[int] = []

    def many() -> Iterator[SoundToHear]:
        for number in range(12):
            taken.append(number)
            yield sound(number % 5, 1)

    ahead = [len(taken) - at for at, _ in enumerate(Listening(FAST, 99, whole, Hearer(), written).utterances(many()))]
    assert max(ahead) <= 5
    assert len(ahead) == 12


def test_languages_share_a_batch_and_each_window_keeps_its_own() -> None:
    hearer = Hearer()
    english: NDArray[np.float32] = sound(2, 2).signal
    said([sound(1, 2), SoundToHear(english, "en")], 16, hearer)
    assert [[w.language for w in batch] for batch in hearer.batches] == [["zh", "en"]]
