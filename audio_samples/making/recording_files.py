"""Writes recordings: PCM wav, G.711 mu-law wav, mp3."""

from __future__ import annotations

import struct
import wave
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from making.synthesizer import Samples
from making.telephone import PHONE_HZ

_MULAW_TAG: Final = 7
_BIAS: Final = 132
_MP3_BIT_PER_S: Final = 40_000
SUFFIXES: Final = {"wav PCM 16 bit": ".wav", "wav G.711 mu-law": ".wav", "mp3": ".mp3"}


def write_recording(path: Path, form: str, channels: list[Samples]) -> None:
    """Writes one or two channels at 8 kHz in the named form (a key of SUFFIXES)."""
    frames = (np.stack(channels, axis=1) * 32767.0).round().astype("<i2")
    if form == "mp3":
        _write_mp3(path, frames)
    elif form == "wav G.711 mu-law":
        _write_mulaw(path, frames)
    else:
        _write_pcm(path, frames)


def mulaw(samples: NDArray[np.int16]) -> NDArray[np.uint8]:
    """ITU-T G.711 mu-law of 16-bit samples, one byte each."""
    sign = np.where(samples < 0, 0x80, 0)
    magnitude = np.minimum(np.abs(samples.astype(np.int32)), 32_635) + _BIAS
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 0x0F
    return np.asarray(~(sign | (exponent << 4) | mantissa) & 0xFF, np.uint8)


def _write_pcm(path: Path, frames: NDArray[np.int16]) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(frames.shape[1])
        file.setsampwidth(2)
        file.setframerate(PHONE_HZ)
        file.writeframes(frames.tobytes())


def _write_mulaw(path: Path, frames: NDArray[np.int16]) -> None:
    data = mulaw(frames).tobytes()
    channels = frames.shape[1]
    format_chunk = struct.pack("<HHIIHHH", _MULAW_TAG, channels, PHONE_HZ, PHONE_HZ * channels, channels, 8, 0)
    fact = struct.pack("<I", len(frames))
    body = b"WAVE" + _chunk(b"fmt ", format_chunk) + _chunk(b"fact", fact) + _chunk(b"data", data)
    path.write_bytes(_chunk(b"RIFF", body))


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _write_mp3(path: Path, frames: NDArray[np.int16]) -> None:
    import av

    with av.open(str(path), "w", format="mp3") as container:
        # Independent channels: joint stereo would leak one speaker into the other's channel.
        stream = container.add_stream("libmp3lame", rate=PHONE_HZ, options={"joint_stereo": "0"})
        stream.layout = "stereo" if frames.shape[1] == 2 else "mono"
        stream.bit_rate = _MP3_BIT_PER_S
        stream.format = "s16p"
        step = 576
        for start in range(0, len(frames), step):
            block = np.ascontiguousarray(frames[start : start + step].T)
            frame = av.AudioFrame.from_ndarray(block, format="s16p", layout=stream.layout.name)
            frame.sample_rate, frame.pts = PHONE_HZ, start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
