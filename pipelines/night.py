"""The night shift: from a drop folder to ledger, evaluations, flags, scorecards and coaching queue.

Read `the_night` from top to bottom; every line is a step. The ledger in the database alone says what is done:
a night that was killed resumes under its own run, and running a finished night again changes nothing.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, cast

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from inspection.arrivals import Arrival, Discovery, Refusal
from inspection.errors import InspectionError, NightError
from inspection.ledger import Ending
from pipelines import night_ledger
from pipelines.appeal_night import settle_appeals
from pipelines.bench import Bench, open_bench
from pipelines.coaching_night import coaching_notices
from pipelines.judge_night import settle_judges
from pipelines.judging import NightOfRun
from pipelines.keeping import open_keeper
from pipelines.night_ledger import Begun
from pipelines.night_reviews import queue_reviews
from pipelines.night_settings import NightSettings
from pipelines.night_tasks import Parcel, judge_shard
from pipelines.quarantine import quarantine
from pipelines.results import work_out_results
from pipelines.score_bases import keep_bases
from pipelines.shards import Shard, cut
from records import retention, runs, webhook_events
from records.database import writing
from records.runs import RUN_COULD_NOT_GO_ON as CANNOT_GO_ON
from records.workspace import Workspace

OnProgress = Callable[[str, int, int], None]
logger = logging.getLogger("mingjian.night")


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
    told = _told.set((settings, on_progress or _silently))
    try:
        return shift()
    finally:
        _told.reset(told)


def the_night() -> NightReport:
    """The story of a night."""
    settings, tell = _told.get()
    with ExitStack() as stack:
        workspace = Workspace.open(settings.workspace, settings.database_url)
        stack.callback(workspace.close)
        stack.enter_context(workspace.night_lock())

        tell("reading the drop folder", 0, 1)
        bench = open_bench(settings, night_ledger.published_rules(workspace))
        open_keeper(settings.keeping, workspace.path)  # a key that is missing stops the night before it begins
        discovery = bench.source.discover(datetime.now(UTC))
        tell("reading the drop folder", 1, 1)
        begun = night_ledger.begin(workspace, discovery.source, settings.business_date, bench.pins)
        bench = open_bench(settings, begun.rules)  # a resumed run keeps the versions it began with
        keep_bases(workspace, bench)
        try:
            return _work_through(workspace, bench, discovery, begun, tell)
        except InspectionError as error:
            _stop(workspace, begun, error)
            raise


# Made by call, not by decorator: workers elsewhere find the plain function under its own name.
night_shift = flow(name="night shift", validate_parameters=False)(the_night)


def _work_through(
    workspace: Workspace, bench: Bench, discovery: Discovery, begun: Begun, tell: OnProgress
) -> NightReport:
    settings = bench.settings
    night = NightOfRun(
        run_id=begun.run.run_id,
        business_date=settings.business_date,
        started_at=begun.run.started_at,
        roster=discovery.roster,
        rules=begun.rules,
    )
    expected, kept = night_ledger.expect(workspace, discovery, night, retry_failed=settings.retry_failed)
    notices = [*begun.notices, *kept, *discovery.notices, *put_aside(discovery.refusals, settings, workspace)]
    former = night_ledger.days_of(workspace, [a.interaction.key for a in discovery.arrivals])

    troubles: list[str] = []
    for number in (1, 2):
        arrivals = night_ledger.waiting(workspace, discovery, night.run_id)
        if arrivals:
            troubles = _judge(arrivals, number, workspace, bench, night, begun.run.resumed, tell)
    night_ledger.give_up(workspace, begun.run_ids, troubles)
    retention.sweep(workspace)
    notices += settle_appeals(workspace, datetime.now(UTC))

    tell("working out scorecards and coaching", 0, 1)
    mine = night_ledger.keys_of_runs(workspace, begun.run_ids)
    touched = night_ledger.days_of(workspace, mine) | (former if mine else set())
    periods = work_out_results(workspace.engine, touched, discovery.roster, bench.item_names)
    queue_reviews(workspace, touched)
    notices += coaching_notices(workspace, settings.business_date, datetime.now(UTC))
    notices += settle_judges(workspace, settings.publishing.standing_policy, datetime.now(UTC))
    tell("working out scorecards and coaching", 1, 1)

    counts = night_ledger.counted(workspace, discovery, night)
    unassigned = [f"agent {a} is not in the roster: judged as unassigned" for a in discovery.unassigned]
    report = NightReport(
        run_id=night.run_id,
        business_date=night.business_date,
        counts=counts,
        new=expected.new + expected.changed + expected.adopted,
        unchanged=expected.unchanged,
        notices=(*notices, *unassigned),
        left_for_next_run=discovery.left_for_next_run,
        periods=periods,
        exit_code=0,
    )
    report = replace(report, exit_code=1 if report.failed_share > settings.fail_above_share else 0)
    _finish(workspace, report)
    return report


def _silently(step: str, done: int, total: int) -> None:
    """Nobody watches."""


# Not parameters of the flow: those are written into Prefect's database, and a password may be in the settings.
_told: ContextVar[tuple[NightSettings, OnProgress]] = ContextVar("told")


def put_aside(refusals: Iterable[Refusal], settings: NightSettings, workspace: Workspace) -> list[str]:
    """Copy refused input into quarantine; what cannot be copied is told, and the night goes on."""
    notices = []
    for refused in refusals:
        try:
            quarantine(refused, settings.drop, workspace.path)
        except OSError as error:
            notices.append(f"{refused.entry_key} could not be copied into quarantine ({error.strerror})")
    return notices


def _judge(
    arrivals: Sequence[Arrival],
    number: int,
    workspace: Workspace,
    bench: Bench,
    night: NightOfRun,
    resumed: int,
    tell: OnProgress,
) -> list[str]:
    """Judge shard by shard; returns why shards failed as a whole.

    Their interactions stay pending, and the second pass takes them one by one: one that cannot be stored must not
    take its neighbours with it.
    """
    settings = bench.settings
    alone = number > 1
    shards = cut(arrivals, audio_s=1 if alone else settings.shard_audio_s, texts=1 if alone else settings.shard_texts)
    judge = judge_shard.with_options(retries=settings.retries, retry_delay_seconds=settings.retry_delay_s)
    again = resumed if alone else 0
    futures = [
        judge.submit(_key(s, workspace, bench, night, number, again), Parcel((s, night, settings))) for s in shards
    ]
    troubles: list[str] = []
    for done, future in enumerate(futures, start=1):
        tell("judging", done - 1, len(shards))
        future.wait()
        troubles.extend(_trouble(future))
        with writing(workspace.engine) as connection:
            runs.progress(connection, night.run_id, step="judging", shards_done=done, shards_total=len(shards))
    tell("judging", len(shards), len(shards))
    return troubles


def _trouble(future: "PrefectFuture[Any]") -> list[str]:
    if not future.state.is_failed() and not future.state.is_crashed():
        return []
    error = future.state.result(raise_on_failure=False)
    return [f"{type(error).__name__}: {' '.join(str(error).split())}"]


def _key(shard: Shard, workspace: Workspace, bench: Bench, night: NightOfRun, number: int, resumed: int) -> str:
    """What a shard's result depends on.

    The ledger alone says what is done: when rows are missing although a result was kept (a database restored from
    backup), the second pass asks again under a key that no earlier run had.
    """
    parts = [workspace.workspace_id, night.run_id, bench.pins, shard.content_hash, number, resumed]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _stop(workspace: Workspace, begun: Begun, error: InspectionError) -> None:
    """The run could not go on: say so in its row; the next start takes it up again."""
    with writing(workspace.engine) as connection:
        runs.finish(
            connection, begun.run.run_id, at=datetime.now(UTC), exit_code=CANNOT_GO_ON, counts={}, error=str(error)
        )
        webhook_events.night_finished(connection, begun.run.run_id, at=datetime.now(UTC))


def _finish(workspace: Workspace, report: NightReport) -> None:
    with writing(workspace.engine) as connection:
        runs.finish(connection, report.run_id, at=datetime.now(UTC), exit_code=report.exit_code, counts=report.counts)
        webhook_events.night_finished(connection, report.run_id, at=datetime.now(UTC))
    try:
        create_markdown_artifact(key="night", markdown=markdown_of(report), description=f"Run {report.run_id}")
    except Exception:  # noqa: BLE001 - the night is done and stored; a page for Prefect's view must not undo that
        logger.warning("the artifact of run %s could not be written", report.run_id)


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
