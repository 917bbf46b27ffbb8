"""Where hits stand: first and last part, before, after and around other hits, which of them, and the nth hit."""

import pytest

from inspection.errors import RuleError
from inspection.interaction import Channel
from tests.inspection.rules.asking import NO, UNKNOWN, YES, ask, book_with, texts

TALK = ("A: 您好", "C: 退款", "A: 抱歉", "C: 退款", "A: 马上", "A: 再见")


def test_after_may_mean_the_first_the_last_or_a_numbered_hit() -> None:
    wanted = "asked: {role: customer, any: [退款]}\nc: {any: [抱歉], after: {condition: asked, which: %s}}"
    assert ask(wanted % "any", *TALK).truth is YES
    assert ask(wanted % "first", *TALK).truth is YES
    assert ask(wanted % "last", *TALK).truth is NO
    assert ask(wanted % "2", *TALK).truth is NO
    assert ask(wanted % "3", *TALK).truth is NO


def test_each_hit_wants_its_own() -> None:
    wanted = "asked: {role: customer, any: [退款]}\nc: {any: [抱歉], after: {condition: asked, turns: 1, which: each}}"
    assert ask(wanted, *TALK).truth is NO
    assert ask(wanted, "C: 退款", "A: 抱歉", "C: 退款", "A: 抱歉").truth is YES


def test_around_looks_to_both_sides() -> None:
    wanted = "asked: {role: customer, any: [退款]}\nc: {any: [%s], around: {condition: asked, turns: 1}}"
    assert ask(wanted % "您好", *TALK).truth is YES
    assert ask(wanted % "再见", *TALK).truth is NO
    apart = wanted.replace("around", "not_around")
    assert ask(apart % "您好", *TALK).truth is NO
    assert ask(apart % "再见", *TALK).truth is YES


def test_a_place_beside_something_unknown_is_unknown() -> None:
    wanted = "x: {metadata: {field: queue, equals: a}}\nc: {any: [您好], after: {condition: x}}"
    assert ask(wanted, *TALK).truth is UNKNOWN


def test_only_the_nth_hit_counts() -> None:
    said = ("A: 一号", "A: 二号", "A: 三号")
    assert texts(ask("c: {any: ['(一|二|三)号'], nth: 2}", *said), *said) == ["二号"]
    assert texts(ask("c: {any: ['(一|二|三)号'], nth: last}", *said), *said) == ["三号"]
    assert ask("c: {any: [一号], nth: 2}", *said).truth is NO
    with pytest.raises(RuleError, match="nth"):
        book_with("c: {any: [a], nth: 0}")


def test_the_first_share_of_a_chat_counts_characters() -> None:
    said = ("A: 您好您好", "C: 我要退款我要退款", "A: 抱歉", "A: 再见")
    assert ask("c: {any: [您好], first_share: 0.25}", *said).truth is YES
    assert ask("c: {any: [再见], first_share: 0.25}", *said).truth is NO
    assert ask("c: {any: [再见], last_share: 0.25}", *said).truth is YES
    assert ask("c: {any: [您好], last_share: 0.25}", *said).truth is NO


def test_the_first_share_of_a_call_counts_seconds() -> None:
    said = ("A: 您好", "C: 好", "A: 再见")
    given = {"channel": Channel.PHONE, "at_s": [0, 90, 98]}
    assert ask("c: {any: [您好], first_share: 0.1}", *said, **given).truth is YES
    assert ask("c: {any: [再见], first_share: 0.5}", *said, **given).truth is NO
    assert ask("c: {any: [再见], last_share: 0.1}", *said, **given).truth is YES


def test_seconds_are_judged_where_the_word_is_said_not_where_its_turn_begins() -> None:
    """A turn from 28 s to 30 s: its last words lie beyond 29 s."""
    said = ("A: 您好", "A: 我们这边先说明一下通话会被录音")
    given = {"channel": Channel.PHONE, "at_s": [0, 28]}
    assert ask("c: {any: [录音], first_s: 29}", *said, **given).truth is NO
    assert ask("c: {any: [录音], first_s: 30}", *said, **given).truth is YES
    assert ask("c: {any: [我们], first_s: 29}", *said, **given).truth is YES


def test_seconds_count_in_chats_that_have_times() -> None:
    said = ("A: 您好", "A: 抱歉", "A: 再见")
    assert ask("c: {any: [抱歉], first_s: 30}", *said, at_s=[0, 20, 90]).truth is YES
    assert ask("c: {any: [再见], first_s: 30}", *said, at_s=[0, 20, 90]).truth is NO
    assert ask("c: {any: [再见], last_s: 30}", *said, at_s=[0, 20, 90]).truth is YES
    assert ask("c: {any: [再见], first_s: 30}", *said).truth is YES  # without times seconds do not restrict


@pytest.mark.parametrize(
    ("written", "said", "truth"),
    [
        ("a then b", ("A: 甲乙",), NO),
        ("a then b", ("A: 甲", "A: 乙"), YES),
        ("a then b", ("A: 乙", "A: 甲"), NO),
        ("a 然后 b", ("A: 甲", "A: 乙"), YES),
        ("b later than a", ("A: 甲", "A: 乙"), YES),
        ("b 晚于 a", ("A: 甲乙",), NO),
        ("a before b", ("A: 甲乙",), YES),
        ("x then b", ("A: 甲", "A: 乙"), UNKNOWN),
    ],
)
def test_a_later_turn_is_strictly_later(written: str, said: tuple[str, ...], truth: object) -> None:
    conditions = (
        f"a: {{any: [甲]}}\nb: {{any: [乙]}}\nx: {{metadata: {{field: queue, equals: q}}}}\nc: {{when: {written}}}"
    )
    assert ask(conditions, *said).truth is truth


def test_then_shows_both_and_later_than_the_later_one() -> None:
    conditions = "a: {any: [甲]}\nb: {any: [乙]}\nc: {when: %s}"
    said = ("A: 甲", "A: 乙")
    assert texts(ask(conditions % "a then b", *said), *said) == ["甲", "乙"]
    assert texts(ask(conditions % "b later than a", *said), *said) == ["乙"]
