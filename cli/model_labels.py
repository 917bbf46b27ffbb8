"""`mingjian models labels`: what people said of single turns, from a file into the workspace."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.language import Lang, language_of
from cli.model_words import words_of
from cli.rule_workspace import ZONE, DatabaseUrl, WorkspaceFolder, asking, opened
from inspection.errors import TableError
from inspection.formats.text_decoding import decode_text
from inspection.formats.turn_label_table import read_turn_labels
from models.reading.reading_networks import shipped_acts
from records import turn_labels
from records.database import writing

SOME_REFUSED = 1


def labels(
    file: Annotated[
        Path, typer.Argument(help="CSV or JSON lines: interaction_id, turn, head, label; source, who, at.")
    ],
    workspace: WorkspaceFolder,
    who: Annotated[str | None, typer.Option("--as", help="Who labelled rows that do not say (default: you).")] = None,
    json_: Annotated[bool, typer.Option("--json", help="The counts as JSON on stdout.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Keep reviewed turns: head is sentiment, emotion or act:ITEM; Chinese and English words are understood.

    A row that cannot be is told with its number, and the others are kept (exit code 1). Importing a file again changes
    nothing. `turn` counts from 0, as exports do.

    Example: mingjian models labels reviewed.csv --workspace workspace
    """
    now = datetime.now(UTC)
    rows = read_turn_labels(_text(file), file.name, who=who or asking(), now=now, zone=ZONE)
    acts = shipped_acts()
    with opened(workspace, database_url) as one, writing(one.engine) as connection:
        kept = turn_labels.give(connection, rows.given, acts)
    refused = sorted((*rows.refused, *kept.refused), key=_row)
    for problem in refused:
        print(f"error: {problem}", file=sys.stderr)
    counts = {"new": kept.new, "changed": kept.changed, "unchanged": kept.unchanged, "refused": len(refused)}
    print(json.dumps(counts) if json_ else words_of(language_of(lang))["given"].format(**counts))
    raise typer.Exit(SOME_REFUSED if refused else 0)


def _text(file: Path) -> str:
    try:
        return decode_text(file.read_bytes(), file.name)
    except OSError as error:
        reason = f"the file cannot be read ({error.strerror})"
        raise TableError(reason, "give a CSV or JSON lines file", where=str(file)) from None


def _row(problem: TableError) -> int:
    number = problem.where.rpartition(":")[2]
    return int(number) if number.isdecimal() else 0
