"""Recordings made by code for the tests: tones and tone bursts in every container that PyAV can write."""

import wave
from io import BytesIO

import av
import numpy as np
from numpy.typing import NDArray


def tone(seconds: float, rate_hz: int = 8000, pitch_hz: float = 440.0, amplitude: float = 0.3) -> NDArray[np.float32]:
    """A sine of shape (samples,)."""
    at_s = np.arange(round(seconds * rate_hz)) / rate_hz
    return (amplitude * np.sin(2 * np.pi * pitch_hz * at_s)).astype(np.float32)


def bursts(
    seconds: float, spans: list[tuple[float, float]], rate_hz: int = 8000, pitch_hz: float = 440.0
) -> NDArray[np.float32]:
    """A tone that sounds only within the spans (start, end in seconds)."""
    at_s = np.arange(round(seconds * rate_hz)) / rate_hz
    sounding = np.zeros(at_s.shape, bool)
    for start_s, end_s in spans:
        sounding |= (at_s >= start_s) & (at_s < end_s)
    return np.where(sounding, tone(seconds, rate_hz, pitch_hz), 0.0).astype(np.float32)


def wav16(signal: NDArray[np.float32], rate_hz: int = 8000) -> bytes:
    """A 16-bit PCM wav of shape (samples,) or (channels, samples)."""
    channels = np.atleast_2d(signal)
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(channels.shape[0])
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes((np.clip(channels, -1, 1) * 32767).astype("<i2").T.tobytes())
    return out.getvalue()


def encoded(signal: NDArray[np.float32], rate_hz: int, container: str, codec: str, **options: str) -> bytes:
    """Encode shape (channels, samples) with PyAV; mono or stereo."""
    channels = np.atleast_2d(signal)
    layout = "mono" if channels.shape[0] == 1 else "stereo"
    out = BytesIO()
    with av.open(out, "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate_hz, layout=layout, options=options)
        resampler = av.AudioResampler(format=stream.format.name, layout=layout, rate=rate_hz)
        step = stream.codec_context.frame_size or 1024
        for at in range(0, channels.shape[1], step):
            piece = np.ascontiguousarray(channels[:, at : at + step])
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
            frame.sample_rate, frame.pts = rate_hz, at
            for ready in resampler.resample(frame):
                file.mux(stream.encode(ready))
        file.mux(stream.encode(None))
    return out.getvalue()


def gsm_frames(seconds: float) -> bytes:
    """GSM 06.10 frames (33 bytes for 20 ms): the magic nibble and made-up parameters, which decode to a buzz."""
    frame = bytes([0xD0 | 0x2]) + bytes((37 * i + 11) % 256 for i in range(32))
    return frame * round(seconds * 50)


def with_header(tag: int, rate_hz: int, block_bytes: int, samples_per_block: int, data: bytes) -> bytes:
    """A mono wav around compressed blocks, e.g. tag 0x31 for GSM."""
    extra = samples_per_block.to_bytes(2, "little")
    byte_rate = rate_hz * block_bytes // samples_per_block
    form = b"".join(
        value.to_bytes(size, "little")
        for value, size in ((tag, 2), (1, 2), (rate_hz, 4), (byte_rate, 4), (block_bytes, 2), (0, 2), (2, 2))
    )
    chunks = b"WAVEfmt " + (20).to_bytes(4, "little") + form + extra
    chunks += b"data" + len(data).to_bytes(4, "little") + data
    return b"RIFF" + len(chunks).to_bytes(4, "little") + chunks
