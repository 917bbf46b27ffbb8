"""One calibration session (校准结果): who has judged what; once closed, how alike, item by item, and the reference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.links import calibration_url, interaction_url
from console.pages.calibrations import desk
from console.pages.calibrations.agreement_words import ItemLine, JudgeLine, item_lines, judge_lines
from console.pages.calibrations.verdicts import given_verdicts
from console.see_other import SeeOther
from console.taking_steps import NotDone, taken
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.errors import InspectionError, RecordsError
from inspection.evaluation import ItemState
from inspection.item_verdicts import ItemVerdict
from inspection.judges.calibration import CalibrationCase, calibration_report, unanimous
from inspection.judges.judging_steps import SessionState
from inspection.people import Person
from records.database import Connection, reading
from records.judges import calibrating, calibration_sheets, judge_verdicts
from records.judges.judge_verdicts import Occasion
from records.judges.judging_desk import JudgingDesk
from records.judges.sessions import Session
from records.workspace import Workspace

_AGREED = (ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many cases somebody has judged."""

    who: str
    judged: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """An item of a case people differ on: who said what, what the machine said, what was agreed (may be empty)."""

    item_id: str
    name: str
    said: tuple[tuple[str, str], ...]
    machine: str
    agreed: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case of a closed session: what people differ on; `is_agreed` when its reference is kept."""

    number: int
    url: str
    interaction_id: str
    disputes: tuple[Dispute, ...]
    is_agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage(PageContext):
    """A session. While it is open only `progress` is told; `items`, `judges` and `cases` once it is closed.

    `judges_here` when whoever looks still has cases to judge, `closes` and `agrees` when they may take these steps.
    """

    path: str
    title: str
    state: str
    state_name: str
    progress: tuple[Progress, ...]
    mine_left: int
    items: tuple[ItemLine, ...]
    judges: tuple[JudgeLine, ...]
    cases: tuple[CaseView, ...]
    closes: bool
    agrees: bool
    wrong: str


def build(workspace: Workspace, visit: Visit) -> SessionPage | None:
    """The session the address names; None when there is none or they are not told of it."""
    return _page(workspace, visit)


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> SessionPage | SeeOther | None:
    """Fields: `step` (close, agree); to agree also `case` and `state.ITEM` for what people differ on."""
    workspace = keeper.workspace
    with reading(workspace.engine) as connection:
        session = desk.find(connection, visit)
    if session is None:
        return None

    def act(connection: Connection, person: Person) -> None:
        seat = desk.desk_of(workspace, person, visit.at)
        if fields.one("step") == "close":
            calibrating.close_session(connection, seat, session.session_id)
        elif fields.one("step") == "agree":
            calibrating.agree(connection, seat, session.session_id, fields.one("case"), given_verdicts(fields))
        else:
            raise RecordsError("there is no such step", "choose a step of the page", code="wrong_state")

    outcome = taken(workspace, visit, f"calibration:{session.session_id}", act)
    if isinstance(outcome, NotDone):
        return _page(workspace, visit, wrong=outcome.said)
    place = f"#case-{fields.one('case')}" if fields.one("case").isdigit() else ""
    return SeeOther(f"{calibration_url(session.session_id)}{place}")


def _page(workspace: Workspace, visit: Visit, *, wrong: str = "") -> SessionPage | None:
    if visit.viewer is None:
        return None
    w, person = visit.w, visit.viewer.person
    seat = desk.desk_of(workspace, person, visit.at)
    with reading(workspace.engine) as connection:
        session = desk.find(connection, visit)
        if session is None:
            return None
        said = judge_verdicts.of(connection, Occasion.CALIBRATION, session.session_id)
        cases = _revealed(connection, seat, session)
    mine = {key for key, verdicts in said.items() if any(v.who == person.who for v in verdicts)}
    is_open = session.state is SessionState.OPEN
    calibration = seat.policy.calibration
    report = calibration_report(cases, minimum_cases=calibration.minimum_cases) if cases else None
    leads = visit.may(Action.OPEN_CALIBRATIONS)
    return SessionPage(
        frame=frame_of(visit, session.title, "calibrations", status=422 if wrong else 200),
        w=w,
        path=calibration_url(session.session_id),
        title=session.title,
        state=session.state.value,
        state_name=w.of("calibration_state", session.state.value),
        progress=tuple(_progress(who, session, said) for who in session.people),
        mine_left=len(session.cases) - len(mine) if is_open and person.who in session.people else 0,
        items=item_lines(report, calibration.good_from, w) if report else (),
        judges=judge_lines(report, w) if report else (),
        cases=tuple(_case(session.number(c.evaluation.evaluation_id), c, visit) for c in cases),
        closes=is_open and leads,
        agrees=not is_open and leads,
        wrong=wrong,
    )


def _revealed(connection: Connection, seat: JudgingDesk, session: Session) -> list[CalibrationCase]:
    """The cases of a closed session, for who may see its result."""
    if session.state is SessionState.OPEN:
        return []
    try:
        return calibration_sheets.cases_of(connection, seat, session)
    except InspectionError:
        return []


def _progress(who: str, session: Session, said: Mapping[str, Sequence[ItemVerdict]]) -> Progress:
    judged = sum(any(v.who == who for v in said.get(case, ())) for case in session.cases)
    return Progress(who=who, judged=judged, total=len(session.cases))


def _case(number: int, case: CalibrationCase, visit: Visit) -> CaseView:
    one = case.evaluation
    alike = set(unanimous(case.verdicts))
    disputed = sorted({v.item for v in case.verdicts} - alike)
    may_open = visit.may(Action.READ_INTERACTIONS)
    return CaseView(
        number=number,
        url=interaction_url(one.source, one.interaction_id) if may_open else "",
        interaction_id=one.interaction_id,
        disputes=tuple(_dispute(item, case, visit.w) for item in disputed),
        is_agreed=bool(case.reference),
    )


def _dispute(item: str, case: CalibrationCase, w: Words) -> Dispute:
    agreed = next((v.state.value for v in case.reference if v.item == item), "")
    machine = next((i.state.value for i in case.evaluation.items if i.id == item), None)
    said = {v.who: v.state.value for v in case.verdicts if v.item == item}
    return Dispute(
        item_id=item,
        name=w.of("item", item),
        said=tuple((who, w.of("state", state)) for who, state in sorted(said.items())),
        machine=w.of("state", machine),
        agreed=agreed,
        choices=tuple((state.value, w.of("state", state.value)) for state in _AGREED),
    )
