"""`mingjian rules try`: one item on snippets, one answer per line."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.json_lines import json_line
from cli.redact import read_lines
from cli.rule_folder import RulesFolder, known_items
from inspection.errors import ConversationError, RuleError
from inspection.evaluating import Yardstick
from inspection.rules.trying import Tried, try_item
from pipelines.readers import open_readers
from pipelines.shipped_rules import load_yardstick


def try_(
    item: Annotated[str, typer.Option("--item", help="Item id to look for.")],
    file: Annotated[
        Path, typer.Argument(help='JSON lines: {"id", "turns": [{"sender", "text"}], "channel"?, "metadata"?}')
    ],
    rules: RulesFolder = None,
    rulebook: Annotated[str | None, typer.Option(help="Try as in this book: bank, ecommerce, telecom ...")] = None,
) -> None:
    """Does each snippet hold what the item demands? One JSON object per line on stdout.

    Example: mingjian rules try --item greeting snippets.jsonl
    """
    yardstick = load_yardstick(rules)
    book, business_line = yardstick.rulebook, business_line_of(yardstick, rulebook)
    known_items(book, [item])
    readers = open_readers()
    for number, line in enumerate(read_lines(file), start=1):
        try:
            tried = try_item(book, item, line, readers, business_line=business_line)
        except (KeyError, ValueError, TypeError) as error:
            reason = f"cannot be read as a snippet ({error})"
            raise ConversationError(
                reason, 'give {"turns": [{"sender": "agent", "text": "..."}]}', where=f"{file}:{number}"
            ) from None
        sys.stdout.write(json_line(_answer(line, tried)))


def business_line_of(yardstick: Yardstick, rulebook: str | None) -> str | None:
    """The business line a book (form) is for; None for the general ones. RuleError when there is no such book."""
    if rulebook in (None, yardstick.rulebook.id):
        return None
    for form in yardstick.forms:
        if form.id == rulebook:
            return form.business_lines[0] if form.business_lines else None
    raise RuleError(f"no book is named '{rulebook}'", f"choose from {', '.join(f.id for f in yardstick.forms)}")


def _answer(line: dict[str, Any], tried: Tried) -> dict[str, Any]:
    evidence = [
        {"turn": e.turn, "start_char": e.start_char, "end_char": e.end_char, "text": e.text, "operator": e.operator}
        for e in tried.evidence
    ]
    return {"id": line.get("id"), "found": tried.found, "state": tried.state.value, "evidence": evidence}
