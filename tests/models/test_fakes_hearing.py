"""The fakes keep the promises they stand in for."""

import numpy as np
import pytest
from numpy.typing import NDArray

from inspection.hearing import SpeechToText
from tests.models.contract_speech_to_text import SpeechToTextContract
from tests.models.fakes_hearing import FakeSpeechToText, LoudnessVoiceActivity, PitchSeparator
from tests.pipelines.made_recordings import bursts


class TestFakeSpeechToText(SpeechToTextContract):
    """The fake under the contract."""

    @pytest.fixture
    def recogniser(self) -> SpeechToText:
        return FakeSpeechToText({440: ("您好，请问有什么可以帮您？", "好的。")})

    @pytest.fixture
    def spoken(self) -> tuple[NDArray[np.float32], str]:
        return bursts(6.0, [(0.5, 2.5), (4.0, 5.0)], 16_000), "zh"


def test_the_fake_says_its_script_for_the_pitch_it_hears() -> None:
    fake = FakeSpeechToText({440: ("您好。",), 300: ("喂？",)})
    (heard,) = fake.transcribe(bursts(3.0, [(1.0, 2.0)], 16_000, 300.0), "zh")
    assert (heard.text, round(heard.start_s, 2), round(heard.end_s, 2)) == ("喂？", 1.0, 2.0)


def test_the_fake_separator_tells_pitches_apart() -> None:
    signal = bursts(4.0, [(0.5, 1.0)], 16_000) + bursts(4.0, [(2.0, 3.0)], 16_000, 300.0)
    first, second = PitchSeparator().separate(signal, LoudnessVoiceActivity().speech(signal))
    assert (first.speech[0].start_s, second.speech[0].start_s) == pytest.approx((0.5, 2.0))
