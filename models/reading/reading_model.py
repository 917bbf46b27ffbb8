"""The reading model at run time: a small transformer in ONNX Runtime over word vectors, one turn part at a time.

Parts are run one by one, not in batches: int8 activations are scaled by what stands in the batch, so a batch would let
a turn's neighbours change its answer (differences of up to 1.1 in a logit were seen). It costs about a fifth of
the speed.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
LOGITS, FEATURES = "logits", "features"
_FIRST_POSITION = 2
"""Positions of this family of models count from padding + 1."""


@dataclass(frozen=True, slots=True)
class HeadLabels:
    """What the network's outputs mean, in order, and what makes each head's logits honest.

    `temperatures` divide the logits of the acts; `feeling` is read by feeling_policy.py; `head` names a relearned head
    (head.py) in model ids, such as `+head2.0f3a...`.
    """

    sentiment: tuple[str, ...]
    emotion: tuple[str, ...]
    acts: tuple[str, ...]
    temperatures: dict[str, float]
    checksum: str
    feeling: dict[str, Any] = field(default_factory=dict)
    head: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the network makes of a turn: `logits` (parts, outputs) and the pooled vectors under them (parts, width)."""

    logits: Floats
    features: Floats


class ReadingModel:
    """Words, tokenizer and network, opened once per process."""

    def __init__(self, words: Path, network: Path = NETWORK) -> None:
        """Load and check.

        Raises:
            ModelError: the network is missing or not what its description says.
        """
        self.labels = network_labels(network)
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
        parted = parts_of(self._words, spoken, previous)
        return [np.concatenate([self._run(part, [LOGITS])[0] for part in parts]) for parts in parted]

    def seen(self, spoken: Sequence[tuple[Role, str]], previous: Sequence[tuple[Role, str] | None]) -> list[Seen]:
        """Logits and features of every turn, for a relearned head (head.py).

        Raises:
            ModelError: this network gives no features.
        """
        if FEATURES not in [output.name for output in self._session.get_outputs()]:
            raise ModelError("the reading network gives no features", "install a later Mingjian", where=NETWORK.name)
        rows = [
            [self._run(part, [LOGITS, FEATURES]) for part in parts] for parts in parts_of(self._words, spoken, previous)
        ]
        return [Seen(*(np.concatenate(output) for output in zip(*parts, strict=True))) for parts in rows]

    def _run(self, part: TurnPart, outputs: list[str]) -> list[Floats]:
        size = len(part.pieces)
        vectors = self._words.rows(part.pieces) + self._words.positions[_FIRST_POSITION : size + _FIRST_POSITION]
        target = np.zeros((1, size), np.float32)
        target[0, part.start : part.end] = 1.0
        fed = {"words": vectors[None], "present": np.ones((1, size), np.float32), "target": target}
        return [np.asarray(output, np.float32) for output in self._session.run(outputs, fed)]


def open_reading_model(*, cache: Path | None = None, on_progress: OnProgress | None = None) -> ReadingModel:
    """Open the embedded reading model, fetching its word vectors first if they are not in the model cache."""
    return ReadingModel(ensure("e5-words", on_progress, cache=cache) / "e5-small-q4.bin")


def network_labels(network: Path = NETWORK) -> HeadLabels:
    """What the outputs of a network mean; ModelError when it is missing or not what its description says."""
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
        tuple(told["sentiment"]),
        tuple(told["emotion"]),
        tuple(told["acts"]),
        told["temperatures"],
        checksum,
        told.get("feeling", {}),
    )
