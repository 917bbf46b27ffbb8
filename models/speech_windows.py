"""Windows for a recogniser: neighbouring stretches of speech packed together, silence removed, times mapped back.

Short segments on their own ruin Whisper's accuracy (measured: error rate doubled), so windows are filled to
nearly its 30 s with neighbours of the same channel.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ
from inspection.timeline import Interval, gaps

WINDOW_S = 28.0
UNHEARD_S = 4.0
PAD_S = 0.2
"""Added before and after speech: what is cut too closely loses its first and last consonant."""
_QUIET_FRAME = 1600
_EVEN_STEP_S = 0.5
_LEAST_LESS_S = 0.5


@dataclass(frozen=True, slots=True)
class SpeechWindow:
    """Stretches of one recording (seconds, sorted, disjoint) laid end to end."""

    stretches: tuple[Interval, ...]

    @property
    def duration_s(self) -> float:
        """Seconds of sound in the window."""
        return sum(s.duration_s for s in self.stretches)

    def cut(self, signal: NDArray[np.float32]) -> NDArray[np.float32]:
        """The window's samples, shape (samples,), from one channel at 16 kHz."""
        return np.concatenate([_samples(signal, s) for s in self.stretches])

    def stretch_at(self, window_s: float) -> int:
        """Index of the stretch that plays at `window_s` seconds of the window."""
        return min(bisect_right(self._ends_s(), window_s), len(self.stretches) - 1)

    def recording_s(self, window_s: float, stretch: int) -> float:
        """Seconds of the recording for seconds of the window, kept inside the given stretch."""
        inside = self.stretches[stretch]
        before_s = self._ends_s()[stretch] - inside.duration_s
        return min(max(inside.start_s + window_s - before_s, inside.start_s), inside.end_s)

    def _ends_s(self) -> list[float]:
        return list(accumulate(s.duration_s for s in self.stretches))


def _samples(signal: NDArray[np.float32], stretch: Interval) -> NDArray[np.float32]:
    return signal[round(stretch.start_s * HEARING_RATE_HZ) : round(stretch.end_s * HEARING_RATE_HZ)]


def padded(speech: Sequence[Interval], signal: NDArray[np.float32], window_s: float) -> tuple[Interval, ...]:
    """Stretches of speech as a recogniser likes them, from exact ones in the same channel of shape (samples,).

    PAD_S seconds are added on both sides (neighbours share what lies between them), and what is longer than `window_s`
    seconds is cut in parts at the quietest moments near the middle.
    """
    if not speech:
        return ()
    end_s = signal.size / HEARING_RATE_HZ
    before_s = [0.0, *(s.end_s for s in speech[:-1])]
    after_s = [*(s.start_s for s in speech[1:]), end_s]
    wider = [
        Interval(
            max(s.start_s - PAD_S, (b + s.start_s) / 2 if i else 0.0),
            min(s.end_s + PAD_S, (s.end_s + a) / 2 if i < len(speech) - 1 else end_s),
        )
        for i, (s, b, a) in enumerate(zip(speech, before_s, after_s, strict=True))
    ]
    return tuple(part for stretch in wider for part in _short_enough(stretch, signal, window_s))


def _short_enough(stretch: Interval, signal: NDArray[np.float32], window_s: float) -> Iterator[Interval]:
    if stretch.duration_s <= window_s:
        yield stretch
        return
    cut_s = _quietest_s(stretch, signal)
    yield from _short_enough(Interval(stretch.start_s, cut_s), signal, window_s)
    yield from _short_enough(Interval(cut_s, stretch.end_s), signal, window_s)


def _quietest_s(stretch: Interval, signal: NDArray[np.float32]) -> float:
    """The middle of the quietest tenth of a second in the middle half of a stretch."""
    samples = _samples(signal, stretch)
    frames = samples[: samples.size // _QUIET_FRAME * _QUIET_FRAME].reshape(-1, _QUIET_FRAME)
    quarter = frames.shape[0] // 4
    middle = frames[quarter : frames.shape[0] - quarter]
    at = quarter + int(np.argmin(np.einsum("ij,ij->i", middle, middle)))
    return stretch.start_s + (at + 0.5) * _QUIET_FRAME / HEARING_RATE_HZ


def unheard(window: SpeechWindow, words: Sequence[Interval]) -> SpeechWindow | None:
    """What lies in the longest hole of a window (no word for UNHEARD_S seconds), as a window of its own.

    A stretch without a word is taken whole, one that holds words only where the hole is: no word may be heard twice.
    Whisper sometimes skips ten seconds of clear speech at the start of a window; heard on their own they come back.
    `words` are seconds of the window. None when there is no such hole, or nothing but the hole.
    """
    holes = gaps(words, Interval(0.0, window.duration_s))
    longest = max(holes, key=lambda hole: hole.duration_s, default=None)
    if longest is None or longest.duration_s < UNHEARD_S:
        return None
    missed: list[Interval] = []
    begins_s = 0.0
    for stretch in window.stretches:
        ends_s = begins_s + stretch.duration_s
        if longest.start_s <= (begins_s + ends_s) / 2 <= longest.end_s:
            has_words = any(begins_s <= (word.start_s + word.end_s) / 2 < ends_s for word in words)
            in_hole = Interval(max(begins_s, longest.start_s), min(ends_s, longest.end_s))
            before_s = stretch.start_s - begins_s
            missed.append(Interval(before_s + in_hole.start_s, before_s + in_hole.end_s) if has_words else stretch)
        begins_s = ends_s
    found = SpeechWindow(tuple(missed))
    is_less = found.duration_s < window.duration_s - _LEAST_LESS_S
    return found if missed and len(window.stretches) > 1 and is_less else None


def pack(speech: Sequence[Interval], window_s: float = WINDOW_S) -> tuple[SpeechWindow, ...]:
    """Pack neighbouring stretches into windows of at most `window_s` seconds (a longer stretch stands alone).

    No more windows than needed, and about equally full: a short rest at the end would be recognised badly.
    """
    fewest = len(_filled(speech, window_s))
    even_s = sum(s.duration_s for s in speech) / max(1, fewest)
    while even_s < window_s:
        windows = _filled(speech, even_s)
        if len(windows) == fewest:
            return windows
        even_s += _EVEN_STEP_S
    return _filled(speech, window_s)


def _filled(speech: Sequence[Interval], window_s: float) -> tuple[SpeechWindow, ...]:
    windows: list[SpeechWindow] = []
    filling: list[Interval] = []
    for stretch in speech:
        if filling and sum(s.duration_s for s in filling) + stretch.duration_s > window_s:
            windows.append(SpeechWindow(tuple(filling)))
            filling = []
        filling.append(stretch)
    if filling:
        windows.append(SpeechWindow(tuple(filling)))
    return tuple(windows)
