"""Noise and bandwidth against sound whose noise and band are known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from inspection.audio_notices import audio_notices
from inspection.noise_and_band import bandwidth_hz, sound_notes, speech_over_noise_db
from inspection.timeline import Interval

RATE_HZ, SECONDS = 16_000, 12.0
SPEECH = (Interval(1.0, 4.0), Interval(6.0, 9.0))


def speech_like(top_hz: float, noise_db: float, seed: int = 1) -> NDArray[np.float32]:
    """Noise with the slope of speech up to `top_hz` where somebody speaks, and noise `noise_db` below it everywhere."""
    random = np.random.default_rng(seed)
    size = round(SECONDS * RATE_HZ)
    spectrum = np.fft.rfft(random.normal(size=size))
    pitch_hz = np.fft.rfftfreq(size, 1 / RATE_HZ)
    shaped = np.fft.irfft(np.where(pitch_hz < top_hz, spectrum / np.maximum(pitch_hz, 200.0), 0), size)
    speaking = np.zeros(size, bool)
    for stretch in SPEECH:
        speaking[round(stretch.start_s * RATE_HZ) : round(stretch.end_s * RATE_HZ)] = True
    voice = np.where(speaking, 0.1 * shaped / shaped.std(), 0.0)
    return (voice + random.normal(0, 0.1 * 10 ** (noise_db / 20), size)).astype(np.float32)


@pytest.mark.parametrize("noise_db", [-30.0, -20.0, -8.0])
def test_speech_over_noise_is_what_was_mixed(noise_db: float) -> None:
    found = speech_over_noise_db(speech_like(3400, noise_db), SPEECH)
    assert found == pytest.approx(-noise_db, abs=1.5)


@pytest.mark.parametrize("top_hz", [2000.0, 3400.0, 7000.0])
def test_the_band_ends_where_it_was_cut(top_hz: float) -> None:
    assert bandwidth_hz(speech_like(top_hz, -70), SPEECH) == pytest.approx(top_hz, abs=100)


def test_only_bad_sound_is_noted_and_says_what_to_do() -> None:
    good, noisy, narrow = speech_like(3400, -40), speech_like(3400, -6), speech_like(2000, -70)
    assert sound_notes([good], [SPEECH]) == ()
    assert sound_notes([good, noisy], [SPEECH, SPEECH]) == ("noisy",)
    assert sound_notes([narrow], [SPEECH]) == ("narrow",)
    assert all(";" in sentence for sentence in audio_notices(("noisy", "narrow", "truncated"), 3.0))


def test_a_channel_without_speech_says_nothing() -> None:
    assert sound_notes([np.zeros(16_000, np.float32)], [()]) == ()
    assert speech_over_noise_db(speech_like(3400, -20), (Interval(0.0, SECONDS),)) is None


def test_music_on_hold_is_not_taken_for_noise() -> None:
    signal = speech_like(3400, -40)
    signal[round(9.5 * RATE_HZ) :] += 0.1 * np.sin(np.arange(signal.size - round(9.5 * RATE_HZ)) / 10).astype(
        np.float32
    )
    found = speech_over_noise_db(signal, SPEECH)
    assert found is not None
    assert found > 30
