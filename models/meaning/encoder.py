"""The encoder at run time: pieces in, weighted means of their hidden states out.

Texts of equal length run together. The whole-number maps use frozen steps and nothing is padded, so a text's
neighbours never touch its answer: it is the same bit for bit in any group (tests/models/meaning/test_encoder.py).
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from models.meaning.learned import GRAPH
from models.reading.e5_words import E5Words

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
AT_ONCE = 16
_FIRST_POSITION = 2
"""Positions of this family of models count from padding + 1."""


class Encoder:
    """One set of weights, opened once per process, on one thread."""

    def __init__(self, folder: Path, words: E5Words) -> None:
        """`folder` holds graph and weights; `words` may be shared."""
        self._words = words
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.use_deterministic_compute = True
        # The graph is written fused already; what is fused beyond that (norms with sums) runs a quarter slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(str(folder / GRAPH), options, providers=["CPUExecutionProvider"])

    def means(self, pieces: Sequence[Numbers], shares: Sequence[Floats]) -> list[Floats]:
        """Per text the means its `shares`, shape (means, pieces), ask for: shape (means, width). In order."""
        groups: dict[tuple[int, ...], list[int]] = {}
        for at, share in enumerate(shares):
            groups.setdefault(share.shape, []).append(at)
        means: list[Floats] = [np.empty(0, np.float32)] * len(pieces)
        for members in groups.values():
            for first in range(0, len(members), AT_ONCE):
                some = members[first : first + AT_ONCE]
                run = self._run([pieces[at] for at in some], [shares[at] for at in some])
                for at, mean in zip(some, run, strict=True):
                    means[at] = mean
        return means

    def _run(self, pieces: Sequence[Numbers], shares: Sequence[Floats]) -> Floats:
        numbers = np.stack(pieces)
        size = numbers.shape[1]
        vectors = self._words.rows(numbers.reshape(-1)).reshape(*numbers.shape, -1)
        vectors = vectors + self._words.positions[_FIRST_POSITION : size + _FIRST_POSITION]
        return np.asarray(self._session.run(None, {"words": vectors, "shares": np.stack(shares)})[0], np.float32)
