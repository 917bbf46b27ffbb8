"""`mingjian rules publish`, `promote` and `rollback`: putting a rulebook in force, and back."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, asking, moment, opened, shown
from cli.settings import publish_settings
from inspection.errors import RecordsError
from pipelines.publishing import notices_of, problems_of
from pipelines.publishing import publish as store
from pipelines.rule_folders import read_rule_files
from records import rulebook_versions
from records.database import reading
from records.rule_decisions import Publication, roll_back
from records.rulebook_versions import RulebookVersion, Step, VersionStatus
from records.workspace import Workspace

REFUSED = 2

Publisher = Annotated[str, typer.Option(help="Who puts it in force: another person than the author.")]
Note = Annotated[str, typer.Option(help="What changed and why, for the history.")]
EffectiveFrom = Annotated[
    str | None,
    typer.Option(help="First start of an interaction it judges: 2026-12-01 or '2026-12-01 09:00' (now)."),
]
NoHistory = Annotated[bool, typer.Option("--no-history", help="Nothing is stored yet to backtest on.")]


def publish(
    workspace: WorkspaceFolder,
    rules: Annotated[Path, typer.Option(help="The rulebook folder to publish.")],
    author: Annotated[str, typer.Option(help="Who wrote the change.")],
    publisher: Publisher,
    note: Note,
    trial: Annotated[
        bool, typer.Option("--trial", help="Judge it beside the live rules every night; no score changes.")
    ] = False,
    effective_from: EffectiveFrom = None,
    no_history: NoHistory = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Store a rulebook as a new version and put it in force (or on trial).

    Demands: lint without errors, green examples, a clean corpus that stays clean, a backtest of these very files not
    older than publish_backtest_days, two people, a raised version. All that is missing is told at once, a line each.

    Example: mingjian rules publish --workspace workspace --rules mine --author Li --publisher Wang --note "closing"
    """
    with opened(workspace, database_url) as one:
        wanted = Publication(
            files=read_rule_files(rules),
            step=Step.TRIAL if trial else Step.PUBLISH,
            author=author,
            publisher=publisher,
            note=note,
            at=datetime.now(UTC),
            effective_from=moment(effective_from),
            no_history=no_history,
            os_user=asking(),
        )
        _go(one, wanted)


def promote(
    version: Annotated[str, typer.Argument(help="The version on trial (number or name).")],
    workspace: WorkspaceFolder,
    publisher: Publisher,
    note: Note,
    effective_from: EffectiveFrom = None,
    no_history: NoHistory = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Put a version on trial in force, with the same demands as publish. Its trial ends.

    Example: mingjian rules promote 2 --workspace workspace --publisher Wang --note "two weeks of trial, 40 reviews"
    """
    with opened(workspace, database_url) as one:
        with reading(one.engine) as connection:
            tried = rulebook_versions.find(connection, version)
            if tried.status is not VersionStatus.TRIAL:
                raise RecordsError(
                    f"{tried.label} is not on trial ({tried.status.value})",
                    "mingjian rules versions lists what is; a former live version comes back with rules rollback",
                )
            files = rulebook_versions.files_of(connection, tried.number)
        wanted = Publication(
            files=files,
            step=Step.PROMOTE,
            author=tried.author,
            publisher=publisher,
            note=note,
            at=datetime.now(UTC),
            effective_from=moment(effective_from),
            no_history=no_history,
            content_of=tried.number,
            os_user=asking(),
        )
        _go(one, wanted)


def rollback(
    workspace: WorkspaceFolder,
    who: Annotated[str, typer.Option(help="Who decides it.")],
    note: Note,
    to: Annotated[str | None, typer.Option(help="A version, or `shipped` (default: undo the latest decision).")] = None,
    effective_from: EffectiveFrom = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Return to a former version from now on: a new entry in the history, nothing in it is changed.

    Without --to the latest decision is undone: a running trial ends, else the version before the live one returns.

    Example: mingjian rules rollback --workspace workspace --who Wang --note "closing too strict"
    """
    with opened(workspace, database_url) as one:
        done = roll_back(one, to, who=who, note=note, at=datetime.now(UTC), effective_from=moment(effective_from))
    if done.step is Step.TRIAL:
        print(f"{done.label}: the trial has ended; the live rules are as they were")
        return
    source = "the shipped rulebook" if done.content_of is None else f"#{done.content_of}"
    print(f"{done.label}: the rules of {source} are in force for interactions that start from {_from(done)} on")


def _go(workspace: Workspace, wanted: Publication) -> None:
    problems = problems_of(workspace, wanted, publish_settings())
    for line in problems:
        print(f"error: {line}", file=sys.stderr)
    if problems:
        raise typer.Exit(REFUSED)
    for line in notices_of(workspace, wanted):
        print(f"note: {line}", file=sys.stderr)
    done = store(workspace, wanted)
    if done.step is Step.TRIAL:
        print(f"{done.label}: on trial from the next night on; no score changes. See: mingjian rules trial")
    else:
        print(f"{done.label}: in force for interactions that start from {_from(done)} on")


def _from(version: RulebookVersion) -> str:
    return f"{shown(version.effective_from)} (Asia/Shanghai)"
