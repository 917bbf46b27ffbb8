"""The samples of one recording as they arrive from the decoder: resampled, counted, bounded by limits."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from inspection.audio_quality import clipped_samples
from inspection.errors import RecordingError
from inspection.hearing import HEARING_RATE_HZ
from pipelines.long_sound import LongSound

_RATES_HZ = range(4_000, 192_001)
_FULL_SCALE = {"u8": 128.0, "s16": 32_768.0, "s32": 2.0**31, "s64": 2.0**63}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodingLimits:
    """What is refused: longer than `max_duration_s` seconds, more than `max_channels`.

    A decoded hour takes 230 MB per channel; a long one waits in a file (long_sound.py). `min_kept_s`: a truncated
    recording with at least so many seconds is kept and judged. Seven channels at most: PyAV 18 dies (a segmentation
    fault, which would take the night with it) on eight planes.
    """

    max_duration_s: float = 4 * 3600.0
    max_channels: int = 7
    min_kept_s: float = 3.0


DEFAULT_LIMITS = DecodingLimits()


class ArrivingSound:
    """The samples of one recording as they arrive: resampled, counted, bounded by the limits."""

    def __init__(self, name: str, limits: DecodingLimits) -> None:
        self.name = name
        self.limits = limits
        self.sample_rate_hz = 0
        self.channel_count = 0
        self.clipped = 0
        self.seen = 0
        self.is_damaged = False
        self._sound = LongSound()
        self._samples = 0
        self._resampler: AudioResampler | None = None

    @property
    def duration_s(self) -> float:
        """Seconds that arrived."""
        return self._samples / HEARING_RATE_HZ

    def take_all(self, container: InputContainer, audio: AudioStream) -> bool:
        """Decode to the end; True when something in between could not be decoded."""
        for _ in self.take_by_packet(container, audio):
            pass
        return self.is_damaged

    def take_by_packet(self, container: InputContainer, audio: AudioStream) -> Iterator[None]:
        """Decode to the end, stopping after every packet, so that `signal` can give up what arrived so far."""
        packets = container.demux(audio)
        while True:
            try:
                packet = next(packets, None)
            except (FFmpegError, ValueError):
                self.is_damaged = True
                return
            if packet is None:
                break
            try:
                for frame in packet.decode():
                    self._take(frame)
            except (FFmpegError, ValueError):
                self.is_damaged = True
            yield
        self._flush()
        yield

    def _take(self, frame: AudioFrame) -> None:
        channels = frame.layout.nb_channels
        if not self._resampler:
            self._begin(frame.sample_rate, channels)
        elif channels != self.channel_count:
            return  # a stream that changes its channels half-way is damaged there
        native = _native(frame)
        self.clipped += clipped_samples(native)
        self.seen += native.size
        frame.pts = None
        self._keep(frame)

    def _begin(self, sample_rate_hz: int, channels: int) -> None:
        if sample_rate_hz not in _RATES_HZ or not 1 <= channels <= self.limits.max_channels:
            raise RecordingError(
                f"the recording has {channels} channels at {sample_rate_hz} Hz, which is not supported",
                f"send 1 to {self.limits.max_channels} channels at 8000 to 48000 Hz",
                where=self.name,
                code="unsupported",
            )
        self.sample_rate_hz, self.channel_count = sample_rate_hz, channels
        self._resampler = AudioResampler(format="fltp", rate=HEARING_RATE_HZ)

    def _keep(self, frame: AudioFrame | None) -> None:
        if self._resampler is None:
            return
        for resampled in self._resampler.resample(frame):
            chunk = resampled.to_ndarray().astype(np.float32, copy=True)
            self._sound.add(chunk)
            self._samples += chunk.shape[1]
        if self.duration_s > self.limits.max_duration_s:
            raise RecordingError(
                f"the recording is longer than {self.limits.max_duration_s / 3600:g} h",
                "cut it, or raise the limit on a recording's length in the settings",
                where=self.name,
                code="too_long",
            )

    def _flush(self) -> None:
        try:
            self._keep(None)
        except (FFmpegError, ValueError):
            return  # the resampler holds back a few milliseconds at most

    def signal(self) -> NDArray[np.float32]:
        """All samples since the last call, shape (channels, samples), within [-1, 1]; the chunks are given up."""
        return self._sound.taken(self.channel_count)


def _native(frame: AudioFrame) -> NDArray[np.float64]:
    """The frame as stored, shape (channels, samples), scaled to [-1, 1]."""
    array = frame.to_ndarray()
    if not frame.format.is_planar:
        array = array.reshape(-1, frame.layout.nb_channels).T
    kind = frame.format.packed.name
    scaled = array.astype(np.float64)
    return (scaled - 128.0) / 128.0 if kind == "u8" else scaled / _FULL_SCALE.get(kind, 1.0)
