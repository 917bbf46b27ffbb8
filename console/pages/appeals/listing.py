"""The list of appeals (申诉列表): what waits for whoever looks, what is going on, what has been decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.figures import day_and_time
from console.frame import PageContext, frame_of
from console.links import appeal_page_url
from console.paging import Page, page_of
from console.tabs import Tab, tabs_of
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.appeal_policy import AppealState, Step
from inspection.appeal_procedure import Procedure, is_past
from inspection.people import Person
from records import appeal_rules, appealing, appeals
from records.appeals import Appeal
from records.database import Connection, reading
from records.workspace import Workspace

_MINE, _OPEN, _ENDED = "mine", "open", "ended"
_TABS = {_MINE: "appeal_mine", _OPEN: "appeal_open", _ENDED: "appeal_ended"}
RUNNING = (*appeals.OPEN, AppealState.REJECTED.value)
_OVER = (AppealState.UPHELD.value, AppealState.DISMISSED.value, AppealState.WITHDRAWN.value)
_DECIDING = frozenset({Step.COMMENT, Step.UPHOLD, Step.REJECT, Step.ESCALATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealRow:
    """One appeal in words; `due_at` is the last moment of the step that is next, `is_late` when that is past."""

    url: str
    state: str
    state_name: str
    agent: str
    team: str
    item: str
    ground: str
    filed_at: str
    due_at: str
    is_late: bool
    waits_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeals(PageContext):
    """Appeals whoever asks may see. `may_file` when they can appeal themselves; `agent`, `item` are the filters."""

    tabs: tuple[Tab, ...]
    rows: Page[AppealRow]
    shown: str
    agent: str
    item: str
    items: tuple[tuple[str, str], ...]
    may_file: bool
    filters_agents: bool


def build(workspace: Workspace, visit: Visit) -> Appeals | None:
    """Query: `show` (mine, open, ended), `agent`, `item`, `page`."""
    if visit.viewer is None:
        return None
    w, person = visit.w, visit.viewer.person
    procedure = appeal_rules.procedure_in(workspace.path)
    with reading(workspace.engine) as connection:
        running = _seen(connection, visit, RUNNING)
        mine = waiting_for(connection, procedure, person, running, visit.at)
        counts = {_MINE: len(mine), _OPEN: len(running)}
        asked = visit.asked("show")
        shown = asked if asked in _TABS else _MINE if mine else _OPEN
        found = mine if shown == _MINE else running if shown == _OPEN else _seen(connection, visit, _OVER)
    items = sorted({appeal.item for appeal in found if appeal.item})
    return Appeals(
        frame=frame_of(visit, w["nav_appeals"], "appeals"),
        w=w,
        tabs=tabs_of(visit, "show", [(name, w[_TABS[name]], counts.get(name)) for name in _TABS], shown),
        rows=page_of(found, visit, lambda appeal: appeal_row(appeal, procedure, visit.at, w)),
        shown=shown,
        agent=visit.asked("agent"),
        item=visit.asked("item"),
        items=tuple((item, w.of("item", item)) for item in dict.fromkeys([*items, *_given(visit.asked("item"))])),
        may_file=visit.may(Action.FILE_APPEALS),
        filters_agents=not person.agent_id or len(person.roles) > 1,
    )


def waiting_for(
    connection: Connection, procedure: Procedure, person: Person, running: Sequence[Appeal], now: datetime
) -> list[Appeal]:
    """Of running appeals those in which this person may take the step that decides what follows."""
    steps = appeals.steps_of_many(connection, [appeal.id for appeal in running])
    return [
        appeal
        for appeal in running
        if _DECIDING
        & set(procedure.open_to(person, appealing.standpoint_of(connection, appeal, steps.get(appeal.id, [])), now))
    ]


def appeal_row(appeal: Appeal, procedure: Procedure, now: datetime, w: Words) -> AppealRow:
    """The appeal as a row."""
    ground = procedure.policy.grounds.get(str(appeal.reason_code))
    is_open = appeal.state in RUNNING
    return AppealRow(
        url=appeal_page_url(appeal.id),
        state=str(appeal.state),
        state_name=w.of("appeal_state", appeal.state),
        agent=appeal.agent_id or "–",
        team=appeal.team or "–",
        item=w.of("item", appeal.item) if appeal.item else w["appeal_whole"],
        ground=ground.in_language(w.language) if ground else str(appeal.reason_code),
        filed_at=day_and_time(appeal.at),
        due_at=last_day(procedure, appeal.due_at) if is_open else "–",
        is_late=appeal.state in appeals.OPEN and is_past(appeal.due_at, now),
        waits_for=_roles(appeal, procedure, w) if is_open else "–",
    )


def last_day(procedure: Procedure, due_at: datetime | None) -> str:
    """The last day of a deadline, as people say it."""
    return "–" if due_at is None else f"{procedure.calendar.last_day(due_at)} 24:00"


def _roles(appeal: Appeal, procedure: Procedure, w: Words) -> str:
    rows = [row for row in procedure.policy.rows_from(AppealState(str(appeal.state))) if row.days is not None]
    first = [row for row in rows if appeal.state in row.from_][:1] or rows[:1]
    return " / ".join(w.of("person_role", role.value) for row in first for role in row.who)


def _seen(connection: Connection, visit: Visit, states: Sequence[str]) -> list[Appeal]:
    return appeals.seen(
        connection,
        states,
        sight=visit.sight(Action.READ_APPEALS),
        agent_id=visit.asked("agent"),
        item=visit.asked("item"),
        latest_first=states is _OVER,
    )


def _given(item: str) -> tuple[str, ...]:
    return (item,) if item else ()
