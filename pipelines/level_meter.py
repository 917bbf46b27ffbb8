"""Measuring how loud a recording is while it passes by, a tenth of a second at a time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ
from records.level_files import PER_SECOND, QUIETEST_DBFS, Levels

_TENTH = HEARING_RATE_HZ // PER_SECOND


class LevelMeter:
    """Reads every piece of sound, shape (channels, samples), that passes through it."""

    def __init__(self) -> None:
        self._tenths: list[NDArray[np.uint8]] = []
        self._rest: NDArray[np.float32] | None = None

    def passing(self, pieces: Iterator[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        """The same pieces, measured."""
        for piece in pieces:
            whole = piece if self._rest is None else np.concatenate([self._rest, piece], axis=1)
            full = whole.shape[1] // _TENTH * _TENTH
            self._tenths.append(_levels(whole[:, :full]))
            self._rest = whole[:, full:]
            yield piece

    def read(self) -> Levels:
        """What passed so far; a last stretch shorter than a tenth of a second counts as one."""
        rest = [] if self._rest is None or not self._rest.shape[1] else [_levels(self._rest)]
        measured = [*self._tenths, *rest]
        return Levels(np.concatenate(measured, axis=1) if measured else np.zeros((1, 0), np.uint8))


def _levels(sound: NDArray[np.float32]) -> NDArray[np.uint8]:
    channels, samples = sound.shape
    parts = sound.reshape(channels, -1, min(_TENTH, samples) or 1)
    rms = np.sqrt(np.mean(np.square(parts, dtype=np.float64), axis=2))
    dbfs = 20 * np.log10(np.maximum(rms, 1e-9))
    levels: NDArray[np.uint8] = np.clip(255 * (1 - dbfs / QUIETEST_DBFS), 0, 255).round().astype(np.uint8)
    return levels
