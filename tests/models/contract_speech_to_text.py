"""What every `SpeechToText` promises, the fake included. Subclass it; give the fixtures `recogniser` and `spoken`."""

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from inspection.errors import ModelError
from inspection.hearing import HEARING_RATE_HZ, SoundToHear, SpeechToText


class SpeechToTextContract:
    """`recogniser` is the adapter under test; `spoken` a channel with speech, shape (samples,), and its language."""

    def test_silence_yields_nothing(self, recogniser: SpeechToText) -> None:
        assert tuple(recogniser.transcribe(np.zeros(5 * HEARING_RATE_HZ, np.float32), "zh")) == ()

    def test_no_samples_yield_nothing(self, recogniser: SpeechToText) -> None:
        assert tuple(recogniser.transcribe(np.zeros(0, np.float32), "zh")) == ()

    def test_two_channels_at_once_are_refused(self, recogniser: SpeechToText) -> None:
        with pytest.raises(ValueError, match="channel"):
            recogniser.transcribe(np.zeros((2, HEARING_RATE_HZ), np.float32), "zh")

    def test_an_unknown_language_is_a_model_error(self, recogniser: SpeechToText) -> None:
        with pytest.raises(ModelError) as caught:
            recogniser.transcribe(np.zeros(HEARING_RATE_HZ, np.float32), "klingon")
        assert caught.value.code == "unknown_language"

    def test_a_region_code_is_its_language(self, recogniser: SpeechToText) -> None:
        assert tuple(recogniser.transcribe(np.zeros(HEARING_RATE_HZ, np.float32), "zh-CN")) == ()

    def test_utterances_come_in_order_within_the_sound_with_shares_as_confidence(
        self, recogniser: SpeechToText, spoken: tuple[NDArray[np.float32], str]
    ) -> None:
        signal, language = spoken
        heard = recogniser.transcribe(signal, language)
        assert heard
        assert [u.start_s for u in heard] == sorted(u.start_s for u in heard)
        for utterance in heard:
            assert 0.0 <= utterance.start_s < utterance.end_s <= signal.size / HEARING_RATE_HZ + 0.01
            assert 0.0 < utterance.confidence <= 1.0
            assert utterance.text == utterance.text.strip() != ""

    def test_words_spell_their_utterance_and_lie_inside_it(
        self, recogniser: SpeechToText, spoken: tuple[NDArray[np.float32], str]
    ) -> None:
        for utterance in recogniser.transcribe(*spoken):
            assert "".join(w.text for w in utterance.words) == "".join(utterance.text.split())
            for word in utterance.words:
                assert utterance.start_s <= word.start_s <= word.end_s <= utterance.end_s
                assert 0.0 <= word.confidence <= 1.0

    def test_the_same_sound_gives_the_same_answer(
        self, recogniser: SpeechToText, spoken: tuple[NDArray[np.float32], str]
    ) -> None:
        assert tuple(recogniser.transcribe(*spoken)) == tuple(recogniser.transcribe(*spoken))

    def test_the_sound_is_left_as_it_was(
        self, recogniser: SpeechToText, spoken: tuple[NDArray[np.float32], str]
    ) -> None:
        signal, language = spoken
        before = signal.copy()
        recogniser.transcribe(signal, language)
        assert np.array_equal(signal, before)

    def test_sounds_heard_together_are_heard_as_each_would_be_alone(
        self, recogniser: SpeechToText, spoken: tuple[NDArray[np.float32], str]
    ) -> None:
        signal, language = spoken
        half = signal[: signal.size // 2]
        silence = np.zeros(HEARING_RATE_HZ, np.float32)
        together = recogniser.transcribe_all(SoundToHear(s, language) for s in (half, silence, signal, half))
        alone = [tuple(recogniser.transcribe(s, language)) for s in (half, signal)]
        assert [tuple(heard) for heard in together] == [alone[0], (), alone[1], alone[0]]

    def test_no_sounds_have_no_answers(self, recogniser: SpeechToText) -> None:
        assert list(recogniser.transcribe_all([])) == []

    def test_sounds_are_not_taken_before_anybody_asks_for_an_answer(self, recogniser: SpeechToText) -> None:
        taken: list[int] = []

        def sounds() -> Iterator[SoundToHear]:
            taken.append(1)
            yield SoundToHear(np.zeros(HEARING_RATE_HZ, np.float32), "zh")

        answers = recogniser.transcribe_all(sounds())
        assert taken == []
        assert [tuple(a) for a in answers] == [()]

    def test_it_says_which_languages_it_knows(self, recogniser: SpeechToText) -> None:
        assert recogniser.knows("zh")
        assert recogniser.knows("zh-CN")
        assert not recogniser.knows("klingon")

    def test_an_unknown_language_among_others_is_a_model_error(self, recogniser: SpeechToText) -> None:
        with pytest.raises(ModelError):
            list(recogniser.transcribe_all([SoundToHear(np.zeros(HEARING_RATE_HZ, np.float32), "klingon")]))

    def test_the_model_id_names_something_and_stays(self, recogniser: SpeechToText) -> None:
        assert recogniser.model_id == recogniser.model_id != ""
