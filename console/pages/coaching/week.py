"""Planning a week (一周安排): every task that is still to be planned with a day beside it, saved in one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from console import coaching_desk
from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields, day_of
from console.frame import PageContext, frame_of
from console.links import task_url
from console.pages.coaching.rows import TaskRow, task_row
from console.see_other import SeeOther
from console.taking_steps import NotDone, taken
from console.visit import Visit, with_query
from inspection.access.policy import Action
from inspection.coaching.task import CoachingStatus, CoachingTask
from inspection.coaching.week_plan import week_plan
from inspection.errors import AccessRefused, RecordsError
from inspection.people import Person
from records import appeal_rules, coaching_board, coaching_life
from records.coaching_board import Wanted
from records.coaching_life import ManualTask
from records.database import Connection, reading
from records.workspace import Workspace

ROWS = 50
DAYS = 5
_PER_DAY = (2, 3, 4, 6, 8)
_PATH = "/coaching/week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One working day to choose: `label` as people say it, `planned` how many the trainer has on it already."""

    value: str
    label: str
    planned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A task with the day chosen for it (empty: none yet)."""

    task: TaskRow
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Week(PageContext):
    """The tasks of the signed-in trainer (and those nobody has) without a day, most urgent first.

    `per_day` is what the proposal fills a day up to (0: nothing is proposed); `wrong` are steps that were refused, each
    with its task; `done` how many were planned.
    """

    days: tuple[Day, ...]
    rows: tuple[PlanRow, ...]
    more: int
    per_day: int
    choices: tuple[int, ...]
    items: tuple[tuple[str, str], ...]
    wrong: tuple[str, ...]
    done: str


def build(workspace: Workspace, visit: Visit) -> Week | None:
    """Query: `per_day` (propose so many a day), `done`."""
    return _page(workspace, visit, {}, ())


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Week | SeeOther | None:
    """Plan every task that was given a day. Fields: `on.TASK` = a day or empty, for each task of the page."""
    workspace = keeper.workspace
    given = {name[3:]: fields.one(name) for name in fields.fields if name.startswith("on.") and fields.one(name)}
    refused: dict[str, str] = {}
    for task_id, day in given.items():
        outcome = _plan(workspace, visit, task_id, day)
        if isinstance(outcome, NotDone):
            refused[task_id] = outcome.said
    if not refused:
        return SeeOther(with_query(_PATH, {"done": str(len(given))}))
    wrong = tuple(f"{task_id}: {said}" for task_id, said in refused.items())
    return _page(workspace, visit, {task_id: given[task_id] for task_id in refused}, wrong)


def group(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Week | SeeOther | None:
    """Make one task of those that are ticked. Fields: `task` (several), `item`, `reason`."""
    workspace, tasks = keeper.workspace, fields.many("task")

    def act(connection: Connection, person: Person) -> str:
        _demand_all_seen(connection, visit, tasks)
        seat = coaching_desk.desk_of(workspace, person, visit.at)
        wanted = ManualTask(agents=(), item=fields.one("item"), reason=fields.one("reason"), trainer=person.who)
        return coaching_life.group(connection, seat, tasks, wanted).task_id

    outcome = taken(workspace, visit, "coaching", act)
    if isinstance(outcome, NotDone):
        return _page(workspace, visit, {}, (outcome.said,))
    return SeeOther(task_url(outcome))


def _plan(workspace: Workspace, visit: Visit, task_id: str, day: str) -> NotDone | None:
    def act(connection: Connection, person: Person) -> None:
        _demand_seen(connection, visit, task_id)
        coaching_life.plan(connection, coaching_desk.desk_of(workspace, person, visit.at), task_id, day_of(day))

    return taken(workspace, visit, f"coaching:{task_id[:100]}", act)


def _demand_seen(connection: Connection, visit: Visit, task_id: str) -> CoachingTask:
    """The task of this whole id; RecordsError (`no_task`) when there is none or it is not theirs to see."""
    at = coaching_board.find_seen(connection, task_id, sight=visit.sight(Action.HOLD_COACHING))
    if at is None:
        raise RecordsError("there is no such coaching task", "choose one of the page", where="coaching", code="no_task")
    return at.task


def _demand_all_seen(connection: Connection, visit: Visit, task_ids: Sequence[str]) -> None:
    """Who makes one task of several shows each agent the words of all: every agent of each must be theirs to see."""
    agents = {agent for task_id in task_ids for agent in _demand_seen(connection, visit, task_id).agents}
    if agents - coaching_board.agents_seen(connection, agents, sight=visit.sight(Action.HOLD_COACHING)):
        raise AccessRefused(
            "one of the tasks is also about agents who are not yours", "leave it as it is", where="coaching",
            code="others_too",
        )  # fmt: skip


def _page(workspace: Workspace, visit: Visit, kept: Mapping[str, str], wrong: tuple[str, ...]) -> Week | None:
    if visit.viewer is None:
        return None
    w, who = visit.w, visit.viewer.person.who
    today = coaching_desk.today(workspace, visit.at)
    days = appeal_rules.calendar_in(workspace.path).coming(today, DAYS)
    sight = visit.sight(Action.HOLD_COACHING)
    wanted = Wanted(trainer=who, or_nobodys=True)
    with reading(workspace.engine) as connection:
        total = coaching_board.counts(connection, wanted, sight=sight).get(CoachingStatus.OPEN, 0)
        tasks = coaching_board.tasks(connection, wanted, [CoachingStatus.OPEN], sight=sight, limit=ROWS)
        planned = coaching_board.planned_between(connection, who, days[0], days[-1])
    per_day = visit.page("per_day") if visit.asked("per_day") else 0
    proposed = week_plan(tasks, days, min(per_day, 50), planned) if per_day else {}
    chosen = {task_id: day.isoformat() for task_id, day in proposed.items()} | dict(kept)
    rows = tuple(PlanRow(task=task_row(t, w, today=today), day=chosen.get(t.task_id, "")) for t in tasks)
    done = visit.asked("done")
    return Week(
        frame=frame_of(visit, w["coach_week"], "coaching", status=422 if wrong else 200),
        w=w,
        days=tuple(Day(value=day.isoformat(), label=_label(day, visit), planned=planned.get(day, 0)) for day in days),
        rows=rows,
        more=total - len(tasks),
        per_day=per_day,
        choices=_PER_DAY,
        items=tuple((item, w.of("item", item)) for item in sorted({task.item for task in tasks})),
        wrong=wrong,
        done=w["coach_planned_n"].format(n=done) if done.isdigit() and not wrong else "",
    )


def _label(day: date, visit: Visit) -> str:
    return f"{visit.w[_WEEKDAYS[day.weekday()]]} {day.month}-{day.day:02d}"


_WEEKDAYS = ("weekday_1", "weekday_2", "weekday_3", "weekday_4", "weekday_5", "weekday_6", "weekday_7")
