"""What the items of a rulebook may name: its patterns, guards, items, word lists and classifiers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspection.rules.lint_file import LintFile
from inspection.rules.lint_item import mapping
from inspection.rules.normal_text import fold


@dataclass(frozen=True, slots=True)
class LintBook:
    """Names by kind. `patterns` are folded and expanded; `lists` and `classifiers` None where nobody can know them."""

    head: LintFile | None
    patterns: Mapping[str, str]
    guards: tuple[str, ...]
    shared: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    business_lines: tuple[str, ...] = ()
    lists: tuple[str, ...] | None = None
    classifiers: tuple[str, ...] | None = None
    own_names: tuple[str, ...] = field(default=())

    def expanded(self, source: str) -> str:
        """A regular expression with its {names} replaced, as the rulebook does it."""
        for name, pattern in self.patterns.items():
            source = source.replace("{" + name + "}", f"(?:{pattern})")
        return source


def book_of(head: LintFile | None) -> LintBook:
    """The names `rulebook.yaml` defines."""
    data = head.data if head else {}
    named: dict[str, str] = {}
    for name, source in mapping(data.get("patterns")).items():
        expanded = str(source)
        for known, pattern in named.items():
            expanded = expanded.replace("{" + known + "}", f"(?:{pattern})")
        named[fold(str(name))] = expanded
    guards = tuple(map(str, mapping(data.get("guards"))))
    return LintBook(head, named, guards, own_names=tuple(map(str, mapping(data.get("patterns")))))
