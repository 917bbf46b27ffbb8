"""Feeling of a turn and its course over the conversation."""

import pytest

from inspection.errors import RuleError
from inspection.sentiment import SentimentReading
from tests.inspection.rules.asking import NO, UNKNOWN, YES, ask, book_with

BAD, FINE, GOOD = (
    SentimentReading(0.9, 0.05, 0.05, False),
    SentimentReading(0.1, 0.8, 0.1, False),
    SentimentReading(0.05, 0.05, 0.9, False),
)
MARKS = {"-": BAD, "0": FINE, "+": GOOD}


def felt(question: str, course: str, role: str = "customer") -> object:
    lines = [f"{'C' if role == 'customer' else 'A'}: 嗯" for _ in course]
    return ask(
        f"c: {{role: customer, feeling: {question}}}", *lines, feelings={n: MARKS[m] for n, m in enumerate(course)}
    ).truth


@pytest.mark.parametrize(
    ("question", "course", "truth"),
    [
        ("{course: {from: negative, to: neutral}}", "--00", YES),
        ("{course: {from: negative, to: [neutral, positive]}}", "--0+", YES),
        ("{course: {from: negative, to: positive}}", "--00", NO),
        ("{course: {from: neutral, to: negative}}", "00--", YES),
        ("{change: recovered}", "0-00", YES),
        ("{change: recovered}", "0--+", YES),
        ("{change: recovered}", "00--", NO),
        ("{change: recovered}", "0000", NO),
        ("{change: lost}", "00--", YES),
        ("{change: lost}", "----", NO),
        ("{change: lost}", "0-00", NO),
        ("{turning_point: down}", "00----", YES),
        ("{turning_point: up}", "00----", NO),
        ("{turning_point: up}", "---+++", YES),
        ("{turning_point: down}", "000000", NO),
        ("{change: lost}", "0-", NO),
    ],
)
def test_the_course_of_feeling(question: str, course: str, truth: object) -> None:
    assert felt(question, course) is truth


def test_the_turning_point_is_the_turn_from_which_it_changes() -> None:
    feelings = {n: MARKS[m] for n, m in enumerate("000--")}
    outcome = ask("c: {role: customer, feeling: {turning_point: down}}", *["C: 嗯"] * 5, feelings=feelings)
    assert [h.turn for h in outcome.hits] == [3]


def test_the_agents_feeling_is_not_the_customers() -> None:
    assert felt("{change: lost}", "00--", role="agent") is NO


def test_feeling_nobody_read_is_unknown() -> None:
    from dataclasses import replace

    from tests.inspection.rules.asking import asked
    from tests.inspection.rules.book_of import facts

    seen = replace(facts("C: 嗯", "C: 嗯", "C: 嗯"), readings=(None, None, None))
    assert asked("c: {role: customer, feeling: {change: lost}}", seen).truth is UNKNOWN


def test_exactly_one_question_is_asked_of_feeling() -> None:
    with pytest.raises(RuleError, match="exactly one of label, course"):
        book_with("c: {feeling: {label: negative, change: lost}}")
