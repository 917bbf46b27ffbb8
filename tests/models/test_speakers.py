"""Telling voices apart: the clustering with made vectors, the real encoder where the cache holds it."""

import numpy as np
import pytest
from numpy.typing import NDArray

from inspection.timeline import Interval, merge, total_s
from models.model_cache import is_ready
from models.speaker_embedding import HIDDEN, MEL_BANDS, Floats, SpeakerEncoder, encoder_from, mel_power
from models.speakers import SpeakerSeparator, open_separator
from tests.pipelines.made_recordings import tone

RATE = 16_000


class PitchEncoder(SpeakerEncoder):
    """Stands in for the encoder: a voice is the shape of its mel power, so tones of other pitch are other people."""

    def __init__(self) -> None:
        object.__setattr__(self, "checksum", "f" * 64)

    def embed(self, mels: Floats) -> Floats:
        rng = np.random.default_rng(mels.shape[1])
        shape = np.zeros((mels.shape[0], HIDDEN), np.float32)
        shape[:, :MEL_BANDS] = mels.mean(axis=1)
        shape /= np.linalg.norm(shape, axis=1, keepdims=True)
        shape += rng.normal(0, 0.01, shape.shape).astype(np.float32)
        return np.asarray(shape / np.linalg.norm(shape, axis=1, keepdims=True), np.float32)


def voices(*spans: tuple[float, float, float]) -> tuple[NDArray[np.float32], list[Interval]]:
    """Tones (start, end, pitch) on one channel, and where they sound."""
    signal = np.zeros(round(max(end_s for _, end_s, _ in spans) * RATE) + RATE, np.float32)
    for start_s, end_s, pitch_hz in spans:
        piece = tone(end_s - start_s, RATE, pitch_hz)
        signal[round(start_s * RATE) : round(start_s * RATE) + piece.size] = piece
    return signal, [Interval(a, b) for a, b, _ in spans]


CALL = ((0, 5, 200), (5.5, 8, 900), (8.5, 12, 200), (13, 13.4, 900), (14, 20, 900), (21, 24, 200))


def test_two_voices_get_their_own_stretches_and_the_first_to_speak_is_zero() -> None:
    signal, speech = voices(*CALL)
    first, second = SpeakerSeparator(PitchEncoder()).separate(signal, speech)
    assert (first.speaker, second.speaker) == (0, 1)
    assert first.speech == (Interval(0, 5), Interval(8.5, 12), Interval(21, 24))
    assert second.speech == (Interval(5.5, 8), Interval(13, 13.4), Interval(14, 20))


def test_all_speech_goes_to_somebody_once() -> None:
    signal, speech = voices(*CALL)
    found = SpeakerSeparator(PitchEncoder()).separate(signal, speech)
    assert total_s(i for s in found for i in s.speech) == pytest.approx(total_s(speech))
    assert sum(total_s(s.speech) for s in found) == pytest.approx(total_s(speech))


def test_one_voice_stays_one_person() -> None:
    signal, speech = voices((0, 5, 200), (6, 11, 200), (12, 19, 200), (20, 24, 200))
    (only,) = SpeakerSeparator(PitchEncoder()).separate(signal, speech)
    assert only.speech == merge(speech)


def test_too_little_speech_to_tell_is_one_person_and_no_speech_is_nobody() -> None:
    signal, speech = voices((0, 1, 200), (2, 3, 900))
    assert len(SpeakerSeparator(PitchEncoder()).separate(signal, speech)) == 1
    assert SpeakerSeparator(PitchEncoder()).separate(signal, []) == ()


def test_mel_power_has_a_frame_every_ten_milliseconds_and_peaks_at_the_tone() -> None:
    low, high = mel_power(tone(1.0, RATE, 200.0)), mel_power(tone(1.0, RATE, 3000.0))
    assert low.shape == high.shape == (101, MEL_BANDS)
    assert low.mean(axis=0).argmax() < 6 < 20 < high.mean(axis=0).argmax()
    assert mel_power(np.zeros(0, np.float32)).shape == (0, MEL_BANDS)


def test_the_lstm_is_the_textbooks_one() -> None:
    rng = np.random.default_rng(5)
    sizes = [4 * HIDDEN * MEL_BANDS, *[4 * HIDDEN * HIDDEN] * 5, *[4 * HIDDEN] * 6, HIDDEN * HIDDEN, HIDDEN]
    weights = rng.normal(0, 0.05, sum(sizes)).astype(np.float32)
    encoder = encoder_from(weights, "x")
    mels = rng.random((2, 7, MEL_BANDS)).astype(np.float32)
    assert np.allclose(encoder.embed(mels), reference_embedding(weights, mels), atol=1e-4)


def reference_embedding(weights: Floats, mels: Floats) -> NDArray[np.float64]:
    """The encoder written out gate by gate, frame by frame, in double precision, from the flat weights."""
    flat, at = weights.astype(np.float64), 0

    def take(*shape: int) -> NDArray[np.float64]:
        nonlocal at
        piece = flat[at : at + int(np.prod(shape))].reshape(shape)
        at += piece.size
        return piece

    matrices = [(take(4 * HIDDEN, n), take(4 * HIDDEN, HIDDEN)) for n in (MEL_BANDS, HIDDEN, HIDDEN)]
    biases = [(take(4 * HIDDEN), take(4 * HIDDEN)) for _ in range(3)]
    projection, bias = take(HIDDEN, HIDDEN), take(HIDDEN)
    embedded = []
    for window in mels.astype(np.float64):
        sequence = window
        for (from_input, from_state), (bias_input, bias_state) in zip(matrices, biases, strict=True):
            state, cell, states = np.zeros(HIDDEN), np.zeros(HIDDEN), []
            for frame in sequence:
                gates = from_input @ frame + bias_input + from_state @ state + bias_state
                i, f, g, o = (gates[k * HIDDEN : (k + 1) * HIDDEN] for k in range(4))
                cell = cell / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
                state = np.tanh(cell) / (1 + np.exp(-o))
                states.append(state)
            sequence = np.array(states)
        raw = np.maximum(projection @ sequence[-1] + bias, 0)
        embedded.append(raw / np.linalg.norm(raw))
    return np.array(embedded)


@pytest.mark.models
def test_the_real_encoder_gives_unit_vectors_that_repeat() -> None:
    if not is_ready("speaker-embedding"):
        pytest.skip("the model cache does not hold speaker-embedding: run `mingjian models fetch`")
    separator = open_separator()
    signal, speech = voices((0, 6, 200))
    assert separator.separate(signal, speech) == separator.separate(signal, speech)
    assert separator.model_id.startswith("ge2e@dc70d31f87b2/")
