"""`mingjian rules versions`, `show` and `export-version`: the history of the rulebook."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, rules_named, shown
from pipelines.rule_folders import write_rule_files
from records import audit, rulebook_versions
from records.database import reading
from records.rulebook_versions import RulebookVersion

_WIDTH = 150


def versions(
    workspace: WorkspaceFolder,
    json_: Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")] = False,
    database_url: DatabaseUrl = None,
) -> None:
    """List every version that was ever published, tried or returned to.

    Example: mingjian rules versions --workspace workspace
    """
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        known = rulebook_versions.history(connection)
    now = rulebook_versions.in_force(known, datetime.now(UTC))
    if json_:
        for version in known:
            sys.stdout.write(json.dumps(_to_json(version, now), ensure_ascii=False) + "\n")
        return
    if not known:
        print("no version was published here: the shipped rulebook is in force")
        return
    table = Table()
    for name in ("#", "version", "step", "status", "effective from", "author", "publisher", "at", "note", "files"):
        table.add_column(name, overflow="fold")
    for v in known:
        status = f"{v.status.value} (in force)" if v is now else v.status.value
        row = (str(v.number), v.version, v.step.value, status, shown(v.effective_from), v.author, v.publisher)
        table.add_row(*map(Text, (*row, shown(v.at), v.note, v.content_hash[:12])))
    Console(width=None if sys.stdout.isatty() else _WIDTH).print(table)


def show(
    version: Annotated[str, typer.Argument(help="Number or name of a version.")],
    workspace: WorkspaceFolder,
    diff: Annotated[
        str | None, typer.Option(help="Compare with this version, `shipped` or a folder (default: its former one).")
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show who made a version, when, why, what changed, and every step taken with it.

    Example: mingjian rules show 2 --workspace workspace --diff 1
    """
    with opened(workspace, database_url) as one:
        with reading(one.engine) as connection:
            found = rulebook_versions.find(connection, version)
            files = rulebook_versions.files_of(connection, found.number)
            steps = audit.of(connection, rulebook_versions.subject(found.number))
        changed = found.diff if diff is None else files.diff(rules_named(one, diff)[0])
    facts = (
        ("version", found.label),
        ("step, status", f"{found.step.value}, {found.status.value}"),
        ("effective from", shown(found.effective_from)),
        ("author, publisher", f"{found.author}, {found.publisher}"),
        ("at", shown(found.at)),
        ("note", found.note),
        ("files", f"{len(files.texts)}, sha256 {found.content_hash}"),
        ("judgements", f"rulebook_hash {found.rulebook_hash}"),
        ("backtest", found.backtest_id or "-"),
        ("compared with", diff or ("the shipped rulebook" if found.former is None else f"#{found.former}")),
    )
    for name, value in facts:
        print(f"{name}: {value}")
    for step in steps:
        print(f"{shown(step.at)} {step.who}: {step.action} {json.dumps(dict(step.after), ensure_ascii=False)}")
    print()
    print(changed.rstrip("\n") or "nothing differs")


def export_version(
    version: Annotated[str, typer.Argument(help="Number or name of a version, or `shipped`.")],
    folder: Annotated[Path, typer.Argument(help="A new folder.")],
    workspace: WorkspaceFolder,
    database_url: DatabaseUrl = None,
) -> None:
    """Write the files of a version into a new folder, byte for byte as they were published.

    Example: mingjian rules export-version 1 old-rules --workspace workspace
    """
    with opened(workspace, database_url) as one:
        files, name = rules_named(one, version)
    write_rule_files(files, folder)
    print(f"{len(files.texts)} files of {name} written to {folder}", file=sys.stderr)


def _to_json(version: RulebookVersion, now: RulebookVersion | None) -> dict[str, Any]:
    row = {name: getattr(version, name) for name in RulebookVersion.__slots__ if name != "diff"}
    moments = {"at": version.at, "effective_from": version.effective_from}
    plain = {name: value.isoformat() if value else None for name, value in moments.items()}
    words = {"step": version.step.value, "status": version.status.value}
    return row | plain | words | {"in_force": version is now}
