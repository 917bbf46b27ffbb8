"""The course of feeling of stored interactions, worked out anew from their turns: nights of any age have it."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.interaction import Role, Turn
from inspection.sentiment import SentimentReading
from inspection.sentiment_course import SentimentCourse, course_of, felt_by
from records import turn_rows
from records.by_interaction import Key, rows_of
from records.tables import turns

SIDES = (Role.CUSTOMER, Role.AGENT)

Course = dict[str, Any]


def of(connection: Connection, keys: Iterable[Key]) -> dict[Key, Course]:
    """One course per side for every interaction that has turns."""
    said = sa.select(turns).where(turns.c.sender.in_([side.value for side in SIDES])).order_by(turns.c.turn)
    found = rows_of(connection, said, turns, keys)
    return {key: _sides([turn_rows.from_row(row) for row in rows]) for key, rows in found.items()}


def _sides(read: Sequence[tuple[Turn, SentimentReading | None]]) -> Course:
    said, readings = [turn for turn, _ in read], [reading for _, reading in read]
    course: Course = {}
    for side in SIDES:
        felt = felt_by(side, said, readings)
        course[side.value] = _told(len(felt), course_of(felt))
    return course


def _told(turns_read: int, course: SentimentCourse | None) -> Course:
    """Too few turns to say: `enough` is false and the rest empty."""
    return {
        "turns": turns_read,
        "enough": course is not None,
        "start": course.start.value if course else None,
        "end": course.end.value if course else None,
        "start_balance": course.start_balance if course else None,
        "end_balance": course.end_balance if course else None,
        "change": course.change.value if course else None,
        "lowest": {"turn": course.lowest.turn, "balance": round(course.lowest.balance, 4)} if course else None,
        "turning_points": [{"turn": p.turn, "change": p.change} for p in course.turning_points] if course else [],
    }
