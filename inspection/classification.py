"""What registered classifiers say of each turn: labels with probabilities, read once and stored with the facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from inspection.sentiment import TurnText

SMALLEST_SHARE = 0.02
"""Labels below this probability are not kept: no rule could rest on them."""


@dataclass(frozen=True, slots=True)
class Classified:
    """One classifier's reading of an interaction.

    `classifier` is the name rules call it by; `model_id` says which model answered; `labels` are all it knows;
    `turns` holds, per turn of the interaction, the probability (0-1) of each label of at least SMALLEST_SHARE
    (an empty mapping for turns without words and for speakers it does not read).
    """

    classifier: str
    model_id: str
    labels: tuple[str, ...]
    turns: tuple[Mapping[str, float], ...]


class Classifies(Protocol):
    """A text classifier registered by name: whole conversations in, one mapping label -> probability per turn out."""

    @property
    def name(self) -> str:
        """The name rules call it by."""

    @property
    def model_id(self) -> str:
        """Which model answers: goes into every evaluation."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Every label it can give."""

    def classify(self, turns: Sequence[TurnText]) -> Sequence[Mapping[str, float]]:
        """Probabilities per turn, in order; turns of one conversation, each with its speaker and what went before."""
