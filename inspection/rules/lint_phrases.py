"""Phrases: unreadable, regular expressions in disguise, said twice, swallowed by shorter ones, too short."""

import re
from collections.abc import Iterable, Iterator

import regex

from inspection.errors import RuleError
from inspection.rules.lint_book import LintBook
from inspection.rules.lint_file import LintFile
from inspection.rules.lint_item import LintItem, Phrase, mapping, phrases_at
from inspection.rules.lint_names import unknown_patterns
from inspection.rules.lint_problem import Problem
from inspection.rules.lint_words import Words
from inspection.rules.normal_text import fold
from inspection.rules.phrases import compile_phrase
from inspection.rules.spec_values import LIST_MARK

_REGEX_LOOK = re.compile(
    r"\[\^|\[[^\]\[|]*(?:[0-9]-[0-9]|[a-z]-[a-z]|[A-Z]-[A-Z])[^\]\[]*\]|\)\?(?!\s*$)|\)\+|\]\+|\][?*](?!\s*$)|\)\*|\.[*+]|\\[dwsbDWSB]|\(\?[:=!<]|\{\d+(?:,\d*)?\}"
)
_SYNTAX = re.compile(r"[()\[\]{}|/*^\\]|…|\.\.\.")
_TRANSLATIONS = (
    (r"'(.)' closes nothing", "这个 {0} 没有对应的开括号"),
    (r"a bracket is not closed with '(.)'", "括号没有用 {0} 关上"),
    (r"a brace is not closed", "花括号没有用 } 关上"), (r"an empty phrase", "空短语会匹配一切"),
)  # fmt: skip
_BALANCE = Words(
    "括号成对：(甲|乙)、[可省]、{{命名模式}}；当文字用就在前面加反斜杠".replace("{{", "{").replace("}}", "}"),
    "balance the brackets (a|b), [optional], {pattern}; put a backslash before one meant as text",
)
_PHRASE_AT = re.compile(r"at character (\d+)")


def phrase_problems(item: LintItem, book: LintBook) -> Iterator[Problem]:
    """Everything wrong with the phrases of an item."""
    for path, source in item.all_phrases():
        yield from _unreadable(item.file, (path, source), book)
    for name in item.names:
        phrases = [p for key in ("any", "all") for p in item.phrases(name, key)]
        yield from _said_twice(item.file, phrases)
        yield from _one_character(item.file, phrases)
        yield from _swallowed(item.file, item.phrases(name, "any"))
        yield from _cancelled(item.file, phrases, item.phrases(name, "unless"), book)
    yield from _in_several_lists(item)


def guard_problems(book: LintBook) -> Iterator[Problem]:
    """Everything wrong with the phrases of the guards."""
    if book.head is None:
        return
    for name, raw in mapping(book.head.data.get("guards")).items():
        for key in ("before", "after", "sentence"):
            for phrase in phrases_at(("guards", str(name), key), mapping(raw).get(key)):
                yield from _unreadable(book.head, phrase, book)


def _unreadable(file: LintFile, phrase: Phrase, book: LintBook) -> Iterator[Problem]:
    path, source = phrase
    if source.startswith(LIST_MARK):
        return
    look = _REGEX_LOOK.search(source)
    if look:
        yield file.inside(path, look.start(), "looks_like_regex", found=look[0])
        return
    unknown = list(unknown_patterns(source, book))
    for offset, name, hint in unknown:
        yield file.inside(path, offset, "unknown_pattern", name=name, hint=hint)
    if unknown:
        return
    try:
        compile_phrase(source, book.patterns)
    except RuleError as error:
        match = _PHRASE_AT.search(error.reason)
        yield file.inside(
            path, int(match[1]) - 1 if match else 0, "phrase", problem=_translated(error.reason), hint=_BALANCE
        )


def _translated(reason: str) -> Words:
    english = reason.split(": ", 1)[-1]
    for pattern, zh in _TRANSLATIONS:
        match = re.search(pattern, reason)
        if match:
            return Words(zh.replace("{0}", match[1] if match.groups() else ""), english)
    return Words(english, english)


def _said_twice(file: LintFile, phrases: list[Phrase]) -> Iterator[Problem]:
    first: dict[str, Phrase] = {}
    for path, source in phrases:
        folded = fold(source)
        if folded in first:
            line = file.places.value(first[folded][0]).line
            yield file.at_value(path, "phrase_twice", phrase=source, first=line)
        first.setdefault(folded, (path, source))


def _in_several_lists(item: LintItem) -> Iterator[Problem]:
    """A phrase in two conditions that look for it in the same places, for the same person."""
    groups: dict[str, list[Phrase]] = {}
    for name, spec in item.conditions.items():
        if spec.any is None:
            continue
        scope = spec.model_dump_json(
            exclude={"any", "note", "unless", "guards", "questions", "sounds_like", "shortest_sound"}
        )
        groups.setdefault(scope, []).extend({fold(s): (p, s) for p, s in reversed(item.phrases(name, "any"))}.values())
    for phrases in groups.values():
        yield from _said_twice(item.file, sorted(phrases, key=lambda p: item.file.places.value(p[0])))


def _one_character(file: LintFile, phrases: Iterable[Phrase]) -> Iterator[Problem]:
    for path, source in phrases:
        if len(source.strip()) == 1 and "\u4e00" <= source.strip() <= "\u9fff":
            yield file.at_value(path, "one_character", phrase=source)


def _swallowed(file: LintFile, phrases: list[Phrase]) -> Iterator[Problem]:
    """A plain phrase in which another plain phrase of the list is found anyway."""
    plain = [(p, s, fold(s)) for p, s in phrases if not _SYNTAX.search(s) and not s.startswith(LIST_MARK) and s.strip()]
    compiled = {folded: regex.compile(compile_phrase(s, {}).pattern) for _, s, folded in plain}
    for path, source, folded in plain:
        by = next(
            (q for q in plain if len(q[2]) < len(folded) and q[2] in folded and compiled[q[2]].search(folded)), None
        )
        if by is not None:
            line = file.places.value(by[0]).line
            yield file.at_value(path, "phrase_swallowed", phrase=source, by=by[1], first=line)


def _cancelled(file: LintFile, phrases: list[Phrase], unless: list[Phrase], book: LintBook) -> Iterator[Problem]:
    """A plain phrase inside which a phrase of `unless` is found whenever it is said."""
    for path, source in phrases:
        if _SYNTAX.search(source) or source.startswith(LIST_MARK):
            continue
        for _, other in unless:
            if _finds(other, fold(source), book):
                yield file.at_value(path, "always_cancelled", phrase=source, by=other)
                break


def _finds(source: str, text: str, book: LintBook) -> bool:
    if source.startswith(LIST_MARK):
        return False
    try:
        return regex.search(compile_phrase(source, book.patterns).pattern, text, timeout=0.1) is not None
    except (RuleError, regex.error, TimeoutError):
        return False
