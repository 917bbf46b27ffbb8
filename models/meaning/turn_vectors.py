"""The vector of a single text: mean of the uncorrected encoder's hidden states, each text encoded once in a run.

Without the prefix "query: " of this family of encoders: it costs a fifth of the time, and a script's mean takes away
what it adds (recall of paraphrases at 1 % of other turns .865 without it, .853 with it).
"""

from collections.abc import Sequence

import numpy as np

from models.meaning.encoder import Encoder, Floats, Numbers
from models.reading.e5_words import E5Words
from models.reading.remembered import Remembered

LONGEST_PIECES = 128
MOST_REMEMBERED = 20_000
"""Vectors kept; 1.6 kilobytes each, 32 MB when full."""


class TurnVectors:
    """Texts as vectors of the encoder's width, shape (width,), not normalised; with the number of their pieces."""

    def __init__(self, encoder: Encoder, words: E5Words) -> None:
        """`words` may be shared."""
        self._encoder, self._words = encoder, words
        self._memory: Remembered[str, tuple[Floats, int]] = Remembered(MOST_REMEMBERED)

    def of(self, texts: Sequence[str]) -> list[tuple[Floats, int]]:
        """(vector, pieces of the text alone, at least 1) of every text, in order."""
        return self._memory.answers(list(texts), self._encoded)

    def _encoded(self, texts: list[str]) -> list[tuple[Floats, int]]:
        numbers = [n[:LONGEST_PIECES] for n in self._words.numbers_of(texts)]
        pieces: list[Numbers] = [np.array([self._words.start, *n, self._words.end], np.int64) for n in numbers]
        shares = [np.full((1, len(p)), 1.0 / len(p), np.float32) for p in pieces]
        means = self._encoder.means(pieces, shares)
        return [(mean[0], max(len(n), 1)) for mean, n in zip(means, numbers, strict=True)]
