"""Word lists (词表) in files beside the rulebook: lists/<name>.txt or .csv, one phrase a line, # begins a comment."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any, TypeVar

from pydantic import BaseModel

from inspection.errors import RuleError
from inspection.rules.phrases import compile_phrase
from inspection.rules.spec_values import LIST_MARK

_REFERENCE = re.compile(rf"{LIST_MARK}([A-Za-z\u4e00-\u9fff][\w-]*)")
_FILE = re.compile(r"(?:.*/)?([^/]+)\.(txt|csv)")
_HEADERS = {"phrase", "word", "keyword", "词", "词语", "关键词", "敏感词", "短语", "话术"}
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class WordList:
    """A list: its file, and its phrases with their line numbers (from 1)."""

    file: str
    phrases: tuple[str, ...]
    lines: tuple[int, ...]

    def refuse_unreadable(self, named: Mapping[str, str]) -> None:
        """RuleError with file:line:1 for the first line that is no phrase; `named` are the book's patterns."""
        for phrase, line in zip(self.phrases, self.lines, strict=True):
            try:
                compile_phrase(phrase, named)
            except RuleError as problem:
                raise RuleError(problem.reason, problem.what_to_do, where=f"{self.file}:{line}:1") from None


def read_word_list(text: str, file: str) -> WordList:
    """The phrases of a .txt (a line each) or .csv (its first column; a heading is skipped). RuleError when empty."""
    rows = _first_column(text) if file.endswith(".csv") else enumerate(text.lstrip("\ufeff").splitlines(), start=1)
    found = [(line, phrase) for line, raw in rows if (phrase := _phrase_of(raw))]
    if not found:
        raise RuleError("the word list is empty", "write one phrase a line, or remove the file", where=f"{file}:1:1")
    unique = {phrase: line for line, phrase in reversed(found)}
    lines = sorted((line, phrase) for phrase, line in unique.items())
    return WordList(file, tuple(p for _, p in lines), tuple(n for n, _ in lines))


def word_lists_of(files: Iterable[tuple[str, str]]) -> dict[str, WordList]:
    """Lists by name (the file's name without its ending) from (file, text) pairs; RuleError for two of one name."""
    lists: dict[str, WordList] = {}
    for file, text in files:
        match = _FILE.fullmatch(file)
        if match is None:
            raise RuleError("a word list ends in .txt or .csv", "rename the file", where=f"{file}:1:1")
        if match[1] in lists:
            reason = f"the word list '{match[1]}' is already in {lists[match[1]].file}"
            raise RuleError(reason, "keep one of the two files", where=f"{file}:1:1")
        lists[match[1]] = read_word_list(text, file)
    return lists


def expanded(value: M, lists: Mapping[str, WordList]) -> M:
    """The same value with every `@name` in its lists of words replaced by that list's phrases.

    RuleError for a name no list has.
    """
    changes = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        new = _expanded(old, lists)
        if new is not old:
            changes[name] = new
    return value.model_copy(update=changes) if changes else value


def _expanded(value: Any, lists: Mapping[str, WordList]) -> Any:
    if isinstance(value, BaseModel):
        return expanded(value, lists)
    if isinstance(value, list) and value:
        new = [p for item in value for p in _phrases_of(item, lists)]
        return value if _same(new, value) else new
    if isinstance(value, dict):
        filled = {key: _expanded(inner, lists) for key, inner in value.items()}
        return value if _same(list(filled.values()), list(value.values())) else filled
    return value


def _same(new: list[Any], old: list[Any]) -> bool:
    return len(new) == len(old) and all(a is b for a, b in zip(new, old, strict=True))


def _phrases_of(item: Any, lists: Mapping[str, WordList]) -> list[Any]:
    if not isinstance(item, str):
        return [_expanded(item, lists)]
    reference = _REFERENCE.fullmatch(item)
    if reference is None:
        return [item]
    name = reference[1]
    if name not in lists:
        known = ", ".join(sorted(lists)) or "none"
        raise RuleError(f"no word list is named '{name}' (known: {known})", f"add lists/{name}.txt or correct the name")
    return list(lists[name].phrases)


def _phrase_of(raw: str) -> str:
    """A line without its comment; a # behind a backslash is meant."""
    text = re.split(r"(?<!\\)#", raw, maxsplit=1)[0].strip()
    return text.replace("\\#", "#")


def _first_column(text: str) -> list[tuple[int, str]]:
    reader = csv.reader(StringIO(text.lstrip("\ufeff")))
    rows = [(reader.line_num, row[0]) for row in reader if row]
    return rows[1:] if rows and rows[0][1].strip().lower() in _HEADERS else rows
