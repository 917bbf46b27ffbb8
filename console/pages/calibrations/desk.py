"""Where somebody sits down to calibrate: the policies in force here, and the sessions they may know of."""

from datetime import datetime
from urllib.parse import unquote

from console.review_desk import review_policy
from console.visit import Visit
from inspection.access.policy import Action
from inspection.errors import RecordsError
from inspection.people import Person
from records.database import Connection
from records.judges import judging_desk, sessions
from records.judges.judging_desk import JudgingDesk
from records.judges.sessions import Session
from records.workspace import Workspace

_START = "/calibrations/"


def desk_of(workspace: Workspace, person: Person, at: datetime) -> JudgingDesk:
    """The desk of the person at that moment."""
    policy = judging_desk.judging_policy_in(workspace.path)
    return JudgingDesk(person=person, policy=policy, review=review_policy(), now=at)


def is_known_to(session: Session, visit: Visit) -> bool:
    """Who sees all sessions, and who is invited, know of a session."""
    if visit.viewer is None:
        return False
    return visit.sight(Action.READ_CALIBRATIONS).is_everything or visit.viewer.person.who in session.people


def find(connection: Connection, visit: Visit) -> Session | None:
    """The session the address names, by its whole id; None when there is none or nobody told them of it."""
    session_id = unquote(visit.path.removeprefix(_START)).partition("/")[0]
    try:
        session = sessions.find(connection, session_id)
    except RecordsError:
        return None
    return session if session.session_id == session_id and is_known_to(session, visit) else None
