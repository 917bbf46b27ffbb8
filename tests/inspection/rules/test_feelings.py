"""Feeling of a turn and its course over the conversation."""

from dataclasses import replace

import pytest

from inspection.errors import RuleError
from inspection.feeling import shaded
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
        ("{change: too_few}", "0-", YES),
        ("{change: too_few}", "000", NO),
        ("{change: stayed_negative}", "----", YES),
        ("{change: stayed_negative}", "0---", NO),
        ("{change: stayed_calm}", "0+0", YES),
        ("{change: stayed_calm}", "0-0", NO),
        ("{change: unsettled}", "000000-+", YES),
        ("{lowest_below: -0.5}", "0-00", YES),
        ("{lowest_below: -0.9}", "0-00", NO),
        ("{turning_point: down}", "0-0000", NO),
    ],
)
def test_the_course_of_feeling(question: str, course: str, truth: object) -> None:
    assert felt(question, course) is truth


def test_the_turning_point_is_the_turn_from_which_it_changes() -> None:
    feelings = {n: MARKS[m] for n, m in enumerate("000--")}
    outcome = ask("c: {role: customer, feeling: {turning_point: down}}", *["C: 嗯"] * 5, feelings=feelings)
    assert [h.turn for h in outcome.hits] == [3]


def test_every_turning_point_of_the_kind_is_shown() -> None:
    feelings = {n: MARKS[m] for n, m in enumerate("000---000---")}
    question = "c: {role: customer, feeling: {turning_point: down}}"
    assert [h.turn for h in ask(question, *["C: 嗯"] * 12, feelings=feelings).hits] == [3, 9]


def test_the_lowest_point_is_shown_with_its_balance() -> None:
    feelings = {n: MARKS[m] for n, m in enumerate("00-0")}
    outcome = ask("c: {role: customer, feeling: {lowest_below: -0.5}}", *["C: 嗯"] * 4, feelings=feelings)
    assert [(h.turn, h.value, h.threshold) for h in outcome.hits] == [(2, "-0.85", "-0.5")]


FURIOUS = shaded((0.8, 0.15, 0.05), (0.7, 0.2, 0.1, 1, 1, 1), ambiguous=False)


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        ("{emotion: angry, at_least: 0.5}", YES),
        ("{emotion: angry}", NO),
        ("{emotion: [angry, anxious], at_least: 0.7}", YES),
        ("{emotion: grateful, at_least: 0.1}", NO),
    ],
)
def test_emotions_of_a_turn_and_of_several_their_sum(question: str, truth: object) -> None:
    outcome = ask(f"c: {{role: customer, feeling: {question}}}", "A: 您好", "C: 你们怎么回事", feelings={1: FURIOUS})
    assert outcome.truth is truth
    assert [h.turn for h in outcome.hits] == ([1] if truth is YES else [])


def test_an_ambiguous_turn_shows_no_emotion() -> None:
    doubtful = replace(FURIOUS, ambiguous=True)
    assert (
        ask("c: {role: customer, feeling: {emotion: angry, at_least: 0.1}}", "C: 嗯", feelings={0: doubtful}).truth
        is NO
    )


def test_emotions_no_reader_looked_for_are_unknown() -> None:
    assert ask("c: {role: customer, feeling: {emotion: angry}}", "C: 嗯", feelings={0: BAD}).truth is UNKNOWN


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{feeling: {emotion: angry}}", "emotion is read of customers"),
        ("{role: customer, feeling: {emotion: []}}", "at least one emotion"),
        ("{role: customer, feeling: {emotion: furious}}", "angry"),
        ("{role: customer, feeling: {lowest_below: -2}}", "at least -1"),
    ],
)
def test_questions_that_make_no_sense_are_refused(condition: str, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        book_with(f"c: {condition}")


def test_the_agents_feeling_is_not_the_customers() -> None:
    assert felt("{change: lost}", "00--", role="agent") is NO


def test_feeling_nobody_read_is_unknown() -> None:
    from tests.inspection.rules.asking import asked
    from tests.inspection.rules.book_of import facts

    seen = replace(facts("C: 嗯", "C: 嗯", "C: 嗯"), readings=(None, None, None))
    assert asked("c: {role: customer, feeling: {change: lost}}", seen).truth is UNKNOWN


def test_exactly_one_question_is_asked_of_feeling() -> None:
    with pytest.raises(RuleError, match="exactly one of label, emotion, course"):
        book_with("c: {feeling: {label: negative, change: lost}}")
