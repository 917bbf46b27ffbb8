"""Opening a calibration session (发起校准会): who is invited, and which interactions, by lot or by name."""

from dataclasses import dataclass
from datetime import timedelta

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields, day_of
from console.frame import PageContext, frame_of
from console.links import calibration_url
from console.pages.calibrations import desk
from console.see_other import SeeOther
from console.taking_steps import NotDone, taken
from console.visit import Visit
from inspection.access.policy import Action
from inspection.access.sight import Sight
from inspection.errors import InputError
from inspection.people import Person, PersonRole
from records import people
from records.database import Connection, reading
from records.judges import calibrating, sessions
from records.workspace import Workspace

_INVITED = (PersonRole.REVIEWER, PersonRole.SUPERVISOR)
_MOST_CASES = 200
_USUAL_CASES = "12"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession(PageContext):
    """The form, with what was written before it was refused (`wrong` says why). `people` are (name, ticked)."""

    title: str
    people: tuple[tuple[str, bool], ...]
    random: str
    first: str
    last: str
    named: str
    wrong: str


def build(workspace: Workspace, visit: Visit) -> NewSession | None:
    """An empty form: twelve cases by lot of the past week."""
    today = visit.at.date()
    first, last = (today - timedelta(days=7)).isoformat(), today.isoformat()
    return _page(workspace, visit, {"random": _USUAL_CASES, "first": first, "last": last}, ())


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> NewSession | SeeOther | None:
    """Fields: `title`, `who` (several), `random` with `first` and `last`, `named` (SOURCE/ID, one a line)."""
    workspace = keeper.workspace

    def act(connection: Connection, person: Person) -> str:
        seat = desk.desk_of(workspace, person, visit.at)
        title = fields.one("title").strip()[:200]
        sight = visit.sight(Action.OPEN_CALIBRATIONS)
        cases = _cases(connection, fields, f"{title}|{visit.at.isoformat()}", sight)
        return calibrating.open_session(connection, seat, title, cases, fields.many("who")).session_id

    outcome = taken(workspace, visit, "calibration", act)
    if not isinstance(outcome, NotDone):
        return SeeOther(calibration_url(outcome))
    sent = {name: fields.one(name) for name in ("title", "random", "first", "last", "named")}
    return _page(workspace, visit, sent, fields.many("who"), wrong=outcome.said)


def _cases(connection: Connection, fields: FormFields, salt: str, sight: Sight) -> list[str]:
    """Whoever is invited reads their words: nobody invites to what they do not see themselves."""
    named = [line.strip() for line in fields.one("named").splitlines() if line.strip()]
    chosen = [sessions.evaluation_named(connection, name, sight=sight) for name in named[:_MOST_CASES]]
    wanted = fields.one("random").strip()
    if wanted and wanted != "0":
        if not (wanted.isascii() and wanted.isdigit() and int(wanted) <= _MOST_CASES):
            raise InputError("this is no number of cases", f"write 1 to {_MOST_CASES}", code="bad_number")
        first, last = day_of(fields.one("first")), day_of(fields.one("last"))
        chosen += sessions.drawn(connection, first, last, int(wanted), salt, sight=sight)
    return chosen


def _page(
    workspace: Workspace, visit: Visit, sent: dict[str, str], ticked: tuple[str, ...], *, wrong: str = ""
) -> NewSession:
    with reading(workspace.engine) as connection:
        known = people.names_of(connection, _INVITED)
    return NewSession(
        frame=frame_of(visit, visit.w["cal_new"], "calibrations", status=422 if wrong else 200),
        w=visit.w,
        title=sent.get("title", ""),
        people=tuple((who, who in ticked) for who in known),
        random=sent.get("random", ""),
        first=sent.get("first", ""),
        last=sent.get("last", ""),
        named=sent.get("named", ""),
        wrong=wrong,
    )
