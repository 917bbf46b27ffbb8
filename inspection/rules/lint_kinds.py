"""Keys that do not go with the kind of an item, and wording an agent will miss."""

from collections.abc import Iterator

from inspection.rules.lint_item import LintItem, mapping
from inspection.rules.lint_problem import Problem
from inspection.rules.lint_words import Words

_IDLE = {
    "duty": ("found", "fatal"), "violation": ("trigger", "met", "unmet", "window"),
    "measure": ("trigger", "met", "unmet", "window"), "human": ("trigger", "met", "unmet", "window", "found"),
}  # fmt: skip
_INSTEAD = {"found": "met", "met": "found", "unmet": "found", "trigger": "applicable_when"}


def kind_problems(item: LintItem) -> Iterator[Problem]:
    """Keys the kind never reads, and a missing wording of the reason."""
    for key in _IDLE.get(item.kind, ()):
        if key in item.file.data and not (item.kind == "duty" and key == "fatal"):
            yield item.file.at_key((key,), "kind_key", kind=item.kind, key=key, hint=_hint(key))
    if item.kind in ("duty", "violation", "measure") and "unmet" not in mapping(item.file.data.get("reasons")):
        yield item.file.at_key(("reasons",), "no_reason", state="unmet")


def _hint(key: str) -> Words:
    instead = _INSTEAD.get(key)
    if instead is None:
        return Words("删去它", "remove it")
    return Words(f"删去它，或改写成 {instead}", f"remove it or write it as '{instead}'")
