"""The list of calibration sessions (校准会), the latest first, and how far one's own judging is."""

from dataclasses import dataclass

from console.figures import day_and_time
from console.frame import PageContext, frame_of
from console.links import calibration_url
from console.pages.calibrations import desk
from console.paging import Page, page_of
from console.visit import Visit
from inspection.access.policy import Action
from records import waiting_counts
from records.database import reading
from records.judges import sessions
from records.judges.sessions import Session
from records.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session; `mine_left` is how many cases wait for whoever looks (empty: none, or not invited)."""

    url: str
    title: str
    state: str
    state_name: str
    opened: str
    opened_by: str
    people: int
    cases: int
    mine_left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrations(PageContext):
    """Sessions whoever asks knows of; `opens` when they may open one, `judges` when they may see how people judge."""

    rows: Page[SessionRow]
    opens: bool
    judges: bool


def build(workspace: Workspace, visit: Visit) -> Calibrations | None:
    """Query: `page`."""
    if visit.viewer is None:
        return None
    with reading(workspace.engine) as connection:
        known = [one for one in sessions.everything(connection) if desk.is_known_to(one, visit)]
        left = waiting_counts.calibration_cases_left(connection, visit.viewer.person.who)
    return Calibrations(
        frame=frame_of(visit, visit.w["nav_calibrations"], "calibrations"),
        w=visit.w,
        rows=page_of(known, visit, lambda one: _row(one, left.get(one.session_id, 0), visit)),
        opens=visit.may(Action.OPEN_CALIBRATIONS),
        judges=visit.sight(Action.READ_JUDGES).is_everything,
    )


def _row(session: Session, left: int, visit: Visit) -> SessionRow:
    return SessionRow(
        url=calibration_url(session.session_id),
        title=session.title,
        state=session.state.value,
        state_name=visit.w.of("calibration_state", session.state.value),
        opened=day_and_time(session.opened_at),
        opened_by=session.opened_by,
        people=len(session.people),
        cases=len(session.cases),
        mine_left=str(left) if left else "",
    )
