"""`mingjian review take`, `submit`, `release`, `withdraw`, `show`, `comment`: the steps of one review."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.language import Lang, language_of
from cli.registered import Who
from cli.review_desk import Json, cells, desk, show, table_of, trusted
from cli.review_sheet import print_sheet, sheet_json
from cli.review_verdicts import typed_verdicts, verdicts_in
from cli.review_words import review_words
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, opened, shown
from inspection.review_steps import TaskState
from inspection.submission import as_the_machine_says
from records import audit, evaluations, interactions, review_queue
from records.database import reading, writing
from records.review_comments import add_comment, comments_on
from records.review_queue import QueuedTask
from records.review_sheets import sheet_of
from records.review_submitting import correct as correct_review
from records.review_submitting import submit as submit_review
from records.review_taking import Desk, open_manual, take_task
from records.review_taking import release as give_back
from records.review_taking import take as take_next
from records.review_taking import withdraw as withdraw_task
from records.workspace import Workspace

Task = Annotated[str, typer.Argument(help="The review, as the queue names it.")]


def take(
    workspace: WorkspaceFolder,
    who: Who,
    task: Annotated[str | None, typer.Option("--task", help="This one, instead of the next.")] = None,
    interaction: Annotated[
        str | None, typer.Option("--interaction", help="SOURCE/ID: open it for a score by hand (never random).")
    ] = None,
    segment: Annotated[int, typer.Option(min=0, help="Agent segment, with --interaction.")] = 0,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Take the next review (findings of one agent on one item together) and show its sheet. It is yours for a while.

    Example: mingjian review take --workspace workspace --who Wang
    """
    language = language_of(lang)
    words = review_words(language)
    with opened(workspace, database_url) as one:
        with writing(one.engine) as connection:
            at = desk(one, who)
            if interaction is not None:
                source, _, interaction_id = interaction.partition("/")
                held = [open_manual(connection, at, source, interaction_id, segment)]
            else:
                held = take_next(connection, at) if task is None else [take_task(connection, at, task)]
        for queued in held:
            _show_sheet(one, at, queued.task.task_id, language, json_)
    if not held:
        print(words["nothing_for_you"], file=sys.stderr)


def submit(
    task: Task,
    workspace: WorkspaceFolder,
    who: Who,
    verdict: Annotated[
        list[str] | None,
        typer.Option("--verdict", help="ITEM=STATE[,reason=CODE][,points=N][,fatal=true][,turn=N]; again for each."),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="Verdicts as a JSON list.")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="Everything asked is as the machine says.")] = False,
    correct: Annotated[bool, typer.Option("--correct", help="Change verdicts you submitted before.")] = False,
    seconds: Annotated[float | None, typer.Option(help="Seconds spent (default: since you took it).")] = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Submit your verdicts: one per asked item, with a reason where you differ from the machine.

    Example: mingjian review submit task_0a1b --workspace workspace --who Wang --verdict closing=met,reason=context
    """
    words = review_words(language_of(lang))
    with opened(workspace, database_url) as one, writing(one.engine) as connection:
        at, rules = desk(one, who), trusted(one)
        given = [*typed_verdicts(verdict or []), *(verdicts_in(file) if file else [])]
        if confirm:
            named = {g.item for g in given}
            sheet = sheet_of(connection, at, task, rules)
            given += [g for g in as_the_machine_says(sheet) if g.item not in named]
        if correct:
            done = correct_review(connection, at, task, given, rules, seconds_spent=seconds or 0.0)
        else:
            done = submit_review(connection, at, task, given, rules, seconds_spent=seconds)
    print(words["submitted"].format(n=len(done.machine)))
    table = table_of("", ("item", "machine_was"), words)
    for item, was in done.machine.items():
        table.add_row(*cells(item, words[f"was.{was}"]))
    show(table)


def release(
    task: Task,
    workspace: WorkspaceFolder,
    who: Who,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "released",
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Give a review back; a supervisor takes one back from somebody else.

    Example: mingjian review release task_0a1b --workspace workspace --who Wang
    """
    with opened(workspace, database_url) as one, writing(one.engine) as connection:
        give_back(connection, desk(one, who), task, reason=reason)
    print(review_words(language_of(lang))["released"].format(task=task))


def withdraw(
    task: Task,
    workspace: WorkspaceFolder,
    who: Who,
    reason: Annotated[str, typer.Option(help="Why nobody is to review it, for the audit trail.")],
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Take a review out of the queue (a supervisor): a test recording, a duplicate.

    Example: mingjian review withdraw task_0a1b --workspace workspace --who Zhao --reason "test recording"
    """
    with opened(workspace, database_url) as one, writing(one.engine) as connection:
        withdraw_task(connection, desk(one, who), task, reason=reason)
    print(review_words(language_of(lang))["withdrawn"].format(task=task))


def show_(
    task: Task,
    workspace: WorkspaceFolder,
    who: Who,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show a review: its sheet as far as you may see it, comments, and every step so far.

    Example: mingjian review show task_0a1b --workspace workspace --who Zhao
    """
    language = language_of(lang)
    with opened(workspace, database_url) as one:
        at = desk(one, who)
        queued = _show_sheet(one, at, task, language, json_)
        if json_:
            return
        with reading(one.engine) as connection:
            hidden = queued.task.blind and queued.state is not TaskState.SUBMITTED
            of_others = () if hidden else (f"evaluation:{queued.task.evaluation_id}",)
            subjects = (f"review:{task}", *of_others)
            trail = sorted((e for name in subjects for e in audit.of(connection, name)), key=lambda e: e.number)
            comments = [] if hidden else comments_on(connection, queued.task.evaluation_id)
    for comment in comments:
        place = "" if comment.turn is None else f" #{comment.turn}"
        print(f"  {shown(comment.at)} {comment.who}{place}: {comment.text}")
    print(review_words(language)["trail"])
    for entry in trail:
        print(f"  {shown(entry.at)} {entry.who} {entry.action} {json.dumps(dict(entry.after), ensure_ascii=False)}")


def comment(
    task: Task,
    workspace: WorkspaceFolder,
    who: Who,
    text: Annotated[str, typer.Option("--text", help="What to note; personal data in it is masked.")],
    item: Annotated[str | None, typer.Option(help="About this item.")] = None,
    turn: Annotated[int | None, typer.Option(min=0, help="At this turn.")] = None,
    at_s: Annotated[float | None, typer.Option("--at", min=0, help="At this second of the recording.")] = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Note something on an interaction or a moment of it.

    Example: mingjian review comment task_0a1b --workspace workspace --who Wang --turn 7 --text "说得很好"
    """
    with opened(workspace, database_url) as one, writing(one.engine) as connection:
        at = desk(one, who)
        queued = review_queue.find(connection, task, at.now)
        kept = add_comment(connection, at, queued.task.evaluation_id, text, item=item, turn=turn, at_s=at_s)
    print(review_words(language_of(lang))["commented"].format(text=kept.text))


def _show_sheet(workspace: Workspace, at: Desk, task_id: str, language: str, as_json: bool) -> QueuedTask:
    with reading(workspace.engine) as connection:
        queued = review_queue.find(connection, task_id, at.now)
        sheet = sheet_of(connection, at, task_id, trusted(workspace))
        evaluation = evaluations.find(connection, queued.task.evaluation_id)
        stored = interactions.find(connection, evaluation.source, evaluation.interaction_id) if evaluation else None
    turns = stored.interaction.turns if stored else ()
    if as_json:
        sys.stdout.write(json.dumps(sheet_json(sheet, queued, turns), ensure_ascii=False) + "\n")
    else:
        print_sheet(sheet, queued, turns, review_words(language), language)
    return queued
