"""Silences, interruptions, rates and talk time, by their definitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.acoustics import sound_facts, speech_of_turns, spoken_units
from inspection.interaction import Role, Turn
from inspection.sound import TurnRate
from inspection.timeline import Interval, total_s


def turn(index: int, sender: Role, start_s: float, end_s: float, text: str = "好的") -> Turn:
    """A spoken turn."""
    return Turn(index=index, sender=sender, text=text, start_s=start_s, end_s=end_s)


TURNS = (turn(0, Role.AGENT, 1, 5), turn(1, Role.CUSTOMER, 6, 10), turn(2, Role.AGENT, 20, 22))


def test_a_silence_counts_above_three_seconds_with_the_turns_around_it() -> None:
    found = sound_facts(TURNS, speech_of_turns(TURNS), 30.0).silences
    assert [(s.interval, s.turn_before, s.turn_after) for s in found] == [
        (Interval(10, 20), 1, 2),
        (Interval(22, 30), 2, None),
    ]


def test_three_seconds_exactly_are_no_silence() -> None:
    speech = {Role.AGENT: [Interval(0, 2)], Role.CUSTOMER: [Interval(5, 8)]}
    assert sound_facts((), speech, 8.0).silences == ()


def test_a_hold_is_not_silence_and_only_the_rest_is() -> None:
    facts = sound_facts(TURNS, speech_of_turns(TURNS), 22.0, [Interval(10.5, 16.0)])
    assert [s.interval for s in facts.silences] == [Interval(16.0, 20)]


def test_a_recording_without_speech_has_no_silences_to_blame_on_anyone() -> None:
    assert sound_facts((), {}, 60.0).silences == ()


def interruptions(agent: list[tuple[float, float]], customer: list[tuple[float, float]]) -> list[tuple[Role, Interval]]:
    """Who interrupted, and the overlap."""
    speech = {Role.AGENT: [Interval(*s) for s in agent], Role.CUSTOMER: [Interval(*s) for s in customer]}
    return [(i.by, i.interval) for i in sound_facts((), speech, 60.0).interruptions]


def test_speaking_into_half_a_second_of_speech_and_going_on_is_an_interruption() -> None:
    assert interruptions([(0, 5)], [(4, 8)]) == [(Role.CUSTOMER, Interval(4, 5))]
    assert interruptions([(4, 8)], [(0, 5)]) == [(Role.AGENT, Interval(4, 5))]


@pytest.mark.parametrize(
    ("agent", "customer"),
    [
        ([(0, 5)], [(2, 2.5)]),  # a back-channel: 嗯
        ([(4, 8)], [(3.6, 8)]),  # the other had hardly begun
        ([(0, 5)], [(5, 8)]),  # no overlap
        ([(0, 5)], [(4.95, 8)]),  # within the uncertainty of voice activity
    ],
)
def test_back_channels_and_simultaneous_starts_are_no_interruptions(
    agent: list[tuple[float, float]], customer: list[tuple[float, float]]
) -> None:
    assert interruptions(agent, customer) == []


def test_a_breath_inside_a_run_does_not_hide_an_interruption() -> None:
    assert interruptions([(0, 3), (3.2, 6)], [(3.4, 8)]) == [(Role.CUSTOMER, Interval(3.4, 6))]


def test_the_interrupting_turn_is_named() -> None:
    turns = (turn(0, Role.AGENT, 0, 5), turn(1, Role.CUSTOMER, 4, 8))
    assert sound_facts(turns, speech_of_turns(turns), 8.0).interruptions[0].turn == 1


def test_rate_is_characters_per_minute_of_the_persons_own_speech() -> None:
    text = "您" * 40
    turns = (turn(0, Role.AGENT, 0, 20, text), turn(1, Role.CUSTOMER, 20, 24, "好" * 10))
    speech = {Role.AGENT: [Interval(0, 4), Interval(14, 20)], Role.CUSTOMER: [Interval(20, 24)]}
    facts = sound_facts(turns, speech, 24.0)
    assert facts.agent_rate_per_minute == 240.0
    assert facts.customer_rate_per_minute == 150.0
    assert facts.turn_rates[0] == TurnRate(0, 240.0, "characters")
    assert (facts.agent_talk_s, facts.customer_talk_s) == (10.0, 4.0)


def test_english_is_counted_in_words_and_short_turns_have_no_rate() -> None:
    turns = (
        turn(0, Role.AGENT, 0, 6, "Thank you for calling, how can I help you today?"),
        turn(1, Role.CUSTOMER, 6, 7, "Hi"),
    )
    facts = sound_facts(turns, speech_of_turns(turns), 7.0, language="en")
    assert facts.turn_rates == (TurnRate(0, 100.0, "words"),)


@pytest.mark.parametrize(
    ("text", "unit", "count"),
    [
        ("您好，工号8015。", "characters", 8),
        ("用App付款", "characters", 5),
        ("I'm Sam, re-sent it.", "words", 4),
        ("……", "characters", 0),
    ],
)
def test_what_is_spoken_is_counted_and_marks_are_not(text: str, unit: str, count: int) -> None:
    assert spoken_units(text, unit) == count


def test_someone_who_never_speaks_has_no_rate() -> None:
    facts = sound_facts(TURNS[:1], speech_of_turns(TURNS[:1]), 10.0)
    assert facts.customer_rate_per_minute is None
    assert facts.customer_talk_s == 0.0


@given(
    st.lists(st.tuples(st.floats(0, 50), st.floats(0.05, 8)), max_size=8),
    st.lists(st.tuples(st.floats(0, 50), st.floats(0.05, 8)), max_size=8),
)
def test_overlaps_and_silences_never_exceed_what_was_spoken_or_left(
    agent: list[tuple[float, float]], customer: list[tuple[float, float]]
) -> None:
    speech = {
        role: [Interval(a, a + d) for a, d in spans] for role, spans in ((Role.AGENT, agent), (Role.CUSTOMER, customer))
    }
    facts = sound_facts((), speech, 60.0)
    assert total_s(facts.overlaps) <= min(facts.agent_talk_s, facts.customer_talk_s) + 0.01
    spoken = [*speech[Role.AGENT], *speech[Role.CUSTOMER]]
    assert not any(s.interval.overlaps(i) for s in facts.silences for i in spoken)
    assert all(s.interval.duration_s > 3.0 for s in facts.silences)
