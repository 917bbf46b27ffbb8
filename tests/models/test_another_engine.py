"""An adapter for another engine keeps the recogniser's promises: the contract needs nothing of Whisper."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ, SoundToHear, SpeechToText
from inspection.timeline import Interval
from tests.models.another_engine import OneStretchAtATime, Token
from tests.models.contract_speech_to_text import SpeechToTextContract
from tests.models.fakes_hearing import LoudnessVoiceActivity
from tests.pipelines.made_recordings import bursts


def counting(stretch: NDArray[np.float32], language: str) -> Sequence[Token]:
    """An engine that says a word for every half second it is given."""
    word = "嗯" if language == "zh" else " well"
    return [(word, 0.5 * n, 0.5 * n + 0.4, 0.8) for n in range(int(stretch.size / HEARING_RATE_HZ * 2))]


def recogniser() -> OneStretchAtATime:
    return OneStretchAtATime("counting-1@000000000000", counting, LoudnessVoiceActivity())


class TestAnotherEngine(SpeechToTextContract):
    """The adapter of the documentation, around an engine that counts."""

    @pytest.fixture
    def recogniser(self) -> SpeechToText:
        return recogniser()

    @pytest.fixture
    def spoken(self) -> tuple[NDArray[np.float32], str]:
        return bursts(6.0, [(0.5, 2.5), (4.0, 5.0)], HEARING_RATE_HZ), "zh"


def test_only_the_speech_that_was_found_is_heard() -> None:
    signal = bursts(6.0, [(0.5, 2.5), (4.0, 5.0)], HEARING_RATE_HZ)
    (heard,) = recogniser().transcribe_all([SoundToHear(signal, "en-GB", (Interval(4.0, 5.0),))])
    assert [(u.start_s, u.text, u.confidence) for u in heard] == [(4.0, "well well", 0.8)]
