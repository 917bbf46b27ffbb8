"""What a raised voice adds to the words, and everything it must not do."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.feeling import shaded
from inspection.heard_feeling import RAISED_FROM, SETTLED_FROM, with_voice
from inspection.interaction import Role, Turn
from inspection.sentiment import Emotion, Sentiment, SentimentReading

ANGRY_WORDS = shaded((0.6, 0.3, 0.1), (0.3, 0.1, 0.6, 1, 0.5, 0.5), ambiguous=False)
FACT = shaded((0.1, 0.85, 0.05), (1 / 3, 1 / 3, 1 / 3, 1, 0.5, 0.5), ambiguous=False)
JOY = shaded((0.3, 0.05, 0.65), (1, 1, 1, 1, 0.9, 0.1), ambiguous=False)
IN_DOUBT = shaded((0.4, 0.45, 0.15), (1, 1, 1, 1, 1, 1), ambiguous=True)
SHARES = st.tuples(*[st.integers(1, 100)] * 3).map(lambda s: tuple(x / sum(s) for x in s))


def heard(reading: SentimentReading | None, arousal: float | None, sender: Role = Role.CUSTOMER) -> SentimentReading:
    turn = Turn(index=7, sender=sender, text="嗯")
    (found,) = with_voice((turn,), (reading,), {} if arousal is None else {7: arousal})
    assert found is not None
    return found


def test_a_raised_voice_makes_displeasure_weigh_more_and_anger_above_all() -> None:
    raised = heard(ANGRY_WORDS, 3.0)
    assert raised.negative > ANGRY_WORDS.negative
    assert (ANGRY_WORDS.emotion, raised.emotion) == (Emotion.DISAPPOINTED, Emotion.ANGRY)
    assert raised.arousal == 3.0


def test_a_fact_said_loudly_stays_a_fact_and_joy_stays_joy() -> None:
    for reading in (FACT, JOY):
        assert heard(reading, 4.0) == replace(reading, arousal=4.0)


def test_an_ambiguous_turn_leans_to_displeasure_and_is_settled_only_when_that_is_likely() -> None:
    raised, more = heard(IN_DOUBT, 2.0), heard(IN_DOUBT, 9.0)
    assert raised.negative > IN_DOUBT.negative
    assert raised.ambiguous
    assert more.label is Sentiment.NEGATIVE
    assert more.ambiguous is (more.negative < SETTLED_FROM)


def test_an_ambiguous_turn_without_displeasure_among_the_possibilities_is_left_alone() -> None:
    calm = shaded((0.1, 0.5, 0.4), None, ambiguous=True)
    assert heard(calm, 4.0) == replace(calm, arousal=4.0)


def test_a_quiet_or_ordinary_voice_takes_nothing_back() -> None:
    for arousal in (-3.0, 0.0, RAISED_FROM - 0.01):
        assert heard(ANGRY_WORDS, arousal) == replace(ANGRY_WORDS, arousal=arousal)


def test_without_a_measured_voice_a_reading_is_what_it_was() -> None:
    assert heard(ANGRY_WORDS, None) is ANGRY_WORDS
    assert with_voice((Turn(index=0, sender=Role.CUSTOMER, text=""),), (None,), {0: 3.0}) == (None,)


def test_words_the_recogniser_doubts_are_no_evidence_of_a_feeling_even_when_shouted() -> None:
    for confidence, ambiguous in ((0.3, True), (0.5, False), (None, False)):
        turn = Turn(index=0, sender=Role.CUSTOMER, text="嗯", confidence=confidence)
        for arousal in ({}, {0: 4.0}):
            (found,) = with_voice((turn,), (ANGRY_WORDS,), arousal)
            assert found is not None
            assert found.ambiguous is ambiguous


def test_an_agents_turn_has_no_emotions_afterwards_either() -> None:
    rude = shaded((0.7, 0.2, 0.1), None, ambiguous=False)
    raised = heard(rude, 3.0, Role.AGENT)
    assert raised.emotions is None
    assert raised.negative > 0.7


@given(SHARES, st.booleans(), st.floats(-5, 20))
def test_the_voice_never_makes_an_unambiguous_turn_negative_that_was_not(
    shares: tuple[float, float, float], ambiguous: bool, arousal: float
) -> None:
    words = shaded(shares, None, ambiguous=ambiguous)
    found = heard(words, arousal)
    assert found.negative >= words.negative
    assert found.negative + found.neutral + found.positive == pytest.approx(1.0, abs=1e-9)
    if not ambiguous and words.label is not Sentiment.NEGATIVE:
        assert found.label is words.label
