"""`mingjian database`: create, migrate and look at the database of a workspace; delete what was kept long enough."""

from datetime import UTC, datetime, timedelta
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from cli.export import existing
from cli.settings import keeping_settings
from records.access import Access
from records.retention import purge as delete_old
from records.schema import current_version
from records.workspace import Workspace

database_app = typer.Typer(help="The database of a workspace.", no_args_is_help=True)
WorkspaceFolder = Annotated[Path, typer.Option("--workspace", help="Workspace folder.")]
Url = Annotated[str | None, typer.Option("--database-url", help="Database elsewhere.", envvar="MINGJIAN_DATABASE_URL")]


@database_app.command("upgrade")
def upgrade(workspace: WorkspaceFolder, database_url: Url = None) -> None:
    """Create the workspace's database or migrate it to this version. Safe to run again.

    Example: mingjian database upgrade --workspace workspace
    """
    opened = Workspace.open(workspace, database_url)
    print(f"schema {current_version(opened.engine)} in {workspace}")
    opened.close()


@database_app.command("purge")
def purge(
    workspace: WorkspaceFolder,
    media_days: Annotated[int | None, typer.Option(min=0, help="Days instead of media_keep_days.")] = None,
    originals_days: Annotated[int | None, typer.Option(min=0, help="Days instead of originals_keep_days.")] = None,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "retention",
    database_url: Url = None,
) -> None:
    """Delete redacted recordings and encrypted originals older than the settings allow, by business date.

    Attachments of appeals that have ended go with the recordings.

    Files that nothing names any more go as well. Evaluations, masked words and the index of numbers stay. Safe to run
    again; refused while a night is running.

    Example: mingjian database purge --workspace workspace
    """
    settings, now = keeping_settings(), datetime.now(UTC)
    kept_days = settings.media_keep_days if media_days is None else media_days
    sealed_days = settings.originals_keep_days if originals_days is None else originals_days
    opened = Workspace.open(existing(workspace), database_url)
    try:
        purged = delete_old(
            opened,
            recordings_before=now.date() - timedelta(days=kept_days),
            originals_before=now.date() - timedelta(days=sealed_days),
            by=Access(who=getuser(), account=getuser(), reason=reason, at=now),
        )
    finally:
        opened.close()
    print(
        f"{purged.recordings} recordings, {purged.originals} originals and {purged.attachments} attachments deleted, "
        f"{purged.files} files"
    )
