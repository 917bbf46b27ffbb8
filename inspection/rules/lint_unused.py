"""Named patterns and guards of the book that nothing uses."""

from collections.abc import Iterator, Sequence
from typing import Any

from inspection.rules.lint_book import LintBook
from inspection.rules.lint_file import LintFile
from inspection.rules.lint_item import mapping
from inspection.rules.lint_problem import Problem


def unused_problems(book: LintBook, files: Sequence[LintFile]) -> Iterator[Problem]:
    """Patterns whose {name} stands nowhere, guards no condition names."""
    if book.head is None:
        return
    everything = "\n".join(file.text for file in files)
    for name in book.own_names:
        if "{" + name + "}" not in everything:
            yield book.head.at_key(("patterns", name), "unused_pattern", name=name)
    named = {guard for file in files for guard in _guards(file.data)}
    for name in book.guards:
        if name not in named:
            yield book.head.at_key(("guards", name), "unused_guard", name=name)


def _guards(data: dict[str, Any]) -> Iterator[str]:
    for conditions in (mapping(data.get("conditions")), mapping(data.get("shared"))):
        for condition in conditions.values():
            guards = mapping(condition).get("guards")
            yield from (str(g) for g in (guards if isinstance(guards, list) else []))
