"""What was learned beyond multilingual-e5-small, as shipped: low-rank corrections, norms, head, and eases of inputs.

`learned.npz` holds plain arrays (nothing is unpickled); `meaning.json` beside it names its sha256 and everything that
must come out of assembling it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from inspection.errors import ModelError
from models.meaning.whole_numbers import INPUTS, Doubles, Ease
from models.reading.e5_words import E5Words

HERE = Path(__file__).parent
GRAPH, LEARNED, COHORT, TOLD = "encoder.onnx", "learned.npz", "cohort.npz", "meaning.json"
LAYERS, INNER = 12, 1536
PAIR, PLAIN = "pair", "plain"
"""The two sets of weights of one graph: corrected, for pairs; as they came, for the vectors of single turns."""
_MAPS = {"query": "q", "key": "k", "value": "v", "out": "ao", "up": "fi", "down": "fo"}
_NORMS = {"norm_attention": "aln", "norm_output": "oln"}


@dataclass(frozen=True)
class Shipped:
    """The shipped files of the meaning model, checked against their description."""

    folder: Path
    told: Mapping[str, Any]

    @cached_property
    def arrays(self) -> Mapping[str, NDArray[Any]]:
        """Everything in learned.npz."""
        with np.load(self.folder / LEARNED, allow_pickle=False) as kept:
            return {name: kept[name] for name in kept.files}

    @property
    def checksum(self) -> str:
        """Twelve characters that stand for graph, weights, cohort and thresholds together."""
        return hashlib.sha256(json.dumps(self.told, sort_keys=True).encode()).hexdigest()[:12]

    def eases(self, kind: str) -> dict[str, Ease]:
        """How inputs are eased in one of the two sets of weights, named `0.in`."""
        return {name: self._ease(f"{kind}.{name}") for name in input_names()}

    def _ease(self, name: str) -> Ease:
        low, high = self.arrays[f"{name}.range"].tolist()
        return Ease(self.arrays[f"{name}.divisor"].astype(np.float64), low, high)


def input_names() -> list[str]:
    """`0.in`, `0.out` ... of every layer."""
    return [f"{number}.{name}" for number in range(LAYERS) for name in INPUTS]


def shipped(folder: Path = HERE) -> Shipped:
    """The files that come with the product; ModelError when one is missing or not what the description names."""
    described = folder / TOLD
    if not described.is_file():
        raise ModelError("the meaning model is missing", "install the package again", where=TOLD)
    told = json.loads(described.read_text(encoding="utf-8"))
    for name, wanted in told["sha256"].items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise ModelError(
                "a file of the meaning model is not the one its description names (sha256 differs)",
                "install the package again",
                where=name,
                code="model_checksum",
            )
    return Shipped(folder, told)


def plain_weights(words: E5Words) -> dict[str, Doubles]:
    """The weights of multilingual-e5-small, named as torch names them."""
    width = words.width
    shapes = {"up": (INNER, width), "down": (width, INNER)}
    weights = _pair(words, "norm", "emb.ln", (width,))
    for number in range(LAYERS):
        for name, short in _MAPS.items():
            weights |= _pair(words, f"layers.{number}.{name}", f"l{number}.{short}", shapes.get(name, (width, width)))
        for name, short in _NORMS.items():
            weights |= _pair(words, f"layers.{number}.{name}", f"l{number}.{short}", (width,))
    return weights


def corrected_weights(plain: Mapping[str, Doubles], arrays: Mapping[str, NDArray[Any]]) -> dict[str, Doubles]:
    """The same with what was learned: `W + (first second)^T` for each corrected map, other values replaced."""
    weights = dict(plain)
    for name, value in arrays.items():
        stem, _, last = name.rpartition(".")
        if last == "first":
            first, second = value.astype(np.float64), arrays[f"{stem}.second"].astype(np.float64)
            weights[f"{stem}.weight"] = weights[f"{stem}.weight"] + (first @ second).T
        elif name in weights:
            weights[name] = value.astype(np.float64)
    return weights


def _pair(words: E5Words, name: str, source: str, shape: tuple[int, ...]) -> dict[str, Doubles]:
    weight, bias = words.tensor(f"{source}.w", shape), words.tensor(f"{source}.b", shape[:1])
    return {f"{name}.weight": weight.astype(np.float64), f"{name}.bias": bias.astype(np.float64)}
