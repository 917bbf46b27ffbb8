"""`mingjian review fill` and `queue`: what waits for a person, in the order it is worked, and whom it is given to."""

import json
import sys
from datetime import datetime
from typing import Annotated

import typer

from cli.language import Lang, language_of
from cli.registered import Who
from cli.review_desk import ROWS, Json, cells, days_back, desk, show, table_of
from cli.review_sheet import json_ready
from cli.review_words import review_words
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, opened, shown
from inspection.errors import InputError
from inspection.review_steps import TaskState
from records import review_queue
from records.database import reading, writing
from records.review_filling import fill as fill_queue
from records.review_filling import share_out
from records.review_queue import QueuedTask

From = Annotated[datetime | None, typer.Option("--from", formats=DAYS, help="First business date (7 days ago).")]
To = Annotated[datetime | None, typer.Option("--to", formats=DAYS, help="Last business date (today).")]


def fill(
    workspace: WorkspaceFolder,
    who: Who,
    from_: From = None,
    to: To = None,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Queue what the flags of the nights (cut to what a sampling plan drew) ask a person to look at.

    The night does it too. Running it again adds nothing.

    Example: mingjian review fill --workspace workspace --who Zhao --from 2026-11-20
    """
    first, last = (from_ or days_back(7)).date(), (to or days_back(0)).date()
    with opened(workspace, database_url) as one, writing(one.engine) as connection:
        at = desk(one, who)
        done = fill_queue(connection, first, last, at.policy, now=at.now, person=at.person)
    words = review_words(language_of(lang))
    print(words["filled"].format(added=done.added, withdrawn=done.withdrawn, dropped=done.dropped))


def queue(
    workspace: WorkspaceFolder,
    who: Annotated[
        str | None, typer.Option(help="Only what this person holds or is kept for; needed to assign.")
    ] = None,
    assign: Annotated[bool, typer.Option("--assign", help="Give every waiting review to somebody, in turn.")] = False,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Show what waits, in the order it is worked: suspected fatals, disagreements, risk, random, second reviews.

    Example: mingjian review queue --workspace workspace --assign --who Zhao
    """
    words = review_words(language_of(lang))
    with opened(workspace, database_url) as one:
        if assign:
            if who is None:
                raise InputError("--assign without --who", "say who gives the work out")
            with writing(one.engine) as connection:
                at = desk(one, who)
                print(
                    words["assigned"].format(n=share_out(connection, at.policy, at.person, now=at.now, since=at.since))
                )
        with reading(one.engine) as connection:
            waiting = review_queue.waiting(connection, days_back(0))
    mine = [q for q in waiting if who is None or assign or who in (q.holder, q.task.assignee)]
    if json_:
        for queued in mine:
            sys.stdout.write(json.dumps(_row_json(queued), ensure_ascii=False) + "\n")
        return
    _print_queue(mine, words)


def _print_queue(waiting: list[QueuedTask], words: dict[str, str]) -> None:
    held = sum(queued.state is TaskState.RESERVED for queued in waiting)
    if not waiting:
        print(words["nothing"])
        return
    title = words["queue"].format(open=len(waiting) - held, held=held)
    table = table_of(title, ("task", "purpose", "interaction", "agent", "team", "items", "due", "holder"), words)
    now = days_back(0)
    for queued in waiting[:ROWS]:
        task = queued.task
        items = words["full_form"] if task.is_full_form else ", ".join(task.items[:4])
        due = shown(task.due_at) if task.due_at and not task.blind else None
        late = f" {words['overdue']}" if due and task.due_at and task.due_at < now else ""
        purpose = words[f"purpose.{task.purpose}"]
        holder = queued.holder or (f"({task.assignee})" if task.assignee else None)
        name = f"{task.source}/{task.interaction_id}"
        table.add_row(
            *cells(task.task_id, purpose, name, task.agent_id, task.team, items, f"{due or '-'}{late}", holder)
        )
    show(table)
    if len(waiting) > ROWS:
        print(words["more"].format(n=len(waiting) - ROWS))


def _row_json(queued: QueuedTask) -> dict[str, object]:
    """A row of the queue; of a blind review nothing that tells of the machine."""
    task = queued.task
    hidden: dict[str, object] = {"due_at": None, "reason": "", "weight": None, "rank": task.purpose.rank}
    row = {name: getattr(task, name) for name in type(task).__dataclass_fields__}
    state = {"state": queued.state, "holder": queued.holder, "expires_at": queued.expires_at}
    whole: dict[str, object] = json_ready(row | (hidden if task.blind else {}) | state)
    return whole
