"""The end of stage 2: nearness, the pair model's logit and the differences found, weighed into score and verdict."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from inspection.meaning import Verdict
from inspection.meaning_comparison import KINDS, Comparison

HIGHEST_LOGIT, LOWEST_Z, HIGHEST_Z, HIGHEST_COSINE = 12.0, -4.0, 4.0, 0.3
"""Beyond these nearness says nothing more of the topic, only that words are shared: what opposites do most of all."""
NEAR = ("z", "cosine")
"""What says that the same thing is talked about: stage 1."""
MEANT = ("logit", "literal", *KINDS)
"""What says that, if so, the same is said of it: the model's logit, its very words, each kind of difference."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic regression: what each feature weighs, and the intercept."""

    weights: Mapping[str, float]
    intercept: float

    def share(self, features: Mapping[str, float]) -> float:
        """Its probability (0-1)."""
        weighed = self.intercept + sum(weight * features[name] for name, weight in self.weights.items())
        return 1.0 / (1.0 + math.exp(-max(-500.0, weighed)))


@dataclass(frozen=True, slots=True)
class Fusion:
    """Probability that it is near times probability that near is meant; fitted together by fit_fusion.py.

    A product, because either alone says no: opposites that share every word are near and not meant, and a model that
    has seen few strangers may find them meant, but they are not near. From `yes_from` up (0-1) the verdict is yes,
    below `no_below` no, between them a person is asked.
    """

    near: Weighing
    meant: Weighing
    yes_from: float
    no_below: float

    def score(self, features: Mapping[str, float]) -> float:
        """Calibrated probability (0-1) that the required phrase was meant."""
        return self.near.share(features) * self.meant.share(features)

    def verdict(self, score: float) -> Verdict:
        """Yes, no, or ask a human."""
        if score >= self.yes_from:
            return "yes"
        return "no" if score < self.no_below else "ask"


def features_of(logit: float, z: float, cosine: float, comparison: Comparison) -> dict[str, float]:
    """Every feature by name; what is far out counts as its limit."""
    return {
        "logit": max(-HIGHEST_LOGIT, min(HIGHEST_LOGIT, logit)),
        "z": max(LOWEST_Z, min(HIGHEST_Z, z)),
        "cosine": min(HIGHEST_COSINE, cosine),
        "literal": float(comparison.is_literal),
        **{kind: float(comparison.has(kind)) for kind in KINDS},
    }
