"""`mingjian inspect`: judge one recording or one interaction on the spot."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cli.rule_workspace import opened
from cli.settings import as_the_night_hears
from inspection.evaluation import Evaluation, ItemState
from inspection.rule_standing import Standing
from models.reading.head_versions import HeadVersions
from models.reading.relearned import HeadOf
from pipelines.inspecting import inspect_file
from pipelines.published_rules import published_at
from records import rule_standings
from records.database import reading
from records.evaluation_json import evaluation_to_json

_MARKS = {
    ItemState.MET: "[green]met 达标[/green]",
    ItemState.UNMET: "[red]unmet 未达标[/red]",
    ItemState.NEEDS_HUMAN: "[yellow]needs a human 待人工[/yellow]",
    ItemState.NOT_APPLICABLE: "[dim]not applicable 不适用[/dim]",
}


def inspect(
    file: Annotated[
        Path, typer.Argument(help="A recording (with <stem>.json beside it, if any) or a one-interaction JSON file.")
    ],
    json_: Annotated[
        bool, typer.Option("--json", help="JSON on stdout: one evaluation per agent segment and line.")
    ] = False,
    rules: Annotated[Path | None, typer.Option(help="A rulebook folder instead of the shipped one.")] = None,
    model: Annotated[str | None, typer.Option(help="Whisper size, hub name or folder; default: the night's.")] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of a recording that does not say; default: the night's.")
    ] = None,
    workspace: Annotated[
        Path | None, typer.Option(help="Judge by the rules (without --rules) and the head in force in this workspace.")
    ] = None,
    database_url: Annotated[
        str | None, typer.Option(help="Database elsewhere.", envvar="MINGJIAN_DATABASE_URL")
    ] = None,
) -> None:
    """Judge one file; nothing is stored.

    Example: mingjian inspect call.wav --json
    """
    standings: dict[str, Standing] = {}
    in_force_at, head = None, None
    if workspace is not None:
        with opened(workspace, database_url) as one, reading(one.engine) as connection:
            in_force_at, standings = published_at(connection), rule_standings.known(connection)
            head = HeadOf(one.path, HeadVersions(one.path).active())
    night = as_the_night_hears(model, lang)
    judged = inspect_file(
        file,
        rules=rules,
        model=night.recogniser,
        language=night.language,
        hearing=night.hearing,
        cpu_threads=night.cpu_threads,
        in_force_at=in_force_at,
        head=head,
    )
    for evaluation in judged:
        if json_:
            sys.stdout.write(json.dumps(evaluation_to_json(evaluation, standings), ensure_ascii=False) + "\n")
        else:
            _print(evaluation)


def _print(evaluation: Evaluation) -> None:
    score = "-" if evaluation.machine_score is None else f"{evaluation.machine_score:g}"
    fatal = " SUSPECTED FATAL 疑似致命" if evaluation.fatal_suspected else ""
    title = f"{evaluation.interaction_id} · {evaluation.form_id} {evaluation.form_version} · {score}{fatal}"
    table = Table(title=title, title_justify="left")
    for column in ("item", "state", "points", "reason", "turn"):
        table.add_column(column, overflow="fold")
    for item in evaluation.items:
        turns = ", ".join(str(e.turn) for e in item.evidence if e.turn is not None)
        points = f"{item.points:g}/{item.max_points:g}" if item.max_points else ""
        table.add_row(item.id, _MARKS[item.state], points, item.reason, turns)
    Console(width=None if sys.stdout.isatty() else 150).print(table)
