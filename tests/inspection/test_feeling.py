"""One feeling out of two heads: they are scaled, pooled, and never contradict each other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.feeling import FeelingScale, HeadScale, agreed, feeling_of, shaded
from inspection.sentiment import Emotion, Sentiment, SentimentReading

LOGITS = st.floats(-12, 12)
THREE, SIX = st.tuples(*[LOGITS] * 3), st.tuples(*[LOGITS] * 6)
PLAIN = FeelingScale(HeadScale(1.0, (0.0,) * 3), HeadScale(1.0, (0.0,) * 6), (0.5, 0.5), 0.6)
AGENT = FeelingScale(HeadScale(1.0, (0.0,) * 3), None, (1.0, 0.0), 0.6)


def of_class(reading: SentimentReading, sentiment: Sentiment) -> float:
    assert reading.emotions is not None
    return sum(reading.emotions.of(e) for e in Emotion if e.sentiment is sentiment)


def test_an_emotion_is_a_shade_of_one_sentiment() -> None:
    assert [e.sentiment.value for e in Emotion] == [
        "negative", "negative", "negative", "neutral", "positive", "positive",
    ]  # fmt: skip


@given(THREE, SIX)
def test_the_emotions_of_a_class_add_up_to_the_class(sentiment: tuple[float, ...], emotion: tuple[float, ...]) -> None:
    reading = feeling_of(sentiment, emotion, PLAIN)
    assert reading.negative + reading.neutral + reading.positive == pytest.approx(1.0, abs=1e-9)
    for c in Sentiment:
        assert of_class(reading, c) == pytest.approx(getattr(reading, c.value), abs=3e-6)


@given(THREE, SIX)
def test_no_reading_is_angry_and_positive(sentiment: tuple[float, ...], emotion: tuple[float, ...]) -> None:
    reading = feeling_of(sentiment, emotion, PLAIN)
    assert reading.emotion is not None
    assert reading.emotion.sentiment is reading.label


def test_heads_that_disagree_meet_where_their_weights_say() -> None:
    happy, angry = (0.0, 0.0, 4.0), (4.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    trusts_first, trusts_second = (
        FeelingScale(PLAIN.sentiment, PLAIN.emotion, weights, 0.6) for weights in ((0.9, 0.1), (0.1, 0.9))
    )
    assert feeling_of(happy, angry, trusts_first).label is Sentiment.POSITIVE
    assert feeling_of(happy, angry, trusts_second).emotion is Emotion.ANGRY
    assert feeling_of(happy, angry, PLAIN).ambiguous


def test_a_higher_temperature_is_less_sure_and_a_bias_prefers_its_class() -> None:
    logits = (2.0, 0.0, 0.0)
    cool, warm = (
        feeling_of(logits, (), FeelingScale(HeadScale(t, (0.0,) * 3), None, (1.0, 0.0), 0.6)) for t in (1.0, 3.0)
    )
    assert cool.negative > warm.negative > 1 / 3
    moved = feeling_of(logits, (), FeelingScale(HeadScale(1.0, (-3.0, 0.0, 0.0)), None, (1.0, 0.0), 0.6))
    assert moved.label is Sentiment.NEUTRAL


def test_agents_have_a_sentiment_and_no_emotion() -> None:
    reading = feeling_of((0.0, 3.0, 0.0), (9.0, 0, 0, 0, 0, 0), AGENT)
    assert (reading.label, reading.emotion, reading.emotions) == (Sentiment.NEUTRAL, None, None)
    assert reading.neutral == pytest.approx(math.exp(3) / (math.exp(3) + 2), abs=1e-6)


def test_a_turn_is_ambiguous_below_the_limit_and_not_at_it() -> None:
    assert shaded((0.59, 0.31, 0.1), None, ambiguous_below=0.6).ambiguous
    assert not shaded((0.6, 0.3, 0.1), None, ambiguous_below=0.6).ambiguous
    assert shaded((0.9, 0.1, 0.0), None, ambiguous_below=0.6, ambiguous=True).ambiguous


def test_a_class_whose_emotions_a_reader_does_not_know_is_shared_out_equally() -> None:
    reading = shaded((0.6, 0.3, 0.1), (0.0, 0.0, 0.0, 0.9, 0.1, 0.0))
    assert reading.emotions is not None
    assert reading.emotions.angry == reading.emotions.anxious == pytest.approx(0.2, abs=1e-5)
    assert reading.emotions.satisfied == pytest.approx(0.1, abs=1e-5)


def test_two_readings_of_a_turn_meet_halfway_whichever_comes_first() -> None:
    calm = shaded((0.2, 0.7, 0.1), (0.1, 0.1, 0.8, 1, 0.5, 0.5), ambiguous_below=0.6)
    upset = shaded((0.8, 0.1, 0.1), (0.8, 0.1, 0.1, 1, 0.5, 0.5), ambiguous_below=0.6)
    both = agreed(calm, upset, ambiguous_below=0.6)
    assert both == agreed(upset, calm, ambiguous_below=0.6)
    assert calm.negative < both.negative < upset.negative
    assert both.ambiguous
    assert of_class(both, Sentiment.NEGATIVE) == pytest.approx(both.negative, abs=3e-6)
    assert agreed(calm, calm, ambiguous_below=0.6).negative == pytest.approx(calm.negative, abs=2e-6)


def test_two_readings_that_exclude_each_other_leave_a_doubt() -> None:
    both = agreed(shaded((1.0, 0.0, 0.0), None), shaded((0.0, 0.0, 1.0), None), ambiguous_below=0.6)
    assert (both.negative, both.positive) == (pytest.approx(0.5, abs=1e-4), pytest.approx(0.5, abs=1e-4))
    assert both.ambiguous
