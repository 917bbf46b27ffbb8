"""`mingjian database`: create, migrate and look at the database of a workspace."""

from pathlib import Path
from typing import Annotated

import typer

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
