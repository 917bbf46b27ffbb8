"""`mingjian rules`: test a rulebook, try an item on snippets."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.redact import read_lines
from inspection.errors import ConversationError, RuleError
from inspection.evaluating import Yardstick
from inspection.rules.examples import run_examples
from inspection.rules.trying import Tried, try_item
from models.sentiment import SentimentReader
from pipelines.shipped_rules import load_yardstick

rules_app = typer.Typer(help="Test rules and try them on snippets.", no_args_is_help=True)

RulesFolder = Annotated[Path | None, typer.Option("--rules", help="A rulebook folder instead of the shipped one.")]


@rules_app.command("test")
def test(
    items: Annotated[list[str] | None, typer.Argument(help="Item ids; all when none is given.")] = None,
    rules: RulesFolder = None,
) -> None:
    """Run the examples that stand beside the rules.

    Example: mingjian rules test greeting closing
    """
    book = load_yardstick(rules).rulebook
    unknown = sorted(set(items or []) - set(book.item_ids))
    if unknown:
        raise RuleError(f"no item is named '{unknown[0]}'", f"choose from {', '.join(book.item_ids)}")
    results = run_examples(book, SentimentReader(), items or ())
    failed = [r for r in results if not r.passed]
    for r in failed:
        problem = r.problem or "this known gap works now: remove known_gap"
        print(f"items/{r.item_id}.yaml: example {r.name}: {problem}", file=sys.stderr)
    gaps = sum(r.known_gap for r in results)
    print(f"{len(results)} examples, {len(failed)} failed, {gaps} known gaps")
    raise typer.Exit(1 if failed else 0)


@rules_app.command("try")
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
    if item not in book.items:
        raise RuleError(f"no item is named '{item}'", f"choose from {', '.join(book.item_ids)}")
    reader = SentimentReader()
    for number, line in enumerate(read_lines(file), start=1):
        try:
            tried = try_item(book, item, line, reader, business_line=business_line)
        except (KeyError, ValueError, TypeError) as error:
            reason = f"cannot be read as a snippet ({error})"
            raise ConversationError(
                reason, 'give {"turns": [{"sender": "agent", "text": "..."}]}', where=f"{file}:{number}"
            ) from None
        sys.stdout.write(json.dumps(_answer(line, tried), ensure_ascii=False) + "\n")


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
