"""`mingjian fairness`: the monthly report on score gaps between groups, and on verdicts that turn on a name."""

import json
import sys
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.judge_desk import as_json, judging_desk, tell
from cli.judge_words import judge_words
from cli.language import Lang, language_of
from cli.registered import Who
from cli.review_desk import Json
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, rules_named
from inspection.errors import InputError
from inspection.fairness.fairness_report import FairnessReport, report_markdown
from inspection.fairness.flips import FlipTally, flip_figures
from inspection.period import Period
from pipelines.counterfactuals import check_examples, check_interactions, drawn_interactions
from pipelines.readers import open_readers
from pipelines.rule_folders import yardstick_of
from records.database import reading
from records.judges import fairness_reports
from records.refusals import noting_refusals
from records.workspace import Workspace


def fairness(
    workspace: WorkspaceFolder,
    who: Who,
    month: Annotated[datetime, typer.Option(formats=["%Y-%m"], help="Month, 2026-11.")],
    score: Annotated[str, typer.Option(help="machine, human or published.")] = "machine",
    swaps: Annotated[int, typer.Option(min=0, help="Try the swaps on so many stored interactions, by lot.")] = 0,
    examples: Annotated[bool, typer.Option("--examples", help="Try the swaps on the examples of the rules.")] = False,
    rules: Annotated[
        str | None,
        typer.Option("--rules", help="Rules for the swaps: a folder, shipped, or a version (those in force)."),
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write the report to this Markdown file.")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Score gaps by team, site, shift, language and accent, with and without recognition; and counterfactual checks.

    Example: mingjian fairness --month 2026-11 --workspace workspace --who Zhao --swaps 200 --output fairness.md
    """
    language = language_of(lang)
    period = Period.month(month.date())
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        with noting_refusals(one.engine, who=who, at=desk.now, subject="fairness"):
            fairness_reports.demand(desk)
        with reading(one.engine) as connection:
            report = fairness_reports.month_report(connection, desk, period, score)
        if swaps or examples:
            report = _checked(one, report, period, rules, swaps, examples=examples)
    if json_:
        sys.stdout.write(json.dumps(as_json(report), ensure_ascii=False) + "\n")
        return
    page = report_markdown(report, language)
    if output is None:
        sys.stdout.write(page)
        return
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise InputError(reason, "choose another place", where=str(output)) from None
    print(judge_words(language)["written"].format(file=output))


def _checked(
    one: Workspace, report: FairnessReport, period: Period, rules: str | None, swaps: int, *, examples: bool
) -> FairnessReport:
    yardstick, readers = yardstick_of(rules_named(one, rules)[0]), open_readers()
    tally = FlipTally()
    what: list[tuple[str, int]] = []
    if swaps:
        with reading(one.engine) as connection:
            keys = drawn_interactions(connection, period.start, period.end, swaps)
            tally.add(check_interactions(connection, keys, yardstick, readers, _tell_progress))
        what.append(("interactions", len(keys)))
    if examples:
        tally.add(check_examples(yardstick.rulebook, readers, _tell_progress))
        count = sum(len(i.spec.examples) for i in yardstick.rulebook.items.values())
        what.append(("rule_examples", count))
    by_item = Counter(flip.item for flip in tally.flips)
    flips = sorted(tally.flips, key=lambda flip: (flip.is_reading, -by_item[flip.item], flip.item, flip.text))
    return replace(report, checked=tuple(what), flips=flip_figures(tally), examples=tuple(flips))


def _tell_progress(done: int, total: int) -> None:
    if done == total or done % 100 == 0:
        tell(f"{done}/{total}")
