"""`mingjian gold`: interactions whose right verdicts are known, hidden among ordinary reviews to measure reviewers."""

import json
import sys
from datetime import datetime, timedelta
from typing import Annotated

import typer

from cli.judge_desk import as_json, judging_desk, shown
from cli.judge_words import judge_words
from cli.language import Lang, language_of
from cli.registered import Who
from cli.review_desk import Json, cells, days_back, table_of
from cli.review_desk import show as show_table
from cli.rule_workspace import DAYS, ZONE, DatabaseUrl, WorkspaceFolder, opened
from cli.rule_workspace import shown as moment
from inspection.errors import InputError
from inspection.judges.gold_accuracy import GoldAccuracy
from inspection.judges.judging_steps import JudgingStep, demand_judging_step
from records.database import reading, writing
from records.judges import gold, gold_queue, sessions
from records.refusals import noting_refusals

gold_app = typer.Typer(help="Gold items: hidden among blind reviews, to know how right reviewers are.",
                       no_args_is_help=True)  # fmt: skip


@gold_app.command("add")
def add(
    workspace: WorkspaceFolder,
    who: Who,
    session: Annotated[str | None, typer.Option(help="Every agreed case of this calibration session.")] = None,
    interaction: Annotated[
        str | None,
        typer.Option("--interaction", help="SOURCE/ID (or an evaluation id) decided by at least two people."),
    ] = None,
    note: Annotated[str, typer.Option(help="What it is for.")] = "",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Make the cases of an agreed session gold, or one interaction on which people decided (a supervisor).

    Example: mingjian gold add --session cal_0a1b --workspace workspace --who Zhao
    """
    if (session is None) == (interaction is None):
        raise InputError("neither or both of --session and --interaction", "give one of them")
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        with noting_refusals(one.engine, who=who, at=desk.now, subject="gold"), writing(one.engine) as connection:
            if session is not None:
                added = gold.add_session(connection, desk, session)
            else:
                evaluation_id = sessions.evaluation_named(connection, interaction or "")
                added = [gold.add_decided(connection, desk, evaluation_id, note=note)]
    print(judge_words(language_of(lang))["gold_added"].format(n=len(added)))


@gold_app.command("list")
def list_(
    workspace: WorkspaceFolder,
    who: Who,
    retired: Annotated[bool, typer.Option("--retired", help="Those that are mixed in no more too.")] = False,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Gold items and how often they were met; for supervisors, never for who is measured.

    Example: mingjian gold list --workspace workspace --who Zhao
    """
    words = judge_words(language_of(lang))
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        with noting_refusals(one.engine, who=who, at=desk.now, subject="gold"), reading(one.engine) as connection:
            found = gold.in_use(connection, desk, retired=retired)
    if json_:
        for row in found:
            sys.stdout.write(json.dumps(as_json(row), ensure_ascii=False) + "\n")
        return
    if not found:
        print(words["no_gold"])
        return
    table = table_of(words["gold"], ("gold_id", "interaction", "added", "mixed", "gold_judged", "note"), words)
    for row in found:
        item = row.item
        table.add_row(*cells(item.gold_id, item.evaluation_id, moment(item.added_at), row.mixed, row.judged, item.note))
    show_table(table)


@gold_app.command("mix")
def mix(workspace: WorkspaceFolder, who: Who, lang: Lang = None, database_url: DatabaseUrl = None) -> None:
    """Bring gold among the waiting blind reviews up to its share; every night does it too.

    Example: mingjian gold mix --workspace workspace --who Zhao
    """
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        with noting_refusals(one.engine, who=who, at=desk.now, subject="gold"), writing(one.engine) as connection:
            demand_judging_step(desk.policy.steps, JudgingStep.MIX_GOLD, desk.person)
            count = gold_queue.mix(connection, desk.policy, desk.now, who=who, salt=desk.review.salt)
    print(judge_words(language_of(lang))["gold_mixed"].format(n=count))


@gold_app.command("retire")
def retire(
    gold_id: Annotated[str, typer.Argument(help="The gold item.")],
    workspace: WorkspaceFolder,
    who: Who,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")],
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Mix a gold item in no more: the rule changed, or people know it by now.

    Example: mingjian gold retire gold_0a1b --workspace workspace --who Zhao --reason "the rule changed"
    """
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        with noting_refusals(one.engine, who=who, at=desk.now, subject="gold"), writing(one.engine) as connection:
            gold.retire(connection, desk, gold_id, reason=reason)
    print(judge_words(language_of(lang))["gold_retired"].format(gold=gold_id))


@gold_app.command("results")
def results(
    workspace: WorkspaceFolder,
    who: Who,
    from_: Annotated[datetime | None, typer.Option("--from", formats=DAYS, help="First day (90 days ago).")] = None,
    to: Annotated[datetime | None, typer.Option("--to", formats=DAYS, help="Last day (today).")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """How right each reviewer was on gold, with intervals; what they said first counts.

    Example: mingjian gold results --workspace workspace --who Zhao --from 2026-09-01
    """
    words = judge_words(language_of(lang))
    first = (from_ or days_back(90)).replace(tzinfo=ZONE, hour=0, minute=0, second=0, microsecond=0)
    before = (to or days_back(0)).replace(tzinfo=ZONE, hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    with opened(workspace, database_url) as one:
        desk = judging_desk(one, who)
        with noting_refusals(one.engine, who=who, at=desk.now, subject="gold"), reading(one.engine) as connection:
            found = gold.results(connection, desk, first, before)
    if json_:
        for row in found:
            sys.stdout.write(json.dumps(as_json(row), ensure_ascii=False) + "\n")
        return
    print_accuracy(found, words)


def print_accuracy(found: tuple[GoldAccuracy, ...], words: dict[str, str]) -> None:
    """One row per reviewer; `n` of the intervals are cases."""
    table = table_of(words["gold_results"], ("who", "cases", "right", "found", "blamed", "worst"), words)
    for one in found:
        worst = ", ".join(f"{item} {wrong}/{judged}" for item, wrong, judged in one.worst_items)
        figures = (shown(one.right, words), shown(one.found, words), shown(one.blamed, words))
        table.add_row(*cells(one.who, one.cases, *figures, worst))
    if found:
        show_table(table)
    else:
        print(words["no_reviews"])
