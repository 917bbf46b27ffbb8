"""Levels, clipping and layouts of channels."""

import numpy as np
import pytest

from inspection.audio_quality import (
    SILENCE_DBFS,
    audio_notes,
    clipped_samples,
    layout_of,
    level_dbfs,
    speech_level_dbfs,
)
from inspection.recording import ChannelLayout, RecordingFacts

AT_S = np.arange(4 * 16_000) / 16_000


def tone(amplitude: float, pitch_hz: float = 300.0) -> np.ndarray:
    """Four seconds of a sine at 16 kHz."""
    return (amplitude * np.sin(2 * np.pi * pitch_hz * AT_S)).astype(np.float32)


def facts(level_dbfs: tuple[float, ...] = (-20.0, -22.0), **other: object) -> RecordingFacts:
    """A recording with nothing wrong, changed as asked."""
    values: dict[str, object] = {
        "sha256": "0" * 64,
        "codec": "pcm_s16le",
        "sample_rate_hz": 8000,
        "channel_count": 2,
        "duration_s": 60.0,
        "layout": ChannelLayout.SEPARATE,
        "level_dbfs": level_dbfs,
        "clipped_share": 0.0,
    }
    return RecordingFacts(**{**values, **other})  # type: ignore[arg-type]


def test_a_sine_is_three_db_under_its_peak() -> None:
    assert level_dbfs(tone(1.0)) == pytest.approx(-3.01, abs=0.01)
    assert level_dbfs(tone(0.1)) == pytest.approx(-23.01, abs=0.01)


def test_pauses_do_not_pull_the_level_of_speech_down() -> None:
    with_pauses = tone(0.1)
    with_pauses[16_000:] = 0.0
    assert speech_level_dbfs(with_pauses) == pytest.approx(-23.0, abs=0.3)
    assert level_dbfs(with_pauses) < -28


def test_no_sound_has_the_lowest_level_and_no_warning() -> None:
    assert speech_level_dbfs(np.zeros(16_000, np.float32)) == SILENCE_DBFS
    assert speech_level_dbfs(np.zeros(0, np.float32)) == SILENCE_DBFS


def test_flat_peaks_are_clipped_and_round_ones_are_not() -> None:
    assert clipped_samples(np.clip(tone(2.0), -1, 1)[None].astype(np.float64)) > 10_000
    assert clipped_samples(tone(0.97)[None].astype(np.float64)) == 0


@pytest.mark.parametrize(
    ("left", "right", "layout"),
    [
        (tone(0.3), tone(0.3), ChannelLayout.MIXED),
        (tone(0.3), tone(-0.1), ChannelLayout.MIXED),
        (tone(0.3), tone(0.3, 700.0), ChannelLayout.SEPARATE),
        (tone(0.3), tone(0.0), ChannelLayout.SEPARATE),
        (tone(0.3) + tone(0.1, 700.0), tone(0.1) + tone(0.3, 700.0), ChannelLayout.SEPARATE),
    ],
)
def test_the_same_sound_on_both_channels_is_a_mix(left: np.ndarray, right: np.ndarray, layout: ChannelLayout) -> None:
    assert layout_of(np.stack([left, right])) is layout


def test_one_channel_is_a_mix_and_three_are_not() -> None:
    assert layout_of(tone(0.3)[None]) is ChannelLayout.MIXED
    assert layout_of(np.stack([tone(0.3)] * 3)) is ChannelLayout.SEPARATE


@pytest.mark.parametrize(
    ("recording", "speech_s", "notes"),
    [
        (facts(), (20.0, 20.0), ()),
        (facts((-20.0, -50.0)), (20.0, 20.0), ("quiet",)),
        (facts((-20.0, -60.0)), (20.0, 0.0), ()),
        (facts((SILENCE_DBFS, SILENCE_DBFS)), (0.0, 0.0), ("silent", "no_speech")),
        (facts((-12.0, -12.0)), (0.0, 0.0), ("no_speech",)),
        (facts(clipped_share=0.02, is_truncated=True), (20.0, 20.0), ("clipped", "truncated")),
        (facts((-20.0,), layout=ChannelLayout.MIXED), (20.0,), ("mono",)),
    ],
)
def test_notes_say_what_is_wrong_and_nothing_else(
    recording: RecordingFacts, speech_s: tuple[float, ...], notes: tuple[str, ...]
) -> None:
    assert audio_notes(recording, speech_s) == notes
