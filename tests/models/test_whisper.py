"""The real recogniser, under the contract of all recognisers; it runs where the model cache holds the model."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from inspection.errors import ModelError
from inspection.hearing import SoundToHear
from models.model_cache import is_ready
from models.recognition.modes import FAST
from models.recognition.whisper_machine import WhisperMachine
from models.whisper import FasterWhisper, WhisperOptions, open_recogniser
from pipelines.decoding import decode
from tests.models.contract_speech_to_text import SpeechToTextContract

SAMPLES = Path(__file__).parents[2] / "audio_samples"


@pytest.fixture(scope="module")
def whisper() -> FasterWhisper:
    if not is_ready("whisper-base"):
        pytest.skip("the model cache does not hold whisper-base: run `mingjian models fetch`")
    return open_recogniser()


@pytest.fixture(scope="module")
def mandarin() -> NDArray[np.float32]:
    calls = sorted(SAMPLES.rglob("*.wav"))
    if not calls:
        pytest.skip("audio_samples holds no recording")
    return decode(calls[0]).signal[0][: 30 * 16_000]


@pytest.mark.models
class TestFasterWhisper(SpeechToTextContract):
    """The embedded base model."""

    @pytest.fixture
    def recogniser(self, whisper: FasterWhisper) -> FasterWhisper:
        return whisper

    @pytest.fixture
    def spoken(self, mandarin: NDArray[np.float32]) -> tuple[NDArray[np.float32], str]:
        return mandarin[: 12 * 16_000], "zh"

    def test_noise_and_a_tone_are_not_turned_into_sentences(self, recogniser: FasterWhisper) -> None:
        rng = np.random.default_rng(3)
        noise = rng.normal(0, 0.02, 20 * 16_000).astype(np.float32)
        ring = (0.3 * np.sin(2 * np.pi * 450 * np.arange(8 * 16_000) / 16_000)).astype(np.float32)
        assert recogniser.transcribe(noise, "zh") == ()
        assert recogniser.transcribe(ring, "zh") == ()

    def test_the_model_id_names_engine_model_checksum_and_options(self, recogniser: FasterWhisper) -> None:
        assert recogniser.model_id.startswith("faster-whisper-")
        assert "/base@905e5bf8336b/int8,mode=exact," in recogniser.model_id

    def test_chinese_comes_simplified(self, recogniser: FasterWhisper, mandarin: NDArray[np.float32]) -> None:
        text = "".join(u.text for u in recogniser.transcribe(mandarin, "zh"))
        assert not set("這個們為請問麼幫務") & set(text)

    def test_what_stands_beside_a_window_in_a_batch_does_not_change_its_words(
        self, mandarin: NDArray[np.float32]
    ) -> None:
        pieces = [mandarin[start * 16_000 : (start + 7) * 16_000] for start in (0, 4, 20)]
        sounds = [SoundToHear(piece, "zh") for piece in pieces]
        fast = open_recogniser(options=WhisperOptions(mode=FAST))
        alone = open_recogniser(options=WhisperOptions(mode=FAST, batch_size=1), machine=WhisperMachine(cpu_threads=1))
        together = list(fast.transcribe_all(sounds))
        assert sum(map(len, together)) >= 3
        assert list(alone.transcribe_all(sounds)) == together
        assert list(fast.transcribe_all(reversed(sounds))) == together[::-1]

    def test_a_call_in_another_language_beside_a_window_does_not_change_its_words(
        self, mandarin: NDArray[np.float32]
    ) -> None:
        english = decode(SAMPLES / "drop/recordings/C0901-07.wav").signal[0][: 12 * 16_000]
        sounds = [SoundToHear(mandarin[: 12 * 16_000], "zh"), SoundToHear(english, "en")]
        fast = open_recogniser(options=WhisperOptions(mode=FAST))
        together = list(fast.transcribe_all(sounds))
        assert together == [tuple(fast.transcribe(sound.signal, sound.language)) for sound in sounds]
        assert "Thank you for calling" in together[1][0].text


def test_options_that_change_the_text_change_the_label_and_others_do_not() -> None:
    plain = WhisperOptions()
    assert WhisperOptions(mode=FAST).label != plain.label
    assert WhisperOptions(prompt="请用标点。").label != plain.label
    assert WhisperOptions(batch_size=2).label == plain.label


def test_a_folder_that_is_no_model_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        open_recogniser(tmp_path)
    assert "model.bin" in caught.value.reason
    assert caught.value.where == str(tmp_path)
    assert not caught.value.retryable


def test_a_broken_model_file_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"nothing like a model")
    with pytest.raises(ModelError) as caught:
        open_recogniser(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_that_does_not_exist_is_named() -> None:
    with pytest.raises(ModelError) as caught:
        open_recogniser("./no/such/folder")
    assert caught.value.where == "./no/such/folder"
