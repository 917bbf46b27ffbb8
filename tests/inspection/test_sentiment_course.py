"""The course of feeling: ends, outcome, lowest point, turning points, and too few turns to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.interaction import Role, Turn, TurnType
from inspection.sentiment import Sentiment, SentimentReading
from inspection.sentiment_course import Change, Felt, SentimentCourse, course_of, felt_by, turning_points

MARKS = {
    "-": SentimentReading(0.9, 0.05, 0.05, False),
    "?": SentimentReading(0.7, 0.2, 0.1, True),
    "0": SentimentReading(0.1, 0.8, 0.1, False),
    "+": SentimentReading(0.05, 0.05, 0.9, False),
}


def felt(marks: str) -> list[Felt]:
    return [Felt(turn=2 * i, reading=MARKS[m]) for i, m in enumerate(marks)]


def course(marks: str) -> SentimentCourse:
    found = course_of(felt(marks))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("marks", "change"),
    [
        ("0-00", Change.RECOVERED),
        ("--0+", Change.RECOVERED),
        ("00--", Change.LOST),
        ("+000000-", Change.LOST),
        ("----", Change.STAYED_NEGATIVE),
        ("-00+00--", Change.STAYED_NEGATIVE),
        ("0000", Change.STAYED_CALM),
        ("+++", Change.STAYED_CALM),
        ("0?00", Change.STAYED_CALM),
        ("000000-+", Change.UNSETTLED),
    ],
)
def test_what_became_of_a_feeling(marks: str, change: Change) -> None:
    assert course(marks).change is change


def test_beginning_and_end_are_the_outer_quarters() -> None:
    found = course("--00000+")
    assert (found.start, found.start_balance) == (Sentiment.NEGATIVE, -0.85)
    assert (found.end, found.end_balance) == (Sentiment.POSITIVE, 0.425)
    assert found.turns == 8


def test_two_turns_are_too_few_to_say() -> None:
    assert course_of(felt("0-")) is None
    assert course_of([]) is None


def test_the_lowest_point_is_the_first_of_the_lowest() -> None:
    assert course("00-0-").lowest.turn == 4


@pytest.mark.parametrize(
    ("marks", "points"),
    [
        ("00----", [(4, -0.85)]),
        ("---+++", [(6, 1.7)]),
        ("000---+++", [(6, -0.85), (12, 1.7)]),
        ("00--00", [(4, -0.85), (8, 0.85)]),
        ("0000-", [(8, -0.85)]),
        ("0-0000", []),
        ("000000", []),
        ("-", []),
        ("", []),
    ],
)
def test_turning_points_part_level_stretches_and_one_outburst_is_none(
    marks: str, points: list[tuple[int, float]]
) -> None:
    assert [(p.turn, p.change) for p in turning_points(felt(marks))] == points


@given(st.text(alphabet="-?0+", min_size=3, max_size=40))
def test_every_course_has_one_outcome_and_changes_that_are_large_enough(marks: str) -> None:
    found = course(marks)
    assert found.change in Change
    assert (found.change in (Change.LOST, Change.STAYED_NEGATIVE)) is (found.end is Sentiment.NEGATIVE)
    turns = [p.turn for p in found.turning_points]
    assert turns == sorted(set(turns))
    assert all(abs(p.change) >= 0.6 for p in found.turning_points)
    assert 0 not in turns


def test_a_thread_of_thousands_of_turns_is_no_trouble() -> None:
    assert len(turning_points(felt("0" * 1500 + "-" * 1500))) == 1


def test_only_the_turns_with_words_of_one_side_are_its_course() -> None:
    turns = (
        Turn(index=0, sender=Role.CUSTOMER, text="在吗"),
        Turn(index=1, sender=Role.AGENT, text="您好"),
        Turn(index=2, sender=Role.CUSTOMER, text="", type=TurnType.IMAGE),
        Turn(index=3, sender=Role.CUSTOMER, text="太慢了"),
    )
    readings = (MARKS["0"], MARKS["+"], None, MARKS["-"])
    assert [f.turn for f in felt_by(Role.CUSTOMER, turns, readings)] == [0, 3]
    assert [f.turn for f in felt_by(Role.AGENT, turns, readings)] == [1]
