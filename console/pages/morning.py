"""The morning page: last night's ledger, who must be looked at first, whom to coach, how the agents stand."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from console.charts import Histogram, histogram
from console.figures import moment
from console.frame import PageContext, frame_of
from console.pages.coaching.rows import TaskRow, task_row
from console.pages.flag_rows import FlagRow, flag_row, sort_open
from console.pages.scorecards import CardRow, card_row, cards_of
from console.paging import Page, page_of
from console.visit import Visit, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.ledger import Ending, LedgerEntry
from inspection.period import Period
from inspection.scorecards.cards import ScorecardScope
from records import coaching, evaluations, flags, ledger, runs
from records.database import reading
from records.runs import Run
from records.scorecards import cards as scorecards
from records.workspace import Workspace

ROWS_OF_A_TASTER = 10


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


def build(workspace: Workspace, visit: Visit) -> Morning:
    """Read the night of the run that started last."""
    with reading(workspace.engine) as connection:
        run = runs.latest(connection)
        day = run.business_date if run else date.min + timedelta(days=1)
        night = visit.sight(Action.READ_NIGHT)
        entries = list(ledger.between(connection, day, day, sight=night))
        raised = sort_open(flags.between(connection, day, day, sight=visit.sight(Action.READ_FLAGS)))
        # a night judges the interactions of its day and of the evening before
        since = day - timedelta(days=1)
        scores = _scores(evaluations.scores_between(connection, since, day, sight=night), entries)
        period = Period.month(day).label
        cards = cards_of(
            scorecards.of_period(connection, period, sight=visit.sight(Action.READ_SCORECARDS)), ScorecardScope.AGENT
        )
        tasks = list(coaching.queue(connection, period, sight=visit.sight(Action.READ_COACHING)))
    w = visit.w
    return Morning(
        frame=frame_of(visit, w["nav_morning"], "morning"),
        w=w,
        shows=_parts(visit),
        day=day.isoformat() if run else "",
        run=_run_facts(run, w) if run else None,
        endings=_endings(entries, day, w),
        scores=histogram(scores, w["fatal_short"]),
        fatals=page_of(raised.fatals, visit, lambda flag: flag_row(flag, w), name="fatals"),
        risks=page_of(raised.risks, visit, lambda flag: flag_row(flag, w), name="risks"),
        flags=page_of(raised.others, visit, lambda flag: flag_row(flag, w), name="flags"),
        cards=tuple(card_row(card, w) for card in cards[:ROWS_OF_A_TASTER]),
        cards_total=len(cards),
        cards_url=with_query("/scorecards", {"period": period}),
        tasks=tuple(task_row(task, w) for task in tasks[:ROWS_OF_A_TASTER]),
        tasks_total=len(tasks),
    )


def _parts(visit: Visit) -> Parts:
    return Parts(
        night=visit.may(Action.READ_NIGHT),
        flags=visit.may(Action.READ_FLAGS),
        coaching=visit.may(Action.READ_COACHING),
        cards=visit.may(Action.READ_SCORECARDS),
    )


def _scores(
    judged: Iterable[evaluations.StoredScore], entries: Sequence[LedgerEntry]
) -> list[tuple[float | None, bool]]:
    """Scores of the interactions in the night's ledger."""
    tonight = {(e.source, e.interaction_id) for e in entries if e.ending is Ending.SCORED}
    return [(e.machine_score, e.fatal_suspected) for e in judged if (e.source, e.interaction_id) in tonight]


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


def _endings(entries: Sequence[LedgerEntry], day: date, w: Words) -> tuple[EndingCount, ...]:
    """Endings that occur, in a fixed order."""
    counts = Counter(entry.ending for entry in entries)
    return tuple(
        EndingCount(
            ending=ending.value,
            name=w.of("ending", ending.value),
            count=counts[ending],
            url=_ledger_url(day, ending),
            reasons=_reasons((e for e in entries if e.ending is ending), day, ending, w),
        )
        for ending in (Ending.SCORED, Ending.EXCLUDED, Ending.FAILED, Ending.MISSING, Ending.PENDING)
        if counts[ending]
    )


def _reasons(entries: Iterable[LedgerEntry], day: date, ending: Ending, w: Words) -> tuple[ReasonCount, ...]:
    codes = Counter(entry.code for entry in entries if entry.code not in ("", Ending.SCORED.value))
    most_first = sorted(codes.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        ReasonCount(name=w.of("code", code), count=count, url=_ledger_url(day, ending, code))
        for code, count in most_first
    )


def _ledger_url(day: date, ending: Ending, code: str = "") -> str:
    return with_query("/ledger", {"date": day.isoformat(), "ending": ending.value, "code": code})
