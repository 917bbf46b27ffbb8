"""`mingjian schedule`: the night as a Prefect deployment that runs every day."""

import re
from pathlib import Path
from typing import Annotated

import typer

from cli.settings import night_settings
from inspection.errors import SettingsError
from pipelines.prefect_home import settle_prefect


def schedule(
    drop: Annotated[Path, typer.Option(help="Drop folder.")],
    workspace: Annotated[Path, typer.Option(help="Workspace folder.")],
    at: Annotated[str, typer.Option(help="Local time of day, HH:MM.")] = "02:00",
    time_zone: Annotated[str, typer.Option(help="Time zone of --at.")] = "Asia/Shanghai",
    database_url: Annotated[str | None, typer.Option(help="Database elsewhere.")] = None,
) -> None:
    """Create the nightly deployment and serve it: this process runs the night at its hour until it is stopped.

    The settings of mingjian.toml and the environment are pinned when the deployment is made.

    Wants a Prefect server to keep the schedule: prefect server start, and PREFECT_API_URL pointing at it.

    Example: PREFECT_API_URL=http://127.0.0.1:4200/api mingjian schedule --drop drop --workspace workspace --at 02:00
    """
    cron = cron_of(at)
    settle_prefect(workspace.expanduser().resolve() / "prefect")
    from pipelines.scheduled_night import serve_nightly

    settings = night_settings(drop=drop.resolve(), workspace=workspace.resolve(), database_url=database_url)
    serve_nightly(settings, cron=cron, time_zone=time_zone)


def cron_of(at: str) -> str:
    """HH:MM as a daily cron line; SettingsError for anything else."""
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at.strip())
    if match is None:
        raise SettingsError(f"'{at}' is no time of day", "write it as 02:00", where="--at")
    return f"{int(match[2])} {int(match[1])} * * *"
