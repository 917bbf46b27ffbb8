"""`mingjian freeze`: close a month; its rows no longer move."""

from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from cli.export import existing
from records import frozen_months
from records.database import writing
from records.workspace import Workspace


def freeze(
    workspace: Annotated[Path, typer.Option(help="Workspace folder.")],
    month: Annotated[datetime, typer.Option(formats=["%Y-%m"], help="Month to freeze, 2026-09.")],
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "month end",
    database_url: Annotated[
        str | None, typer.Option(help="Database elsewhere.", envvar="MINGJIAN_DATABASE_URL")
    ] = None,
) -> None:
    """Freeze a month: its evaluations keep their scores, its scorecards are no longer recomputed.

    Example: mingjian freeze --workspace workspace --month 2026-09
    """
    opened = Workspace.open(existing(workspace), database_url)
    try:
        with writing(opened.engine) as connection:
            label = f"{month:%Y-%m}"
            frozen = frozen_months.freeze(connection, label, who=getuser(), at=datetime.now(UTC), reason=reason)
    finally:
        opened.close()
    print(f"{label}: {frozen} evaluations frozen")
