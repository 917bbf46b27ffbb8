"""The first trained sentiment reader: three classes from hashed character n-grams, numpy only, no download."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from inspection.feeling import NO_WORDS
from inspection.sentiment import SentimentReading, TurnText
from models.training.linear_sentiment.features import TurnFeatures, turn_features
from models.training.linear_sentiment.weights import WEIGHTS, LinearWeights, load_weights

NAME = "mingjian-sentiment-linear-1"
_BATCH_TURNS = 4096
_DECIMALS = 6


class SentimentReader:
    """Reads a turn by its own words and by who says them; it does not look at `TurnText.previous`.

    How far it is behind the network: models/cards/sentiment.md.
    """

    def __init__(self, weights: Path = WEIGHTS) -> None:
        """Load and check the weights.

        Raises:
            ModelError: the file is missing or not what its checksum says.
        """
        self._weights = load_weights(weights)

    @property
    def model_id(self) -> str:
        """Name, and the first 12 characters of the weights' sha256."""
        return f"{NAME}@{self._weights.checksum[:12]}"

    def read(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        """One reading per turn, in order. The same turn reads the same in any batch."""
        readings: list[SentimentReading] = []
        for first in range(0, len(turns), _BATCH_TURNS):
            readings += self._read_batch(turns[first : first + _BATCH_TURNS])
        return readings

    def _read_batch(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        features = turn_features(turns)
        scores = logits(features, self._weights).tolist()
        return [
            _reading(score, self._weights.ambiguous_below) if count else NO_WORDS
            for score, count in zip(scores, features.counts.tolist(), strict=True)
        ]


def logits(features: TurnFeatures, weights: LinearWeights) -> NDArray[np.float64]:
    """Unnormalised log probabilities, shape (turns, 3). The sums are of integers: exact in any order."""
    totals = np.zeros((len(features.counts), 3), dtype=np.int64)
    worded = features.counts > 0
    if worded.any():
        starts = (np.cumsum(features.counts) - features.counts)[worded]
        totals[worded] = np.add.reduceat(weights.steps[features.buckets].astype(np.int64), starts, axis=0)
    lengths = np.sqrt(np.maximum(features.counts, 1))[:, None]
    scores: NDArray[np.float64] = weights.scale * totals / lengths + np.array(weights.biases)
    return scores


def _reading(scores: Sequence[float], ambiguous_below: float) -> SentimentReading:
    """Softmax by math.exp, one value at a time, rounded: vector units may differ in the last digit."""
    highest = max(scores)
    negative, neutral, positive = (math.exp(score - highest) for score in scores)
    total = negative + neutral + positive
    negative, positive = round(negative / total, _DECIMALS), round(positive / total, _DECIMALS)
    neutral = round(1.0 - negative - positive, _DECIMALS)
    return SentimentReading(negative, neutral, positive, max(negative, neutral, positive) < ambiguous_below)
