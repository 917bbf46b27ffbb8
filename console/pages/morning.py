"""The morning page: last night's ledger, who must be looked at first, whom to coach, how the agents stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from console import coaching_desk
from console.charts import Histogram, histogram
from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.coaching.rows import TaskRow, task_row
from console.pages.flag_rows import FlagRow, flag_row
from console.pages.home_changes import ChangeLine, changes
from console.pages.home_todo import Todo, todos
from console.pages.scorecards import CardRow, card_row
from console.paging import ROWS_PER_PAGE, Page, page_with
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.coaching.task import CoachingStatus
from inspection.ledger import Ending
from inspection.period import Period
from inspection.scorecards.cards import ScorecardScope
from records import coaching_board, evaluations, flags, ledger, runs
from records.coaching_board import Wanted
from records.database import Connection, reading
from records.flags import OpenKind
from records.runs import Run
from records.scorecards import cards as scorecards
from records.workspace import Workspace

ROWS_OF_A_TASTER = 10
_PAGED = {OpenKind.FATALS: "fatals", OpenKind.RISKS: "risks", OpenKind.OTHERS: "flags"}
Counts = Mapping[tuple[Ending, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """The last run in words; `error` is empty when there was none."""

    run_id: str
    business_date: str
    state: str
    started_at: str
    finished_at: str
    resumed: int
    shards: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How many entries of an ending have this reason, and where they are listed."""

    name: str
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingCount:
    """How many entries ended so, where they are listed, and by which reasons (none for scored ones)."""

    ending: str
    name: str
    count: int
    url: str
    reasons: tuple[ReasonCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of the page somebody's rights open."""

    night: bool
    flags: bool
    coaching: bool
    cards: bool

    @property
    def nothing(self) -> bool:
        """True when none is open (an administrator)."""
        return not (self.night or self.flags or self.coaching or self.cards)


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning(PageContext):
    """Last night at a glance, as far as whoever asks may see it; `run` is None before the first night.

    `shows` tells which parts are shown at all: `night` (run, ledger, distribution), `flags`, `coaching`, `cards`.

    `fatals`, `risks` and `flags` are the open flags of the night in queue order, each with its own pages;
    `todo` is what waits for whoever asks, `changes` the centre's night beside the usual ones (both may be empty);
    `cards` and `tasks` show the first ten of `cards_total` and `tasks_total`.
    """

    shows: Parts
    day: str
    run: RunFacts | None
    endings: tuple[EndingCount, ...]
    scores: Histogram
    fatals: Page[FlagRow]
    risks: Page[FlagRow]
    flags: Page[FlagRow]
    cards: tuple[CardRow, ...]
    cards_total: int
    cards_url: str
    tasks: tuple[TaskRow, ...]
    tasks_total: int
    todo: tuple[Todo, ...]
    changes: tuple[ChangeLine, ...]


def build(workspace: Workspace, visit: Visit) -> Morning:
    """Read the night of the run that started last."""
    with reading(workspace.engine) as connection:
        run = runs.latest(connection)
        day = run.business_date if run else date.min + timedelta(days=1)
        night = visit.sight(Action.READ_NIGHT)
        counts = ledger.counts_of(connection, day, sight=night) if run else {}
        raised = _open_flags(connection, day, visit)
        # a night judges the interactions of its day and of the evening before
        since = day - timedelta(days=1)
        bins = evaluations.score_bins(connection, day, since, sight=night) if run else {}
        period = Period.month(day).label
        whose = visit.sight(Action.READ_SCORECARDS)
        cards = scorecards.listed(connection, period, ScorecardScope.AGENT, sight=whose, limit=ROWS_OF_A_TASTER)
        cards_total = scorecards.count(connection, period, ScorecardScope.AGENT, sight=whose)
        tasks, tasks_total = _tasks(connection, visit)
        waiting = todos(connection, workspace, visit)
        # the usual is the whole centre's
        compared = changes(connection, day, visit.w) if run and night.is_everything else ()
    w = visit.w
    return Morning(
        frame=frame_of(visit, w["nav_morning"], "morning"),
        w=w,
        shows=_parts(visit),
        day=day.isoformat() if run else "",
        run=_run_facts(run, w) if run else None,
        endings=_endings(counts, day, w),
        scores=histogram([(*key, count) for key, count in bins.items()], w["fatal_short"]),
        fatals=raised[OpenKind.FATALS],
        risks=raised[OpenKind.RISKS],
        flags=raised[OpenKind.OTHERS],
        cards=tuple(card_row(card, w) for card in cards),
        cards_total=cards_total,
        cards_url=with_query("/scorecards", {"period": period}),
        tasks=tasks,
        tasks_total=tasks_total,
        todo=waiting,
        changes=compared,
    )


def _parts(visit: Visit) -> Parts:
    return Parts(
        night=visit.may(Action.READ_NIGHT),
        flags=visit.may(Action.READ_FLAGS),
        coaching=visit.may(Action.READ_COACHING),
        cards=visit.may(Action.READ_SCORECARDS),
    )


def _open_flags(connection: Connection, day: date, visit: Visit) -> dict[OpenKind, Page[FlagRow]]:
    """A page of the open flags of each kind; each kind has its own pages."""
    totals = flags.open_counts(connection, day, sight=visit.sight(Action.READ_FLAGS), reviewer=visit.reviewer)
    return {kind: _flags_of_kind(connection, day, kind, totals[kind], visit) for kind in OpenKind}


def _flags_of_kind(connection: Connection, day: date, kind: OpenKind, total: int, visit: Visit) -> Page[FlagRow]:
    sight, name, reviewer = visit.sight(Action.READ_FLAGS), _PAGED[kind], visit.reviewer
    start = (min(visit.page(name), max(1, -(-total // ROWS_PER_PAGE))) - 1) * ROWS_PER_PAGE
    wanted = {"limit": ROWS_PER_PAGE, "offset": start}
    rows = flags.open_of_day(connection, day, kind, sight=sight, reviewer=reviewer, **wanted) if total else []
    return page_with(rows, total, visit, lambda flag: flag_row(flag, visit.w), name=name)


def _tasks(connection: Connection, visit: Visit) -> tuple[tuple[TaskRow, ...], int]:
    """The first live coaching tasks that are seen, and how many there are."""
    sight = visit.sight(Action.READ_COACHING)
    live = coaching_desk.shown_statuses(visit, [status for status in CoachingStatus if status.is_live])
    tasks = coaching_board.tasks(connection, Wanted(), live, sight=sight, limit=ROWS_OF_A_TASTER)
    counts = coaching_board.counts(connection, Wanted(), sight=sight)
    agents = {agent for task in tasks for agent in task.agents}
    known = coaching_board.agents_seen(connection, agents, sight=sight)
    rows = tuple(task_row(task, visit.w, agents=known) for task in tasks)
    return rows, sum(counts.get(status, 0) for status in live)


def _run_facts(run: Run, w: Words) -> RunFacts:
    return RunFacts(
        run_id=run.run_id,
        business_date=run.business_date.isoformat(),
        state=w.of("run", run.status.value),
        started_at=moment(run.started_at),
        finished_at=moment(run.finished_at),
        resumed=run.resumed,
        shards=f"{run.shards_done} / {run.shards_total}",
        error=run.error or "",
    )


def _endings(counts: Counts, day: date, w: Words) -> tuple[EndingCount, ...]:
    """Endings that occur, in a fixed order."""
    return tuple(
        EndingCount(
            ending=ending.value,
            name=w.of("ending", ending.value),
            count=total,
            url=_ledger_url(day, ending),
            reasons=_reasons(counts, day, ending, w),
        )
        for ending in (Ending.SCORED, Ending.EXCLUDED, Ending.FAILED, Ending.MISSING, Ending.PENDING)
        if (total := sum(count for (one, _), count in counts.items() if one is ending))
    )


def _reasons(counts: Counts, day: date, ending: Ending, w: Words) -> tuple[ReasonCount, ...]:
    codes = {c: n for (one, c), n in counts.items() if one is ending and c not in ("", Ending.SCORED.value)}
    most_first = sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        ReasonCount(name=w.of("code", code), count=count, url=_ledger_url(day, ending, code))
        for code, count in most_first
    )


def _ledger_url(day: date, ending: Ending, code: str = "") -> str:
    return with_query("/ledger", {"date": day.isoformat(), "ending": ending.value, "code": code})
