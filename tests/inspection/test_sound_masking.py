"""The silenced stretches hold every masked word; where nobody knows when it was said, more is silenced, not less."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.interaction import Role, Turn, Word
from inspection.privacy import PrivateTurn, RedactedTurn, redact_conversation
from inspection.sound_masking import MARGIN_S, silenced
from inspection.timeline import Interval

TEXT = "我的电话是13900139000谢谢您"
DIGITS = (5, 16)


def turn(text: str = TEXT, start_s: float = 10.0, step_s: float = 0.25, index: int = 0) -> Turn:
    """A turn whose characters are spoken one after the other, each a word."""
    words = tuple(Word(c, start_s + i * step_s, start_s + (i + 1) * step_s, 0.9) for i, c in enumerate(text))
    end_s = start_s + len(text) * step_s
    return Turn(index=index, sender=Role.CUSTOMER, text=text, start_s=start_s, end_s=end_s, words=words)


def masked(*turns: Turn) -> list[RedactedTurn]:
    return redact_conversation([PrivateTurn(t.text, t.sender, t.index) for t in turns])


def stretches(*turns: Turn, duration_s: float = 60.0) -> tuple[Interval, ...]:
    return silenced(turns, masked(*turns), duration_s)


def test_the_words_of_the_number_are_silenced_with_a_margin_and_the_neighbours_are_not() -> None:
    (found,) = stretches(turn())
    assert found.start_s == pytest.approx(10 + 5 * 0.25 - MARGIN_S, abs=0.001)
    assert found.end_s == pytest.approx(10 + 16 * 0.25 + MARGIN_S, abs=0.001)
    assert not found.overlaps(Interval(10.0, 10.9)), "我的电 stays"
    assert not found.overlaps(Interval(14.4, 14.75)), "您 stays"


def test_a_turn_without_personal_data_silences_nothing() -> None:
    assert stretches(turn("您好请问有什么可以帮您")) == ()


def test_without_word_times_more_is_silenced_and_all_of_the_words() -> None:
    (exact,) = stretches(turn())
    (generous,) = stretches(replace(turn(), words=()))
    assert generous.contains(exact)
    assert generous.duration_s > exact.duration_s


def test_a_word_without_a_time_brings_the_share_of_the_turn() -> None:
    whole = turn()
    missing = replace(whole, words=whole.words[:8] + whole.words[12:])
    (generous,) = stretches(replace(whole, words=()))
    assert any(found.contains(generous) for found in stretches(missing))
    assert stretches(whole) != stretches(missing)


def test_words_that_are_not_in_the_text_bring_the_share_of_the_turn() -> None:
    whole = turn()
    strange = replace(whole, words=(Word("另", 10.0, 10.2, 0.5), *whole.words))
    (generous,) = stretches(replace(whole, words=()))
    assert any(found.contains(generous) for found in stretches(strange))


def test_a_turn_without_times_silences_the_whole_recording() -> None:
    untimed = Turn(index=0, sender=Role.CUSTOMER, text=TEXT)
    assert stretches(untimed, duration_s=42.5) == (Interval(0.0, 42.5),)


def test_one_word_that_holds_more_than_the_number_is_silenced_whole() -> None:
    word = replace(turn(), words=(Word(TEXT, 10.0, 14.75, 0.9),))
    (found,) = stretches(word)
    assert found.contains(Interval(10.0, 14.75))


def test_a_number_split_over_turns_is_silenced_in_each() -> None:
    first, last = turn("手机号是一三九零零一", 10.0), turn("三九零零零", 15.0, index=1)
    found = stretches(first, last)
    assert len(found) == 2
    assert found[0].contains(Interval(11.0, 12.5))
    assert found[1].contains(Interval(15.0, 16.25))


def test_nothing_reaches_out_of_the_recording() -> None:
    (found,) = stretches(turn(start_s=0.0), duration_s=3.0)
    assert found.start_s >= 0
    assert found.end_s == 3.0


def test_two_numbers_close_together_leave_no_syllable_between() -> None:
    assert len(stretches(turn("电话13900139000或13700137000", step_s=0.2))) == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(["电话13900139000", "您好", "卡号6222020000000000", ""]), st.booleans()), max_size=5
    ),
    st.floats(1.0, 60.0),
)
def test_the_stretches_are_sorted_disjoint_inside_and_hold_every_masked_word(
    said: list[tuple[str, bool]], duration_s: float
) -> None:
    turns = [turn(text, start_s=8.0 * i, index=i) for i, (text, _) in enumerate(said)]
    turns = [t if timed else replace(t, words=()) for t, (_, timed) in zip(turns, said, strict=True)]
    answers = masked(*turns)
    found = silenced(turns, answers, duration_s)
    assert list(found) == sorted(found)
    assert all(a.end_s < b.start_s for a, b in pairwise(found))
    assert all(0 <= f.start_s < f.end_s <= duration_s for f in found)
    for one, answer in zip(turns, answers, strict=True):
        for span in answer.spans:
            for at in range(span.start, span.end):
                said_s = (one.start_s or 0) + (at + 0.5) * 0.25
                assert said_s >= duration_s or any(f.start_s <= said_s < f.end_s for f in found)
