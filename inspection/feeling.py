"""One feeling out of two heads: what a network says of sentiment and of emotion, made honest and made to agree.

Each head's logits are scaled (temperature, and a bias per class) to log probabilities. The heads are then pooled as
experts (a logarithmic opinion pool, Genest and Zidek 1986): the log probability of a class of sentiment is the
weighted sum of what the sentiment head gives the class and what the emotion head gives all emotions of that class.
Within a class its probability is shared out as the emotion head does. So the emotions of a class always sum to the
class, and no reading is angry and positive at once. How scale, weights and the limit of ambiguity are found:
models/training/reading/calibrate.py.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from inspection.sentiment import Emotion, EmotionShares, Sentiment, SentimentReading

_DECIMALS = 6
_SMALLEST_SHARE = 1e-9
NO_WORDS = SentimentReading(negative=0.0, neutral=1.0, positive=0.0, ambiguous=False)
"""A picture, a file, an empty turn: nothing was said, and that is certain."""


@dataclass(frozen=True, slots=True)
class HeadScale:
    """What makes one head's logits honest: log probability = log softmax(logits / `temperature` + `biases`)."""

    temperature: float
    biases: tuple[float, ...]

    def log_shares(self, logits: Sequence[float]) -> list[float]:
        """Log probabilities, one per class of the head."""
        return _log_softmax([x / self.temperature + b for x, b in zip(logits, self.biases, strict=True)])


@dataclass(frozen=True, slots=True)
class FeelingScale:
    """How the heads are read for one kind of speaker.

    `emotion` is None where no emotion is read (agents). `weights`: of the sentiment head and of the emotion head in
    the pool. `ambiguous_below`: a turn whose best class has a smaller probability (0-1) is ambiguous.
    """

    sentiment: HeadScale
    emotion: HeadScale | None
    weights: tuple[float, float]
    ambiguous_below: float


def feeling_of(sentiment: Sequence[float], emotion: Sequence[float], scale: FeelingScale) -> SentimentReading:
    """The reading that follows from the logits of the sentiment head (3) and of the emotion head (6)."""
    own = scale.sentiment.log_shares(sentiment)
    if scale.emotion is None:
        return shaded([math.exp(s) for s in own], None, ambiguous_below=scale.ambiguous_below)
    shades = scale.emotion.log_shares(emotion)
    mine, others = scale.weights
    pooled = [mine * s + others * _log_sum(_shades_of(c, shades)) for c, s in zip(Sentiment, own, strict=True)]
    return shaded(
        [math.exp(p) for p in _log_softmax(pooled)],
        [math.exp(e) for e in shades],
        ambiguous_below=scale.ambiguous_below,
    )


def agreed(first: SentimentReading, second: SentimentReading, *, ambiguous_below: float) -> SentimentReading:
    """One reading out of two of the same turn (alone, and after the turn before): the normalised geometric means."""
    one, other = _shares_of(first), _shares_of(second)
    emotions = None
    if first.emotions is not None and second.emotions is not None:
        shades = zip(_emotions_of(first.emotions), _emotions_of(second.emotions), strict=True)
        emotions = [math.sqrt(a * b) for a, b in shades]
    pairs = zip(one, other, strict=True)
    means = [math.sqrt(max(a, _SMALLEST_SHARE) * max(b, _SMALLEST_SHARE)) for a, b in pairs]
    return shaded([mean / sum(means) for mean in means], emotions, ambiguous_below=ambiguous_below)


def shaded(
    shares: Sequence[float],
    emotions: Sequence[float] | None,
    *,
    ambiguous_below: float = 0.0,
    ambiguous: bool | None = None,
) -> SentimentReading:
    """A reading whose sentiment is `shares` (3, sum 1); `emotions` (6) only say how each class is shared out.

    `ambiguous` says so itself, or the best share does by lying under `ambiguous_below`. A class whose emotions are
    all unknown to a reader (0) is shared out equally. Rounded to six decimals: vector units may differ in the last.
    """
    negative, positive = round(shares[0], _DECIMALS), round(shares[2], _DECIMALS)
    neutral = round(1.0 - negative - positive, _DECIMALS)
    unsure = max(negative, neutral, positive) < ambiguous_below if ambiguous is None else ambiguous
    if emotions is None:
        return SentimentReading(negative, neutral, positive, unsure)
    of_class = dict(zip(Sentiment, (negative, neutral, positive), strict=True))
    shared = [share for c in Sentiment for share in _shared_out(of_class[c], _shades_of(c, emotions))]
    return SentimentReading(negative, neutral, positive, unsure, EmotionShares(*shared))


def _shares_of(reading: SentimentReading) -> tuple[float, float, float]:
    return reading.negative, reading.neutral, reading.positive


def _emotions_of(emotions: EmotionShares) -> list[float]:
    return [emotions.of(e) for e in Emotion]


def _shades_of(sentiment: Sentiment, emotions: Sequence[float]) -> list[float]:
    return [value for e, value in zip(Emotion, emotions, strict=True) if e.sentiment is sentiment]


def _shared_out(whole: float, parts: Sequence[float]) -> list[float]:
    """`whole` in the proportions of `parts`; the last takes what rounding leaves."""
    known = [max(part, _SMALLEST_SHARE) for part in parts]
    shares = [round(whole * part / sum(known), _DECIMALS) for part in known[:-1]]
    return [*shares, round(max(whole - sum(shares), 0.0), _DECIMALS)]


def _log_softmax(scores: Sequence[float]) -> list[float]:
    """By math, one value at a time."""
    total = _log_sum(scores)
    return [score - total for score in scores]


def _log_sum(scores: Sequence[float]) -> float:
    highest = max(scores)
    return highest + math.log(sum(math.exp(score - highest) for score in scores))
