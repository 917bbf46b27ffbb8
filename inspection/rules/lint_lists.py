"""Word lists: empty ones, lines that are no phrase, lists of one name."""

import re
from collections.abc import Iterator, Mapping

from inspection.errors import RuleError
from inspection.rules.lint_book import LintBook
from inspection.rules.lint_problem import Problem, problem
from inspection.rules.lint_words import Words
from inspection.rules.phrases import compile_phrase
from inspection.rules.rulebook_parts import LISTS_FOLDER
from inspection.rules.word_lists import read_word_list
from inspection.rules.yaml_places import START, Place

_OFFSET = re.compile(r"at character (\d+)")


def list_problems(files: Mapping[str, str], book: LintBook) -> Iterator[Problem]:
    """Everything wrong with the word lists among the files."""
    first: dict[str, str] = {}
    for file, text in files.items():
        if not file.startswith(LISTS_FOLDER):
            continue
        name = file.removeprefix(LISTS_FOLDER).rsplit(".", 1)[0]
        if name in first:
            yield problem(file, START, "list_twice", name=name, first=first[name])
        first.setdefault(name, file)
        yield from _lines(file, text, book)


def _lines(file: str, text: str, book: LintBook) -> Iterator[Problem]:
    try:
        words = read_word_list(text, file)
    except RuleError as error:
        yield problem(file, START, "bad_list", problem=error.reason, hint=error.what_to_do)
        return
    for phrase, line in zip(words.phrases, words.lines, strict=True):
        try:
            compile_phrase(phrase, book.patterns)
        except RuleError as error:
            match = _OFFSET.search(error.reason)
            hint = Words("括号成对；当文字用就在前面加反斜杠", error.what_to_do)
            reason = error.reason.split(": ", 1)[-1]
            yield problem(file, Place(line, int(match[1]) if match else 1), "phrase", problem=reason, hint=hint)
