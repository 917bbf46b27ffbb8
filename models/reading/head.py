"""A relearned head (再学习的分类头): a correction of the network's outputs, worked out from its pooled features.

The network itself stays as it was shipped. An output becomes logit + features @ weights + bias; where nothing was
learned both are zero, and the answer is the shipped one to the last bit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from inspection.relearning.turn_label import SENTIMENT, act_of
from models.reading.reading_model import Floats, HeadLabels, Seen, Spoken

Doubles = NDArray[np.float64]


class GivesFeatures(Protocol):
    """A reading model that shows what lies under its outputs."""

    @property
    def labels(self) -> HeadLabels:
        """What the outputs mean."""

    def seen(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Seen]:
        """Logits and features per turn."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """`weights`: shape (features, outputs); `biases`: shape (outputs,)."""

    weights: Doubles
    biases: Doubles

    @classmethod
    def shipped(cls, features: int, outputs: int) -> "Head":
        """The correction that corrects nothing."""
        return cls(np.zeros((features, outputs)), np.zeros(outputs))

    def corrected(self, seen: Seen) -> Floats:
        """Logits of one turn, shape (parts, outputs). In double precision: the order of summing must not show."""
        correction = seen.features.astype(np.float64) @ self.weights + self.biases
        return (seen.logits + correction).astype(np.float32)

    def with_outputs(self, columns: slice, weights: Doubles, biases: Doubles) -> "Head":
        """The same head with these outputs corrected so; `weights` has the shape (features, columns)."""
        mine, shifts = self.weights.copy(), self.biases.copy()
        mine[:, columns], shifts[columns] = weights, biases
        return Head(mine, shifts)


class CorrectedModel:
    """A reading model under a relearned head: gives logits as the network does."""

    def __init__(self, model: GivesFeatures, head: Head, name: str = "") -> None:
        """`name` goes into the model ids of whoever reads with it."""
        self._model, self._head = model, head
        self._labels = replace(model.labels, head=name)

    @property
    def labels(self) -> HeadLabels:
        """What the outputs mean, with the name of the head."""
        return self._labels

    def logits(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Floats]:
        """Corrected logits of every turn, shape (parts, outputs)."""
        return [self._head.corrected(seen) for seen in self._model.seen(spoken, previous)]


def outputs_of(name: str, labels: HeadLabels) -> slice | None:
    """Which outputs belong to `sentiment`, `emotion` or `act:<item>`; None for an act the network does not know."""
    first, second = len(labels.sentiment), len(labels.sentiment) + len(labels.emotion)
    act = act_of(name)
    if act is None:
        return slice(0, first) if name == SENTIMENT else slice(first, second)
    if act not in labels.acts:
        return None
    at = second + labels.acts.index(act)
    return slice(at, at + 1)
