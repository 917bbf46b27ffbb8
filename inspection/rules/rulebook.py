"""A rulebook (质检方案): item definitions, guards and named patterns, compiled once and bound to a content hash."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import regex
from pydantic import Field

from inspection.errors import RuleError
from inspection.rules.condition import Condition, ConditionCompiler
from inspection.rules.condition_spec import ConditionSpec, GuardSpec
from inspection.rules.expression import Expression, compile_expression
from inspection.rules.item_spec import ItemSpec
from inspection.rules.normal_text import fold
from inspection.rules.phrases import Phrase, compile_phrase
from inspection.rules.rule_yaml import RuleText, checked, parse
from inspection.rules.rulebook_parts import RulebookParts, read_parts
from inspection.rules.spec_values import Phrases, Strict
from inspection.rules.word_lists import expanded
from inspection.rules.word_search import Guard, WordSearcher


class RulebookHead(Strict):
    """`rulebook.yaml`: name and version of the book, its named patterns and guards."""

    id: str
    version: str
    note: str = ""
    patterns: dict[str, str] = Field(default_factory=dict)
    guards: dict[str, GuardSpec] = Field(default_factory=dict)
    shared: dict[str, ConditionSpec] = Field(default_factory=dict)
    spellings: dict[str, Phrases] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompiledItem:
    """An item ready to be judged."""

    spec: ItemSpec
    conditions: Mapping[str, Condition]
    expressions: Mapping[str, Expression]

    def expression(self, source: str | None) -> Expression | None:
        """The compiled form of one of the item's expressions."""
        return self.expressions[source] if source else None


@dataclass(frozen=True)
class Rulebook:
    """A compiled rulebook. `content_hash` is the sha256 of everything in it that can change a judgement."""

    id: str
    version: str
    content_hash: str
    items: Mapping[str, CompiledItem]
    searcher: WordSearcher

    @cached_property
    def item_ids(self) -> tuple[str, ...]:
        """Ids in the order of the files."""
        return tuple(self.items)


def load_rulebook(
    head: tuple[str, str], items: Iterable[tuple[str, str]], beside: Iterable[tuple[str, str]] = ()
) -> Rulebook:
    """Compile a rulebook from (file name, text) pairs; `head` is `rulebook.yaml`.

    `beside` are shared.yaml, spellings.yaml and word lists (lists/*.txt, *.csv), where there are any.
    Raises RuleError with file:line:column for the first thing that is wrong.
    """
    first = parse(head[1], head[0])
    book = checked(first, RulebookHead)
    parts = read_parts(beside, shared=book.shared, spellings=book.spellings, head=first)
    book = expanded(book, parts.lists).model_copy(update={"spellings": dict(parts.spellings.table)})
    compiler = _Compiler(book, head[0], parts)
    parsed = [(rule := parse(text, file), parts.completed(checked(rule, ItemSpec), rule)) for file, text in items]
    compiled = {spec.id: compiler.item(spec, rule) for rule, spec in parsed}
    _refuse_duplicates(parsed)
    return Rulebook(
        book.id, book.version, content_hash(book, [spec for _, spec in parsed]), compiled, compiler.searcher()
    )


def content_hash(book: RulebookHead, items: Iterable[ItemSpec]) -> str:
    """sha256 over the book and its items, examples and notes left out, independent of file order."""
    content = {
        "book": book.model_dump(mode="json", exclude={"note"}),
        "items": sorted((i.model_dump(mode="json", exclude={"examples", "owner", "updated"}) for i in items), key=_id),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _id(item: dict[str, object]) -> str:
    return str(item["id"])


def _refuse_duplicates(parsed: list[tuple[RuleText, ItemSpec]]) -> None:
    seen: dict[str, str] = {}
    for rule, spec in parsed:
        if spec.id in seen:
            reason = f"item '{spec.id}' is already defined in {seen[spec.id]}"
            raise RuleError(reason, "rename one", where=rule.where(["id"]))
        seen[spec.id] = rule.file


class _Compiler:
    """Numbers every phrase of a book once."""

    def __init__(self, book: RulebookHead, file: str, parts: RulebookParts) -> None:
        self._named = _named_patterns(book, file)
        self._numbers: dict[str, int] = {}
        self._phrases: list[Phrase] = []
        self._guards = {name: self._guard(name, spec) for name, spec in book.guards.items()}
        self._conditions = ConditionCompiler(self._number, self._phrases, self._guards, self._named, parts.spellings)
        for words in parts.lists.values():
            words.refuse_unreadable(self._named)
        for name, (rule, path) in parts.places.items():
            with _located(rule, path):
                self._conditions.condition(name, parts.shared[name])

    def searcher(self) -> WordSearcher:
        return WordSearcher(self._phrases)

    def item(self, spec: ItemSpec, rule: RuleText) -> CompiledItem:
        conditions = {}
        for name, condition in spec.conditions.items():
            with _located(rule, ["conditions", name]):
                conditions[name] = self._conditions.condition(name, condition)
        expressions = {}
        for source in spec.expressions:
            with _located(rule, [_key_of(spec, source)]):
                expressions[source] = _known_names(compile_expression(source), spec)
        for name, condition in spec.conditions.items():
            with _located(rule, ["conditions", name]):
                _refuse_unknown(condition.refers_to, spec)
                _refuse_cycle(name, spec)
        return CompiledItem(spec, conditions, expressions)

    def _guard(self, name: str, spec: GuardSpec) -> Guard:
        return Guard(name, self._number(spec.before), self._number(spec.after), self._number(spec.sentence), spec)

    def _number(self, phrases: Iterable[str]) -> tuple[int, ...]:
        numbers = []
        for source in phrases:
            if source not in self._numbers:
                self._numbers[source] = len(self._phrases)
                self._phrases.append(compile_phrase(source, self._named))
            numbers.append(self._numbers[source])
        return tuple(dict.fromkeys(numbers))


class _located:  # noqa: N801 - reads as a phrase: with _located(file, ...)
    """Adds file:line:column to a RuleError that knows no place yet."""

    def __init__(self, rule: RuleText, path: list[str | int]) -> None:
        self._rule, self._path = rule, path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, RuleError) and not error.where:
            where = self._rule.where(self._path)
            raise RuleError(error.reason, error.what_to_do, where=where, code=error.code) from None


def _named_patterns(book: RulebookHead, file: str) -> dict[str, str]:
    named: dict[str, str] = {}
    for name, source in book.patterns.items():
        expanded = source
        for known, pattern in named.items():
            expanded = expanded.replace("{" + known + "}", f"(?:{pattern})")
        try:
            regex.compile(expanded)
        except regex.error as problem:
            raise RuleError(f"pattern '{name}' cannot be compiled: {problem}", "correct it", where=file) from None
        named[fold(name)] = expanded
    return named


def _key_of(spec: ItemSpec, source: str) -> str:
    for key in ("applicable_when", "not_applicable_when", "needs_human_when", "trigger", "met", "unmet", "found"):
        if getattr(spec, key) == source:
            return key
    return "fatal" if spec.fatal and spec.fatal.when == source else "conditions"


def _known_names(expression: Expression, spec: ItemSpec) -> Expression:
    _refuse_unknown(expression.names, spec)
    return expression


def _refuse_unknown(names: frozenset[str], spec: ItemSpec) -> None:
    unknown = sorted(names - set(spec.conditions))
    if unknown:
        known = ", ".join(sorted(spec.conditions)) or "none"
        raise RuleError(f"no condition is named '{unknown[0]}' (known: {known})", "define it under conditions")


def _refuse_cycle(name: str, spec: ItemSpec) -> None:
    """A condition that (through others) needs itself could never be decided."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = spec.conditions.get(waiting.pop())
        if current is None:
            continue
        needs = set(current.refers_to) | (compile_expression(current.when).names if current.when else set())
        if name in needs:
            raise RuleError(f"condition '{name}' depends on itself", "break the circle")
        waiting.extend(needs - seen)
        seen |= needs
