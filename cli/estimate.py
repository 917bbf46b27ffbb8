"""`mingjian estimate`: what people would say of everything, from what they said of some, with its interval."""

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.language import Lang, language_of
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, opened
from cli.sample_words import sample_words
from cli.terminal import terminal
from inspection.estimate_measures import measure_of
from inspection.estimate_values import Target
from inspection.intervals import Figure
from inspection.results_policy import results_policy_of
from inspection.sampling_policy import sampling_policy_of
from pipelines.bench import shipped_text
from records.database import reading
from records.estimating import GroupEstimate, GroupEstimates, estimates_between

WIDTH = 130


def estimate(
    workspace: WorkspaceFolder,
    from_: Annotated[datetime, typer.Option("--from", formats=DAYS, help="First business date.")],
    to: Annotated[datetime, typer.Option("--to", formats=DAYS, help="Last business date.")],
    measure: Annotated[
        str, typer.Option(help="score, pass, fatal, item:ID (failed), precision:ID or recall:ID.")
    ] = "score",
    by: Annotated[
        str | None, typer.Option(help="agent, team, site, vendor, queue, channel, business_line or form.")
    ] = None,
    target: Annotated[
        Target, typer.Option(help="process: how they work; period: what these very evaluations come to.")
    ] = Target.PROCESS,
    json_: Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")] = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Estimate a score, a rate or a rule's accuracy by group: all machine verdicts and the drawn reviews together.

    Needs drawn reviews (mingjian sample draw); under the stated minimum it says "not enough data".

    Example: mingjian estimate --workspace workspace --from 2026-11-01 --to 2026-11-30 --by team --measure fatal
    """
    wanted = measure_of(measure)
    minimums = sampling_policy_of(shipped_text("sampling.yaml")).estimates
    pass_from = results_policy_of(shipped_text("results.yaml")).scorecards.pass_from_points
    with opened(workspace, database_url) as one, reading(one.engine) as connection:
        found = estimates_between(
            connection, from_.date(), to.date(), wanted, minimums, by=by, target=target, pass_from_points=pass_from
        )
    words = sample_words(language_of(lang))
    if json_:
        head = {"measure": str(wanted), "from": f"{from_:%Y-%m-%d}", "to": f"{to:%Y-%m-%d}", "by": by}
        for group in found.groups:
            sys.stdout.write(json.dumps({**head, "target": target.value, **_as_json(group)}, ensure_ascii=False) + "\n")
        _notices(found, words, sys.stderr)
        return
    _show(found, words["estimate"].format(measure=wanted, first=from_.date(), last=to.date()), by, words)
    _notices(found, words, sys.stdout)


def _as_json(group: GroupEstimate) -> dict[str, Any]:
    one = group.estimate
    figures = {"estimate": one.combined, "people_alone": one.human_only}
    rows = {name: {k: getattr(f, k) for k in Figure.__slots__} for name, f in figures.items()}
    sizes = {"evaluations": one.units, "reviewed": one.combined.n, "effective_n": round(one.effective_n, 1)}
    return {"group": group.group, **rows, "machine_alone": one.machine_only, **sizes, "width_ratio": one.width_ratio}


def _show(found: GroupEstimates, title: str, by: str | None, words: Mapping[str, str]) -> None:
    if not found.groups:
        print(words["no_units"])
        return
    table = Table(title=Text(title), title_justify="left")
    for name in ("group", "units", "reviewed", "combined", "interval", "human", "machine", "width"):
        table.add_column(words[name], overflow="fold")
    for group in found.groups:
        table.add_row(*map(Text, _row(group, by, words)))
    terminal(WIDTH).print(table)


def _row(group: GroupEstimate, by: str | None, words: Mapping[str, str]) -> tuple[str, ...]:
    one = group.estimate
    name = words["everything"] if by is None else group.group or words["unassigned"]
    ratio = "-" if one.width_ratio is None or not one.combined.enough else f"{one.width_ratio:.2f}"
    sizes = (str(one.units), str(one.combined.n))
    unit = one.combined.unit
    machine = _number(one.machine_only, unit)
    if not one.combined.enough:
        return (name, *sizes, words["not enough"], "-", "-", machine, ratio)
    return (
        name,
        *sizes,
        _number(one.combined.value, unit),
        _interval(one.combined),
        _interval(one.human_only),
        machine,
        ratio,
    )


def _interval(figure: Figure) -> str:
    return "-" if figure.low is None else f"{_number(figure.low, figure.unit)} - {_number(figure.high, figure.unit)}"


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if unit == "points" else f"{value:.1%}"


def _notices(found: GroupEstimates, words: Mapping[str, str], stream: Any) -> None:
    if found.outside:
        print(words["outside"].format(n=found.outside), file=stream)
