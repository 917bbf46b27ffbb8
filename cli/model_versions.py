"""`mingjian models versions`, `activate` and `rollback`: which relearned head reads, and back."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.language import Lang, language_of
from cli.model_words import words_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, asking, opened
from inspection.errors import SettingsError
from models.reading.head_file import HeadDescription
from models.reading.head_versions import SHIPPED, HeadPin, HeadVersions
from models.reading.reading_networks import open_reading_networks
from pipelines import head_in_force
from pipelines.head_in_force import By

_WIDTH = 140
Reason = Annotated[str, typer.Option("--reason", help="Why, for the audit trail.")]


def versions(
    workspace: WorkspaceFolder,
    json_: Annotated[bool, typer.Option("--json", help="JSON lines on stdout, with the figures of each.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List the relearned heads of a workspace and which one reads.

    Example: mingjian models versions --workspace workspace
    """
    with opened(workspace, database_url) as one:
        stored = HeadVersions(one.path)
        known, active = stored.known(), stored.active()
    if json_:
        for version in known:
            told = {name: getattr(version, name) for name in HeadDescription.__slots__}
            line = told | {"in_force": version.version == active.version}
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
        return
    words = words_of(language_of(lang))
    table = Table()
    for name in ("version", "in_force", "parent", "changed", "made_at", "made_by"):
        table.add_column(words[name], overflow="fold")
    table.add_row(words["shipped"], _mark(active.is_shipped))
    for version in known:
        parent = str(version.parent) if version.parent else words["shipped"]
        row = (parent, ", ".join(version.heads), version.made_at, version.made_by)
        table.add_row(str(version.version), _mark(version.version == active.version), *map(Text, row))
    Console(width=None if sys.stdout.isatty() else _WIDTH).print(table)


def activate(
    version: Annotated[str, typer.Argument(help="Number of a version, or `shipped`.")],
    workspace: WorkspaceFolder,
    reason: Reason = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Read with this version from the next night on; a night that runs keeps the one it began with.

    Example: mingjian models activate 1 --workspace workspace --reason "2 was too eager"
    """
    number = _number(version)
    with opened(workspace, database_url) as one:
        by = By(asking(), datetime.now(UTC), reason)
        _say(head_in_force.activate(one, number, open_reading_networks, by), lang)


def rollback(
    workspace: WorkspaceFolder,
    reason: Reason = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Return to the head that was in force before the present one.

    Example: mingjian models rollback --workspace workspace --reason "more false alarms since Monday"
    """
    with opened(workspace, database_url) as one:
        by = By(asking(), datetime.now(UTC), reason)
        _say(head_in_force.roll_back(one, open_reading_networks, by), lang)


def _number(version: str) -> int:
    if version == "shipped":
        return SHIPPED
    if version.isascii() and version.isdecimal():
        return int(version)
    raise SettingsError(
        f"'{version}' is no version", "give its number, or shipped: mingjian models versions lists them"
    )


def _say(pin: HeadPin, lang: str | None) -> None:
    print(words_of(language_of(lang))["now"].format(head=pin.name))


def _mark(is_it: bool) -> str:
    return "*" if is_it else ""
