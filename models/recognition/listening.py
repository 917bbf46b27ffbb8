"""Listening: sounds of many calls go in one by one, their windows through one queue, utterances come out in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from inspection.hearing import HEARING_RATE_HZ, SoundToHear, Utterance
from inspection.timeline import Interval
from models.recognition.modes import CAREFUL, RecognitionMode
from models.recognition.second_hearing import better, heard_again, spoken
from models.recognition.whisper_engine import Answer
from models.recognition.window_queue import WaitingWindow, WindowQueue
from models.speech_windows import SpeechWindow, pack, unheard

MOST_AHEAD_S = 1200.0
"""Seconds of sound that may wait for their answer (77 MB); one longer sound alone may be longer."""

Hears = Callable[[list[WaitingWindow]], Sequence[Answer]]
Writes = Callable[[SpeechWindow, Answer, str], Sequence[Utterance]]
FindsSpeech = Callable[[SoundToHear], Sequence[Interval]]


@dataclass(slots=True)
class _Sound:
    """A sound that is being heard: what was said so far, how many windows are still out."""

    duration_s: float
    windows_out: int = 0
    said: list[Utterance] = field(default_factory=list)

    def in_order(self) -> tuple[Utterance, ...]:
        return tuple(sorted(self.said, key=lambda u: (u.start_s, u.end_s, u.text)))


class Listening:
    """One run over some sounds; `hears` answers a batch, `writes` makes utterances of a window's answer."""

    def __init__(
        self, mode: RecognitionMode, batch_size: int, finds_speech: FindsSpeech, hears: Hears, writes: Writes
    ) -> None:
        self._mode, self._finds_speech, self._hears, self._writes = mode, finds_speech, hears, writes
        self._queue = WindowQueue(batch_size)
        self._open: dict[int, _Sound] = {}
        self._before: dict[tuple[int, SpeechWindow], Answer] = {}

    def utterances(self, sounds: Iterable[SoundToHear]) -> Iterator[tuple[Utterance, ...]]:
        """What was said in each sound, in the order of the sounds."""
        order: deque[int] = deque()
        for number, sound in enumerate(sounds):
            order.append(number)
            self._take(number, sound)
            self._work(self._queue.full_batches())
            if sum(waiting.duration_s for waiting in self._open.values()) > MOST_AHEAD_S:
                self._work(self._queue.all_batches())
            yield from self._finished(order)
        self._work(self._queue.all_batches())
        yield from self._finished(order)

    def _take(self, number: int, sound: SoundToHear) -> None:
        self._open[number] = _Sound(sound.signal.size / HEARING_RATE_HZ)
        for window in pack(self._finds_speech(sound), self._mode.window_s):
            self._put(WaitingWindow(number, sound.signal, sound.language, window, self._mode.first))

    def _put(self, window: WaitingWindow) -> None:
        self._open[window.sound].windows_out += 1
        self._queue.put(window)

    def _work(self, batches: Iterator[list[WaitingWindow]]) -> None:
        for batch in batches:
            for waiting, answer in zip(batch, self._hears(batch), strict=True):
                self._decide(waiting, answer)
                self._open[waiting.sound].windows_out -= 1

    def _decide(self, waiting: WaitingWindow, answer: Answer) -> None:
        """Write an answer down, or have the window (or what was left out of it) heard again."""
        key = (waiting.sound, waiting.window)
        before = self._before.pop(key, None)
        kept = better(waiting.window, before, answer) if before is not None else answer
        again = heard_again(waiting.window, kept, waiting.decoding)
        if again is not None:
            self._before[key] = kept
            self._put(WaitingWindow(waiting.sound, waiting.signal, waiting.language, waiting.window, again))
            return
        self._open[waiting.sound].said.extend(self._writes(waiting.window, kept, waiting.language))
        missed = unheard(waiting.window, [spoken(w.start_s, w.end_s) for w in kept.words])
        if missed is not None:
            self._put(WaitingWindow(waiting.sound, waiting.signal, waiting.language, missed, CAREFUL))

    def _finished(self, order: deque[int]) -> Iterator[tuple[Utterance, ...]]:
        while order and self._open[order[0]].windows_out == 0:
            yield self._open.pop(order.popleft()).in_order()
