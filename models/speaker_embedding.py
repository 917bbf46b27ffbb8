"""A voice as a point: the GE2E speaker encoder of Resemblyzer in numpy (its weights as data, none of its code).

Input is 40 mel bands of power (16 kHz, windows of 25 ms every 10 ms, Slaney scale and area normalisation, no
logarithm); three LSTM layers of 256; a linear layer with ReLU; unit length. Architecture: Wan et al., Generalized
End-to-End Loss for Speaker Verification (2018).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ
from models.model_cache import OnProgress, ensure, sha256_of

Floats = NDArray[np.float32]
MEL_BANDS, HIDDEN, LAYERS = 40, 256, 3
_FFT, _HOP = 400, 160
FRAMES_PER_S = HEARING_RATE_HZ // _HOP
_BATCH = 64


@dataclass(frozen=True, slots=True, eq=False)
class LstmLayer:
    """One layer: `weight` (inputs + HIDDEN, 4 * HIDDEN) and `bias` (4 * HIDDEN), gates in torch's order i, f, g, o."""

    weight: Floats
    bias: Floats


@dataclass(frozen=True, slots=True, eq=False)
class SpeakerEncoder:
    """The loaded encoder; `checksum` is the sha256 of its weights."""

    layers: tuple[LstmLayer, ...]
    projection: Floats
    bias: Floats
    checksum: str

    def embed(self, mels: Floats) -> Floats:
        """Embed windows of shape (windows, frames, MEL_BANDS) into unit vectors of shape (windows, HIDDEN)."""
        parts = [self._embed_batch(mels[at : at + _BATCH]) for at in range(0, mels.shape[0], _BATCH)]
        return np.concatenate(parts) if parts else np.zeros((0, HIDDEN), np.float32)

    def _embed_batch(self, mels: Floats) -> Floats:
        sequence = mels
        for layer in self.layers:
            sequence = _run_layer(layer, sequence)
        raw = np.maximum(sequence[:, -1] @ self.projection.T + self.bias, 0.0)
        return np.asarray(raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-8), np.float32)


def _run_layer(layer: LstmLayer, sequence: Floats) -> Floats:
    """All hidden states, shape (windows, frames, HIDDEN), of one LSTM layer."""
    windows, frames, inputs = sequence.shape
    driven = sequence @ layer.weight[:inputs] + layer.bias
    recurrent = layer.weight[inputs:]
    hidden = np.zeros((windows, HIDDEN), np.float32)
    cell = np.zeros_like(hidden)
    states = np.empty((windows, frames, HIDDEN), np.float32)
    for frame in range(frames):
        gates = driven[:, frame] + hidden @ recurrent
        enter, forget, candidate, leave = np.split(gates, 4, axis=1)
        cell = _sigmoid(forget) * cell + _sigmoid(enter) * np.tanh(candidate)
        hidden = _sigmoid(leave) * np.tanh(cell)
        states[:, frame] = hidden
    return states


def _sigmoid(x: Floats) -> Floats:
    return np.asarray(0.5 * (np.tanh(0.5 * x) + 1.0), np.float32)


def mel_power(signal: Floats) -> Floats:
    """Mel power of one channel, shape (frames, MEL_BANDS); a frame every 10 ms, centred, edges filled with zeros."""
    if signal.size == 0:
        return np.zeros((0, MEL_BANDS), np.float32)
    padded = np.pad(signal, _FFT // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FFT)[::_HOP]
    parts = [_mel_of(frames[at : at + 6000]) for at in range(0, frames.shape[0], 6000)]
    return np.concatenate(parts)


def _mel_of(frames: Floats) -> Floats:
    spectrum = np.abs(np.fft.rfft(frames * _hann(), axis=1)) ** 2
    return np.asarray(spectrum @ _mel_filters().T, np.float32)


@lru_cache(maxsize=1)
def _hann() -> NDArray[np.float64]:
    return 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(_FFT) / _FFT)


@lru_cache(maxsize=1)
def _mel_filters() -> NDArray[np.float64]:
    """Triangles on Slaney's mel scale (linear to 1 kHz, logarithmic above), each of unit area."""
    edges = _mel_to_hz(np.linspace(0.0, _hz_to_mel(HEARING_RATE_HZ / 2), MEL_BANDS + 2))
    bins = np.fft.rfftfreq(_FFT, 1 / HEARING_RATE_HZ)
    rising = (bins - edges[:-2, None]) / np.diff(edges)[:-1, None]
    falling = (edges[2:, None] - bins) / np.diff(edges)[1:, None]
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    return np.asarray(triangles * (2.0 / (edges[2:] - edges[:-2]))[:, None], np.float64)


_BREAK_HZ, _HZ_PER_MEL, _LOG_STEP = 1000.0, 200.0 / 3, np.log(6.4) / 27.0


def _hz_to_mel(hz: float) -> float:
    if hz < _BREAK_HZ:
        return hz / _HZ_PER_MEL
    return float(_BREAK_HZ / _HZ_PER_MEL + np.log(hz / _BREAK_HZ) / _LOG_STEP)


def _mel_to_hz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    break_mel = _BREAK_HZ / _HZ_PER_MEL
    logarithmic = _BREAK_HZ * np.exp(_LOG_STEP * (np.maximum(mels, break_mel) - break_mel))
    return np.where(mels < break_mel, mels * _HZ_PER_MEL, logarithmic)


def open_encoder(*, cache: Path | None = None, on_progress: OnProgress | None = None) -> SpeakerEncoder:
    """Load the embedded encoder, fetching its weights first if they are not in the model cache."""
    path = ensure("speaker-embedding", on_progress, cache=cache) / "encoder.f32"
    return encoder_from(np.fromfile(path, "<f4"), sha256_of(path))


def encoder_from(weights: Floats, checksum: str) -> SpeakerEncoder:
    """Build the encoder from its flat weights, in the order of the catalogue's pieces.

    LSTM storage (all input and recurrent matrices layer by layer, then all biases layer by layer), projection, bias.
    """
    cursor = _Cursor(weights.astype(np.float32))
    inputs = [MEL_BANDS] + [HIDDEN] * (LAYERS - 1)
    matrices = [np.concatenate([cursor.take(4 * HIDDEN, n).T, cursor.take(4 * HIDDEN, HIDDEN).T]) for n in inputs]
    biases = [cursor.take(4 * HIDDEN) + cursor.take(4 * HIDDEN) for _ in inputs]
    layers = tuple(LstmLayer(np.ascontiguousarray(w), b) for w, b in zip(matrices, biases, strict=True))
    return SpeakerEncoder(layers, cursor.take(HIDDEN, HIDDEN), cursor.take(HIDDEN), checksum)


class _Cursor:
    """Takes arrays off a flat one, in order."""

    def __init__(self, flat: Floats) -> None:
        self._flat, self._at = flat, 0

    def take(self, *shape: int) -> Floats:
        count = int(np.prod(shape))
        taken = self._flat[self._at : self._at + count]
        self._at += count
        return taken.reshape(shape)
