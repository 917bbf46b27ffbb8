"""Who is looking: the account behind the session of a request, and what they may do."""

from dataclasses import dataclass
from datetime import datetime

from inspection.access.policy import Action, may
from inspection.access.session_life import SessionPolicy, is_use_to_be_noted
from inspection.access.sight import Sight, sight_of
from inspection.people import Person
from records import sessions
from records.database import reading, writing
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody signed in as `login`, as they are registered at this request; `at` is its time.

    `session_hash` names their session in the database.
    """

    login: str
    person: Person
    at: datetime
    session_hash: str

    def may(self, action: Action) -> bool:
        """True when the policy lets them."""
        return may(self.person, action)

    def sight(self, action: Action) -> Sight:
        """What of it they see."""
        return sight_of(self.person, action)


def viewer_of(workspace: Workspace, session_hash: str, *, at: datetime, policy: SessionPolicy) -> Viewer | None:
    """Whose session it is; None when it is over, unknown or switched off. Use is noted now and then."""
    with reading(workspace.engine) as connection:
        session = sessions.find(connection, session_hash, at=at, policy=policy)
    if session is None:
        return None
    if is_use_to_be_noted(session.used_at, at, policy):
        with writing(workspace.engine) as connection:
            sessions.note_use(connection, session_hash, at=at)
    return Viewer(login=session.login, person=session.person, at=at, session_hash=session_hash)
