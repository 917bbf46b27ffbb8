"""Decoding: a recording becomes float32 channels at 16 kHz and the facts of its file. Every bad file gets an answer.

Codes of RecordingError: `not_audio`, `empty_recording`, `truncated`, `too_long`, `unsupported`, `unreadable`.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import SEEK_END, BufferedReader, BytesIO
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from inspection.audio_quality import layout_of, speech_level_dbfs
from inspection.errors import RecordingError
from inspection.hearing import HEARING_RATE_HZ
from inspection.recording import ChannelLayout, RecordingFacts
from pipelines.arriving_sound import DEFAULT_LIMITS, ArrivingSound, DecodingLimits
from pipelines.audio_kinds import (
    READABLE_FORMATS,
    counts_its_samples,
    headerless_format,
    is_cut_index,
    refuse_proprietary,
    wav_share_present,
)
from pipelines.long_sound import room_for

__all__ = ["DEFAULT_LIMITS", "DecodedRecording", "DecodingLimits", "decode", "decode_legs", "stream"]

_HEAD_BYTES = 4096
_WHOLE_SHARE = 0.98


@dataclass(frozen=True, slots=True, eq=False)
class DecodedRecording:
    """Sound of shape (channels, samples), float32 in [-1, 1], at 16 kHz, and the facts of its file.

    Nearly identical channels have become one (`facts.layout` is MIXED, `facts.channel_count` as stored).
    """

    signal: NDArray[np.float32]
    facts: RecordingFacts


def decode(source: bytes | Path, *, name: str = "", limits: DecodingLimits = DEFAULT_LIMITS) -> DecodedRecording:
    """Decode one recording; `name` (the path by default) helps with headerless kinds and stands in errors.

    Raises RecordingError with one of the module's codes; never anything else for bad bytes.
    """
    name = name or (str(source) if isinstance(source, Path) else "")
    try:
        if isinstance(source, bytes):
            return _decode_stream(BytesIO(source), name, limits)
        with source.open("rb") as stream:
            return _decode_stream(stream, name, limits)
    except RecordingError:
        raise
    except OSError as error:
        raise RecordingError(
            f"the recording cannot be read ({error.strerror or error})",
            "check that the file exists and may be read",
            where=name,
            code="unreadable",
        ) from error


def decode_legs(
    sources: Sequence[bytes | Path], *, names: Sequence[str] = (), limits: DecodingLimits = DEFAULT_LIMITS
) -> DecodedRecording:
    """Decode the one recording of a call, or its one-sided legs as channels in the order given, padded to the longest.

    For legs `facts.sha256` is the sha256 of the legs' sha256 in order. Raises RecordingError (`unsupported`) for a
    leg that has two sides of its own.
    """
    legs = [decode(s, name=n, limits=limits) for s, n in zip(sources, names or [""] * len(sources), strict=True)]
    if len(legs) == 1:
        return legs[0]
    for leg, leg_name in zip(legs, names or [""] * len(legs), strict=True):
        if leg.signal.shape[0] != 1:
            raise RecordingError(
                "a recording in several files must have one side in each, this one has more",
                "give the one file that holds both sides",
                where=leg_name,
                code="unsupported",
            )
    return _joined(legs)


def stream(source: Path, *, name: str = "", limits: DecodingLimits = DEFAULT_LIMITS) -> Iterator[NDArray[np.float32]]:
    """The sound of a recording piece by piece: float32 (channels as stored, samples) in [-1, 1] at 16 kHz.

    On the clock of `decode`, but the memory it takes does not grow with the recording. Raises RecordingError.
    """
    sound = ArrivingSound(name or str(source), limits)
    with source.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        file.seek(0)
        with _opened(file, head, sound.name) as container:
            for _ in sound.take_by_packet(container, _audio_stream(container, sound.name)):
                piece = sound.signal()
                if piece.size:
                    yield piece


def _joined(legs: Sequence[DecodedRecording]) -> DecodedRecording:
    signal = room_for(len(legs), max(leg.signal.shape[1] for leg in legs))
    for row, leg in zip(signal, legs, strict=True):
        row[: leg.signal.shape[1]] = leg.signal[0]
    signal, layout = _laid_out(signal)
    facts = replace(
        legs[0].facts,
        sha256=hashlib.sha256("".join(leg.facts.sha256 for leg in legs).encode()).hexdigest(),
        channel_count=len(legs),
        duration_s=signal.shape[1] / HEARING_RATE_HZ,
        layout=layout,
        level_dbfs=tuple(round(speech_level_dbfs(channel), 1) for channel in signal),
        clipped_share=sum(leg.facts.clipped_share for leg in legs) / len(legs),
        is_truncated=any(leg.facts.is_truncated for leg in legs),
    )
    return DecodedRecording(signal, facts)


def _decode_stream(stream: BufferedReader | BytesIO, name: str, limits: DecodingLimits) -> DecodedRecording:
    head = stream.read(_HEAD_BYTES)
    if not head:
        raise RecordingError("the recording has no bytes", "send it again", where=name, code="empty_recording")
    refuse_proprietary(head, name)
    stream.seek(0)
    sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    whole_share = wav_share_present(head, stream.seek(0, SEEK_END))
    stream.seek(0)
    sound = ArrivingSound(name, limits)
    with _opened(stream, head, name) as container:
        audio = _audio_stream(container, name)
        claimed_s = _claimed_s(container, audio) if counts_its_samples(head, container.format.name) else None
        damaged = sound.take_all(container, audio) or whole_share < _WHOLE_SHARE
        codec = audio.codec_context.name
    return _decided(sound, sha256, codec, claimed_s, damaged)


def _opened(stream: BufferedReader | BytesIO, head: bytes, name: str) -> InputContainer:
    try:
        return av.open(
            stream,
            mode="r",
            format=headerless_format(head, name),
            options={"format_whitelist": READABLE_FORMATS},
            metadata_errors="ignore",
        )
    except (FFmpegError, ValueError) as error:
        if is_cut_index(head):
            raise _truncated(name, 0.0) from error
        raise _not_audio(name) from error


def _audio_stream(container: InputContainer, name: str) -> AudioStream:
    streams = [s for s in container.streams.audio if s.codec_context is not None]
    if not streams:
        raise _not_audio(name)
    return streams[0]


def _claimed_s(container: InputContainer, audio: AudioStream) -> float | None:
    if audio.duration is not None and audio.time_base is not None and audio.duration > 0:
        return float(audio.duration * audio.time_base)
    return container.duration / av.time_base if container.duration and container.duration > 0 else None


def _decided(sound: ArrivingSound, sha256: str, codec: str, claimed_s: float | None, damaged: bool) -> DecodedRecording:
    is_short = claimed_s is not None and sound.duration_s < _WHOLE_SHARE * claimed_s - 0.25
    if sound.duration_s == 0 and not (is_short or damaged):
        raise RecordingError("the recording holds no sound", "send it again", where=sound.name, code="empty_recording")
    if (is_short or damaged) and sound.duration_s < sound.limits.min_kept_s:
        raise _truncated(sound.name, sound.duration_s)
    signal, layout = _laid_out(sound.signal())
    facts = RecordingFacts(
        sha256=sha256,
        codec=codec,
        sample_rate_hz=sound.sample_rate_hz,
        channel_count=sound.channel_count,
        duration_s=signal.shape[1] / HEARING_RATE_HZ,
        layout=layout,
        level_dbfs=tuple(round(speech_level_dbfs(channel), 1) for channel in signal),
        clipped_share=sound.clipped / max(1, sound.seen),
        is_truncated=is_short or damaged,
    )
    return DecodedRecording(signal, facts)


def _laid_out(signal: NDArray[np.float32]) -> tuple[NDArray[np.float32], ChannelLayout]:
    """Two nearly identical channels become the louder one (their mean would cancel where one is inverted)."""
    layout = layout_of(signal)
    if layout is ChannelLayout.MIXED and signal.shape[0] > 1:
        loudest = max(range(signal.shape[0]), key=lambda c: float(np.dot(signal[c], signal[c])))
        one = signal[loudest : loudest + 1]
        return (one if isinstance(signal, np.memmap) else one.copy()), layout
    return signal, layout


def _not_audio(name: str) -> RecordingError:
    return RecordingError(
        "the file is not a recording that can be decoded",
        "check what was exported; wav, mp3, flac, ogg, opus, m4a, amr and gsm are read",
        where=name,
        code="not_audio",
    )


def _truncated(name: str, duration_s: float) -> RecordingError:
    return RecordingError(
        f"the recording is cut off or damaged, only {duration_s:.1f} s of it can be decoded",
        "send the whole file again",
        where=name,
        code="truncated",
    )
