"""What waits for somebody in the morning (待办), as counts: each answered by an index, nothing is loaded."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.judges.judging_steps import SessionState
from inspection.review_steps import TaskState
from records import sight_filter
from records.coaching_tables import certificate_notices
from records.judge_tables import calibration_cases, calibration_people, calibration_sessions, judge_verdicts
from records.judges.judge_verdicts import Occasion
from records.review_tables import review_reservations, review_tasks


@dataclass(frozen=True, slots=True)
class ReviewsWaiting:
    """Reviews that are not done: `mine` are held by or given to the person, `late` past their clock."""

    mine: int
    all: int
    late: int


def reviews(connection: Connection, who: str, now: datetime) -> ReviewsWaiting:
    """What waits in the review queue."""
    t, r = review_tasks.c, review_reservations.c
    is_open = t.state == TaskState.OPEN.value
    held = sa.select(r.task_id).where(r.who == who, r.expires_at > now)
    given = sa.select(t.task_id).where(is_open, t.assignee == who)
    taken = sa.select(t.task_id).where(is_open, t.task_id.in_(held))
    every = sa.select(sa.func.count()).select_from(review_tasks).where(is_open)
    mine = sa.select(sa.func.count()).select_from(given.union(taken).subquery())
    row = connection.execute(
        sa.select(every.scalar_subquery(), mine.scalar_subquery(), every.where(t.due_at <= now).scalar_subquery())
    ).one()
    return ReviewsWaiting(all=row[0], mine=row[1], late=row[2])


def calibration_cases_left(connection: Connection, who: str) -> dict[str, int]:
    """Open calibration sessions somebody takes part in -> how many of their cases they have not judged."""
    s, p, c, v = calibration_sessions.c, calibration_people.c, calibration_cases.c, judge_verdicts.c
    same = (v.occasion == Occasion.CALIBRATION.value, v.occasion_id == c.session_id, v.evaluation_id == c.evaluation_id)
    judged = sa.exists().where(*same, v.who == who)
    chosen = (
        sa.select(s.session_id, sa.func.count())
        .join(calibration_people, p.session_id == s.session_id)
        .join(calibration_cases, c.session_id == s.session_id)
        .where(s.state == SessionState.OPEN.value, p.who == who, ~judged)
        .group_by(s.session_id)
    )
    return {row[0]: row[1] for row in connection.execute(chosen)}


def certificates_ending(connection: Connection, *, sight: Sight) -> int:
    """Agents who are seen and have a certificate that ends, has ended or is missing, by the night's notices."""
    n = certificate_notices.c
    seen = sight_filter.of_certificates(sight)
    chosen = sa.select(sa.func.count(n.agent_id.distinct())).where(n.done_at.is_(None), seen)
    return int(connection.execute(chosen).scalar_one())
