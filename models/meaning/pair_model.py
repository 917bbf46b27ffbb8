"""The pair model: how likely what was said means what was required, as one logit per pair."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.meaning.encoder import Encoder, Floats, Numbers
from models.reading.e5_words import E5Words

LONGEST_PIECES = 64
"""Pieces of either side that are read; longer turns come in parts (inspection/meaning_windows.py)."""
Pair = tuple[str, str]


class PairModel:
    """`<s> required </s></s> said </s>` through the corrected encoder, and a small head over three means of it."""

    def __init__(self, encoder: Encoder, words: E5Words, learned: Mapping[str, NDArray[Any]]) -> None:
        """`learned` holds `dense` and `head`, each with weight and bias."""
        self._encoder, self._words = encoder, words
        self._dense, self._dense_bias = (learned[f"dense.{n}"].astype(np.float32) for n in ("weight", "bias"))
        self._head, self._head_bias = (learned[f"head.{n}"].astype(np.float32) for n in ("weight", "bias"))

    def logits(self, pairs: Sequence[Pair]) -> list[float]:
        """One logit per (required, said), in order: above 0 the model holds yes for the more likely."""
        pieces, shares = pair_pieces(self._words, pairs)
        return [self._logit(means) for means in self._encoder.means(pieces, shares)]

    def _logit(self, means: Floats) -> float:
        """Summed without a matrix library, whose order of summation changes with its number of threads."""
        first, required, said = means
        joined = np.concatenate([first, np.abs(required - said), required * said])
        hidden = np.tanh(np.einsum("ok,k->o", self._dense, joined) + self._dense_bias)
        return float(np.einsum("k,k->", self._head[0], hidden) + self._head_bias[0])


def pair_pieces(words: E5Words, pairs: Sequence[Pair]) -> tuple[list[Numbers], list[Floats]]:
    """Pieces of each pair, and the shares of the first piece, of all but `said`, and of `said`: shape (3, pieces)."""
    required = words.numbers_of([pair[0] for pair in pairs])
    said = words.numbers_of([pair[1] for pair in pairs])
    rows = [_row(words, a[:LONGEST_PIECES], b[:LONGEST_PIECES]) for a, b in zip(required, said, strict=True)]
    return [pieces for pieces, _ in rows], [shares for _, shares in rows]


def _row(words: E5Words, required: Numbers, said: Numbers) -> tuple[Numbers, Floats]:
    pieces = np.array([words.start, *required, words.end, words.end, *said, words.end], np.int64)
    start, size = len(required) + 3, len(pieces)
    shares = np.zeros((3, size), np.float32)
    shares[0, 0] = 1.0
    shares[1] = 1.0 / (size - len(said))
    shares[1, start : size - 1] = 0.0
    shares[2, start : size - 1] = 1.0 / max(len(said), 1)
    return pieces, shares
