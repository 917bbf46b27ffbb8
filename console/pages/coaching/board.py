"""The coaching board (辅导看板): tasks in columns by where they stand, and the whole list of each column."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from console import coaching_desk
from console.frame import PageContext, frame_of
from console.pages.coaching.rows import TaskRow, task_row
from console.paging import ROWS_PER_PAGE, Page, page_with
from console.visit import Visit
from inspection.access.policy import Action
from inspection.coaching.task import CoachingStatus, CoachingTask
from inspection.people import PersonRole
from records import coaching_board
from records.coaching_board import Wanted
from records.database import Connection, reading
from records.workspace import Workspace

CARDS = 8
CLOSED_DAYS = 30
_COLUMNS: tuple[tuple[str, tuple[CoachingStatus, ...]], ...] = (
    ("waiting_for_review", (CoachingStatus.WAITING_FOR_REVIEW,)),
    ("open", (CoachingStatus.OPEN,)),
    ("planned", (CoachingStatus.PLANNED,)),
    ("held", (CoachingStatus.HELD,)),
    ("acknowledged", (CoachingStatus.ACKNOWLEDGED,)),
    ("closed", (CoachingStatus.CLOSED,)),
)
_MINE = "mine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One state: its first tasks, how many there are in all, and where they are listed."""

    status: str
    name: str
    total: int
    url: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(PageContext):
    """The board; with a `state` the whole list of that column (`listed`) instead.

    `trainer` is the filter in force: mine (with nobody's), empty for everybody's, or a name.
    """

    columns: tuple[Column, ...]
    state: str
    state_name: str
    listed: Page[TaskRow]
    board_url: str
    trainer: str
    trainers: tuple[tuple[str, str], ...]
    item: str
    items: tuple[tuple[str, str], ...]
    agent: str
    late: bool
    filters: bool
    works: bool
    adds: bool


def build(workspace: Workspace, visit: Visit) -> Board | None:
    """Query: `state` (one column as a list), `trainer`, `item`, `agent`, `late`, `page`."""
    if visit.viewer is None:
        return None
    w, person, today = visit.w, visit.viewer.person, coaching_desk.today(workspace, visit.at)
    sight = visit.sight(Action.READ_COACHING)
    wanted, trainer = _wanted(visit, today)
    columns = [(name, coaching_desk.shown_statuses(visit, statuses)) for name, statuses in _COLUMNS]
    state = next((name for name, statuses in columns if name == visit.asked("state") and statuses), "")
    with reading(workspace.engine) as connection:
        counts = coaching_board.counts(connection, wanted, sight=sight)
        items = coaching_board.items_in(connection, sight=sight)
        trainers = coaching_board.trainers_in(connection, sight=sight)
        listed, shown = _no_rows(visit), []
        for name, statuses in columns:
            total = sum(counts.get(status, 0) for status in statuses)
            cut = _cut(name, state, total, visit)
            tasks = coaching_board.tasks(connection, wanted, statuses, sight=sight, **cut) if statuses else []
            known = _known(connection, tasks, visit)
            rows = [task_row(task, w, today=today, agents=known) for task in tasks]
            listed = page_with(rows, total, visit, lambda row: row) if name == state else listed
            if statuses and (total or name != "waiting_for_review"):
                shown.append(_column(name, total, rows, visit))
    works = coaching_desk.trains(person)
    return Board(
        frame=frame_of(visit, w["nav_coaching"], "coaching"),
        w=w,
        columns=tuple(shown),
        state=state,
        state_name=w.of("task_status", state) if state else "",
        listed=listed,
        board_url=visit.here_with(state="", page=""),
        trainer=trainer,
        trainers=((_MINE, w["coach_mine"]), ("all", w["coach_everybodys"]), *((name, name) for name in trainers)),
        item=visit.asked("item"),
        items=tuple((item, w.of("item", item)) for item in items),
        agent=visit.asked("agent"),
        late=bool(visit.asked("late")),
        filters=visit.may(Action.READ_DRAFTS),
        works=works,
        adds=works or PersonRole.TEAM_LEAD in person.roles,
    )


def _wanted(visit: Visit, today: date) -> tuple[Wanted, str]:
    """The filter of the query; a trainer begins with their own tasks and those nobody has."""
    assert visit.viewer is not None
    person = visit.viewer.person
    own = _MINE if PersonRole.TRAINER in person.roles else "all"
    trainer = visit.asked("trainer") or own
    named = {"": "", "all": "", _MINE: person.who}.get(trainer, trainer)
    return Wanted(
        trainer=named,
        or_nobodys=trainer == _MINE,
        item=visit.asked("item"),
        agent_id=visit.asked("agent"),
        late_on=today if visit.asked("late") else None,
        closed_since=today - timedelta(days=CLOSED_DAYS),
    ), trainer


def _known(connection: Connection, tasks: list[CoachingTask], visit: Visit) -> frozenset[str]:
    agents = {agent for task in tasks for agent in task.agents}
    return coaching_board.agents_seen(connection, agents, sight=visit.sight(Action.READ_COACHING))


def _cut(name: str, state: str, total: int, visit: Visit) -> dict[str, int]:
    """Which rows of a column: the first few of the board, a page of the list, none of the other columns."""
    if not state:
        return {"limit": CARDS}
    if name != state:
        return {"limit": 0}
    last = max(1, -(-total // ROWS_PER_PAGE))
    return {"limit": ROWS_PER_PAGE, "offset": (min(visit.page("page"), last) - 1) * ROWS_PER_PAGE}


def _column(name: str, total: int, rows: Sequence[TaskRow], visit: Visit) -> Column:
    url = visit.here_with(state=name, page="")
    return Column(status=name, name=visit.w.of("task_status", name), total=total, url=url, tasks=tuple(rows))


def _no_rows(visit: Visit) -> Page[TaskRow]:
    none: tuple[TaskRow, ...] = ()
    return page_with(none, 0, visit, lambda row: row)
