"""The logic of SCA rules, `a&&(b||!c)`, as a value and as one of our expressions."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inspection.errors import RuleError

MAX_DEPTH = 40
MAX_CHARS = 20_000
_TOKEN = re.compile(r"\s*(&&|\|\||[!()&|]|[A-Za-z0-9_.-]+)")
_SAME = {"&": "&&", "|": "||"}


@dataclass(frozen=True, slots=True)
class Logic:
    """`kind` is name, not, and, or; a name has its `name`, the others have parts."""

    kind: str
    name: str = ""
    parts: tuple["Logic", ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name once, in the order of the text."""
        own = (self.name,) if self.kind == "name" else ()
        return tuple(dict.fromkeys((*own, *(name for part in self.parts for name in part.names))))

    def written(self, called: Callable[[str], str], *, inside: bool = False) -> str:
        """Our expression; `called` gives our name for each of theirs, `inside` puts brackets around it."""
        if self.kind == "name":
            return called(self.name)
        parts = [part.written(called, inside=True) for part in self.parts]
        if self.kind == "not":
            return f"not {parts[0]}"
        joined = f" {self.kind} ".join(parts)
        return f"({joined})" if inside else joined


def read_logic(text: str) -> Logic:
    """The logic of a lambda; RuleError names the character where it cannot be read."""
    if len(text) > MAX_CHARS:
        raise _unreadable(text[:40] + "…", MAX_CHARS)
    reader = _Reader(text, tuple(_tokens(text)))
    logic = reader.either(0)
    if reader.at < len(reader.tokens):
        raise _unreadable(text, reader.tokens[reader.at][1])
    return logic


class _Reader:
    def __init__(self, text: str, tokens: tuple[tuple[str, int], ...]) -> None:
        self.text, self.tokens, self.at = text, tokens, 0

    def either(self, depth: int) -> Logic:
        return self._joined("||", "or", lambda: self._joined("&&", "and", lambda: self._one(depth)))

    def _joined(self, sign: str, kind: str, part: Callable[[], Logic]) -> Logic:
        parts = [part()]
        while self._peek() == sign:
            self.at += 1
            parts.append(part())
        return parts[0] if len(parts) == 1 else Logic(kind, parts=tuple(parts))

    def _one(self, depth: int) -> Logic:
        sign = self._peek()
        if depth > MAX_DEPTH or sign in ("", ")", "&&", "||"):
            raise _unreadable(self.text, self._place())
        self.at += 1
        if sign == "!":
            return Logic("not", parts=(self._one(depth + 1),))
        if sign != "(":
            return Logic("name", name=sign)
        inner = self.either(depth + 1)
        if self._peek() != ")":
            raise _unreadable(self.text, self._place())
        self.at += 1
        return inner

    def _peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def _place(self) -> int:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else len(self.text) + 1


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _unreadable(text, at + 1)
        yield _SAME.get(found[1], found[1]), found.start(1) + 1
        at = found.end()


def _unreadable(text: str, at: int) -> RuleError:
    return RuleError(f"the lambda '{text[:80]}' cannot be read at character {at}", "it joins ids with && || ! ( )")
