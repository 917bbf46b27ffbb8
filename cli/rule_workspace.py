"""What the commands about rulebook versions share: the workspace, moments as people write them, who is asking."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from cli.export import existing
from inspection.errors import SettingsError
from inspection.rule_files import RuleFiles
from pipelines.rule_folders import read_rule_files
from records import rulebook_versions
from records.database import reading
from records.rulebook_versions import RulebookVersion
from records.workspace import Workspace

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = ["%Y-%m-%d"]

WorkspaceFolder = Annotated[Path, typer.Option("--workspace", help="Workspace folder.")]
DatabaseUrl = Annotated[
    str | None, typer.Option("--database-url", help="Database elsewhere.", envvar="MINGJIAN_DATABASE_URL")
]


@contextmanager
def opened(workspace: Path, database_url: str | None) -> Iterator[Workspace]:
    """The workspace, which must exist."""
    one = Workspace.open(existing(workspace), database_url)
    try:
        yield one
    finally:
        one.close()


def moment(text: str | None) -> datetime | None:
    """`2026-12-01`, `2026-12-01 09:00` or ISO 8601 with an offset; without one it is the centre's time (Shanghai)."""
    if text is None:
        return None
    try:
        given = datetime.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"'{text}' is no date", "write 2026-12-01 or '2026-12-01 09:00'") from None
    return (given if given.tzinfo else given.replace(tzinfo=ZONE)).astimezone(UTC)


def shown(when: datetime | None) -> str:
    """A moment at the centre, to the minute."""
    return "-" if when is None else when.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def rules_named(workspace: Workspace, name: str | None) -> tuple[RuleFiles, str]:
    """The rules somebody means, and how to call them: a folder, `shipped`, a published version, or those in force."""
    if name == "shipped":
        return read_rule_files(), "shipped"
    if name is not None and Path(name).is_dir():
        return read_rule_files(Path(name)), name
    with reading(workspace.engine) as connection:
        version = rulebook_versions.find(connection, name) if name else in_force_now(workspace)
        if version is None:
            return read_rule_files(), "shipped"
        return rulebook_versions.files_of(connection, version.number), version.label


def in_force_now(workspace: Workspace) -> RulebookVersion | None:
    """The version that judges what starts now; None while nothing is published."""
    with reading(workspace.engine) as connection:
        return rulebook_versions.in_force(rulebook_versions.history(connection), datetime.now(UTC))


def asking() -> str:
    """The name of the person at the keyboard."""
    return getuser()
