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
    assert SileroVoiceActivity().model_id != SileroVoiceActivity(min_silence_s=0.3).model_id


def threshold_of(signal: np.ndarray) -> float:
    """The threshold that the channel gets."""
    loud = voice_activity._loud(signal[: signal.size // 512 * 512].reshape(-1, 512))
    return SileroVoiceActivity()._threshold_for(voice_activity._probabilities(signal), loud)


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
    assert threshold_of(tone(3.0, 16_000)) == pytest.approx(threshold, abs=0.01)


def test_quiet_stretches_have_no_say_in_the_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    def model(audio: np.ndarray) -> np.ndarray:
        return np.where(np.arange(audio.size // 512) < 31, 0.4, 0.95).astype(np.float32)

    monkeypatch.setattr(voice_activity, "get_vad_model", lambda: model)
    signal = tone(3.0, 16_000)
    signal[16_000:] *= 0.001
    assert threshold_of(signal) == pytest.approx(0.12)


def test_silence_has_the_usual_threshold() -> None:
    assert threshold_of(np.zeros(16_000, np.float32)) == 0.5


def test_a_faint_voice_found_late_starts_where_its_sound_starts_but_never_a_second_earlier() -> None:
    loud = np.zeros(200, bool)
    loud[20:60] = loud[70:180] = True
    spans = voice_activity._reaching_back([(30 * 512, 60 * 512), (170 * 512, 180 * 512)], loud)
    assert spans == [(20 * 512, 60 * 512), (139 * 512, 180 * 512)]


def test_reaching_back_never_runs_into_the_stretch_before() -> None:
    assert voice_activity._reaching_back([(0, 5_120), (7_680, 9_000)], np.ones(20, bool)) == [
        (0, 5_120),
        (5_120, 9_000),
    ]
