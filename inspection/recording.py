"""What a recording is once it has been decoded: its shape, its quality, and what its channels hold."""

from dataclasses import dataclass
from enum import StrEnum

from inspection.timeline import Interval


class ChannelLayout(StrEnum):
    """How people are laid out over the channels of a recording."""

    SEPARATE = "separate"  # one person per channel
    MIXED = "mixed"  # one channel, or two that are nearly identical (joint stereo)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingFacts:
    """A decoded recording in figures.

    `sha256` of the file's bytes, hexadecimal; `sample_rate_hz` of the file (not of the resampled signal);
    `duration_s` seconds; `channel_count` as stored; `level_dbfs` RMS of speech per judged channel (dB full scale,
    0 = loudest); `clipped_share` 0-1 of samples at full scale; `is_truncated` when the file ends too early.
    """

    sha256: str
    codec: str
    sample_rate_hz: int
    channel_count: int
    duration_s: float
    layout: ChannelLayout
    level_dbfs: tuple[float, ...]
    clipped_share: float
    is_truncated: bool = False


@dataclass(frozen=True, slots=True)
class ChannelSpeech:
    """Where one channel (or one separated speaker) speaks: sorted, disjoint stretches in seconds."""

    speaker: int
    speech: tuple[Interval, ...]
