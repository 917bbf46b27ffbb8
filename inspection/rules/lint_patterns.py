"""Regular expressions: unknown names, those that do not compile, and those that can hang a night."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from inspection.rules.lint_book import LintBook
from inspection.rules.lint_file import LintFile
from inspection.rules.lint_item import LintItem, Phrase, mapping
from inspection.rules.lint_names import unknown_patterns
from inspection.rules.lint_problem import Problem
from inspection.rules.normal_text import fold
from inspection.rules.slow_patterns import slow_on


@dataclass(frozen=True, slots=True)
class _Written:
    """A pattern with its {names} replaced, and for each character the offset where the author wrote it."""

    text: str
    offsets: tuple[int, ...]

    def offset(self, at: int) -> int:
        return self.offsets[min(at, len(self.offsets) - 1)] if self.offsets else 0


def pattern_problems(item: LintItem, book: LintBook, *, measured: bool = True) -> Iterator[Problem]:
    """Everything wrong with the regular expressions of an item; `measured`: also whether they can hang."""
    for phrase in item.patterns():
        yield from _wrong(item.file, phrase, book, measured=measured)


def named_pattern_problems(book: LintBook, *, measured: bool = True) -> Iterator[Problem]:
    """Everything wrong with the named patterns of `rulebook.yaml`; each may use those above it."""
    if book.head is None:
        return
    known = LintBook(None, {}, ())
    for name, source in mapping(book.head.data.get("patterns")).items():
        if isinstance(source, str):
            yield from _wrong(book.head, (("patterns", str(name)), source), known, measured=measured)
            patterns = {**known.patterns, fold(str(name)): known.expanded(source)}
            known = LintBook(None, patterns, (), own_names=(*known.own_names, str(name)))


def _wrong(file: LintFile, phrase: Phrase, book: LintBook, *, measured: bool) -> Iterator[Problem]:
    path, source = phrase
    for offset, name, hint in unknown_patterns(source, book):
        yield file.inside(path, offset, "unknown_pattern", name=name, hint=hint)
    written = _written(source, book)
    try:
        regex.compile(written.text)
    except regex.error as error:
        at = written.offset(error.pos) if error.pos is not None else 0
        yield file.inside(path, at, "pattern", problem=str(error.msg))
        return
    slow = slow_on(written.text) if measured else None
    if slow is not None:
        at = written.offset(slow.start)
        code = ("catastrophic" if slow.characters else "ambiguous") if slow.deadly else "slow_pattern"
        yield file.inside(path, at, code, part=slow.part, size=slow.characters, seconds=slow.seconds)


def _written(source: str, book: LintBook) -> _Written:
    """The pattern as it will be compiled, replacement by replacement, keeping track of where characters come from."""
    text, offsets = source, list(range(len(source)))
    for name, pattern in book.patterns.items():
        mark, replacement = "{" + name + "}", f"(?:{pattern})"
        at = text.find(mark)
        while at >= 0:
            text = text[:at] + replacement + text[at + len(mark) :]
            offsets[at : at + len(mark)] = [offsets[at]] * len(replacement)
            at = text.find(mark, at + len(replacement))
    return _Written(text, tuple(offsets))
