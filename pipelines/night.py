"""The night shift: from a drop folder to ledger, evaluations, flags, scorecards and coaching queue.

Read `night_shift` from top to bottom; every line is a step. The ledger in the database alone says what is done:
a night that was killed resumes under its own run, and running a finished night again changes nothing.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, TypeVar, cast

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from inspection.arrivals import Arrival, Discovery
from inspection.errors import NightError
from inspection.ledger import Ending, LedgerEntry
from pipelines.bench import Bench, open_bench
from pipelines.expecting import expected_entries
from pipelines.judging import NightOfRun
from pipelines.night_settings import NightSettings
from pipelines.night_tasks import judge_shard
from pipelines.quarantine import quarantine
from pipelines.results import work_out_results
from pipelines.shards import Shard, cut
from records import ledger, runs
from records.database import reading, writing
from records.workspace import Workspace

OnProgress = Callable[[str, int, int], None]
PASSES = 2
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class NightReport:
    """How a night went: endings by count, and what the operator should know."""

    run_id: str
    business_date: date
    counts: dict[str, int]
    new: int
    unchanged: int
    notices: tuple[str, ...]
    left_for_next_run: tuple[str, ...]
    periods: tuple[str, ...]
    exit_code: int

    @property
    def failed_share(self) -> float:
        """Failed of all expected interactions, 0-1."""
        total = sum(self.counts.values())
        return self.counts.get(Ending.FAILED.value, 0) / total if total else 0.0


def run_night(settings: NightSettings, on_progress: OnProgress | None = None) -> NightReport:
    """Run (or resume) a night. Raises NightError or another InspectionError when it cannot go on."""
    shift = night_shift.with_options(task_runner=_task_runner(settings))
    return shift(as_it_is(settings), as_it_is(on_progress))


def as_it_is(value: T) -> T:
    """Hand a value to Prefect without it looking inside for futures."""
    return cast(T, quote(value))


@flow(name="night shift", validate_parameters=False)
def night_shift(settings: NightSettings, on_progress: OnProgress | None = None) -> NightReport:
    """The story of a night."""
    tell = on_progress or _silently
    with ExitStack() as stack:
        workspace = Workspace.open(settings.workspace, settings.database_url)
        stack.callback(workspace.close)
        stack.enter_context(workspace.night_lock())

        tell("reading the drop folder", 0, 1)
        bench = open_bench(settings)
        discovery = bench.source.discover(datetime.now(UTC))
        tell("reading the drop folder", 1, 1)
        run = _start(workspace, bench, discovery)
        night = NightOfRun(
            run_id=run.run_id, business_date=settings.business_date, started_at=run.started_at, roster=discovery.roster
        )
        expected = _expect(workspace, discovery, night, settings)
        _put_aside(discovery, settings, workspace)

        for _ in range(PASSES):
            waiting = _waiting(workspace, discovery, night)
            if not waiting:
                break
            _judge(waiting, workspace, bench, night, tell)
        _nothing_may_be_left(workspace, night)

        tell("working out scorecards and coaching", 0, 1)
        periods = work_out_results(
            workspace.engine, _touched(workspace, night, discovery), discovery.roster, bench.item_names
        )
        tell("working out scorecards and coaching", 1, 1)
        report = _report(workspace, night, discovery, expected, periods, settings)
        _finish(workspace, report)
        return report


def _silently(step: str, done: int, total: int) -> None:
    """Nobody watches."""


def _start(workspace: Workspace, bench: Bench, discovery: Discovery) -> runs.Run:
    with writing(workspace.engine) as connection:
        return runs.start(
            connection,
            business_date=bench.settings.business_date,
            source_set=discovery.source,
            at=datetime.now(UTC),
            pins=bench.pins,
        )


def _expect(workspace: Workspace, discovery: Discovery, night: NightOfRun, settings: NightSettings) -> ledger.Expected:
    """Everything that should end tonight goes into the ledger before any work begins."""
    entries = expected_entries(discovery, night.run_id, night.business_date)
    with writing(workspace.engine) as connection:
        expected = ledger.expect(connection, entries)
        if settings.retry_failed:
            ledger.retry_failed(connection, night.run_id, night.business_date, source=discovery.source)
        return expected


def _put_aside(discovery: Discovery, settings: NightSettings, workspace: Workspace) -> None:
    for refusal in discovery.refusals:
        quarantine(refusal, settings.drop, workspace.path)


def _waiting(workspace: Workspace, discovery: Discovery, night: NightOfRun) -> list[Arrival]:
    """Arrivals that the ledger still calls pending."""
    with reading(workspace.engine) as connection:
        pending = {(e.source, e.interaction_id) for e in ledger.pending(connection, night.run_id)}
    return [a for a in discovery.arrivals if (a.source, a.interaction_id) in pending]


def _judge(waiting: Sequence[Arrival], workspace: Workspace, bench: Bench, night: NightOfRun, tell: OnProgress) -> None:
    """Judge shard by shard; a shard that failed as a whole leaves its interactions pending for the next pass."""
    settings = bench.settings
    shards = cut(waiting, audio_s=settings.shard_audio_s, texts=settings.shard_texts)
    judge = judge_shard.with_options(retries=settings.retries, retry_delay_seconds=settings.retry_delay_s)
    futures = [
        judge.submit(_key(shard, workspace, bench, night), as_it_is(shard), as_it_is(night), as_it_is(settings))
        for shard in shards
    ]
    for done, future in enumerate(futures, start=1):
        tell("judging", done - 1, len(shards))
        future.wait()
        with writing(workspace.engine) as connection:
            runs.progress(connection, night.run_id, step="judging", shards_done=done, shards_total=len(shards))
    tell("judging", len(shards), len(shards))


def _key(shard: Shard, workspace: Workspace, bench: Bench, night: NightOfRun) -> str:
    """What a shard's result depends on. A shard asked for again (its rows are not there) gets a new key."""
    with reading(workspace.engine) as connection:
        attempts = [e.attempts for e in ledger.pending(connection, night.run_id)]
    parts = [workspace.workspace_id, night.run_id, bench.pins, shard.content_hash, sum(attempts)]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _nothing_may_be_left(workspace: Workspace, night: NightOfRun) -> None:
    """Whatever could not be judged in two passes fails by name; whoever vanished from the drop does too."""
    with writing(workspace.engine) as connection:
        left = ledger.pending(connection, night.run_id)
        ledger.end(connection, [_given_up(entry) for entry in left])


def _given_up(entry: LedgerEntry) -> LedgerEntry:
    reason = "the work on its shard failed or it vanished from the drop folder; run again with --retry-failed"
    return replace(entry, ending=Ending.FAILED, code="not_worked_on", reason=reason, retryable=True)


def _touched(workspace: Workspace, night: NightOfRun, discovery: Discovery) -> Iterable[date]:
    """Days whose results may have changed: those of tonight's interactions."""
    with reading(workspace.engine) as connection:
        mine = {(e.source, e.interaction_id) for e in ledger.of_run(connection, night.run_id)}
    return {a.interaction.started_at.date() for a in discovery.arrivals if (a.source, a.interaction_id) in mine}


def _report(
    workspace: Workspace,
    night: NightOfRun,
    discovery: Discovery,
    expected: ledger.Expected,
    periods: tuple[str, ...],
    settings: NightSettings,
) -> NightReport:
    with reading(workspace.engine) as connection:
        counts = {e.value: n for e, n in ledger.endings(connection, night.run_id).items()}
    unassigned = tuple(f"agent {a} is not in the roster: judged as unassigned" for a in discovery.unassigned)
    report = NightReport(
        run_id=night.run_id,
        business_date=night.business_date,
        counts=counts,
        new=expected.new + expected.changed + expected.adopted,
        unchanged=expected.unchanged,
        notices=(*discovery.notices, *unassigned),
        left_for_next_run=discovery.left_for_next_run,
        periods=periods,
        exit_code=0,
    )
    return replace(report, exit_code=1 if report.failed_share > settings.fail_above_share else 0)


def _finish(workspace: Workspace, report: NightReport) -> None:
    with writing(workspace.engine) as connection:
        runs.finish(connection, report.run_id, at=datetime.now(UTC), exit_code=report.exit_code, counts=report.counts)
    create_markdown_artifact(key="night", markdown=markdown_of(report), description=f"Run {report.run_id}")


def markdown_of(report: NightReport) -> str:
    """The report as a page for Prefect's artifact view."""
    rows = "\n".join(f"| {ending} | {count} |" for ending, count in sorted(report.counts.items()))
    notices = "\n".join(f"- {n}" for n in (*report.notices, *report.left_for_next_run)) or "- none"
    return f"# Night {report.run_id}\n\n| ending | interactions |\n| --- | --- |\n{rows}\n\n## Notices\n\n{notices}\n"


def _task_runner(settings: NightSettings) -> TaskRunner[Any]:
    if settings.dask is None:
        return ThreadPoolTaskRunner(max_workers=settings.workers)
    try:
        from prefect_dask import DaskTaskRunner
    except ImportError:
        raise NightError("the extra 'dask' is not installed", "pip install 'mingjian[dask]'") from None
    return cast(TaskRunner[Any], DaskTaskRunner(address=settings.dask))
