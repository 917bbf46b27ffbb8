"""The recording that is kept: the same call with what is personal silenced, small enough to keep, ready to be played.

recordings (one, or one-sided legs) -> pieces of a few seconds -> zeros where masked -> Ogg Opus, all channels
Nothing else of the recording comes along: no tags, no pictures, no names.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from math import ceil, floor
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ
from inspection.recording import RecordingFacts
from inspection.timeline import Interval
from pipelines.decoding import stream
from pipelines.level_meter import LevelMeter
from records import level_files
from records.kept_files import named_by, whole_file
from records.media import SUFFIX, RedactedRecording

FORMAT = "audio/ogg; codecs=opus"
BITS_PER_SECOND = 24_000
"""Of each channel: a quarter of FLAC's size on telephone calls, and every word is understood."""
_MADE_AS = "opus 24 kbit/s 16 kHz 1"
_PIECE = 4 * HEARING_RATE_HZ
_LAYOUTS = {1: "mono", 2: "stereo", 3: "3.0", 4: "quad", 5: "5.0", 6: "5.1", 7: "6.1"}


def keep_redacted(
    recordings: Sequence[Path], heard: RecordingFacts, masked: Sequence[Interval], folder: Path
) -> RedactedRecording:
    """Write the silenced recording into `folder` under a name of its content, unless it is there; say what it is.

    `recordings` in the order of their channels, `masked` in seconds of `heard`. Raises RecordingError when they cannot
    be decoded (any more), RecordsError when the disk refuses.
    """
    stretches = [[stretch.start_s, stretch.end_s] for stretch in masked]
    name = named_by([heard.sha256, stretches, _MADE_AS], SUFFIX)
    path = folder / name
    if not path.is_file() or not level_files.beside(path).is_file():
        levels = LevelMeter()
        with whole_file(path) as file:
            _encode(levels.passing(_silenced(_pieces(recordings), masked)), heard.channel_count, file)
        level_files.write(level_files.beside(path), levels.read())
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return RedactedRecording(
        path=name,
        format=FORMAT,
        sample_rate_hz=HEARING_RATE_HZ,
        channels=heard.channel_count,
        duration_s=heard.duration_s,
        size_bytes=path.stat().st_size,
        sha256=sha256,
        recording_sha256=heard.sha256,
        masked=tuple(masked),
    )


def _pieces(recordings: Sequence[Path]) -> Iterator[NDArray[np.float32]]:
    """The channels of all recordings beside each other, a few seconds at a time; the shorter end in silence."""
    legs = [_even(stream(recording)) for recording in recordings]
    for together in zip_longest(*legs, fillvalue=np.zeros((1, 0), np.float32)):
        length = max(leg.shape[1] for leg in together)
        yield np.vstack([np.pad(leg, ((0, 0), (0, length - leg.shape[1]))) for leg in together])


def _even(arriving: Iterator[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
    """The same sound in pieces of the same length; the last one may be shorter."""
    waiting: list[NDArray[np.float32]] = []
    count = 0
    for chunk in arriving:
        waiting.append(chunk)
        count += chunk.shape[1]
        while count >= _PIECE:
            joined = np.concatenate(waiting, axis=1)
            yield joined[:, :_PIECE]
            waiting, count = [joined[:, _PIECE:]], count - _PIECE
    if count:
        yield np.concatenate(waiting, axis=1)


def _silenced(pieces: Iterator[NDArray[np.float32]], masked: Sequence[Interval]) -> Iterator[NDArray[np.float32]]:
    """Zeros on every channel where something is masked: what one side says is heard faintly on the other's as well."""
    begins = 0
    for piece in pieces:
        quiet = piece.copy()
        for stretch in masked:
            first, last = floor(stretch.start_s * HEARING_RATE_HZ), ceil(stretch.end_s * HEARING_RATE_HZ)
            quiet[:, max(0, first - begins) : max(0, last - begins)] = 0.0
        begins += piece.shape[1]
        yield quiet


def _encode(pieces: Iterator[NDArray[np.float32]], channels: int, file: BinaryIO) -> None:
    layout = _LAYOUTS[channels]
    alone = {"mapping_family": "255"} if channels > 2 else {}  # no channel may be left out as "effects"
    with av.open(file, "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        track = container.add_stream(
            "libopus", rate=HEARING_RATE_HZ, layout=layout, options={"application": "voip", **alone}
        )
        track.bit_rate, track.format = BITS_PER_SECOND * channels, "flt"
        at = 0
        for piece in pieces:
            interleaved = np.ascontiguousarray(piece.T).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(interleaved, format="flt", layout=layout)
            frame.sample_rate, frame.pts = HEARING_RATE_HZ, at
            at += piece.shape[1]
            container.mux(track.encode(frame))
        container.mux(track.encode(None))
