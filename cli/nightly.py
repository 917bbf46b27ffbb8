"""`mingjian nightly`: the night shift, from a drop folder to scorecards, flags and the coaching queue."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.rule_workspace import opened
from cli.settings import night_settings
from cli.webhook_post import postman
from console.webhooks.delivering import deliver_due
from inspection.errors import NightError
from pipelines.night_settings import NightSettings
from pipelines.prefect_home import settle_prefect

INTERRUPTED = 130


def nightly(
    drop: Annotated[Path, typer.Option(help="Drop folder with calls.csv, chats.jsonl, recordings ...")],
    workspace: Annotated[Path, typer.Option(help="Workspace folder; made when it does not exist.")],
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Date the night stands for (today).")
    ] = None,
    database_url: Annotated[str | None, typer.Option(help="Database elsewhere: postgresql+psycopg://...")] = None,
    rules: Annotated[Path | None, typer.Option(help="A rulebook folder instead of the shipped one.")] = None,
    model: Annotated[str | None, typer.Option(help="Whisper size, hub name or folder (base).")] = None,
    workers: Annotated[int | None, typer.Option(help="Shards worked on at once (1).")] = None,
    dask: Annotated[str | None, typer.Option(help="Address of a Dask scheduler (extra dask).")] = None,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Take up failed interactions again.")] = False,
    fail_above: Annotated[float | None, typer.Option(help="Failed share (0-1) that makes exit code 1 (0.05).")] = None,
    lang: Annotated[str, typer.Option(help="Language of the tables: zh or en.")] = "zh",
    quiet: Annotated[bool, typer.Option("--quiet", help="Print the summary line only.")] = False,
) -> None:
    """Run a night: judge everything in the drop folder. Safe to run again at any time.

    Exit codes: 0 every expected interaction has an ending; 1 more failed than --fail-above allows;
    2 the run itself could not go on.

    Example: mingjian nightly --drop drop --workspace workspace --date 2026-09-01
    """
    settings = night_settings(
        drop=drop,
        workspace=workspace,
        business_date=date.date() if date else None,
        database_url=database_url,
        rules=rules,
        recogniser=model,
        workers=workers,
        dask=dask,
        retry_failed=retry_failed or None,
        fail_above_share=fail_above,
    )
    signal.signal(signal.SIGINT, _leave_at_once)
    try:
        settle_prefect(settings.workspace.expanduser().resolve() / "prefect")
        # Prefect reads its settings when it is imported, so it may not be imported before they are settled.
        from cli.night_console import NightConsole
        from pipelines.night import run_night

        console = NightConsole(lang, quiet=quiet)
        with console.progress() as on_progress:
            report = run_night(settings, on_progress)
        console.show(report, settings)
        tell_other_systems(settings)
    except (OSError, RuntimeError) as error:
        # The machine or Prefect failed (disk full, no right to write, a server that does not answer), not the input.
        raise NightError(
            f"{type(error).__name__}: {error}", "mend the cause and run the same command again: it goes on"
        ) from error
    raise typer.Exit(report.exit_code)


def tell_other_systems(settings: NightSettings) -> None:
    """Send what the night announced, where the operator named hosts; what cannot be sent now waits."""
    post = postman()
    if post.hosts:
        with opened(settings.workspace, settings.database_url) as workspace:
            deliver_due(workspace, post)


def _leave_at_once(_signal: int, _frame: object) -> None:
    """Ctrl+C: a night may be killed at any moment, so it need not be unwound (which takes Prefect a minute)."""
    print("stopped; run the same command again to go on", file=sys.stderr, flush=True)
    os._exit(INTERRUPTED)
