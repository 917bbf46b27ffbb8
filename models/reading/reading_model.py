"""A reading network at run time: a small transformer in ONNX Runtime over word vectors.

Parts of equal length run together, and none changes another's answer: the steps of the whole-number activations are
frozen, not taken from the batch, and nothing is padded (models/meaning/whole_numbers.py).
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from inspection.errors import ModelError
from inspection.interaction import Role
from models.reading.e5_words import E5Words
from models.reading.turn_pieces import TurnPart, parts_of

Floats = NDArray[np.float32]
Spoken = tuple[Role, str]
"""Who speaks, and what."""
LOGITS, FEATURES = "logits", "features"
MOST_TOGETHER = 32
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

    def __init__(self, words: E5Words, network: Path) -> None:
        """Load and check the network; the words may be shared.

        Raises:
            ModelError: the network is missing or not what its description says.
        """
        self.labels = network_labels(network)
        self._words, self._name = words, network.name
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])

    @property
    def checksum(self) -> str:
        """First 12 characters of the network's sha256."""
        return self.labels.checksum[:12]

    def logits(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Floats]:
        """Logits of every turn, shape (parts, outputs): (speaker, text) of the turns and of those before them."""
        return [np.concatenate(parts) for (parts,) in self._outputs(spoken, previous, [LOGITS])]

    def seen(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Seen]:
        """Logits and features of every turn, for a relearned head (head.py).

        Raises:
            ModelError: this network gives no features.
        """
        if FEATURES not in [output.name for output in self._session.get_outputs()]:
            raise ModelError("the reading network gives no features", "install a later Mingjian", where=self._name)
        return [
            Seen(*(np.concatenate(parts) for parts in turn))
            for turn in self._outputs(spoken, previous, [LOGITS, FEATURES])
        ]

    def _outputs(
        self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None], outputs: list[str]
    ) -> list[list[list[Floats]]]:
        """Per turn, per output, the rows of its parts, each of shape (1, values)."""
        parted = parts_of(self._words, spoken, previous)
        every = [part for parts in parted for part in parts]
        rows = iter(self._run(every, outputs))
        of_turns = [[next(rows) for _ in parts] for parts in parted]
        return [[list(of_output) for of_output in zip(*turn, strict=True)] for turn in of_turns]

    def _run(self, parts: Sequence[TurnPart], outputs: list[str]) -> list[list[Floats]]:
        """The outputs of every part, in order; parts of one length together."""
        answers: list[list[Floats]] = [[] for _ in parts]
        for together in _of_one_length(parts):
            found = self._session.run(outputs, self._fed([parts[i] for i in together]))
            for row, i in enumerate(together):
                answers[i] = [np.asarray(output[row : row + 1], np.float32) for output in found]
        return answers

    def _fed(self, parts: Sequence[TurnPart]) -> dict[str, Floats]:
        size = len(parts[0].pieces)
        pieces = np.stack([part.pieces for part in parts])
        vectors = self._words.rows(pieces.reshape(-1)).reshape(len(parts), size, -1)
        target = np.zeros((len(parts), size), np.float32)
        for row, part in enumerate(parts):
            target[row, part.start : part.end] = 1.0
        placed = vectors + self._words.positions[_FIRST_POSITION : size + _FIRST_POSITION]
        return {"words": placed, "present": np.ones_like(target), "target": target}


def _of_one_length(parts: Sequence[TurnPart]) -> Iterator[list[int]]:
    """Numbers of parts that have the same number of pieces, at most MOST_TOGETHER at once."""
    lengths: dict[int, list[int]] = {}
    for number, part in enumerate(parts):
        lengths.setdefault(len(part.pieces), []).append(number)
    for numbers in lengths.values():
        for first in range(0, len(numbers), MOST_TOGETHER):
            yield numbers[first : first + MOST_TOGETHER]


def network_labels(network: Path) -> HeadLabels:
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
