"""What the operator reads after a night: ledger, scorecards, flags and coaching queue as tables."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from cli.words import words_in
from inspection.coaching.task import CoachingTask
from inspection.flag_policy import Severity
from inspection.flags import Flag, queue_order
from inspection.ledger import LedgerEntry
from inspection.period import Period
from inspection.scorecards.cards import Scorecard
from pipelines.night import NightReport
from pipelines.night_settings import NightSettings
from records import coaching, flags, ledger
from records.database import reading
from records.scorecards import cards as scorecards
from records.workspace import Workspace

OnProgress = Callable[[str, int, int], None]
ROWS_SHOWN = 60
REASON_SHOWN = 110
_SEVERITY_STYLE = {Severity.CRITICAL: "bold red", Severity.HIGH: "red", Severity.MEDIUM: "yellow"}


class NightConsole:
    """Progress while the night runs (on stderr), tables when it is over (on stdout)."""

    def __init__(self, language: str, *, quiet: bool) -> None:
        """`language` of the tables: zh or en."""
        self._words = words_in(language)
        self._quiet = quiet
        self._out = Console()
        if not self._out.is_terminal:
            self._out = Console(width=150)

    @contextmanager
    def progress(self) -> Iterator[OnProgress]:
        """A callback (step, done, total) that draws a bar."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), disable=self._quiet) as bar:
            rows: dict[str, object] = {}

            def on_progress(step: str, done: int, total: int) -> None:
                if step not in rows:
                    rows[step] = bar.add_task(self._words.get(step, step), total=total)
                bar.update(rows[step], completed=done, total=total)  # type: ignore[arg-type]

            yield on_progress

    def show(self, report: NightReport, settings: NightSettings) -> None:
        """Everything the morning needs."""
        if not self._quiet:
            workspace = Workspace.open(settings.workspace, settings.database_url)
            try:
                self._tables(report, workspace)
            finally:
                workspace.close()
        self._summary(report, settings)

    def _tables(self, report: NightReport, workspace: Workspace) -> None:
        with reading(workspace.engine) as connection:
            entries = list(ledger.between(connection, report.business_date, report.business_date))
            days = sorted({*_days(report.periods), report.business_date})
            raised = sorted(flags.between(connection, days[0], days[-1]), key=queue_order)
            label = _widest(report.periods) or Period.month(report.business_date).label
            cards = scorecards.of_period(connection, label)
            tasks = list(coaching.queue(connection, label))
        self._ledger(entries)
        self._scorecards([c for c in cards if c.channel == "all" and c.line == "overall"], label)
        self._flags(raised)
        self._coaching(tasks)

    def _table(self, title: str, *columns: str) -> Table:
        table = Table(title=self._words[title], title_justify="left", title_style="bold")
        for column in columns:
            table.add_column(self._words[column], overflow="fold")
        return table

    def _print(self, table: Table, rows: Sequence[Sequence[str | Text]]) -> None:
        for row in rows[:ROWS_SHOWN]:
            table.add_row(*(cell if isinstance(cell, Text) else escape(cell) for cell in row))
        self._out.print(table)
        if len(rows) > ROWS_SHOWN:
            self._out.print(self._words["more rows"].format(n=len(rows) - ROWS_SHOWN))

    def _ledger(self, entries: Sequence[LedgerEntry]) -> None:
        table = self._table("ledger", "interaction", "ending", "code", "reason", "source_file")
        rows = [
            [
                e.interaction_id or "-",
                self._words.get(e.ending.value, e.ending.value),
                e.code,
                shortened(e.reason),
                f"{e.source_file or '-'}" + (f":{e.row}" if e.row else ""),
            ]
            for e in entries
        ]
        self._print(table, rows)

    def _scorecards(self, cards: Sequence[Scorecard], period: str) -> None:
        table = self._table("scorecards", "scope", "who", "period", "n", "mean", "interval", "pass_rate", "fatal_rate")
        rows = [
            [
                self._words.get(c.scope.value, c.scope.value),
                c.subject or "-",
                period,
                str(c.n),
                _number(c.mean) if c.mean is not None else self._words["no score"],
                f"{_number(c.low)}-{_number(c.high)}" if c.enough else self._words["not enough data"],
                _share(c, "pass_rate"),
                _share(c, "fatal_rate"),
            ]
            for c in cards
        ]
        self._print(table, rows)

    def _flags(self, raised: Sequence[Flag]) -> None:
        table = self._table("flags", "severity", "interaction", "agent", "code", "reason", "selection")
        rows: list[list[str | Text]] = []
        for f in raised:
            style = _SEVERITY_STYLE.get(f.severity, "")
            severity = self._words.get(f.severity.value, f.severity.value)
            shown = Text(severity, style=style)
            chosen = f"{self._words.get(f.selection.value, f.selection.value)} {f.probability:g}"
            rows.append([shown, f.interaction_id, f.agent_id or "-", f.code, shortened(f.reason), chosen])
        self._print(table, rows)

    def _coaching(self, tasks: Sequence[CoachingTask]) -> None:
        table = self._table("coaching", "priority", "agent", "item", "kind", "reason", "evidence", "due_on")
        rows = [
            [
                str(t.priority),
                t.agent_id or "-",
                t.item,
                self._words.get(t.kind.value, t.kind.value),
                shortened(t.reason),
                ", ".join(r.interaction_id for r in t.evidence[:3]),
                t.due_on.isoformat(),
            ]
            for t in tasks
        ]
        self._print(table, rows)

    def _summary(self, report: NightReport, settings: NightSettings) -> None:
        for notice in report.notices:
            self._out.print(f"{self._words['notice']}: {notice}", markup=False)
        for name in report.left_for_next_run:
            self._out.print(f"{self._words['left']}: {name}", markup=False)
        counts = ", ".join(f"{self._words.get(k, k)} {n}" for k, n in sorted(report.counts.items()))
        self._out.print(
            self._words["summary"].format(
                run=report.run_id, counts=counts or "-", new=report.new, unchanged=report.unchanged
            ),
            markup=False,
        )
        if not self._quiet:
            self._out.print(self._words["next"].format(workspace=settings.workspace), soft_wrap=True, markup=False)


def shortened(text: str) -> str:
    """At most REASON_SHOWN characters; the export holds the whole."""
    return text if len(text) <= REASON_SHOWN else text[: REASON_SHOWN - 1] + "…"


def _days(periods: Sequence[str]) -> list[date]:
    return [date.fromisoformat(p) for p in periods if p.count("-") == 2]


def _widest(periods: Sequence[str]) -> str | None:
    months = [p for p in periods if p.count("-") == 1 and "W" not in p]
    return months[-1] if months else None


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _share(card: Scorecard, metric: str) -> str:
    figure = card.metrics.get(metric)
    return "-" if figure is None or figure.value is None else f"{figure.value:.0%} (n={figure.n})"
