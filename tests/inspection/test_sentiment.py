"""What a reading is: three probabilities, one label, and the order of the classes."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.interaction import Role
from inspection.sentiment import Sentiment, SentimentReading, TurnText

SHARES = st.tuples(*[st.integers(0, 100)] * 3).filter(lambda shares: sum(shares) > 0)


def test_classes_stand_in_the_order_of_every_probability_vector() -> None:
    assert [str(sentiment) for sentiment in Sentiment] == ["negative", "neutral", "positive"]


@pytest.mark.parametrize(
    ("probabilities", "label"),
    [
        ((0.7, 0.2, 0.1), Sentiment.NEGATIVE),
        ((0.1, 0.8, 0.1), Sentiment.NEUTRAL),
        ((0.1, 0.3, 0.6), Sentiment.POSITIVE),
    ],
)
def test_the_label_is_the_most_probable_class(probabilities: tuple[float, float, float], label: Sentiment) -> None:
    assert SentimentReading(*probabilities, ambiguous=False).label is label


@pytest.mark.parametrize(
    ("probabilities", "label"),
    [
        ((0.4, 0.4, 0.2), Sentiment.NEUTRAL),
        ((0.2, 0.4, 0.4), Sentiment.NEUTRAL),
        ((0.45, 0.1, 0.45), Sentiment.NEGATIVE),
    ],
)
def test_neutral_wins_ties_and_positive_never_does(probabilities: tuple[float, float, float], label: Sentiment) -> None:
    assert SentimentReading(*probabilities, ambiguous=True).label is label


@given(SHARES, st.booleans())
def test_no_class_is_more_probable_than_the_label(shares: tuple[int, int, int], ambiguous: bool) -> None:
    negative, neutral, positive = (share / sum(shares) for share in shares)
    reading = SentimentReading(negative, neutral, positive, ambiguous)
    assert {"negative": negative, "neutral": neutral, "positive": positive}[reading.label] == max(
        negative, neutral, positive
    )


def test_doubt_does_not_change_the_label() -> None:
    sure, unsure = (SentimentReading(0.5, 0.3, 0.2, ambiguous) for ambiguous in (False, True))
    assert sure.label is unsure.label is Sentiment.NEGATIVE


def test_values_are_frozen_and_a_turn_without_a_turn_before_has_an_empty_one() -> None:
    turn = TurnText("在吗", Role.CUSTOMER)
    assert turn.previous == ""
    with pytest.raises(dataclasses.FrozenInstanceError):
        turn.text = "不在"  # type: ignore[misc]
