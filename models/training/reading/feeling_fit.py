"""Fitting how the heads of feeling are read: temperatures, biases, weights of the pool, and the limit of ambiguity.

What is minimised is the log loss, a proper score, of sentiment and of emotion, on turns weighted so that the classes
are as frequent as in a stated mix: the held-out turns have as many complaints as facts, a centre's day has not. Shrunk
a little towards doing nothing, since rare classes have few turns.
"""

import math
from dataclasses import dataclass

import numpy as np
import scipy.optimize
from numpy.typing import NDArray

from inspection.feeling import FeelingScale, HeadScale
from inspection.sentiment import Emotion, Sentiment

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
SHRINK = 0.003
NO_EMOTION = -1
_CLASS_OF = np.array([tuple(Sentiment).index(e.sentiment) for e in Emotion])
_NEUTRAL_EMOTION = tuple(Emotion).index(Emotion.NEUTRAL)
EVEN_SHADES = (1 / 3, 1 / 3, 1 / 3, 1.0, 1 / 2, 1 / 2)
"""The emotions of a class equally frequent."""


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """Turns of one kind of speaker: `sentiment` (turns, 3) and `emotion` (turns, 6) logits, and what is right.

    `wanted`: class numbers; `felt`: emotion numbers, NO_EMOTION where none is labelled.
    """

    sentiment: Floats
    emotion: Floats
    wanted: Numbers
    felt: Numbers

    def __len__(self) -> int:
        """Turns."""
        return len(self.wanted)

    def only(self, rows: Numbers | NDArray[np.bool_]) -> "Judged":
        """Some of the turns."""
        return Judged(self.sentiment[rows], self.emotion[rows], self.wanted[rows], self.felt[rows])

    def and_(self, others: "Judged") -> "Judged":
        """These turns, then the others."""
        return Judged(
            np.concatenate((self.sentiment, others.sentiment)),
            np.concatenate((self.emotion, others.emotion)),
            np.concatenate((self.wanted, others.wanted)),
            np.concatenate((self.felt, others.felt)),
        )

    def counts_as(self, mix: tuple[float, float, float]) -> Floats:
        """What each turn counts for so that the classes together have the shares of `mix`, mean 1."""
        present = np.bincount(self.wanted, minlength=3) / max(len(self), 1)
        weights = np.where(present > 0, np.array(mix) / np.maximum(present, 1e-9), 0.0)[self.wanted]
        scaled: Floats = weights / weights.mean()
        return scaled

    def felt_as(self, mix: tuple[float, float, float], shades: tuple[float, ...]) -> Floats:
        """What each turn counts for in the loss of emotions, mean 1 over those that have one; 0 for the others.

        `shades`: how frequent each emotion is within its class (six shares, each class sums to 1).
        """
        known = self.felt != NO_EMOTION
        present = np.bincount(self.felt[known], minlength=len(Emotion)) / max(int(known.sum()), 1)
        wanted = np.array(mix)[_CLASS_OF] * np.array(shades)
        weights = np.where(known, (wanted / np.maximum(present, 1e-9))[np.maximum(self.felt, 0)], 0.0)
        scaled: Floats = weights / max(float(weights[known].mean()) if known.any() else 0.0, 1e-9)
        return scaled


def fit_scale(
    turns: Judged,
    mix: tuple[float, float, float],
    *,
    with_emotions: bool,
    shades: tuple[float, ...] = EVEN_SHADES,
) -> FeelingScale:
    """The scale of smallest log loss; `ambiguous_below` is still 0 (see `ambiguity_limit`)."""
    counts_as, felt_as = turns.counts_as(mix), turns.felt_as(mix, shades)

    def loss(settings: Floats) -> float:
        scale = _scale_of(settings, with_emotions=with_emotions)
        classes, emotions = log_shares(turns, scale)
        total = -float(np.mean(counts_as * classes[np.arange(len(turns)), turns.wanted]))
        if emotions is not None:
            known = np.nonzero(turns.felt != NO_EMOTION)[0]
            total -= float(np.mean(felt_as[known] * emotions[known, turns.felt[known]]))
        return total + SHRINK * float(settings @ settings)

    found = scipy.optimize.minimize(loss, np.zeros(10 if with_emotions else 3), method="L-BFGS-B")
    return _scale_of(found.x, with_emotions=with_emotions, decimals=4)


def _scale_of(settings: Floats, *, with_emotions: bool, decimals: int = 15) -> FeelingScale:
    """Settings: log temperature and biases of negative and positive; then the same of the emotions, and the pool."""
    told = np.round(settings, decimals).tolist()
    own = HeadScale(round(math.exp(told[0]), decimals), (told[1], 0.0, told[2]))
    if not with_emotions:
        return FeelingScale(own, None, (1.0, 0.0), 0.0)
    biases = (*told[4 : 4 + _NEUTRAL_EMOTION], 0.0, *told[4 + _NEUTRAL_EMOTION : 9])
    others = round(1.0 / (1.0 + math.exp(-told[9])), decimals)
    shades = HeadScale(round(math.exp(told[3]), decimals), biases)
    return FeelingScale(own, shades, (round(1.0 - others, decimals), others), 0.0)


def log_shares(turns: Judged, scale: FeelingScale) -> tuple[Floats, Floats | None]:
    """Log probabilities of the classes (turns, 3) and of the emotions (turns, 6): `feeling_of` for many turns."""
    own = _log_softmax(turns.sentiment / scale.sentiment.temperature + np.array(scale.sentiment.biases))
    if scale.emotion is None:
        return own, None
    shades = _log_softmax(turns.emotion / scale.emotion.temperature + np.array(scale.emotion.biases))
    of_class = np.stack([np.logaddexp.reduce(shades[:, c == _CLASS_OF], axis=1) for c in range(3)], axis=1)
    classes = _log_softmax(scale.weights[0] * own + scale.weights[1] * of_class)
    return classes, shades - of_class[:, _CLASS_OF] + classes[:, _CLASS_OF]


def _log_softmax(scores: Floats) -> Floats:
    shifted: Floats = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    return shifted


def ambiguity_limit(classes: Floats, wanted: Numbers, counts_as: Floats, right_share: float) -> float:
    """The lowest limit above which each label is right at least `right_share` of the time; 1.0 when none is.

    `classes`: probabilities, shape (turns, 3). A label nobody gets above the limit does not hold it up.
    """
    best, said = classes.max(axis=1), classes.argmax(axis=1)
    for hundredths in range(34, 100):
        clear = best >= hundredths / 100
        if all(_right(clear & (said == c), said == wanted, counts_as) >= right_share for c in range(3)):
            return hundredths / 100
    return 1.0


def _right(among: NDArray[np.bool_], right: NDArray[np.bool_], counts_as: Floats) -> float:
    return float(counts_as[among & right].sum() / counts_as[among].sum()) if among.any() else 1.0
