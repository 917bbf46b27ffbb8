"""Who is at the keyboard of a command: a registered person, by the name they give."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.rule_workspace import opened
from inspection.people import Person
from records import people
from records.database import reading
from records.refusals import noting_refusals
from records.workspace import Workspace

Who = Annotated[str, typer.Option("--who", help="Who you are, as registered (mingjian review people).")]
Comment = Annotated[str, typer.Option("--comment", help="Words for the others; personal data is masked.")]


@dataclass(frozen=True, slots=True)
class Caller:
    """An open workspace, the person at the keyboard, and the moment they sat down."""

    workspace: Workspace
    person: Person
    now: datetime


def person_named(workspace: Workspace, who: str) -> Person:
    """The registered person of that name; AccessRefused (`unknown_person`) when nobody is."""
    with reading(workspace.engine) as connection:
        return people.find(connection, who)


@contextmanager
def calling(workspace: Path, database_url: str | None, who: str, subject: str) -> Iterator[Caller]:
    """Sit down as `who`; a refusal for who they are is in the audit trail under `subject` before it is told."""
    now = datetime.now(UTC)
    with opened(workspace, database_url) as one, noting_refusals(one.engine, who=who, at=now, subject=subject):
        yield Caller(one, person_named(one, who), now)
