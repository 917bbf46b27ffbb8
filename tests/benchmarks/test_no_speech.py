"""Sounds without a voice must not reach the recogniser: what it never hears it cannot invent words in."""

import numpy as np
import pytest

from benchmarks.no_speech import as_wav, sounds
from models.voice_activity import SileroVoiceActivity
from pipelines.decoding import decode

SOUNDS = sounds(8.0)


@pytest.mark.parametrize("name", sorted(SOUNDS))
def test_no_speech_is_found_in(name: str) -> None:
    signal = decode(as_wav(SOUNDS[name])).signal[0]
    assert SileroVoiceActivity().speech(signal) == ()
    assert SileroVoiceActivity(min_silence_s=0.16, pad_s=0.2, max_speech_s=28.0).speech(signal) == ()


def test_the_corpus_is_not_silent_where_it_should_sound() -> None:
    levels = {name: float(np.sqrt(np.mean(sound**2))) for name, sound in SOUNDS.items()}
    assert {name for name, level in levels.items() if level < 0.01} == {"silence", "faint hiss"}
