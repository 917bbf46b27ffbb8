"""What the review commands share: who sits at the desk, the policy, which rules count, tables on the terminal."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from cli.registered import person_named
from cli.rule_workspace import ZONE
from cli.settings import publish_settings
from cli.terminal import terminal
from inspection.review_policy import ReviewPolicy, review_policy_of
from pipelines.bench import shipped_text
from records import rule_trust
from records.database import reading
from records.review_taking import Desk
from records.workspace import Workspace

WIDTH = 130
ROWS = 50

Json = Annotated[bool, typer.Option("--json", help="JSON on stdout.")]


def policy() -> ReviewPolicy:
    """The review policy of the centre."""
    return review_policy_of(shipped_text("review.yaml"))


def desk(workspace: Workspace, who: str) -> Desk:
    """The desk of a registered person, now; the centre's day began at midnight in Shanghai."""
    now = datetime.now(UTC)
    since = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    return Desk(person=person_named(workspace, who), policy=policy(), now=now, since=since)


def trusted(workspace: Workspace) -> frozenset[str]:
    """Rule versions that count without a person."""
    with reading(workspace.engine) as connection:
        return rule_trust.trusted_now(connection, publish_settings().standing_policy)


def table_of(title: str, columns: Sequence[str], words: Mapping[str, str]) -> Table:
    """A table with headers in the reader's language."""
    table = Table(title=Text(title), title_justify="left")
    for name in columns:
        table.add_column(words[name], overflow="fold")
    return table


def show(table: Table) -> None:
    """Print a table, as wide as the terminal or WIDTH."""
    terminal(WIDTH).print(table)


def cells(*values: Any) -> list[Text]:
    """Values as plain text; None is a dash."""
    return [Text("-" if value is None or value == "" else str(value)) for value in values]


def points(score: float | None) -> str:
    """A score of 0-100, or a dash."""
    return "-" if score is None else f"{score:g}"


def days_back(days: int) -> datetime:
    """A moment so many days ago at the centre."""
    return datetime.now(ZONE) - timedelta(days=days)
