"""`mingjian judges`: how reviewers judge: accuracy on gold, drift against their past and each other, second reviews."""

import json
import sys
from datetime import datetime, timedelta
from typing import Annotated

import typer

from cli.gold import print_accuracy
from cli.judge_desk import as_json, difference, judging_desk, shown
from cli.judge_words import judge_words
from cli.language import Lang, language_of
from cli.registered import Who
from cli.review_desk import Json, cells, days_back, desk, show, table_of
from cli.rule_workspace import DAYS, ZONE, DatabaseUrl, WorkspaceFolder, opened
from inspection.judges.agreement import Agreement
from inspection.judges.reviewer_drift import ReviewerDrift
from records.database import reading
from records.judges import gold
from records.judges.reviewer_verdicts import drift_until, second_agreement
from records.refusals import noting_refusals


def judges(
    workspace: WorkspaceFolder,
    who: Who,
    to: Annotated[datetime | None, typer.Option("--to", formats=DAYS, help="Last day of the present (today).")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Who judges how: accuracy on hidden gold, drift with a known rate of false alarms, agreement of second reviews.

    Example: mingjian judges --workspace workspace --who Zhao --lang en
    """
    words = judge_words(language_of(lang))
    until = (to or days_back(0)).replace(tzinfo=ZONE, hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    with opened(workspace, database_url) as one:
        at = judging_desk(one, who)
        rules = at.policy.drift
        first = until - timedelta(days=rules.now_days + rules.before_days)
        with noting_refusals(one.engine, who=who, at=at.now, subject="judges"), reading(one.engine) as connection:
            drift = drift_until(connection, at, until, ZONE)
            accuracy = gold.results(connection, at, first, until)
            seconds = second_agreement(
                connection,
                first.date(),
                until.date(),
                desk(one, who),
                minimum_cases=at.policy.calibration.minimum_cases,
            )
    if json_:
        row = {"gold": as_json(accuracy), "drift": as_json(drift), "seconds": {k: as_json(v) for k, v in seconds}}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
        return
    print_accuracy(accuracy, words)
    _print_drift(drift, words["drift_title"].format(now=rules.now_days, before=rules.before_days), words)
    _print_seconds(seconds, words)


def _print_drift(drift: tuple[ReviewerDrift, ...], title: str, words: dict[str, str]) -> None:
    if not drift:
        return
    table = table_of(title, ("who", "interactions_now", "own_change", "beyond", "apart", "alarm"), words)
    for one in drift:
        figures = (difference(f, scale=100) for f in (one.own_change, one.beyond, one.apart))
        alarm = ", ".join(words[a.value] for a in one.alarms)
        table.add_row(*cells(one.who, f"{one.interactions_now}/{one.interactions_before}", *figures, alarm))
    show(table)
    print(words["false_alarms"])


def _print_seconds(seconds: list[tuple[str, Agreement]], words: dict[str, str]) -> None:
    if not seconds:
        return
    table = table_of(words["seconds_title"], ("item", "n", "observed", "ac1", "alpha"), words)
    for item, one in seconds:
        table.add_row(
            *cells(item, one.cases, shown(one.observed, words), shown(one.ac1, words), shown(one.alpha, words))
        )
    show(table)
