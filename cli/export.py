"""`mingjian export`: one table of the workspace as CSV, JSON lines or Parquet."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from records.export import export as write_table
from records.export_fields import EXPORTED_TABLES
from records.workspace import Workspace

_DAY = ["%Y-%m-%d"]


def export(
    table: Annotated[str, typer.Argument(help=f"One of {', '.join(EXPORTED_TABLES)}.")],
    workspace: Annotated[Path, typer.Option(help="Workspace folder.")],
    output: Annotated[Path, typer.Option(help="File to write.")],
    format: Annotated[str, typer.Option(help="jsonl, csv or parquet.")] = "jsonl",  # noqa: A002 - the contract's name
    from_: Annotated[datetime | None, typer.Option("--from", formats=_DAY, help="First business date.")] = None,
    to: Annotated[datetime | None, typer.Option("--to", formats=_DAY, help="Last business date.")] = None,
    team: Annotated[str | None, typer.Option(help="Only this team.")] = None,
    lang: Annotated[str | None, typer.Option(help="zh gives CSV Chinese headers.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="History as well: superseded evaluations too.")] = False,
    database_url: Annotated[
        str | None, typer.Option(help="Database elsewhere.", envvar="MINGJIAN_DATABASE_URL")
    ] = None,
) -> None:
    """Export a table. Everything in it is masked.

    Example: mingjian export evaluations --workspace workspace --format csv --output evaluations.csv --lang zh
    """
    opened = Workspace.open(existing(workspace), database_url)
    try:
        rows = write_table(
            opened.engine, table, format, output, first=_day(from_), last=_day(to), team=team, lang=lang, history=all_
        )
    finally:
        opened.close()
    print(f"{rows} rows of {table} written to {output}", file=sys.stderr)


def existing(workspace: Path) -> Path:
    """The workspace, which must exist; a usage error otherwise."""
    if not workspace.is_dir():
        raise typer.BadParameter(f"there is no workspace at {workspace}; run mingjian nightly first")
    return workspace


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
