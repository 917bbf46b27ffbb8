"""The reading model at run time: a small transformer in ONNX Runtime over word vectors, one turn part at a time.

Parts are run one by one, not in batches: int8 activations are scaled by what stands in the batch, so a batch would let
a turn's neighbours change its answer (differences of up to 1.1 in a logit were seen). It costs about a fifth of
the speed.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from inspection.errors import ModelError
from inspection.interaction import Role
from models.model_cache import OnProgress, ensure
from models.reading.e5_words import E5Words
from models.reading.turn_pieces import TurnPart, parts_of

Floats = NDArray[np.float32]
NETWORK = Path(__file__).with_name("reader.onnx")
_FIRST_POSITION = 2
"""Positions of this family of models count from padding + 1."""


@dataclass(frozen=True, slots=True)
class HeadLabels:
    """What the network's outputs mean, in order, and the temperature that makes each head's logits honest."""

    sentiment: tuple[str, ...]
    emotion: tuple[str, ...]
    acts: tuple[str, ...]
    temperatures: dict[str, float]
    checksum: str


class ReadingModel:
    """Words, tokenizer and network, opened once per process."""

    def __init__(self, words: Path, network: Path = NETWORK) -> None:
        """Load and check.

        Raises:
            ModelError: the network is missing or not what its description says.
        """
        self.labels = _labels(network)
        self._words = E5Words(words)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])

    @property
    def checksum(self) -> str:
        """First 12 characters of the network's sha256."""
        return self.labels.checksum[:12]

    def logits(self, spoken: Sequence[tuple[Role, str]], previous: Sequence[tuple[Role, str] | None]) -> list[Floats]:
        """Logits of every turn, shape (parts, outputs): (speaker, text) of the turns and of those before them."""
        return [
            np.concatenate([self._run(part) for part in parts]) for parts in parts_of(self._words, spoken, previous)
        ]

    def _run(self, part: TurnPart) -> Floats:
        size = len(part.pieces)
        vectors = self._words.rows(part.pieces) + self._words.positions[_FIRST_POSITION : size + _FIRST_POSITION]
        target = np.zeros((1, size), np.float32)
        target[0, part.start : part.end] = 1.0
        fed = {"words": vectors[None], "present": np.ones((1, size), np.float32), "target": target}
        return np.asarray(self._session.run(None, fed)[0], np.float32)


def open_reading_model(*, cache: Path | None = None, on_progress: OnProgress | None = None) -> ReadingModel:
    """Open the embedded reading model, fetching its word vectors first if they are not in the model cache."""
    return ReadingModel(ensure("e5-words", on_progress, cache=cache) / "e5-small-q4.bin")


def _labels(network: Path) -> HeadLabels:
    described = network.with_suffix(".json")
    if not network.is_file() or not described.is_file():
        raise ModelError("the reading network is missing", "install the package again", where=network.name)
    told = json.loads(described.read_text(encoding="utf-8"))
    checksum = hashlib.sha256(network.read_bytes()).hexdigest()
    if checksum != told["sha256"]:
        raise ModelError(
            "the reading network is not the one its description names (sha256 differs)",
            "install the package again",
            where=network.name,
            code="model_checksum",
        )
    return HeadLabels(
        tuple(told["sentiment"]), tuple(told["emotion"]), tuple(told["acts"]), told["temperatures"], checksum
    )
