"""How loud a kept recording is over time (音量曲线): a small file beside it, from which pages draw its waveform."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from records.kept_files import whole_file

SUFFIX = ".levels"
PER_SECOND = 10
QUIETEST_DBFS = -60.0
_MOST_CHANNELS = 32


@dataclass(frozen=True, slots=True)
class Levels:
    """RMS level of every tenth of a second, shape (channels, tenths), 0 (-60 dBFS and below) to 255 (full scale)."""

    values: NDArray[np.uint8]


def beside(recording: Path) -> Path:
    """Where the levels of a recording are."""
    return recording.with_suffix(SUFFIX)


def write(path: Path, levels: Levels) -> None:
    """Keep them: one byte for the number of channels, then one channel after the other. RecordsError: no disk."""
    with whole_file(path) as file:
        file.write(bytes([levels.values.shape[0]]) + levels.values.tobytes())


def read(path: Path) -> Levels | None:
    """The levels in a file; None when there is none, or it is not what it should be."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    channels = content[0] if content else 0
    if not 1 <= channels <= _MOST_CHANNELS or (len(content) - 1) % channels:
        return None
    return Levels(np.frombuffer(content, np.uint8, offset=1).reshape(channels, -1))
