"""What the commands of coaching and certification share: who asks, by which rules, and the day at the centre."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from cli import terminal
from cli.registered import calling
from cli.rule_workspace import ZONE
from records.coaching_life import CoachingDesk
from records.coaching_rules import coaching_policy_in
from records.workspace import Workspace

print_table = partial(terminal.print_table, width=160)
Json = Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")]
TaskId = Annotated[str, typer.Argument(help="Id of the task, or the beginning of it.")]


@dataclass(frozen=True, slots=True)
class Seat:
    """An open workspace, and the person at the keyboard with the rules of coaching."""

    workspace: Workspace
    desk: CoachingDesk


@contextmanager
def seated(workspace: Path, database_url: str | None, who: str, subject: str) -> Iterator[Seat]:
    """Sit down as `who` with the rules of coaching in force here (cli/registered.py)."""
    with calling(workspace, database_url, who, subject) as caller:
        policy = coaching_policy_in(caller.workspace.path)
        yield Seat(caller.workspace, CoachingDesk(policy, caller.person, caller.now, today(caller.now)))


def today(now: datetime | None = None) -> date:
    """The centre's day."""
    return (now or datetime.now(UTC)).astimezone(ZONE).date()


def day_of(given: datetime | None) -> date | None:
    """The day of an option."""
    return None if given is None else given.date()
