"""Arousal is measured against the speaker's own usual, and only where the sound was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.interaction import Role, Turn
from inspection.sound import SoundFacts, TurnLevel, TurnRate
from inspection.vocal_arousal import FEWEST_TURNS, vocal_arousal

USUAL = [-30.0, -29.0, -31.0, -30.0, -30.0]


def arousal(levels: list[float], rates: list[float] | None = None, sender: Role = Role.CUSTOMER) -> dict[int, float]:
    turns = tuple(Turn(index=i, sender=sender, text="嗯") for i in range(len(levels)))
    sound = SoundFacts(
        duration_s=60.0,
        turn_levels=tuple(TurnLevel(i, level) for i, level in enumerate(levels)),
        turn_rates=tuple(TurnRate(i, rate, "characters") for i, rate in enumerate(rates or [])),
    )
    return vocal_arousal(turns, sound)


def test_a_shout_is_raised_and_the_usual_is_not() -> None:
    found = arousal([*USUAL, -20.0])
    assert found[5] == pytest.approx(5.0)
    assert all(abs(found[i]) < 1.0 for i in range(5))


def test_faster_speech_counts_half_as_much_as_louder() -> None:
    rates = [200.0, 210.0, 190.0, 200.0, 200.0, 272.0]
    assert arousal([*USUAL, -26.0], rates)[5] == pytest.approx(2 / 3 * 2.0 + 1 / 3 * 3.0, abs=0.01)
    assert arousal([*USUAL, -26.0], rates[:3])[5] == pytest.approx(2.0)


def test_a_voice_that_hardly_varies_is_not_excited_by_a_decibel() -> None:
    assert arousal([-30.0, -30.0, -30.0, -30.0, -29.0])[4] == 0.5


def test_each_speaker_has_a_usual_of_their_own() -> None:
    turns = tuple(Turn(index=i, sender=Role.AGENT if i % 2 else Role.CUSTOMER, text="嗯") for i in range(12))
    levels = tuple(TurnLevel(i, -20.0 if i % 2 else -40.0) for i in range(12))
    assert set(vocal_arousal(turns, SoundFacts(duration_s=60.0, turn_levels=levels)).values()) == {0.0}


def test_with_too_few_turns_there_is_no_usual() -> None:
    assert arousal(USUAL[: FEWEST_TURNS - 1]) == {}


def test_without_levels_nothing_is_said_however_fast_somebody_speaks() -> None:
    turns = tuple(Turn(index=i, sender=Role.CUSTOMER, text="嗯") for i in range(6))
    rates = tuple(TurnRate(i, 100.0 * (i + 1), "words") for i in range(6))
    assert vocal_arousal(turns, SoundFacts(duration_s=60.0, turn_rates=rates)) == {}
    assert vocal_arousal(turns, None) == {}


@given(st.lists(st.floats(-60, -5), min_size=FEWEST_TURNS, max_size=30), st.floats(-20, 5))
def test_a_louder_line_changes_nothing(levels: list[float], gain_db: float) -> None:
    assert arousal(levels) == pytest.approx(arousal([level + gain_db for level in levels]), abs=0.02)
