"""Whether somebody said what a required phrase means: read once by a model, stored with the facts, used by rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from inspection.sentiment import TurnText

Verdict = Literal["yes", "no", "ask"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """A place where a required phrase may have been said in other words.

    `required` is the phrase as the rule writes it; `turn` the turn's index, `start_char`/`end_char` half-open code
    points into its masked text; `score` 0-1; `verdict` yes, no, or ask a human; `reason` and `reason_en` say why, in
    one line.
    """

    required: str
    turn: int
    start_char: int
    end_char: int
    score: float
    verdict: Verdict
    reason: str = ""
    reason_en: str = ""


class UnderstandsMeaning(Protocol):
    """A model that compares what was said with what was required."""

    @property
    def model_id(self) -> str:
        """Which model answers: goes into every evaluation."""

    def search(self, required: Sequence[str], turns: Sequence[TurnText]) -> Sequence[Meant]:
        """Where each required phrase may have been said (`turn` is the position in `turns`).

        Every place with the verdict yes or ask; for a phrase without one, the place that came nearest, if any did.
        """
