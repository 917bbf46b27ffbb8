"""What an agent does with a turn (promises, verifies, mocks, says goodbye ...): the embedded act classifier.

One probability per item id of the rulebooks it was trained on. Rules use it as `classifier: {name: service_acts, ...}`;
how far it can be trusted: models/cards/reading.md.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from inspection.classification import SMALLEST_SHARE
from inspection.interaction import Role
from inspection.sentiment import TurnText
from models.reading.feeling import GivesLogits
from models.reading.reading_model import Floats

NAME = "service_acts"
_DECIMALS = 4


class ServiceActs:
    """Reads agent turns after the turn before them; other speakers get an empty reading."""

    name = NAME

    def __init__(self, model: GivesLogits) -> None:
        """`model` may be shared with the readers of feeling."""
        self._model = model

    @property
    def model_id(self) -> str:
        """Name, the first 12 characters of the network's sha256, and the relearned head if any."""
        labels = self._model.labels
        return f"mingjian-reading-1@{labels.checksum[:12]}{labels.head}"

    @property
    def labels(self) -> tuple[str, ...]:
        """Item ids."""
        return self._model.labels.acts

    def classify(self, turns: Sequence[TurnText]) -> list[Mapping[str, float]]:
        """Probabilities per turn; a long turn's is that of its most telling part."""
        mine = [i for i, t in enumerate(turns) if t.speaker is Role.AGENT and t.text.strip()]
        before = [_before(turns, i) for i in mine]
        read: list[Mapping[str, float]] = [{} for _ in turns]
        spoken = [(turns[i].speaker, turns[i].text) for i in mine]
        for i, logits in zip(mine, self._model.logits(spoken, before), strict=True):
            read[i] = self._shares(logits)
        return read

    def _shares(self, logits: Floats) -> Mapping[str, float]:
        acts = logits[:, -len(self.labels) :].max(axis=0) / self._model.labels.temperatures["acts"]
        shares = 1.0 / (1.0 + np.exp(-acts.astype(np.float64)))
        return {
            label: round(share, _DECIMALS)
            for label, share in zip(self.labels, shares.tolist(), strict=True)
            if share >= SMALLEST_SHARE
        }


def _before(turns: Sequence[TurnText], at: int) -> tuple[Role, str] | None:
    return (turns[at - 1].speaker, turns[at - 1].text) if at else None
