"""Sound and time: holds, overlap, loudness, rates, talk share, duration, turns, response times, repetition."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from inspection.errors import RuleError
from inspection.interaction import Channel
from inspection.rules.outcome import Outcome
from inspection.sound import SoundFacts, TurnLevel, TurnRate
from inspection.timeline import Interval
from tests.inspection.rules.asking import NO, UNKNOWN, YES, ask, asked, book_with
from tests.inspection.rules.book_of import facts

CALL: dict[str, Any] = {"channel": Channel.PHONE, "at_s": [0, 5, 40]}
SAID = ("A: 请稍等", "C: 好", "A: 久等了")
SOUND = SoundFacts(
    duration_s=100.0,
    overlaps=(Interval(5.0, 8.0),),
    turn_rates=(TurnRate(0, 320.0, "characters"), TurnRate(2, 200.0, "characters")),
    turn_levels=(TurnLevel(0, -30.0), TurnLevel(1, -12.0), TurnLevel(2, -15.0)),
    agent_rate_per_minute=250.0,
    agent_talk_s=60.0,
    customer_talk_s=20.0,
)


def heard(condition: str, **given: Any) -> Outcome:
    return ask(condition, *SAID, sound=SOUND, **{**CALL, **given})


HOLD = (Interval(10.0, 39.0),)


def test_a_recorded_hold_is_found_at_the_turn_that_ends_it() -> None:
    outcome = heard("c: {hold: {over_s: 20}}", holds=HOLD)
    assert (outcome.truth, outcome.hits[0].turn, outcome.hits[0].value) == (YES, 2, "29.0 s")
    assert heard("c: {hold: {over_s: 30}}", holds=HOLD).truth is NO
    assert heard("c: {hold: {total_over_s: 20}}", holds=HOLD).truth is YES
    assert heard("c: {hold: {total_over_s: 20}}", hold_s=25.0).truth is YES
    assert heard("c: {hold: {over_s: 20}}", hold_s=0.0).truth is NO


def test_holds_nobody_recorded_are_unknown() -> None:
    assert heard("c: {hold: {over_s: 20}}").truth is UNKNOWN
    assert heard("c: {hold: {over_s: 20}}", hold_s=25.0).truth is UNKNOWN
    assert ask("c: {hold: {over_s: 20}}", "A: 您好").truth is UNKNOWN


def test_a_hold_may_have_been_announced() -> None:
    wanted = "told: {any: [请稍等]}\nc: {hold: {over_s: 20}, not_after: {condition: told, seconds: %s}}"
    assert heard(wanted % 20, holds=HOLD).truth is NO
    assert heard(wanted % 5, holds=HOLD).truth is YES


def test_overlap_counts_seconds_and_share() -> None:
    assert heard("c: {overlap: {over_s: 2}}").hits[0].turn == 1
    assert heard("c: {overlap: {over_s: 3}}").truth is NO
    assert heard("c: {overlap: {over_share: 0.03}}").truth is YES
    assert heard("c: {overlap: {over_share: 0.05}}").truth is NO
    assert ask("c: {overlap: {over_s: 2}}", *SAID, **CALL).truth is UNKNOWN


def test_loudness_by_level_and_by_rise_over_the_speakers_own() -> None:
    assert [h.turn for h in heard("c: {loudness: {above_dbfs: -20}}").hits] == [2]
    assert [h.turn for h in heard("c: {loudness: {below_dbfs: -25}}").hits] == [0]
    assert heard("c: {loudness: {rise_db: 5}}").hits[0].value == "+7.5 dB"
    assert heard("c: {loudness: {rise_db: 9}}").truth is NO
    assert heard("c: {role: customer, loudness: {above_dbfs: -10}}").truth is NO
    assert ask("c: {loudness: {rise_db: 5}}", *SAID, **CALL).truth is UNKNOWN


def test_speech_rate_over_the_call_or_of_a_turn() -> None:
    assert heard("c: {speech_rate: {above: {characters: 300}}}").truth is NO
    assert [h.turn for h in heard("c: {speech_rate: {above: {characters: 300}, per: turn}}").hits] == [0]
    assert [h.turn for h in heard("c: {speech_rate: {above: {characters: 240}}}").hits] == [0]
    assert heard("c: {speech_rate: {above: {characters: 300}, per: turn}, last_turns: 1}").truth is NO


def test_talk_share_is_of_the_time_anyone_speaks() -> None:
    assert heard("c: {talk_share: {above: 0.7}}").hits[0].value == "75%"
    assert heard("c: {talk_share: {above: 0.8}}").truth is NO
    assert heard("c: {role: customer, talk_share: {below: 0.3}}").truth is YES
    assert ask("c: {talk_share: {above: 0.7}}", "A: 您好").truth is UNKNOWN


def test_of_a_call_with_two_agents_only_ones_own_part_is_measured() -> None:
    """The colleague talks for long; the agent of the first part is not charged for it."""
    said = ("C: 你好", "A: 您好", "A: 久等了", "A: 我继续说")
    seen = replace(facts(*said, channel=Channel.PHONE, at_s=[0, 3, 30, 90]), sound=SOUND)
    owners = (None, "a1", "a2", "a2")
    turns = tuple(replace(t, agent_id=o) for t, o in zip(seen.interaction.turns, owners, strict=True))
    seen = replace(seen, interaction=replace(seen.interaction, turns=turns))
    assert asked("c: {talk_share: {above: 0.7}}", seen).truth is NO
    assert asked("c: {duration: {above_s: 60}}", seen).truth is NO


def test_duration_on_the_phone_and_in_a_chat() -> None:
    assert heard("c: {duration: {above_s: {phone: 90}}}").truth is YES
    assert heard("c: {duration: {below_s: 90}}").truth is NO
    assert ask("c: {duration: {above_s: 60}}", "A: 您好", "C: 好", at_s=[0, 90]).truth is YES
    assert ask("c: {duration: {above_s: 60}}", "A: 您好", "C: 好").truth is UNKNOWN
    assert ask("c: {duration: {above_s: {phone: 60}}}", "A: 您好", "C: 好", at_s=[0, 90]).truth is UNKNOWN


def test_too_many_turns_show_the_first_too_many() -> None:
    assert ask("c: {turn_count: {more_than: 1}}", "A: 一", "C: 二", "A: 三").hits[0].turn == 2
    assert ask("c: {turn_count: {more_than: 2}}", "A: 一", "C: 二", "A: 三").truth is NO
    assert ask("c: {role: anyone, turn_count: {at_least: 3}}", "A: 一", "C: 二", "A: 三").truth is YES


def test_response_times_may_leave_the_night_out() -> None:
    """Asked at 20:50 in Shanghai, answered at 09:10: twenty minutes when the centre opens from 9 to 21."""
    seen = facts("C: 在吗", "A: 在的", at_s=[0, 12 * 3600 + 1200])
    evening = datetime(2026, 9, 1, 12, 50, tzinfo=UTC)
    moved = tuple(
        replace(t, sent_at=evening + (t.sent_at - seen.interaction.turns[0].sent_at))  # type: ignore[operator]
        for t in seen.interaction.turns
    )
    seen = replace(seen, interaction=replace(seen.interaction, turns=moved))
    limit = "c: {response_time: {which: first, above_s: 1800%s}}"
    assert asked(limit % "", seen).truth is YES
    hours = ", business_hours: {opens: '09:00', closes: '21:00'}"
    assert asked(limit % hours, seen).truth is NO
    assert asked((limit % hours).replace("1800", "1000"), seen).hits[0].value == "1200 s"


def test_repetition_leaves_excluded_words_out() -> None:
    said = ["A: 亲，我们会尽快为您安排发货的呢"] * 3
    assert ask("c: {repetition: {times: 3}}", *said).truth is YES
    assert ask("c: {repetition: {times: 3, excludes: [尽快为您安排]}}", *said).truth is NO


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("hold: {}", "exactly one"),
        ("overlap: {over_s: 1, over_share: 0.1}", "exactly one"),
        ("duration: {}", "exactly one"),
        ("turn_count: {}", "exactly one"),
        (
            "response_time: {which: first, above_s: 1, business_hours: {opens: '21:00', closes: '09:00'}}",
            "close before",
        ),
    ],
)
def test_measures_that_make_no_sense_are_refused(keys: str, words: str) -> None:
    with pytest.raises(RuleError, match=words):
        book_with(f"c: {{{keys}}}")
