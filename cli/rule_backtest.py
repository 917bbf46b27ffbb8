"""`mingjian rules backtest`: a changed rulebook against history, before it counts."""

import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cli.backtest_page import backtest_page
from cli.backtest_tables import print_backtest
from cli.language import Lang, language_of
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, asking, opened, rules_named
from inspection.backtest_figures import figures_of
from inspection.errors import RecordsError, SettingsError
from inspection.evaluating import Yardstick
from inspection.rule_files import RuleFiles, changed_items
from pipelines.backtest import BacktestRequest, jobs_here, run_backtest
from pipelines.rule_folders import read_rule_files, yardstick_of
from records import backtests
from records.backtests import StoredBacktest
from records.database import writing
from records.workspace import Workspace


def backtest(
    workspace: WorkspaceFolder,
    rules: Annotated[Path, typer.Option(help="The changed rulebook folder.")],
    from_: Annotated[
        datetime | None, typer.Option("--from", formats=DAYS, help="First business date (the oldest stored).")
    ] = None,
    to: Annotated[datetime | None, typer.Option(formats=DAYS, help="Last business date (the newest stored).")] = None,
    item: Annotated[
        list[str] | None, typer.Option(help="Only these items (a quick look: no scores, no ground for publishing).")
    ] = None,
    against: Annotated[
        str | None, typer.Option(help="A published version, `shipped` or a folder (default: the version in force).")
    ] = None,
    jobs: Annotated[int | None, typer.Option(min=1, max=64, help="Processes (one per core).")] = None,
    html: Annotated[Path | None, typer.Option(help="Write a page that needs nothing else.")] = None,
    json_: Annotated[Path | None, typer.Option("--json", help="Write all figures as JSON.")] = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Judge stored history by a changed rulebook and by the present one, and show what would be different.

    Reads the facts the nights stored; changes no score. The figures are kept: `rules publish` asks for them.

    Example: mingjian rules backtest --workspace workspace --rules my-rules --html backtest.html
    """
    language = language_of(lang)
    period = (from_.date() if from_ else None, to.date() if to else None)
    if period[0] and period[1] and period[1] < period[0]:
        raise SettingsError(f"the period ends ({period[1]}) before it begins ({period[0]})", "exchange --from and --to")
    new = read_rule_files(rules)
    with opened(workspace, database_url) as one:
        old, old_name = rules_named(one, against)
        yardsticks = (yardstick_of(old), yardstick_of(new))
        _refuse_unknown(item or [], yardsticks)
        begun = monotonic()
        wanted = BacktestRequest(
            old=old, new=new, first=period[0], last=period[1], items=tuple(item or ()), jobs=jobs or jobs_here()
        )
        with _progress(language) as on_progress:
            done = run_backtest(one, wanted, on_progress)
        if not done.interactions:
            raise RecordsError(
                "no judged interaction is stored in this period", "run mingjian nightly first, or widen --from and --to"
            )
        figures = figures_of(done, _titles(yardsticks)) | _head(wanted, old_name, str(rules), monotonic() - begun)
        figures["backtest_id"] = _keep(one, figures, wanted, old_name)
    print_backtest(figures, language)
    for path, text in (
        (json_, json.dumps(figures, ensure_ascii=False, indent=1)),
        (html, backtest_page(figures, language)),
    ):
        if path is not None:
            _write(path, text)


def _refuse_unknown(items: list[str], yardsticks: tuple[Yardstick, Yardstick]) -> None:
    known = {i for yardstick in yardsticks for i in yardstick.rulebook.item_ids}
    for name in items:
        if name not in known:
            raise SettingsError(f"no item is named '{name}'", f"choose from {', '.join(sorted(known))}")


def _titles(yardsticks: tuple[Yardstick, Yardstick]) -> dict[str, dict[str, str]]:
    return {
        item_id: {"zh": item.spec.title.zh, "en": item.spec.title.en}
        for yardstick in yardsticks
        for item_id, item in yardstick.rulebook.items.items()
    }


def _head(wanted: BacktestRequest, old_name: str, new_name: str, took_s: float) -> dict[str, Any]:
    return {
        "rules": _named(wanted.new, new_name),
        "against": _named(wanted.old, old_name),
        "changed_items": list(changed_items(wanted.old, wanted.new)),
        "only_items": list(wanted.items),
        "jobs": wanted.jobs,
        "took_s": round(took_s, 2),
    }


def _named(files: RuleFiles, name: str) -> dict[str, str]:
    return {"name": name, "id": files.book_id, "version": files.version, "content_hash": files.content_hash}


def _keep(workspace: Workspace, figures: dict[str, Any], wanted: BacktestRequest, old_name: str) -> str:
    at = datetime.now(UTC)
    name = sha256(json.dumps([figures, at.isoformat()], sort_keys=True).encode()).hexdigest()[:16]
    one = StoredBacktest(
        backtest_id=name,
        content_hash=wanted.new.content_hash,
        against=old_name,
        against_hash=wanted.old.content_hash,
        first=date.fromisoformat(figures["period"]["from"]),
        last=date.fromisoformat(figures["period"]["to"]),
        interactions=figures["interactions"],
        whole=not wanted.items,
        at=at,
        who=asking(),
        figures=figures,
    )
    with writing(workspace.engine) as connection:
        backtests.add(connection, one)
    return name


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = f"the file cannot be written ({error.strerror})"
        raise RecordsError(reason, "give a file in a folder that may be written", where=str(path)) from error


class _progress:  # noqa: N801 - reads as a phrase: with _progress(language) as on_progress
    """A bar on stderr; stdout holds the tables only."""

    def __init__(self, lang: str) -> None:
        self._words = "回测" if lang == "zh" else "backtest"
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True))

    def __enter__(self) -> Any:
        self._bar.start()
        self._task = self._bar.add_task(self._words, total=None)
        return lambda done, total: self._bar.update(self._task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        self._bar.stop()
