"""What every `mingjian rules` command shares: whose rulebook, and which of its items."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from inspection.errors import RuleError
from inspection.rules.near_names import did_you_mean
from inspection.rules.rulebook import Rulebook

RulesFolder = Annotated[Path | None, typer.Option("--rules", help="A rulebook folder instead of the shipped one.")]


def known_items(book: Rulebook, items: Sequence[str]) -> tuple[str, ...]:
    """The items as given; RuleError for the first that the book does not have."""
    for item in items:
        if item not in book.items:
            near = did_you_mean(item, book.item_ids)
            hint = f"did you mean {near}?" if near else f"choose from {', '.join(book.item_ids)}"
            raise RuleError(f"no item is named '{item}'", hint)
    return tuple(items)
