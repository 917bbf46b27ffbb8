"""Where a long recording's samples wait: in memory while it is short, in a nameless file once it is long.

Four hours on two channels are 1.8 GB; from a file the system takes back what nobody looks at, so a night with many
workers does not die of one long recording. The file has no name and vanishes with its last reader or the process.
"""

import tempfile
from typing import IO
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

IN_MEMORY_SAMPLES = 16_000 * 60 * 40
"""Samples of all channels together that stay in memory: 40 minutes of one channel, 154 MB."""


def room_for(channels: int, samples: int) -> NDArray[np.float32]:
    """Silence of shape (channels, samples) to write into: in memory, or in a nameless file when it is long."""
    if channels * samples <= IN_MEMORY_SAMPLES:
        return np.zeros((channels, samples), np.float32)
    with tempfile.TemporaryFile(prefix="mingjian-") as file:
        return np.memmap(file, np.float32, "w+", shape=(channels, samples))


class LongSound:
    """Samples as they arrive, shape (channels, samples) each; `taken` gives them up."""

    def __init__(self) -> None:
        self._chunks: list[NDArray[np.float32]] = []
        self._waiting = 0
        self._file: IO[bytes] | None = None
        self._written = 0

    def add(self, chunk: NDArray[np.float32]) -> None:
        """Keep a chunk, shape (channels, samples)."""
        self._chunks.append(chunk)
        self._waiting += chunk.size
        if self._waiting > IN_MEMORY_SAMPLES:
            self._write()

    def taken(self, channels: int) -> NDArray[np.float32]:
        """All samples since the last call, shape (channels, samples), within [-1, 1]; many are read from their file."""
        if self._file is None:
            return self._joined(channels)
        self._write()
        file, samples = self._file, self._written
        self._file, self._written = None, 0
        with file:
            file.flush()
            return np.memmap(file, np.float32, "r", shape=(samples, channels)).T

    def _write(self) -> None:
        """Move what waits into the file, sample by sample of all channels."""
        if not self._chunks:
            return
        block = self._joined(self._chunks[0].shape[0])
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="mingjian-")  # noqa: SIM115 - it lives as long as its sound
            finalize(self, self._file.close)
        self._file.write(np.ascontiguousarray(block.T).tobytes())
        self._written += block.shape[1]

    def _joined(self, channels: int) -> NDArray[np.float32]:
        """The waiting chunks as one array; each is given up as soon as it is copied."""
        at = sum(chunk.shape[1] for chunk in self._chunks)
        whole = np.empty((channels, at), np.float32)
        while self._chunks:
            chunk = self._chunks.pop()
            whole[:, at - chunk.shape[1] : at] = np.clip(np.nan_to_num(chunk, posinf=1.0, neginf=-1.0), -1.0, 1.0)
            at -= chunk.shape[1]
        self._waiting = 0
        return whole
