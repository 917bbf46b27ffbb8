"""A rulebook as its files: what is published, kept for ever, compared with the former one, and given back as it was."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from functools import cached_property
from typing import Any

from inspection.errors import RuleError
from inspection.rules.rule_yaml import parse

HEAD = "rulebook.yaml"
SHARED, SPELLINGS = "shared.yaml", "spellings.yaml"
ITEMS, FORMS, LISTS = "items/", "forms/", "lists/"
_NOT_JUDGED = ("examples", "owner", "updated")
_NOT_SHARED = ("id", "version", "note", "spellings")
_DIFF_LIMIT = 200_000


@dataclass(frozen=True, slots=True)
class ItemContent:
    """What decides an item's judgement: its `version`, the hash of its `own` file and of that with what it uses."""

    version: int
    own: str
    whole: str


@dataclass(frozen=True)
class RuleFiles:
    """Every file of a rulebook folder by its path in it, as text; the same bytes give the same `content_hash`."""

    texts: Mapping[str, str]

    @cached_property
    def content_hash(self) -> str:
        """sha256 over every path and every byte."""
        rows = [(path, hashlib.sha256(text.encode()).hexdigest()) for path, text in sorted(self.texts.items())]
        return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()

    @cached_property
    def head(self) -> Mapping[str, Any]:
        """What rulebook.yaml says; RuleError when it is missing or broken."""
        if HEAD not in self.texts:
            raise RuleError(
                "the file is missing", "a rulebook folder holds rulebook.yaml, items/ and forms/", where=HEAD
            )
        return parse(self.texts[HEAD], HEAD).data

    @property
    def book_id(self) -> str:
        """The rulebook's id."""
        return str(self.head.get("id", ""))

    @property
    def version(self) -> str:
        """The rulebook's version."""
        return str(self.head.get("version", ""))

    @cached_property
    def items(self) -> Mapping[str, ItemContent]:
        """What decides each item's judgement, by item id."""
        shared = dict(self._shared())
        found = {}
        for file, text in self._folder(ITEMS):
            data = {key: value for key, value in parse(text, file).data.items() if key not in _NOT_JUDGED}
            own = _canonical(data)
            whole = own + _used(own, shared) + self.for_all_items
            found[str(data.get("id"))] = ItemContent(_number(data), _sha(own), _sha(whole))
        return found

    @property
    def for_all_items(self) -> str:
        """What every item is judged with, whether it names it or not: evasive spellings."""
        return _canonical(self.head.get("spellings")) + self.texts.get(SPELLINGS, "")

    @property
    def by_name(self) -> str:
        """What items use by name, all of it: patterns, guards, shared conditions, word lists."""
        return _canonical(sorted(self._shared()))

    @cached_property
    def forms(self) -> Mapping[str, tuple[str, str]]:
        """(version, hash) of every form, by form id."""
        parsed = [parse(text, file).data for file, text in self._folder(FORMS)]
        return {str(form.get("id")): (str(form.get("version")), _sha(_canonical(form))) for form in parsed}

    def diff(self, former: "RuleFiles") -> str:
        """What changed since `former`, as a unified diff; cut with a note when it is very long."""
        lines = [line for path in sorted({*self.texts, *former.texts}) for line in self._file_diff(path, former)]
        text = "".join(lines)
        return text if len(text) <= _DIFF_LIMIT else text[:_DIFF_LIMIT] + "\n... (cut: compare the exported folders)\n"

    def _file_diff(self, path: str, former: "RuleFiles") -> Iterator[str]:
        before, after = former.texts.get(path), self.texts.get(path)
        if before == after:
            return
        names = ("/dev/null" if before is None else f"a/{path}", "/dev/null" if after is None else f"b/{path}")
        for line in unified_diff((before or "").splitlines(True), (after or "").splitlines(True), *names):
            yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"

    def _folder(self, folder: str) -> Iterator[tuple[str, str]]:
        for path in sorted(self.texts):
            if path.startswith(folder) and path.endswith(".yaml"):
                yield path, self.texts[path]

    def _shared(self) -> Iterator[tuple[str, str]]:
        """What items may use: named patterns, guards and the like of the head, and word lists, each with its text."""
        heads = [self.head, *([parse(self.texts[SHARED], SHARED).data] if SHARED in self.texts else [])]
        for key, value in (pair for head in heads for pair in head.items()):
            if key not in _NOT_SHARED and isinstance(value, dict):
                yield from ((str(name), _canonical(entry)) for name, entry in value.items())
        for path, text in self.texts.items():
            if path.startswith(LISTS):
                yield path.rsplit("/", 1)[-1].split(".", 1)[0], text


def changed_items(old: RuleFiles, new: RuleFiles) -> tuple[str, ...]:
    """Items of `new` that `old` has not or judges otherwise (a guard, pattern or word list they use counts)."""
    return tuple(i for i, content in new.items.items() if i not in old.items or old.items[i].whole != content.whole)


def versions_not_raised(old: RuleFiles, new: RuleFiles) -> tuple[str, ...]:
    """What changed under its old version, one line each: the book, its items, its forms.

    Only within one book: two books of different ids number their items each for themselves.
    """
    if old.book_id != new.book_id:
        return ()
    lines = []
    same_name = (old.book_id, old.version) == (new.book_id, new.version)
    if same_name and old.content_hash != new.content_hash:
        lines.append(f"{HEAD}: the rulebook changed and is still version {new.version}; raise its version")
    for item_id, content in new.items.items():
        former = old.items.get(item_id)
        if former and former.own != content.own and content.version <= former.version:
            lines.append(f"items/{item_id}.yaml: it changed and is still version {content.version}; raise its version")
    for form_id, (version, content_hash) in new.forms.items():
        before = old.forms.get(form_id)
        if before and before[0] == version and before[1] != content_hash:
            lines.append(f"forms/{form_id}.yaml: it changed and is still version {version}; raise its version")
    return tuple(lines)


def _used(text: str, shared: Mapping[str, str]) -> str:
    """The shared entries a text names, and those they name in turn, in a fixed order."""
    used: dict[str, str] = {}
    waiting = [text]
    while waiting:
        current = waiting.pop()
        for name, entry in shared.items():
            if name and name not in used and name in current:
                used[name] = entry
                waiting.append(entry)
    return _canonical(sorted(used.items())) if used else ""


def _number(data: Mapping[str, Any]) -> int:
    version = data.get("version")
    return version if isinstance(version, int) else 0


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
