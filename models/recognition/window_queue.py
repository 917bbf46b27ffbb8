"""The queue of windows: those of one length and decoding wait for each other, whatever their call or language."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from models.recognition.modes import Decoding
from models.speech_windows import SpeechWindow

_Kind = tuple[float, Decoding]


@dataclass(frozen=True, slots=True, eq=False)
class WaitingWindow:
    """A window of sound number `sound` (shape (samples,), 16 kHz) that waits to be decoded in its way."""

    sound: int
    signal: NDArray[np.float32]
    language: str
    window: SpeechWindow
    decoding: Decoding

    @property
    def length_s(self) -> float:
        """Seconds that go into the encoder."""
        return self.decoding.length_s(self.window.duration_s)


@dataclass(slots=True)
class WindowQueue:
    """Windows wait here until `batch_size` of one kind are there, or until nobody wants to wait any longer."""

    batch_size: int
    _waiting: dict[_Kind, list[WaitingWindow]] = field(default_factory=dict)

    def put(self, window: WaitingWindow) -> None:
        """Add one window."""
        self._waiting.setdefault((window.length_s, window.decoding), []).append(window)

    def __len__(self) -> int:
        """How many windows wait."""
        return sum(map(len, self._waiting.values()))

    def full_batches(self) -> Iterator[list[WaitingWindow]]:
        """Take the batches that are full, the ones that fill up meanwhile included."""
        while kind := next((k for k, some in self._waiting.items() if len(some) >= self.batch_size), None):
            yield self._take(kind)

    def all_batches(self) -> Iterator[list[WaitingWindow]]:
        """Take everything, what is put meanwhile included; second hearings come last, so that they fill batches."""
        while self._waiting:
            yield self._take(min(self._waiting, key=lambda kind: (kind[1].beam_size, kind[1].is_calm, kind[0])))

    def _take(self, kind: _Kind) -> list[WaitingWindow]:
        some = self._waiting.pop(kind)
        if some[self.batch_size :]:
            self._waiting[kind] = some[self.batch_size :]
        return some[: self.batch_size]
