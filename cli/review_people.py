"""`mingjian review people`: who may do what here, from a table."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.language import Lang, language_of
from cli.review_desk import Json, cells, show, table_of
from cli.review_sheet import json_ready
from cli.review_words import review_words
from cli.rule_workspace import DatabaseUrl, WorkspaceFolder, asking, opened
from inspection.formats.header_aliases import aliases_from_text
from inspection.formats.people_table import ReadPeople, read_people
from inspection.people import Person, PersonRole, demand_role
from pipelines.bench import shipped_text
from pipelines.importing_reviews import read_table
from records import people
from records.database import reading, writing
from records.workspace import Workspace

_MAY = (PersonRole.SUPERVISOR, PersonRole.ADMINISTRATOR)


def people_(
    workspace: WorkspaceFolder,
    file: Annotated[
        Path | None, typer.Argument(help="CSV or XLSX: 姓名/who, 角色/roles, 班组/team, 渠道, 技能组, 语言, 每日量 ...")
    ] = None,
    who: Annotated[str | None, typer.Option(help="Who registers them (a supervisor or administrator).")] = None,
    reason: Annotated[str, typer.Option(help="Why, for the audit trail.")] = "list of people",
    json_: Json = False,
    lang: Lang = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Register people from a table, or list them.

    The first table of a new workspace may be registered by anybody; later ones by a supervisor or administrator.

    Example: mingjian review people people.csv --workspace workspace --who Zhao
    """
    words = review_words(language_of(lang))
    with opened(workspace, database_url) as one:
        if file is not None:
            found = read_people(read_table(file), aliases_from_text(shipped_text("header_aliases.yaml"))["person"])
            _report(found, _register(one, found, who, reason), words)
        with reading(one.engine) as connection:
            everybody = people.everybody(connection, inactive=True)
    if json_:
        for person in everybody:
            row = {name: getattr(person, name) for name in Person.__dataclass_fields__}
            sys.stdout.write(json.dumps(json_ready(row), ensure_ascii=False) + "\n")
        return
    table = table_of(words["people"], ("who", "roles", "team", "skills", "per_day"), words)
    for person in everybody:
        skills = " ".join((*person.channels, *person.queues, *person.languages))
        roles = ", ".join(person.roles) if person.active else "-"
        table.add_row(*cells(person.who, roles, person.team, skills, person.per_day))
    show(table)


def _register(workspace: Workspace, found: ReadPeople, who: str | None, reason: str) -> int:
    with writing(workspace.engine) as connection:
        if people.everybody(connection, inactive=True):
            demand_role(people.find(connection, who or asking()), _MAY, step="register people")
        return people.save(connection, found.people, who=who or asking(), at=datetime.now(UTC), reason=reason)


def _report(found: ReadPeople, changed: int, words: dict[str, str]) -> None:
    print(words["registered"].format(n=changed), file=sys.stderr)
    for row, why in found.bad_rows:
        print(words["bad_row"].format(row=row, reason=why), file=sys.stderr)
