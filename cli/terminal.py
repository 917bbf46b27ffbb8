"""What commands print for people and for programs: tables as wide as the terminal, JSON a line each."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text


def terminal(width: int) -> Console:
    """A console of the terminal's width, or of `width` columns when the output goes elsewhere."""
    return Console(width=None if sys.stdout.isatty() else width, highlight=False)


def print_table(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], when_empty: str = "", *, width: int
) -> None:
    """A table of plain text, or the line `when_empty` when there is nothing."""
    if not rows and when_empty:
        print(when_empty)
        return
    table = Table(title=Text(title), title_justify="left")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    terminal(width).print(table)


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
