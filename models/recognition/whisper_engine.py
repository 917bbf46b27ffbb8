"""The engine: sound in, words with times and probabilities out, for a batch of windows of one length.

Encoded one by one (the encoder gains nothing from a batch, and its memory stays small), decoded and aligned together.
What stands beside a window in a batch never changes its words: every row is computed on its own.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
from ctranslate2 import StorageView
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from faster_whisper.transcribe import get_suppressed_tokens, merge_punctuations
from numpy.typing import NDArray

from inspection.hearing import HEARING_RATE_HZ
from models.recognition.modes import FRAMES_PER_S, Decoding
from models.utterances import HeardWord

_LONGEST_MEDIAN_S = 0.7
_OPENING_MARKS, _CLOSING_MARKS = "\"'“¿([{-", "\"'.。,，!！?？:：”)]}、"
_SENTENCE_ENDS = ".。!！?？"
_CALM_NGRAM = 4
_WORTH_DIVIDING = 12
"""Windows in a batch from which on two workers decode it: a small batch reads all weights for few words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was heard in a window: its words, the mean log probability of its tokens, the probability of no speech."""

    words: tuple[HeardWord, ...]
    log_probability: float
    no_speech: float

    @property
    def text(self) -> str:
        """All words as the model wrote them."""
        return "".join(word.text for word in self.words)


_NOTHING = Answer((), 0.0, 0.0)


class WhisperEngine:
    """One loaded model; `workers` as it was loaded with: so many windows are encoded at once."""

    def __init__(self, whisper: WhisperModel, workers: int = 1) -> None:
        self._whisper = whisper
        self._workers = ThreadPoolExecutor(workers, "hearing")
        self._parts = workers
        self._tokenizers: dict[str, Tokenizer] = {}

    @property
    def languages(self) -> Sequence[str]:
        """The codes the model knows."""
        return list(self._whisper.supported_languages)

    def hear(
        self,
        cuts: Sequence[NDArray[np.float32]],
        languages: Sequence[str],
        decoding: Decoding,
        length_s: float,
        prompt: str = "",
    ) -> list[Answer]:
        """Words of each cut, shape (samples,) at 16 kHz, said in its language; times in seconds from its start.

        All are padded to `length_s` seconds.
        """
        frames = round(length_s * FRAMES_PER_S)
        encoded = list(self._workers.map(lambda cut: self._encoded(cut, frames), cuts))
        spoken_s = [cut.size / HEARING_RATE_HZ for cut in cuts]
        parts = self._parts if len(cuts) >= _WORTH_DIVIDING else 1
        shares = [range(part, len(cuts), parts) for part in range(parts)]

        def decoded(share: range) -> list[Answer]:
            some = np.concatenate([encoded[at] for at in share])
            own_s, own = [spoken_s[at] for at in share], [languages[at] for at in share]
            return self._decoded(some, own_s, own, decoding, length_s, prompt)

        answers = [_NOTHING] * len(cuts)
        for share, heard in zip(shares, self._workers.map(decoded, shares), strict=True):
            for at, answer in zip(share, heard, strict=True):
                answers[at] = answer
        return answers

    def _decoded(
        self,
        encoded: NDArray[np.float32],
        spoken_s: Sequence[float],
        languages: Sequence[str],
        decoding: Decoding,
        length_s: float,
        prompt: str,
    ) -> list[Answer]:
        """The answers of windows that are encoded, together in one batch."""
        starts = [self._start(language, "" if decoding.is_calm else prompt) for language in languages]
        results = self._whisper.model.generate(
            StorageView.from_array(encoded),
            starts,
            beam_size=decoding.beam_size,
            max_length=min(self._whisper.max_length, len(starts[0]) + decoding.most_tokens(length_s)),
            suppress_tokens=get_suppressed_tokens(self._tokenizer(languages[0]), [-1]),
            no_repeat_ngram_size=_CALM_NGRAM if decoding.is_calm else 0,
            return_scores=True,
            return_no_speech_prob=True,
        )
        eot = self._tokenizer(languages[0]).eot
        tokens = [[token for token in result.sequences_ids[0] if token < eot] for result in results]
        words = self._words(encoded, tokens, spoken_s, languages)
        return [
            Answer(own, float(result.scores[0]), float(result.no_speech_prob))
            for own, result in zip(words, results, strict=True)
        ]

    def _start(self, language: str, prompt: str) -> list[int]:
        """The tokens before a window's own: the prompt, the language, no timestamps."""
        tokenizer = self._tokenizer(language)
        before = [tokenizer.sot_prev, *tokenizer.encode(" " + prompt.strip())] if prompt else []
        return [*before, *tokenizer.sot_sequence, tokenizer.no_timestamps]

    def _tokenizer(self, language: str) -> Tokenizer:
        if language not in self._tokenizers:
            model = self._whisper
            self._tokenizers[language] = Tokenizer(
                model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
            )
        return self._tokenizers[language]

    def _encoded(self, cut: NDArray[np.float32], frames: int) -> NDArray[np.float32]:
        """Encoder output of shape (1, frames / 2, width)."""
        features = self._whisper.feature_extractor(cut, padding=160)[:, :frames]
        whole = np.zeros((1, features.shape[0], frames), np.float32)
        whole[0, :, : features.shape[1]] = features
        return np.array(self._whisper.encode(whole))

    def _words(
        self, encoded: NDArray[np.float32], tokens: list[list[int]], spoken_s: Sequence[float], languages: Sequence[str]
    ) -> list[tuple[HeardWord, ...]]:
        """Words placed by the decoder's attention on the sound, window by window.

        Together would be no cheaper, and the rounding of the others' numbers would show in a word's probability.
        """
        found: list[tuple[HeardWord, ...]] = [()] * len(tokens)
        for at, own in enumerate(tokens):
            if own:
                (alignment,) = self._whisper.find_alignment(
                    self._tokenizer(languages[at]),
                    [own],
                    StorageView.from_array(encoded[at : at + 1]),
                    [round(spoken_s[at] * FRAMES_PER_S)],
                )
                found[at] = _placed(alignment, spoken_s[at])
        return found


def _placed(alignment: list[dict[str, Any]], spoken_s: float) -> tuple[HeardWord, ...]:
    """Words of one window; one that seems to last far too long at a border of sentences is shortened."""
    lengths = [word["end"] - word["start"] for word in alignment if word["end"] > word["start"]]
    longest_s = 2 * min(_LONGEST_MEDIAN_S, median(lengths)) if lengths else 0.0
    for at, word in enumerate(alignment):
        if word["end"] - word["start"] <= longest_s:
            continue
        if at and word["word"] in _SENTENCE_ENDS:
            word["end"] = word["start"] + longest_s
        elif at == 0 or alignment[at - 1]["word"] in _SENTENCE_ENDS:
            word["start"] = word["end"] - longest_s
    merge_punctuations(alignment, _OPENING_MARKS, _CLOSING_MARKS)
    return tuple(
        HeardWord(
            word["word"],
            round(min(max(float(word["start"]), 0.0), spoken_s), 2),
            round(min(max(float(word["end"]), 0.0), spoken_s), 2),
            float(word["probability"]),
        )
        for word in alignment
        if word["word"]
    )
