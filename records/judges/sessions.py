"""Calibration sessions in the database: what they are about, who is invited, where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.errors import RecordsError
from inspection.judges.judging_steps import SessionState
from inspection.stable_ids import uniform_draw
from records import sight_filter
from records.judge_tables import calibration_cases, calibration_people
from records.judge_tables import calibration_sessions as table
from records.tables import current_evaluations, evaluations


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session: `cases` are evaluations in their order, `people` those who are invited, by name."""

    session_id: str
    title: str
    state: SessionState
    opened_by: str
    opened_at: datetime
    closed_by: str | None = None
    closed_at: datetime | None = None
    people: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()

    def number(self, evaluation_id: str) -> int:
        """The number of a case, from 1."""
        return self.cases.index(evaluation_id) + 1

    def case(self, name: str) -> str:
        """The evaluation of a case by its number (from 1) or its id; RecordsError (`no_case`) for another name."""
        if name.isdigit() and 1 <= int(name) <= len(self.cases):
            return self.cases[int(name) - 1]
        if name in self.cases:
            return name
        what = f"give a number from 1 to {len(self.cases)}"
        raise RecordsError(f"the session has no case '{name}'", what, where=self.session_id, code="no_case")


def add(connection: Connection, session: Session) -> None:
    """Keep a new session."""
    row = {name: getattr(session, name) for name in _COLUMNS} | {"state": session.state.value}
    connection.execute(sa.insert(table).values(row))
    people = [{"session_id": session.session_id, "who": who} for who in session.people]
    cases = [
        {"session_id": session.session_id, "position": n, "evaluation_id": evaluation_id}
        for n, evaluation_id in enumerate(session.cases)
    ]
    connection.execute(sa.insert(calibration_people), people)
    connection.execute(sa.insert(calibration_cases), cases)


def find(connection: Connection, session_id: str) -> Session:
    """One session by its id or the beginning of it; RecordsError (`no_session`) for none or several."""
    chosen = table.c.session_id.startswith(session_id, autoescape=True)
    rows = connection.execute(sa.select(table).where(chosen).order_by(table.c.session_id).limit(2)).all()
    exact = [row for row in rows if row.session_id == session_id] or rows
    if len(exact) != 1:
        reason = f"{'several sessions begin' if exact else 'no session begins'} with '{session_id}'"
        raise RecordsError(reason, "see mingjian calibration list", where="calibration", code="no_session")
    return _whole(connection, exact)[0]


def everything(connection: Connection) -> list[Session]:
    """All sessions, the latest first."""
    rows = connection.execute(sa.select(table).order_by(table.c.opened_at.desc(), table.c.session_id)).all()
    return _whole(connection, rows)


def move(connection: Connection, session: Session, to: SessionState, **changes: Any) -> bool:
    """Change the state of a session that still stands where the caller saw it; False when somebody was faster."""
    still = (table.c.session_id == session.session_id) & (table.c.state == session.state.value)
    moved = sa.update(table).where(still).values(state=to.value, **changes).returning(table.c.session_id)
    return connection.execute(moved).first() is not None


_COLUMNS = ("session_id", "title", "opened_by", "opened_at", "closed_by", "closed_at")


def _whole(connection: Connection, rows: Sequence[Any]) -> list[Session]:
    ids = [row.session_id for row in rows]
    people: dict[str, list[str]] = {}
    statement = sa.select(calibration_people).where(calibration_people.c.session_id.in_(ids))
    for one in connection.execute(statement.order_by(calibration_people.c.who)):
        people.setdefault(one.session_id, []).append(one.who)
    cases: dict[str, list[str]] = {}
    of_cases = sa.select(calibration_cases).where(calibration_cases.c.session_id.in_(ids))
    for one in connection.execute(of_cases.order_by(calibration_cases.c.position)):
        cases.setdefault(one.session_id, []).append(one.evaluation_id)
    return [
        Session(
            state=SessionState(row.state),
            people=tuple(people.get(row.session_id, ())),
            cases=tuple(cases.get(row.session_id, ())),
            **{name: getattr(row, name) for name in _COLUMNS},
        )
        for row in rows
    ]


def evaluation_named(connection: Connection, name: str, *, sight: Sight = EVERYTHING) -> str:
    """The evaluation somebody means: its id, or SOURCE/INTERACTION[#SEGMENT] for the current one.

    RecordsError (`no_evaluation`) when there is none that is seen.
    """
    found = _named(connection, name)
    if found is None or not sight_filter.evaluations_seen(connection, sight, [found]):
        what = "write an evaluation id, or SOURCE/INTERACTION (and #SEGMENT of a transfer)"
        raise RecordsError(f"nothing was judged as '{name}'", what, where="evaluations", code="no_evaluation")
    return found


def drawn(
    connection: Connection, first: date, last: date, count: int, salt: str, *, sight: Sight = EVERYTHING
) -> list[str]:
    """`count` current evaluations of the business dates (both included) by lot, of those that are seen.

    The same salt draws the same.
    """
    e = evaluations.c
    is_current = e.evaluation_id.in_(sa.select(current_evaluations.c.evaluation_id))
    of_days = e.business_date.between(first, last)
    chosen = sa.select(e.evaluation_id).where(of_days, is_current, sight_filter.of_evaluations(sight))
    ids = sorted(connection.execute(chosen.order_by(e.evaluation_id)).scalars())
    return sorted(ids, key=lambda one: uniform_draw(salt, one))[:count]


def _named(connection: Connection, name: str) -> str | None:
    known = connection.execute(sa.select(evaluations.c.evaluation_id).where(evaluations.c.evaluation_id == name))
    if (found := known.scalar_one_or_none()) is not None:
        return str(found)
    source, _, rest = name.partition("/")
    interaction_id, _, segment = rest.rpartition("#") if "#" in rest else (rest, "", "0")
    e = current_evaluations.c
    number = int(segment) if segment.isdigit() else -1
    same = (e.source == source) & (e.interaction_id == interaction_id) & (e.segment == number)
    current = connection.execute(sa.select(e.evaluation_id).where(same)).scalar_one_or_none()
    return None if current is None else str(current)
