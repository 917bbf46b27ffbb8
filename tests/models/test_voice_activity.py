"""Voice activity needs no download: the detector's model comes with faster-whisper."""

import numpy as np
import pytest

from models import voice_activity
from models.voice_activity import SileroVoiceActivity
from tests.pipelines.made_recordings import tone


@pytest.mark.parametrize(
    "signal",
    [
        np.zeros(16_000 * 5, np.float32),
        np.zeros(0, np.float32),
        tone(5.0, 16_000, 450.0),
        np.random.default_rng(1).normal(0, 0.02, 16_000 * 5).astype(np.float32),
    ],
    ids=["silence", "nothing", "ring-back", "noise"],
)
def test_silence_tones_and_noise_are_not_speech(signal: np.ndarray) -> None:
    assert SileroVoiceActivity().speech(signal) == ()


def test_two_channels_at_once_are_refused() -> None:
    with pytest.raises(ValueError, match="channel"):
        SileroVoiceActivity().speech(np.zeros((2, 16_000), np.float32))


def test_the_model_id_tells_options_apart() -> None:
    assert SileroVoiceActivity().model_id != SileroVoiceActivity(pad_s=0.2).model_id


@pytest.mark.parametrize(
    ("probability", "threshold"),
    [(0.97, 0.5), (0.8, 0.5), (0.6, 0.18), (0.4, 0.12), (0.26, 0.1), (0.1, 0.5), (0.0, 0.5)],
)
def test_the_threshold_follows_a_faint_channel_down_but_never_into_noise(
    monkeypatch: pytest.MonkeyPatch, probability: float, threshold: float
) -> None:
    def model(audio: np.ndarray) -> np.ndarray:
        return np.full(audio.size // 512, probability, np.float32)

    monkeypatch.setattr(voice_activity, "get_vad_model", lambda: model)
    assert SileroVoiceActivity()._threshold_for(tone(3.0, 16_000)) == pytest.approx(threshold, abs=0.01)


def test_quiet_stretches_have_no_say_in_the_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    def model(audio: np.ndarray) -> np.ndarray:
        return np.where(np.arange(audio.size // 512) < 31, 0.4, 0.95).astype(np.float32)

    monkeypatch.setattr(voice_activity, "get_vad_model", lambda: model)
    signal = tone(3.0, 16_000)
    signal[16_000:] *= 0.001
    assert SileroVoiceActivity()._threshold_for(signal) == pytest.approx(0.12)


def test_silence_has_the_usual_threshold() -> None:
    assert SileroVoiceActivity()._threshold_for(np.zeros(16_000, np.float32)) == 0.5
