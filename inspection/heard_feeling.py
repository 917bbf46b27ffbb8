"""Words and voice together: a raised voice makes displeasure in the words weigh more, and never makes any by itself.

Only turns whose words are negative, or which the reader finds ambiguous with displeasure among the possibilities, are
touched. There the odds of *negative* are multiplied by e^(GAIN * (arousal - RAISED_FROM)), and within
it those of *angry* likewise: loudness and rate go with anger far more than with disappointment (Juslin and Laukka,
Psychological Bulletin 129, 2003, tables 7 and 8). A quiet voice takes nothing back: cold anger is quiet. The constants
are cautious guesses: no labelled calls of customers were to be had to fit them, and no rule may rest on arousal alone.

Words the recogniser itself doubts are no evidence of a feeling: such a turn is ambiguous, however it was spoken.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from inspection.feeling import shaded
from inspection.interaction import Turn
from inspection.sentiment import Emotion, Sentiment, SentimentReading

RAISED_FROM = 1.5
"""Arousal (robust z) from which a voice counts as raised: about one turn in fifteen of a steady speaker."""
HIGHEST = 4.0
"""More arousal than this says no more."""
GAIN = 0.5
POSSIBLE_FROM = 0.25
"""Displeasure is among the possibilities of an ambiguous turn from this probability on."""
SETTLED_FROM = 0.75
"""An ambiguous turn that reaches this probability of negative with the voice is ambiguous no more."""
DOUBTED_BELOW = 0.5
"""Recognised turns whose words have a smaller mean confidence (0-1) are ambiguous."""


def with_voice(
    turns: Sequence[Turn], readings: Sequence[SentimentReading | None], arousal: Mapping[int, float]
) -> tuple[SentimentReading | None, ...]:
    """The readings with what the voice adds (nothing where no arousal was measured) and with doubt in the words."""
    return tuple(_of_turn(turn, reading, arousal) for turn, reading in zip(turns, readings, strict=True))


def _of_turn(turn: Turn, reading: SentimentReading | None, arousal: Mapping[int, float]) -> SentimentReading | None:
    if reading is None:
        return None
    heard = _heard(reading, arousal[turn.index]) if turn.index in arousal else reading
    doubted = turn.confidence is not None and turn.confidence < DOUBTED_BELOW
    return replace(heard, ambiguous=True) if doubted else heard


def _heard(reading: SentimentReading, arousal: float) -> SentimentReading:
    if arousal < RAISED_FROM or not _may_be_negative(reading):
        return replace(reading, arousal=arousal)
    push = math.exp(GAIN * (min(arousal, HIGHEST) - RAISED_FROM))
    raised = [reading.negative * push, reading.neutral, reading.positive]
    shares = [share / sum(raised) for share in raised]
    emotions = None
    if reading.emotions is not None:
        emotions = [reading.emotions.of(e) * (push if e is Emotion.ANGRY else 1.0) for e in Emotion]
    ambiguous = reading.ambiguous and shares[0] < SETTLED_FROM
    return replace(shaded(shares, emotions, ambiguous=ambiguous), arousal=arousal)


def _may_be_negative(reading: SentimentReading) -> bool:
    return reading.label is Sentiment.NEGATIVE or (reading.ambiguous and reading.negative >= POSSIBLE_FROM)
