"""A rule's expression as people read it: `a and not (b or c)` becomes 条件 1 且 没有(条件 2 或 条件 3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from inspection.rules.item_spec import Wording
from inspection.rules.prose_words import pair

_TOKEN = re.compile(r"later\s+than|at\s+least|晚于|先于|然后|至少|[且或非个]|[a-z_][a-z0-9_]*|[0-9]+|[(),]")
_WORDS: Mapping[str, tuple[str, str]] = {
    "and": ("且", "and"), "且": ("且", "and"), "or": ("或", "or"), "或": ("或", "or"),
    "not": ("没有", "not"), "非": ("没有", "not"), "before": ("先于", "before"), "先于": ("先于", "before"),
    "then": ("之后某轮再有", "and in a later turn"), "然后": ("之后某轮再有", "and in a later turn"),
    "later than": ("晚于", "later than"), "晚于": ("晚于", "later than"),
    "at least": ("至少", "at least"), "至少": ("至少", "at least"), "of": ("项成立:", "of"), "个": ("项成立:", "of"),
    "(": ("(", "("), ")": (")", ")"), ",": ("、", ","),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProsePart:
    """A piece of an expression: words, or (`condition` given) the number and name of one of the item's conditions."""

    words: Wording
    condition: str | None = None


def parts_of(source: str, numbers: Mapping[str, int]) -> tuple[ProsePart, ...]:
    """The pieces of an expression in order; `numbers` are those its conditions are listed under."""
    return tuple(_part(re.sub(r"\s+", " ", token), numbers) for token in _TOKEN.findall(source))


def _part(token: str, numbers: Mapping[str, int]) -> ProsePart:
    if token in numbers:
        return ProsePart(condition_label(token, numbers), token)
    return ProsePart(pair(*_WORDS.get(token, (token, token))))


def condition_label(name: str, numbers: Mapping[str, int]) -> Wording:
    """`条件 2` / `condition 2`; the name itself for one that is not listed."""
    number = numbers.get(name)
    return pair(name, name) if number is None else pair(f"条件 {number}", f"condition {number}")
