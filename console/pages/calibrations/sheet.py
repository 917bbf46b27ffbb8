"""The blind sheet of calibration (盲评表): the words and the full form, nothing of the machine or of anybody else."""

from dataclasses import dataclass

from console.doorkeeper import Doorkeeper
from console.figures import clock, time_of_day
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.links import calibration_url
from console.pages.calibrations import desk
from console.pages.calibrations.verdicts import given_verdicts
from console.see_other import SeeOther
from console.taking_steps import NotDone, taken
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.evaluation import ItemKind, ItemState
from inspection.interaction import Turn
from inspection.people import Person
from inspection.work_sheet import AskedItem, WorkSheet
from records import interactions, looks, seen_interactions
from records.database import Connection, reading, writing
from records.interaction_rows import StoredInteraction
from records.judges import calibrating, calibration_sheets
from records.judges.judging_desk import JudgingDesk
from records.judges.sessions import Session
from records.workspace import Workspace

_STATES = (ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE, ItemState.NEEDS_HUMAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """One item to judge: its choices (value, words), the one chosen before, whether a breach may be called fatal."""

    item_id: str
    name: str
    points: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    turn: str
    may_be_fatal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """One turn as it was said or written (masked); `number` counts from 1, as the form asks for it."""

    number: int
    role: str
    role_name: str
    time: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationSheet(PageContext):
    """The next case of a session for whoever is invited. `number` counts from 1; `wrong` says what was not taken."""

    path: str
    back: str
    title: str
    number: int
    total: int
    items: tuple[AskedLine, ...]
    turns: tuple[SaidLine, ...]
    wrong: str


def build(workspace: Workspace, visit: Visit) -> CalibrationSheet | SeeOther | None:
    """The next case; when all are judged it leads to the session."""
    return _page(workspace, visit, None)


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> CalibrationSheet | SeeOther | None:
    """Fields: `case` (its number), and for each item `state.ITEM`, `turn.ITEM`, `fatal.ITEM`."""
    workspace = keeper.workspace
    with reading(workspace.engine) as connection:
        session = desk.find(connection, visit)
    if session is None:
        return None

    def act(connection: Connection, person: Person) -> None:
        seat = desk.desk_of(workspace, person, visit.at)
        calibrating.judge_case(connection, seat, session.session_id, fields.one("case"), given_verdicts(fields))

    outcome = taken(workspace, visit, f"calibration:{session.session_id}", act)
    if isinstance(outcome, NotDone):
        return _page(workspace, visit, fields, wrong=outcome.said)
    return SeeOther(f"{calibration_url(session.session_id)}/sheet")


def _page(
    workspace: Workspace, visit: Visit, sent: FormFields | None, *, wrong: str = ""
) -> CalibrationSheet | SeeOther | None:
    if visit.viewer is None:
        return None
    with reading(workspace.engine) as connection:
        session = desk.find(connection, visit)
    if session is None:
        return None

    def look(connection: Connection, person: Person) -> tuple[str, WorkSheet] | None:
        return _next(connection, desk.desk_of(workspace, person, visit.at), session)

    found = taken(workspace, visit, f"calibration:{session.session_id}", look)
    back = calibration_url(session.session_id)
    if found is None or isinstance(found, NotDone):
        return SeeOther(back)
    case, sheet = found
    key = (sheet.task.source, sheet.task.interaction_id)
    with writing(workspace.engine) as connection:
        looks.note(connection, *key, who=visit.viewer.login, at=visit.at, page="calibration", was_shown=True)
    with reading(workspace.engine) as connection:
        stored = interactions.find(connection, *key)
        turns = _turns(connection, visit, stored, sheet.task.agent_id) if stored else ()
    w = visit.w
    return CalibrationSheet(
        frame=frame_of(visit, session.title, "calibrations", status=422 if wrong else 200),
        w=w,
        path=f"{back}/sheet",
        back=back,
        title=session.title,
        number=session.number(case),
        total=len(session.cases),
        items=tuple(_line(item, sent, w) for item in sheet.items if item.asked),
        turns=tuple(_said(turn, w) for turn in turns),
        wrong=wrong,
    )


def _next(connection: Connection, seat: JudgingDesk, session: Session) -> tuple[str, WorkSheet] | None:
    """The first case the person may judge and has not; None when they are through."""
    case = calibration_sheets.next_case(connection, seat, session)
    return None if case is None else (case, calibration_sheets.sheet_of_case(connection, seat, session, case))


def _turns(connection: Connection, visit: Visit, stored: StoredInteraction, agent_id: str | None) -> tuple[Turn, ...]:
    """The part they are invited to judge, and what they see anyway; a colleague's part stays theirs."""
    asked = seen_interactions.turns_of_agents(stored, [agent_id])
    shown = asked | seen_interactions.turns_seen(connection, visit.sight(Action.READ_INTERACTIONS), stored)
    return tuple(turn for turn in stored.interaction.turns if turn.index in shown)


def _line(item: AskedItem, sent: FormFields | None, w: Words) -> AskedLine:
    kind = "violation_state" if item.kind is ItemKind.VIOLATION else "state"
    return AskedLine(
        item_id=item.id,
        name=item.title_zh if w.language.startswith("zh") else item.title_en,
        points=f"{item.max_points:g}" if item.max_points else "",
        choices=tuple((state.value, w.of(kind, state.value)) for state in _STATES),
        chosen=sent.one(f"state.{item.id}") if sent else "",
        turn=sent.one(f"turn.{item.id}") if sent else "",
        may_be_fatal=item.fatal_kind is not None and not item.always_fatal,
    )


def _said(turn: Turn, w: Words) -> SaidLine:
    written_at = time_of_day(turn.sent_at) if turn.sent_at else ""
    return SaidLine(
        number=turn.index + 1,
        role=turn.sender.value,
        role_name=w.of("role", turn.sender.value),
        time=clock(turn.start_s) if turn.start_s is not None else written_at,
        words=turn.text,
    )
