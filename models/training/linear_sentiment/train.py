"""Train the linear sentiment reader: python -m models.training.linear_sentiment.train [--data DIR].

Our own corpus always; the permitted public sets of DIR only if they raise the cross-validated macro-F1.
Everything is deterministic: the same corpus gives the same weights. Takes about a minute on one core.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.optimize
import scipy.sparse
from numpy.typing import NDArray

from models.training.linear_sentiment.features import BUCKETS, turn_features
from models.training.linear_sentiment.multinomial import Floats, LinearModel, fit_multinomial, log_softmax
from models.training.linear_sentiment.weights import WEIGHTS, LinearWeights, save_weights
from models.training.sentiment_corpus import (
    LabelledTurn,
    hashed_share,
    label_numbers,
    own_turns,
    permitted_turns,
)

RIDGE = 0.01
CLASS_WEIGHTS = np.array([1.0, 1.0, 1.3])
"""Positive is the rarest class and its words the most varied; chosen by cross-validation."""

FOLDS = 5
AMBIGUOUS_ACCURACY = 0.5
"""Below the confidence up to which fewer readings than this are right, a reading is called ambiguous."""


@dataclass(frozen=True, slots=True)
class CrossValidated:
    """Logits of own training turns by models that did not see them, shape (turns, 3), and their labels."""

    logits: Floats
    labels: NDArray[np.int64]

    @property
    def accuracy(self) -> float:
        """0-1."""
        return float((self.logits.argmax(axis=1) == self.labels).mean())

    @property
    def macro_f1(self) -> float:
        """Mean F1 of the three classes, 0-1."""
        said = self.logits.argmax(axis=1)
        scores = [
            2 * np.sum((said == c) & (self.labels == c)) / max(1, np.sum(said == c) + np.sum(self.labels == c))
            for c in range(3)
        ]
        return float(np.mean(scores))


def feature_matrix(turns: list[LabelledTurn]) -> scipy.sparse.csr_matrix:
    """Shape (turns, BUCKETS); every feature of a turn has the value 1 / sqrt(number of its features)."""
    found = turn_features([turn.turn for turn in turns])
    values = np.repeat(1 / np.sqrt(np.maximum(found.counts, 1)), found.counts)
    ends = np.concatenate(([0], np.cumsum(found.counts)))
    return scipy.sparse.csr_matrix((values, found.buckets, ends), shape=(len(turns), BUCKETS))


def fit(turns: list[LabelledTurn]) -> LinearModel:
    """Fit to labelled turns, each counting by its weight and its class."""
    labels = label_numbers(turns)
    counts_as = CLASS_WEIGHTS[labels] * np.array([turn.weight for turn in turns])
    return fit_multinomial(feature_matrix(turns), labels, counts_as, ridge=RIDGE)


def cross_validate(own: list[LabelledTurn], others: list[LabelledTurn]) -> CrossValidated:
    """Five folds over our own turns, by a hash of their text; the other sets are always in the training part."""
    folds = np.array([hashed_share("fold:", turn.turn.text, FOLDS) for turn in own])
    logits = np.zeros((len(own), 3))
    for fold in range(FOLDS):
        seen = [turn for turn, its_fold in zip(own, folds, strict=True) if its_fold != fold]
        unseen = [turn for turn, its_fold in zip(own, folds, strict=True) if its_fold == fold]
        logits[folds == fold] = fit(seen + others).logits(feature_matrix(unseen))
    return CrossValidated(logits, label_numbers(own))


def temperature(cross: CrossValidated) -> float:
    """What to divide logits by so that probabilities tell the truth (Guo et al. 2017, temperature scaling)."""

    def loss(log_temperature: float) -> float:
        shares = log_softmax(cross.logits / np.exp(log_temperature))
        return float(-shares[np.arange(len(cross.labels)), cross.labels].mean())

    found = scipy.optimize.minimize_scalar(loss, bounds=(-3.0, 3.0), method="bounded")
    return round(float(np.exp(found.x)), 3)


def ambiguous_below(cross: CrossValidated, divided_by: float) -> float:
    """The highest confidence (0.34-0.9) below which fewer than `AMBIGUOUS_ACCURACY` of the readings are right."""
    confidence = np.exp(log_softmax(cross.logits / divided_by)).max(axis=1)
    right = cross.logits.argmax(axis=1) == cross.labels
    steps = [round(0.34 + 0.01 * step, 2) for step in range(57)]
    return max(
        (s for s in steps if (confidence < s).any() and right[confidence < s].mean() < AMBIGUOUS_ACCURACY),
        default=steps[0],
    )


def quantise(model: LinearModel, divided_by: float, threshold: float, sources: tuple[str, ...]) -> LinearWeights:
    """Int8 steps with one scale; the temperature goes into scale and biases."""
    largest = float(np.abs(model.weights).max())
    steps = np.round(model.weights / largest * 127).astype(np.int8)
    negative, neutral, positive = (float(bias) / divided_by for bias in model.biases)
    scale = largest / 127 / divided_by
    return LinearWeights(steps, scale, (negative, neutral, positive), threshold, sources, checksum="")


def main() -> None:
    """Train, save weights with their checksum."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with the permitted public sets (optional)")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="where to write the weights")
    options = parser.parse_args()
    weights = train(own_turns("train"), permitted_turns(options.data) if options.data else [])
    print(f"{options.weights}: sha256 {save_weights(weights, options.weights)}")


def train(own: list[LabelledTurn], others: list[LabelledTurn]) -> LinearWeights:
    """Weights from our own turns, and from the others if cross-validation says that they help."""
    cross, sources = cross_validate(own, []), ("own turns",)
    print(f"own turns, n={len(own)}: cross-validated accuracy {cross.accuracy:.3f}, macro-F1 {cross.macro_f1:.3f}")
    if others:
        with_others = cross_validate(own, others)
        print(f"with public sets, n={len(others)}: {with_others.accuracy:.3f}, {with_others.macro_f1:.3f}")
        if with_others.macro_f1 > cross.macro_f1:
            cross, sources, own = with_others, ("own turns", "permitted public sets"), own + others
    divided_by = temperature(cross)
    threshold = ambiguous_below(cross, divided_by)
    print(f"temperature {divided_by}, ambiguous below {threshold}, trained on {' and '.join(sources)}")
    return quantise(fit(own), divided_by, threshold, sources)


if __name__ == "__main__":
    main()
