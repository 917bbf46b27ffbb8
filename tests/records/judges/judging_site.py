"""The review site with a judging desk, for the tests of calibration, gold and live rules."""

from collections.abc import Sequence

from sqlalchemy.engine import Engine

from inspection.evaluation import ItemState
from inspection.people import Person, PersonRole
from inspection.submission import GivenVerdict
from records import people
from records.database import writing
from records.judges import calibrating
from records.judges.judging_desk import JudgingDesk
from records.judges.sessions import Session
from tests.inspection.form_cases import MET
from tests.inspection.judges.judging_cases import POLICY
from tests.records import review_site as site
from tests.records.review_site import says


def desk(who: str, *, minutes: float = 0) -> JudgingDesk:
    """Where somebody sits down, so many minutes after nine."""
    at = site.desk(who, minutes=minutes)
    return JudgingDesk(person=at.person, policy=POLICY, review=site.NO_SECOND, now=at.now)


def full_form(greeting: ItemState = MET, closing: ItemState = MET, rude: ItemState = MET) -> tuple[GivenVerdict, ...]:
    """Every item of the form; a violation that happened names its turn."""
    turn = 0 if rude is not MET else None
    return (says("greeting", greeting), says("closing", closing), says("rude", rude, turn=turn))


def open_session(engine: Engine, *calls: str, invite: Sequence[str] = ("Wang", "Li")) -> Session:
    """A session on judged calls, opened by the supervisor."""
    with writing(engine) as connection:
        return calibrating.open_session(connection, desk("Zhao"), "closing", [f"e-{call}" for call in calls], invite)


def judge(engine: Engine, session: Session, case: str, who: str, *given: GivenVerdict, minutes: float = 1) -> None:
    with writing(engine) as connection:
        calibrating.judge_case(connection, desk(who, minutes=minutes), session.session_id, case, given)


def agreed_session(engine: Engine, *calls: str) -> Session:
    """A session through to its end: both say the same of every case, and that is the reference."""
    session = open_session(engine, *calls)
    for number in range(1, len(calls) + 1):
        for who in ("Wang", "Li"):
            judge(engine, session, str(number), who, *full_form())
    with writing(engine) as connection:
        calibrating.close_session(connection, desk("Zhao", minutes=5), session.session_id)
        for number in range(1, len(calls) + 1):
            calibrating.agree(connection, desk("Zhao", minutes=6), session.session_id, str(number), ())
    return session


def hire(engine: Engine, *names: str) -> None:
    """More reviewers, of no team."""
    staff = [Person(who=name, roles=(PersonRole.REVIEWER,)) for name in names]
    site.BY_NAME.update({person.who: person for person in staff})
    with writing(engine) as connection:
        people.save(connection, staff, who="setup", at=site.MORNING, reason="test")
