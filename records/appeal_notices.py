"""What the night does about appeals (申诉时限): who is late gets a notice, what nobody appealed against is final."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.appeal_procedure import Overdue, Procedure
from inspection.evaluation import EvaluationStatus
from inspection.people import Person
from records import appeals, audit
from records.appeal_tables import appeal_notices as table
from records.appealing import Hearing, release_status, standpoint_of
from records.published_case import BY_APPEAL
from records.review_tables import publications
from records.tables import evaluations
from records.upsert import insert_if_absent

NIGHT = Person(who="night", roles=())
"""Who did it, in the audit trail of what no person did."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the night found and did: steps that are late, how many of them are new, scores made final."""

    overdue: tuple[Overdue, ...]
    new: int
    made_final: int


def overdue(connection: Connection, procedure: Procedure, now: datetime) -> tuple[Overdue, ...]:
    """Every step of an open appeal that is late now, the latest first; nothing is written."""
    running = appeals.in_states(connection, appeals.OPEN)
    steps = appeals.steps_of_many(connection, [a.id for a in running])
    return procedure.overdue([standpoint_of(connection, a, steps.get(a.id, [])) for a in running], now)


def settle(connection: Connection, procedure: Procedure, now: datetime) -> Settled:
    """The night's work on appeals: notices for what is late, done ones closed, scores final whose time is up.

    Running it again the same night changes nothing.
    """
    late = overdue(connection, procedure, now)
    new = _keep_notices(connection, late, now)
    _close_notices(connection, late, now)
    made_final = _end_rejected(connection, procedure, now) + _end_unappealed(connection, procedure, now)
    return Settled(late, new, made_final)


def _keep_notices(connection: Connection, late: Iterable[Overdue], now: datetime) -> int:
    known = {(r.appeal_id, r.state, r.step) for r in connection.execute(sa.select(table)) if r.done_at is None}
    fresh = [one for one in late if (one.subject, one.state.value, one.step.value) not in known]
    rows: list[dict[str, object]] = [
        {"appeal_id": o.subject, "state": o.state.value, "step": o.step.value, "team": o.team, "due_at": o.due_at}
        | {"who": [role.value for role in o.who], "noticed_at": now, "done_at": None}
        for o in fresh
    ]
    insert_if_absent(connection, table, rows)
    for one in fresh:
        audit.note(
            connection,
            at=now,
            who=NIGHT.who,
            action="appeal_overdue",
            subject=f"appeal:{one.subject}",
            before={},
            after={"step": one.step.value, "who": [r.value for r in one.who], "due_at": one.due_at.isoformat()},
            reason="the deadline passed",
        )
    return len(fresh)


def _close_notices(connection: Connection, late: Iterable[Overdue], now: datetime) -> None:
    still = {(one.subject, one.state.value, one.step.value) for one in late}
    for row in connection.execute(sa.select(table).where(table.c.done_at.is_(None))).all():
        if (row.appeal_id, row.state, row.step) not in still:
            same = (table.c.appeal_id == row.appeal_id) & (table.c.state == row.state) & (table.c.step == row.step)
            connection.execute(sa.update(table).where(same).values(done_at=now))


def _end_rejected(connection: Connection, procedure: Procedure, now: datetime) -> int:
    """Scores whose appeals were rejected and that nobody took to the final instance in time."""
    hearing = Hearing(procedure, NIGHT, now)
    appealed = evaluations.c.status == EvaluationStatus.APPEALED.value
    waiting = connection.execute(sa.select(evaluations.c.evaluation_id).where(appealed)).scalars().all()
    return sum(release_status(connection, hearing, one, "the time to appeal is over") for one in waiting)


def _end_unappealed(connection: Connection, procedure: Procedure, now: datetime) -> int:
    """Published scores nobody appealed against in time, all in one statement; one audit entry for the night."""
    days = procedure.policy.filing.days
    if days is None:
        return 0
    before = procedure.calendar.lapsed_before(now, days)
    same = publications.c.evaluation_id == evaluations.c.evaluation_id
    opening = publications.c.reason.not_like(f"{BY_APPEAL}%")
    young = sa.exists().where(same, opening, publications.c.at >= before)
    known = sa.exists().where(same)
    is_published = evaluations.c.status == EvaluationStatus.PUBLISHED.value
    statement = sa.update(evaluations).where(is_published, known, ~young)
    count = int(connection.execute(statement.values(status=EvaluationStatus.FINAL.value)).rowcount)
    if count:
        audit.note(
            connection,
            at=now,
            who=NIGHT.who,
            action="final",
            subject="appeals",
            before={"status": EvaluationStatus.PUBLISHED.value},
            after={
                "status": EvaluationStatus.FINAL.value,
                "evaluations": count,
                "published_before": before.isoformat(),
            },
            reason=f"{days} working days without an appeal",
        )
    return count
