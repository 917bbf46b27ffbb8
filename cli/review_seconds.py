"""`mingjian review second`: ask for a blind second look, or see how well first and second reviewers agree."""

import json
import sys
from datetime import datetime
from typing import Annotated

import typer

from cli.language import Lang, language_of
from cli.registered import Who
from cli.review_desk import ROWS, Json, cells, days_back, desk, show, table_of
from cli.review_words import review_words
from cli.rule_workspace import DAYS, DatabaseUrl, WorkspaceFolder, opened
from inspection.intervals import wilson
from records.database import reading, writing
from records.review_follow_ups import ask_second
from records.second_reviews import compared


def second(
    workspace: WorkspaceFolder,
    who: Who,
    task: Annotated[str | None, typer.Argument(help="A submitted review to be judged again, blind.")] = None,
    from_: Annotated[datetime | None, typer.Option("--from", formats=DAYS, help="First business date.")] = None,
    to: Annotated[datetime | None, typer.Option("--to", formats=DAYS, help="Last business date.")] = None,
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Have a submitted review judged blind by a second person; without a task, show what second reviews said.

    Example: mingjian review second task_0a1b --workspace workspace --who Zhao
    """
    words = review_words(language_of(lang))
    with opened(workspace, database_url) as one:
        if task is not None:
            with writing(one.engine) as connection:
                print(words["second_asked"].format(task=ask_second(connection, desk(one, who), task)))
            return
        at = desk(one, who)
        first, last = (from_ or days_back(31)).date(), (to or days_back(0)).date()
        with reading(one.engine) as connection:
            found = compared(connection, first, last, at)
    if json_:
        for row in found:
            sys.stdout.write(json.dumps(row.as_json(), ensure_ascii=False) + "\n")
        return
    agree = sum(row.agrees for row in found)
    low, high = wilson(agree, len(found))
    share = f"{agree / len(found):.0%} ({low:.0%}-{high:.0%})" if found else "-"
    print(words["seconds"].format(n=len({row.task_id for row in found}), agreement=share))
    table = table_of("", ("task", "item", "first", "second", "agreement"), words)
    for row in [one for one in found if not one.agrees][:ROWS]:
        first_said, second_said = (f"{v.who} {words[f'state.{v.state}']}" for v in (row.first, row.second))
        table.add_row(*cells(row.task_id, row.item, first_said, second_said, "×"))
    if table.row_count:
        show(table)
