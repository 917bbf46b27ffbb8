"""Expressions that cannot be read, with the column; and those that can never (or always) hold."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, product

from inspection.errors import RuleError
from inspection.rules.expression import Expression, compile_expression
from inspection.rules.lint_item import LintItem
from inspection.rules.lint_problem import Problem
from inspection.rules.lint_words import Words
from inspection.rules.outcome import Outcome, Truth

KEYWORDS = frozenset({"and", "or", "not", "before", "at", "least", "of"})
MOST_NAMES = 10
_NAME = re.compile(r"[A-Za-z_\u4e00-\u9fff][\w\-]*")
_AT = re.compile(r"at character (\d+)")
_WRONG_SIGNS = {
    "&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "+": "and", "（": "(", "）": ")", "，": ",", "、": ",",
    "AND": "and", "OR": "or", "NOT": "not", "And": "and", "Or": "or", "Not": "not", "和": "且", "并且": "且",
    "或者": "或", "不": "非",
}  # fmt: skip
_SIGN = re.compile(
    "|".join(
        rf"\b{s}\b" if s.isascii() and s.isalpha() else re.escape(s)
        for s in sorted(_WRONG_SIGNS, key=len, reverse=True)
    )
)
_HOW = Words(
    "用 and、or、not、before、at least 2 of (a, b) 连接条件名",
    "join condition names with and, or, not, before, at least 2 of (a, b)",
)


def expression_problems(item: LintItem) -> Iterator[Problem]:
    """Everything wrong with the item's expressions but unknown names."""
    for path, source in item.expressions():
        try:
            expression = compile_expression(source)
        except RuleError as error:
            offset, problem, hint = _diagnosis(source, str(error))
            yield item.file.inside(path, offset, "expression", problem=problem, hint=hint)
        else:
            yield from _constant(item, path, expression)


def names_in(source: str) -> Iterator[tuple[int, str]]:
    """Condition names of an expression that can be read, with their offsets."""
    for match in _NAME.finditer(source):
        if match[0] not in KEYWORDS and match[0].isascii():
            yield match.start(), match[0]


def _diagnosis(source: str, complaint: str) -> tuple[int, Words, Words]:
    """Offset, problem and fix of the first thing in an expression that cannot be read."""
    for check in (_wrong_sign, _brackets, _loose_end, _no_join):
        found = check(source)
        if found is not None:
            return found
    match = _AT.search(complaint)
    return (int(match[1]) - 1 if match else 0), Words("此处写法不对", "not expected here"), _HOW


def _wrong_sign(source: str) -> tuple[int, Words, Words] | None:
    match = _SIGN.search(source)
    if match is None:
        return None
    right = _WRONG_SIGNS[match[0]]
    return (
        match.start(),
        Words(f"{match[0]} 不是这里的写法", f"'{match[0]}' is not known"),
        Words(f"写 {right}", f"write {right}"),
    )


def _brackets(source: str) -> tuple[int, Words, Words] | None:
    opened: list[int] = []
    for at, char in enumerate(source):
        if char == "(":
            opened.append(at)
        elif char == ")" and not opened:
            return (
                at,
                Words("这个 ) 没有对应的 (", "this ) closes nothing"),
                Words("删去它或补上 (", "remove it or add ("),
            )
        elif char == ")":
            opened.pop()
    if opened:
        return opened[-1], Words("这个 ( 没有关上", "this ( is not closed"), Words("补上 )", "add )")
    return None


def _loose_end(source: str) -> tuple[int, Words, Words] | None:
    match = re.search(r"\b(and|or|not|before|of)\s*$|[且或非]\s*$|先于\s*$", source)
    if match:
        word = match[0].strip()
        return (
            match.start(),
            Words(f"{word} 之后缺少条件", f"nothing follows '{word}'"),
            Words("写上条件名，或删去它", "name a condition or remove it"),
        )
    match = re.match(r"\s*(and|or|before)\b|\s*[且或]", source)
    if match:
        return (
            0,
            Words(f"{match[0].strip()} 之前缺少条件", f"nothing stands before '{match[0].strip()}'"),
            Words("写上条件名，或删去它", "name a condition or remove it"),
        )
    return None


def _no_join(source: str) -> tuple[int, Words, Words] | None:
    words = list(re.finditer(r"[a-z_][a-z0-9_]*|\d+|\S", source))
    for one, other in pairwise(words):
        if _is_name(one[0]) and _is_name(other[0]):
            return (
                other.start(),
                Words(f"{one[0]} 与 {other[0]} 之间缺少 and 或 or", f"'{one[0]}' and '{other[0]}' are not joined"),
                Words("在中间写 and 或 or", "write and or or between them"),
            )
    return None


def _is_name(word: str) -> bool:
    return bool(re.fullmatch(r"[a-z_][a-z0-9_]*", word)) and word not in KEYWORDS


def _constant(item: LintItem, path: tuple[str | int, ...] | object, expression: Expression) -> Iterator[Problem]:
    where = tuple(path) if isinstance(path, tuple) else ()
    truths = set(_truths(expression))
    key = str(where[-1])
    if truths == {Truth.FALSE}:
        yield item.file.at_value(where, "expression_never", key=key)
    elif truths == {Truth.TRUE}:
        yield item.file.at_value(where, "expression_always", key=key)


def _truths(expression: Expression) -> Iterator[Truth]:
    """What comes out of every combination of true and false; of expressions with few names only."""
    names = sorted(expression.names)
    if len(names) > MOST_NAMES:
        yield from (Truth.TRUE, Truth.FALSE)
        return
    for combination in product((Outcome(Truth.FALSE), Outcome(Truth.TRUE)), repeat=len(names)):
        known: Mapping[str, Outcome] = dict(zip(names, combination, strict=True))
        yield expression.evaluate(known.__getitem__).truth
