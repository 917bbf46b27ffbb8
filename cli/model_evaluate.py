"""`mingjian models evaluate`: how well the recogniser fits the centre's own calls, per queue and dialect."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.fit_words import fit_line, fit_words
from cli.language import Lang, language_of
from cli.rule_workspace import DatabaseUrl, asking, opened
from cli.settings import as_the_night_hears
from cli.terminal import terminal
from inspection.errors import TableError
from inspection.recognition_fit import ERROR_LIMIT, FitRate, fit_rates
from pipelines.hearing import open_ears
from pipelines.measuring_recognition import Measured, measure_recognition, worst_first
from records import recognition_fits
from records.database import writing
from records.recognition_fits import StoredFit

SOME_REFUSED = 1
_SHOWN_CALLS, _WIDTH = 5, 120


def evaluate(
    reference: Annotated[
        Path,
        typer.Option(help="CSV, TSV or XLSX: recording, transcript; queue, dialect, language may stand beside."),
    ],
    recordings: Annotated[Path | None, typer.Option(help="Folder of the recordings; default: the table's.")] = None,
    workspace: Annotated[Path | None, typer.Option(help="Workspace that keeps the figures and acts on them.")] = None,
    model: Annotated[str | None, typer.Option(help="Whisper size, hub name or folder; default: the night's.")] = None,
    limit: Annotated[
        float, typer.Option(min=0.01, max=2.0, help="Error rate above which content rules are advice only.")
    ] = ERROR_LIMIT,
    json_: Annotated[bool, typer.Option("--json", help="The figures as JSON on stdout.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Measure the recogniser on calls people have transcribed: character or word error rate with n and interval.

    With --workspace the figures are kept, stand beside the scores, and rules about what was said count no longer by
    themselves in queues above the limit. A row that cannot be used is told and the others are measured (exit code 1).

    Example: mingjian models evaluate --reference reference.csv --workspace workspace
    """
    night = as_the_night_hears(model, None)
    ears = open_ears(night.recogniser, hearing=night.hearing, cpu_threads=night.cpu_threads, on_progress=_tell)
    found = measure_recognition(reference, ears, recordings=recordings, language=night.language, on_call=_tell)
    for problem in found.refused:
        print(f"error: {problem}", file=sys.stderr)
    if not found.calls:
        raise TableError("no call of the reference could be measured", "see the rows above", where=str(reference))
    rates = fit_rates(found.calls, limit)
    at, model_id = datetime.now(UTC), ears.recogniser.model_id
    if workspace is not None:
        with opened(workspace, database_url) as one, writing(one.engine) as connection:
            recognition_fits.put(connection, StoredFit(at=at, model_id=model_id, who=asking(), rates=rates))
    if json_:
        print(json.dumps(_as_json(found, rates, model_id), ensure_ascii=False))
    else:
        _show(found, rates, model_id, language_of(lang))
    raise typer.Exit(SOME_REFUSED if found.refused else 0)


def _as_json(found: Measured, rates: tuple[FitRate, ...], model_id: str) -> dict[str, Any]:
    names = ("kind", "name", "calls", "units", "share", "low", "high", "limit", "enough", "is_weak")
    return {
        "model_id": model_id,
        "rates": [{name: getattr(rate, name) for name in names} for rate in rates],
        "calls": [
            {"recording": c.recording, "errors": c.count.errors, "units": c.count.units, "share": c.count.share}
            for c in worst_first(found.calls)
        ],
        "refused": len(found.refused),
    }


def _show(found: Measured, rates: tuple[FitRate, ...], model_id: str, language: str) -> None:
    w = fit_words(language)
    table = Table(title=Text(w["title"].format(model=model_id.split("/vad=", maxsplit=1)[0])), title_justify="left")
    for name in ("what", "error_rate", "interval", "calls", "units", "verdict"):
        table.add_column(Text(w[name]))
    for rate in rates:
        table.add_row(*map(Text, fit_line(rate, language)))
    console = terminal(_WIDTH)
    console.print(table)
    worst = [f"{c.recording} {c.count.share:.0%}" for c in worst_first(found.calls)][:_SHOWN_CALLS]
    console.print(Text(f"{w['worst']}: {', '.join(worst)}"))
    console.print(Text(w["meaning"].format(limit=f"{rates[0].limit:.0%}")))


def _tell(step: str, done: int, total: int) -> None:
    print(f"{step} ({done}/{total})", file=sys.stderr)
