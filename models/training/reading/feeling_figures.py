"""How good, and how honest, probabilities of feeling are on labelled turns, each counting as much as it is told to."""

import numpy as np
from numpy.typing import NDArray

from inspection.sentiment import Emotion, Sentiment
from models.training.reading.feeling_fit import NO_EMOTION, Judged

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
_CLASS_OF = np.array([tuple(Sentiment).index(e.sentiment) for e in Emotion])
_BINS = 10


def describe(classes: Floats, turns: Judged, counts_as: Floats, limit: float) -> str:
    """Log loss, calibration error, macro-F1, and how much is ambiguous below `limit`. `classes`: (turns, 3)."""
    best, said = classes.max(axis=1), classes.argmax(axis=1)
    given = classes[np.arange(len(turns)), turns.wanted]
    return (
        f"log loss {-np.average(np.log(np.maximum(given, 1e-9)), weights=counts_as):.3f}  "
        f"calibration error {calibration_error(best, said == turns.wanted, counts_as):.3f}  "
        f"macro-F1 {macro_f1(said, turns.wanted, counts_as, len(Sentiment)):.3f}  "
        f"ambiguous {np.average(best < limit, weights=counts_as):.2f}"
    )


def emotion_figures(classes: Floats, emotions: Floats, turns: Judged, counts_as: Floats) -> str:
    """Macro-F1 of the emotion that is named (the likeliest of the likeliest class), and their log loss."""
    known = turns.felt != NO_EMOTION
    said, felt, weights = named(classes, emotions)[known], turns.felt[known], counts_as[known]
    given = emotions[known][np.arange(len(felt)), felt]
    loss = -np.average(np.log(np.maximum(given, 1e-9)), weights=weights)
    return f"log loss {loss:.3f}  macro-F1 {macro_f1(said, felt, weights, len(Emotion)):.3f}"


def named(classes: Floats, emotions: Floats) -> Numbers:
    """Numbers of the most probable emotion within the most probable class, as `SentimentReading.emotion` has it."""
    allowed = _CLASS_OF[None, :] == classes.argmax(axis=1)[:, None]
    found: Numbers = np.where(allowed, emotions, -1.0).argmax(axis=1)
    return found


def macro_f1(said: Numbers, wanted: Numbers, counts_as: Floats, classes: int) -> float:
    """Mean F1 over the classes, 0-1."""
    scores = []
    for c in range(classes):
        hits = counts_as[(said == c) & (wanted == c)].sum()
        both = counts_as[said == c].sum() + counts_as[wanted == c].sum()
        scores.append(2 * hits / both if both else 0.0)
    return float(np.mean(scores))


def calibration_error(best: Floats, right: NDArray[np.bool_], counts_as: Floats) -> float:
    """Expected calibration error over ten equal bins: mean distance of confidence and accuracy, 0-1."""
    bins = np.minimum((best * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((counts_as * (best - right))[bins == b].sum())) for b in np.unique(bins)]
    return sum(gaps) / float(counts_as.sum())
