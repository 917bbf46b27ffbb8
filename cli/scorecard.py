"""`mingjian scorecard`: one agent, team, site, vendor, queue, channel or the whole centre, with intervals."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.language import Lang, language_of
from cli.rule_workspace import ZONE, DatabaseUrl, WorkspaceFolder, opened
from cli.scorecard_period import Day, From, Month, To, Week, days_asked
from cli.terminal import terminal
from console.printed.figure_lines import PrintedLine
from console.printed.page import ScorecardPage
from console.printed.published_page import PublishedPage
from inspection.errors import RecordsError, SettingsError
from inspection.results_policy import ScorecardPolicy, results_policy_of
from inspection.scorecards.cards import Scorecard, ScorecardScope
from inspection.scorecards.grouping import WHOLE, Grouping
from inspection.scorecards.published import published_cards
from inspection.scorecards.report import MemberReport
from inspection.sla import sla_policy_of
from pipelines.bench import shipped_text
from records import score_bases
from records.database import Connection, reading, writing
from records.scorecards import sums as scorecard_sums
from records.scorecards.reports import report_of
from records.scorecards.told_cards import published_units
from records.workspace import Workspace

WIDTH = 110


def scorecard(
    who: Annotated[
        str, typer.Argument(help="agent:17, team:售后一组, site:, vendor:, queue:, channel:, form:, or all.")
    ],
    workspace: WorkspaceFolder,
    month: Month = None,
    week: Week = None,
    day: Day = None,
    from_: From = None,
    to: To = None,
    published: Annotated[
        bool, typer.Option("--published", help="With --html: what was published only, the page for the agent's hand.")
    ] = False,
    html: Annotated[Path | None, typer.Option(help="Write a page to print: one file, no script.")] = None,
    json_: Annotated[bool, typer.Option("--json", help="Everything as one JSON object.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show one scorecard: machine, human and published score, beside the group, course, fatals, items, channels.

    Without a period it is the newest month with evaluations. Figures under 30 interactions say "not enough data".

    Example: mingjian scorecard agent:17 --workspace workspace --month 2026-09 --html agent-17.html --lang zh
    """
    grouping, name = asked(who)
    policy = policy_in_force()
    language = language_of(lang)
    with opened(workspace, database_url) as one:
        bring_up_to_date(one, policy)
        with reading(one.engine) as connection:
            first, last = days_asked(month, week, day, from_, to) or scorecard_sums.newest_month(connection)
            report = report_of(connection, grouping, name, first, last, policy)
            titles = score_bases.item_titles(connection)
            cards = _published(connection, report, policy) if published else ()
    page = ScorecardPage(report, language, item_names=titles)
    if published:
        if html is None:
            raise SettingsError("--published makes a page", "add --html FILE")
        theirs = PublishedPage(cards, language, item_names=titles)
        write_text(html, theirs.html(made_at=datetime.now(UTC).astimezone(ZONE), minimum_n=policy.minimum_n))
    elif html is not None:
        write_text(html, page.html(made_at=datetime.now(UTC).astimezone(ZONE), minimum_n=policy.minimum_n))
    if json_:
        print(json.dumps(as_json(report), ensure_ascii=False))
    elif html is None:
        _show(page)


def _published(connection: Connection, report: MemberReport, policy: ScorecardPolicy) -> tuple[Scorecard, ...]:
    """What was published of the member; SettingsError for a grouping that has no published scorecard."""
    if report.grouping.value not in (*ScorecardScope,):
        scopes = ", ".join(f"{one}:NAME" for one in ScorecardScope)
        raise SettingsError(f"--published is not for {report.grouping.value}", f"write one of {scopes}")
    scope, days = ScorecardScope(report.grouping.value), (report.first, report.last)
    units = published_units(connection, scope, report.name, *days)
    return published_cards(scope, report.name, days, units, report.metrics, policy)


def asked(who: str) -> tuple[Grouping, str]:
    """`team:售后一组` as grouping and name; SettingsError otherwise."""
    kind, _, name = who.partition(":")
    if kind == WHOLE and not name:
        return Grouping.ALL, WHOLE
    if kind in (*Grouping,) and kind != WHOLE and name:
        return Grouping(kind), name
    kinds = ", ".join(f"{one}:NAME" for one in Grouping if one != WHOLE)
    raise SettingsError(f"'{who}' names nobody", f"write all, or one of {kinds}")


def policy_in_force() -> ScorecardPolicy:
    """The limits of scorecards."""
    return results_policy_of(shipped_text("results.yaml")).scorecards


def bring_up_to_date(one: Workspace, policy: ScorecardPolicy) -> None:
    """Sums follow what people decided since; days of an older version are counted once, which takes a while."""
    with reading(one.engine) as connection:
        uncounted = scorecard_sums.days_without_sums(connection)
    for at, day in enumerate(uncounted):
        print(f"counting {day} ({at + 1} of {len(uncounted)}, once)", file=sys.stderr)
        with writing(one.engine) as connection:
            scorecard_sums.keep_days(connection, [day], policy, sla_policy_of(shipped_text("sla.yaml")))
    with writing(one.engine) as connection:
        scorecard_sums.keep_current(connection, policy, sla_policy_of(shipped_text("sla.yaml")))


def write_text(file: Path, text: str) -> None:
    """Write a file, or say in one line why not."""
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise RecordsError(reason, "give a file in a folder that may be written", where=str(file)) from error
    print(f"-> {file}", file=sys.stderr)


def as_json(report: Any) -> dict[str, Any]:
    """A report as JSON values: dates as text, enums as their values, keys as text."""
    plain: dict[str, Any] = json.loads(json.dumps(_plain(asdict(report)), default=str))
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _show(page: ScorecardPage) -> None:
    console = terminal(WIDTH)
    w, report = page.w, page.report
    homes = " · ".join(page.homes())
    console.print(Text(f"{page.who()} ({w[report.grouping.value]}{', ' if homes else ''}{homes})", style="bold"))
    console.print(Text(f"{report.first} – {report.last}   {page.counted()}"))
    console.print(_table(w["title"], page.scores(), page, notes=True))
    console.print(_table(w["compare_title"], page.compared(), page))
    for line in (" · ".join(page.compared_notes()), " · ".join(page.course_says()), " · ".join(page.consistency())):
        console.print(Text(line))
    console.print(_table(w["fatals_title"], [suspected for _, suspected, _ in page.fatals()], page))
    console.print(_table(w["dimensions_title"], page.dimensions(), page))
    console.print(_table(w["items_title"], page.items(), page))
    console.print(_table(w["channels_title"], page.channel_lines(), page))
    console.print(_table(w["metrics_title"], page.metrics(), page))


def _table(title: str, lines: Any, page: ScorecardPage, *, notes: bool = False) -> Table:
    table = Table(title=Text(title), title_justify="left")
    compared = any(line.standing for line in lines)
    for heading in ("", page.w["n"], page.w["value"], page.w["interval"]):
        table.add_column(Text(heading), overflow="fold", justify="right" if heading == page.w["n"] else "left")
    if compared:
        table.add_column(Text(page.w["standing"]))
    if notes:
        table.add_column("", overflow="fold")
    for line in lines:
        table.add_row(*map(Text, _cells(line, page, compared=compared, notes=notes)))
    return table


def _cells(line: PrintedLine, page: ScorecardPage, *, compared: bool, notes: bool) -> list[str]:
    cells = [line.name, line.n, line.value, line.interval]
    if compared:
        cells.append(page.w[line.standing] if line.standing else "")
    return [*cells, line.note] if notes else cells
