"""Confidence that means something: of the words said to be 90 % sure, nine in ten are right.

The decoder's own probability of a word is too low where it is unsure and says nothing about the words around it. A
logistic regression on two log odds (the word's, and the geometric mean of its utterance's words) makes it the chance
that every character of the word is right. Its three numbers per model are frozen in confidence.json, fitted by
`models/training/recognition_confidence.py`; a model that is not in there keeps its own probabilities.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from math import exp, log

from inspection.hearing import Utterance
from inspection.interaction import Word

_LEAST = 1e-3
LOWEST, HIGHEST = 0.02, 0.98
"""Nothing heard is ever certain, and nothing written down is surely wrong."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the log odds; `own()` leaves probabilities as the model gives them."""

    intercept: float
    of_word: float
    of_utterance: float

    def chance(self, word: float, utterance: float) -> float:
        """The chance, 0-1, that a word is right, from the model's probabilities of it and of its utterance."""
        odds = self.intercept + self.of_word * log_odds(word) + self.of_utterance * log_odds(utterance)
        return min(HIGHEST, max(LOWEST, 1.0 / (1.0 + exp(-odds))))

    @property
    def label(self) -> str:
        """For the model id."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:8]


def log_odds(probability: float) -> float:
    """Log odds of a probability, kept away from 0 and 1."""
    kept = min(1 - _LEAST, max(_LEAST, probability))
    return log(kept / (1 - kept))


@cache
def calibration_of(model_sha256: str) -> Calibration | None:
    """The calibration of a model by the sha256 of its model.bin; None when nobody measured it."""
    text = resources.files("models.recognition").joinpath("confidence.json").read_text(encoding="utf-8")
    found = json.loads(text)["calibrations"].get(model_sha256)
    return Calibration(found["intercept"], found["of_word"], found["of_utterance"]) if found else None


def with_chances(utterance: Utterance, calibration: Calibration) -> Utterance:
    """The utterance with the chance of each word, and of the whole the expected share of right characters."""
    words = tuple(
        replace(word, confidence=round(calibration.chance(word.confidence, utterance.confidence), 4))
        for word in utterance.words
    )
    return replace(utterance, words=words, confidence=round(_expected_share(words), 4)) if words else utterance


def _expected_share(words: Sequence[Word]) -> float:
    lengths = [max(1, sum(char.isalnum() for char in word.text)) for word in words]
    return sum(w.confidence * n for w, n in zip(words, lengths, strict=True)) / sum(lengths)
