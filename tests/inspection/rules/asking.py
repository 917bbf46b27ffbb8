"""Asking one condition over a small conversation, for the tests of the operators."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from inspection.facts import Facts
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.outcome import Outcome, Truth
from inspection.rules.rulebook import Rulebook, load_rulebook
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.book_of import HEAD, facts, item_text

YES, NO, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def book_with(
    conditions: str, *, head: str = HEAD, beside: Sequence[tuple[str, str]] = (), found: str = "c"
) -> Rulebook:
    """A book of one violation found when condition `c` (or the expression) is; `conditions` are YAML lines."""
    body = "conditions:\n" + "\n".join(f"  {line}" for line in conditions.strip().splitlines()) + f"\nfound: {found}"
    return load_rulebook(("rulebook.yaml", head), [("items/thing.yaml", item_text(body))], beside)


def asked(conditions: str, seen: Facts, **book: Any) -> Outcome:
    """The outcome of condition `c` over the first segment of these facts."""
    rules = book_with(conditions, **book)
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    return ConditionSearch(rules.items["thing"].conditions, rules.searcher, view)("c")


def ask(conditions: str, *said: str, **given: Any) -> Outcome:
    """The same over `"A: 您好"`-style lines; `beside`, `head` go to the book, the rest to the facts."""
    book = {key: given.pop(key) for key in ("beside", "head") if key in given}
    changes = {
        key: given.pop(key) for key in ("sound", "classified", "meant", "meanings_read", "entities") if key in given
    }
    return asked(conditions, replace(facts(*said, **given), **changes), **book)


def texts(outcome: Outcome, *said: str) -> list[str]:
    """The words of the hits, from the same lines."""
    spoken = [line.partition(": ")[2] for line in said]
    return [spoken[h.turn][h.start_char : h.end_char] for h in outcome.hits]
