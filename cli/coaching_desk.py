"""What the commands of coaching and certification share: who asks, by which rules, tables and JSON on stdout."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.rule_workspace import ZONE, opened
from records import people
from records.coaching_life import CoachingDesk
from records.coaching_rules import coaching_policy_in
from records.database import reading
from records.refusals import noting_refusals
from records.workspace import Workspace

_WIDTH = 160

Who = Annotated[str, typer.Option("--who", help="Who you are, as registered (mingjian review people).")]
Comment = Annotated[str, typer.Option("--comment", help="Words for the others; personal data is masked.")]
Json = Annotated[bool, typer.Option("--json", help="JSON lines on stdout.")]
TaskId = Annotated[str, typer.Argument(help="Id of the task, or the beginning of it.")]


@dataclass(frozen=True, slots=True)
class Seat:
    """An open workspace, and the person at the keyboard with the rules of coaching."""

    workspace: Workspace
    desk: CoachingDesk


@contextmanager
def seated(workspace: Path, database_url: str | None, who: str, subject: str) -> Iterator[Seat]:
    """Sit down as `who`; a refusal for who they are is in the audit trail under `subject` before it is told."""
    now = datetime.now(UTC)
    with opened(workspace, database_url) as one, noting_refusals(one.engine, who=who, at=now, subject=subject):
        with reading(one.engine) as connection:
            person = people.find(connection, who)
        yield Seat(one, CoachingDesk(coaching_policy_in(one.path), person, now, today(now)))


def today(now: datetime | None = None) -> date:
    """The centre's day."""
    return (now or datetime.now(UTC)).astimezone(ZONE).date()


def day_of(given: datetime | None) -> date | None:
    """The day of an option."""
    return None if given is None else given.date()


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], when_empty: str = "") -> None:
    """A table, or one line when there is nothing."""
    if not rows and when_empty:
        print(when_empty)
        return
    table = Table(title=Text(title), title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False).print(table)


def print_json(records: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return value.value if isinstance(value, Enum) else str(value)
