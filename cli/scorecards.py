"""`mingjian scorecards`: everybody of a grouping side by side, on the screen or as a workbook for managers."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from cli.fit_words import fit_beside_scores
from cli.language import Lang, language_of
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened
from cli.scorecard import WIDTH, as_json, bring_up_to_date, policy_in_force
from cli.scorecard_period import Day, From, Month, To, Week, days_asked
from cli.terminal import terminal
from console.figures import in_unit
from console.given_names import given_names
from console.printed.words import printed_words
from console.words import Words, words_in_every_language
from inspection.intervals import Figure
from inspection.scorecards.grouping import Grouping
from inspection.scorecards.league import LeagueRow
from records import recognition_fits
from records.database import reading
from records.scorecards import sums as scorecard_sums
from records.scorecards.reports import League, league_of
from records.scorecards.workbook import write_workbook

_HEADINGS = (
    *("machine", "interval", "shrunk", "standing", "adjusted", "published", "suspected"),
    *("weakest_short", "change_short"),
)


def scorecards(
    workspace: WorkspaceFolder,
    by: Annotated[Grouping, typer.Option(help="Whose scorecards.")] = Grouping.AGENT,
    month: Month = None,
    week: Week = None,
    day: Day = None,
    from_: From = None,
    to: To = None,
    xlsx: Annotated[Path | None, typer.Option(help="Write a workbook for managers.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="JSON lines on stdout, one member each.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """List scorecards by name: three scores, shrunk and adjusted ones, fatals, course, channels, service.

    Nothing is ranked. Without a period it is the newest month with evaluations.

    Example: mingjian scorecards --workspace workspace --by team --month 2026-09 --xlsx teams.xlsx
    """
    policy, language = policy_in_force(), language_of(lang)
    with opened(workspace, database_url) as one:
        bring_up_to_date(one, policy)
        with reading(one.engine) as connection:
            first, last = days_asked(month, week, day, from_, to) or scorecard_sums.newest_month(connection)
            found = league_of(connection, by, first, last, policy)
            fit = recognition_fits.latest(connection)
    if xlsx is not None:
        write_workbook(found, xlsx, language)
        print(f"-> {xlsx}", file=sys.stderr)
    if json_:
        for row in found.rows:
            head = {"by": by.value, "from": first.isoformat(), "to": last.isoformat()}
            print(json.dumps({**head, **as_json(row)}, ensure_ascii=False))
    elif xlsx is None:
        _show(found, language)
        terminal(WIDTH + 20).print(Text(fit_beside_scores(fit, language)))


def _show(found: League, language: str) -> None:
    w = printed_words(language)
    values = words_in_every_language(given_names())["zh-CN" if language == "zh" else "en"]
    title = f"{w['title']}: {w[found.grouping.value]}, {found.first} – {found.last}"
    table = Table(title=Text(title), title_justify="left")
    for heading in ("", w["n"], *(w[name] for name in _HEADINGS)):
        table.add_column(Text(heading), overflow="fold")
    for row in found.rows:
        table.add_row(*map(Text, _cells(row, found.grouping, w, values)))
    console = terminal(WIDTH + 20)
    console.print(table)
    console.print(Text(w["compare_note"]))
    for name, figure in found.coverage.items():
        if figure.value is not None:
            console.print(Text(f"{w[name]}: {figure.value:.1%} (n = {figure.n})"))


def _cells(row: LeagueRow, grouping: Grouping, w: dict[str, str], values: Words) -> list[str]:
    enough = row.machine.enough
    name = values.of("channel", row.name) if grouping is Grouping.CHANNEL else w.get(row.name, row.name)
    weakest = row.consistency.weakest if row.consistency else None
    change = row.change if row.is_alarm else None
    return [
        name,
        str(row.machine.n),
        _shown(row.machine, values),
        w["not_enough"] if not enough else f"{_bound(row.machine.low)} – {_bound(row.machine.high)}",
        _shown(row.beside.shrunk, values) if row.beside else "–",
        w[row.beside.standing.value] if row.beside and enough else "–",
        f"{row.adjusted.adjusted:.1f}" if row.adjusted else "–",
        f"{_shown(row.published, values)} ({row.published.n})" if row.published.n else "–",
        _shown(row.fatals[0].suspected, values),
        values.of("channel", weakest),
        f"{change.on:%m-%d} {change.step:+.1f}" if change else "–",
    ]


def _shown(figure: Figure, values: Words) -> str:
    return in_unit(figure.value, figure.unit, values)


def _bound(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
