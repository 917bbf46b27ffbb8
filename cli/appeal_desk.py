"""What every `mingjian appeal` command needs: the person who asks, the procedure in force here, the moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.registered import calling
from inspection.appeal_procedure import Procedure
from inspection.people import Person
from records.appeal_rules import procedure_in
from records.appealing import Hearing
from records.workspace import Workspace

Json = Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")]
AppealId = Annotated[str, typer.Argument(help="Id of the appeal, or the beginning of it.")]


def until(procedure: Procedure, due_at: datetime | None) -> str:
    """The last day of a deadline, as people say it."""
    return "-" if due_at is None else f"{procedure.calendar.last_day(due_at)} 24:00"


@dataclass(frozen=True, slots=True)
class AppealDesk:
    """An open workspace with its procedure, and the person at the keyboard."""

    workspace: Workspace
    procedure: Procedure
    person: Person
    now: datetime

    @property
    def hearing(self) -> Hearing:
        """Who takes a step when."""
        return Hearing(self.procedure, self.person, self.now)


@contextmanager
def sitting(workspace: Path, database_url: str | None, who: str, subject: str) -> Iterator[AppealDesk]:
    """Sit down as `who` before the procedure in force here (cli/registered.py)."""
    with calling(workspace, database_url, who, subject) as caller:
        yield AppealDesk(caller.workspace, procedure_in(caller.workspace.path), caller.person, caller.now)
