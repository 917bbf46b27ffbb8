"""`mingjian import-reviews`: a centre's older human scores beside ours."""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.language import Lang, language_of
from cli.registered import Who, person_named
from cli.review_desk import ROWS, Json, cells, policy, show, table_of
from cli.review_words import review_words
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened
from inspection.errors import SettingsError
from inspection.intervals import Figure
from inspection.results_policy import results_policy_of
from inspection.side_by_side import ItemComparison, SideBySide
from pipelines.bench import shipped_text
from pipelines.importing_reviews import Imported, ImportRequest
from pipelines.importing_reviews import import_reviews as import_file

_SAMPLES = ("random", "selected")


def import_reviews(
    file: Annotated[Path, typer.Argument(help="CSV (UTF-8, GB18030) or XLSX: one row per item, or a column per item.")],
    workspace: WorkspaceFolder,
    who: Who,
    map_: Annotated[
        Path | None,
        typer.Option("--map", help="YAML: which older item is which of ours, words for states, full points."),
    ] = None,
    sample: Annotated[
        str | None, typer.Option(help="random or selected: how the old interactions were chosen (selected).")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Source of its interactions, where the file has no column.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Compare only; keep nothing.")] = False,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Compare a centre's older human scores with the machine, and keep them as labels (never as scores).

    Reports agreement, precision and recall per item with 95 % intervals. Recall is valid only where the old sample was
    random. Rows that cannot be used are set aside with row and reason. Importing the file again adds nothing.

    Example: mingjian import-reviews old.xlsx --workspace workspace --who Zhao --map mapping.yaml --sample random
    """
    if sample is not None and sample not in _SAMPLES:
        raise SettingsError(f"'{sample}' is no kind of sample", "say random or selected")
    words = review_words(language_of(lang))
    minimum_n = results_policy_of(shipped_text("results.yaml")).scorecards.minimum_n
    with opened(workspace, database_url) as one:
        request = ImportRequest(
            file=file, mapping=map_, source=source, random_sample=None if sample is None else sample == "random",
            person=person_named(one, who), now=datetime.now(UTC), dry_run=dry_run,
        )  # fmt: skip
        done = import_file(one, request, policy(), minimum_n=minimum_n)
    if json_:
        sys.stdout.write(json.dumps(_json(done), ensure_ascii=False) + "\n")
    _print_rows(done, dry_run, words)
    if not json_:
        _print_comparison(done.compared, words)


def _print_rows(done: Imported, dry_run: bool, words: Mapping[str, str]) -> None:
    """What became of the rows, on stderr: stdout may be JSON."""
    said = words["imported_dry" if dry_run else "imported"].format(rows=done.rows, new=done.new, bad=len(done.bad_rows))
    print(said, file=sys.stderr)
    for row in done.bad_rows[:ROWS]:
        print(words["bad_row"].format(row=row.number, reason=f"{row.reason} ({row.code})"), file=sys.stderr)
    if done.set_aside is not None:
        print(words["set_aside"].format(file=done.set_aside), file=sys.stderr)
    if done.unmapped:
        print(words["unmapped"].format(names=", ".join(done.unmapped)), file=sys.stderr)


def _print_comparison(compared: SideBySide, words: Mapping[str, str]) -> None:
    columns = ("old_item", "item", "n", "agreement", "precision", "recall", "old_rate", "new_rate", "left_open")
    table = table_of(words["compared"], columns, words)
    for item in (*compared.items, compared.overall):
        table.add_row(*_cells_of(item, words))
    show(table)
    if not compared.random_sample:
        print(words["recall_void"])
    scores = compared.scores
    if scores.n:
        figures = {name: _points(getattr(scores, name), words) for name in ("old", "new", "difference")}
        print(words["scores"].format(n=scores.n, close=_share(scores.close, words), **figures))


def _cells_of(item: ItemComparison, words: Mapping[str, str]) -> list[Any]:
    recall = _share(item.recall, words) + ("" if item.recall_valid else " *")
    shares = (_share(item.agreement, words), _share(item.precision, words), recall)
    rates = (_share(item.old_rate, words), _share(item.new_rate, words))
    name = item.item or words["overall"]
    return cells(name, " + ".join(item.ids), item.n, *shares, *rates, item.left_open)


def _share(figure: Figure, words: Mapping[str, str]) -> str:
    """91% (84%-95%) of 73; a small sample says so."""
    if figure.value is None:
        return "-"
    text = f"{figure.value:.0%} ({figure.low:.0%}-{figure.high:.0%}) n={figure.n}"
    return text if figure.enough else f"{text} {words['not_enough']}"


def _points(figure: Figure, words: Mapping[str, str]) -> str:
    if figure.value is None:
        return "-"
    text = f"{figure.value:.1f} ({figure.low:.1f}..{figure.high:.1f})"
    return text if figure.enough else f"{text} {words['not_enough']}"


def _json(done: Imported) -> dict[str, Any]:
    bad = [{"row": row.number, "code": row.code, "reason": row.reason} for row in done.bad_rows]
    return {
        "rows": done.rows,
        "new": done.new,
        "bad_rows": bad,
        "unmapped": list(done.unmapped),
        "set_aside": str(done.set_aside) if done.set_aside else None,
        **asdict(done.compared),
    }
