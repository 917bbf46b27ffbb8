"""A regular expression as a tree of what repeats and what is one of several, with the place of every part.

It reads what rule authors write; what it does not understand makes it give up (None), never guess.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

import regex

MOST_SAMPLES = 6
_CANDIDATES = "a1 保中A_-,。0x\n."
_COUNT = regex.compile(r"\{(\d*)(,?)(\d*)\}")
_HEAD = regex.compile(r"\?(?::|=|!|<=|<!|>|P?<[^\W\d]\w*>|[imsx]+:)")


@dataclass(slots=True)
class Part:
    """A part: `one` character (of `samples`), `sequence`, `choice`, `repeat`, or `nothing` wide (look-around, ^)."""

    kind: Literal["one", "sequence", "choice", "repeat", "nothing"]
    start: int
    end: int
    parts: list["Part"] = field(default_factory=list)
    samples: tuple[str, ...] = ()
    least: int = 1
    most: int | None = 1

    @property
    def may_be_empty(self) -> bool:
        """Whether it can match nothing."""
        if self.kind == "repeat":
            return self.least == 0 or self.parts[0].may_be_empty
        if self.kind == "choice":
            return any(p.may_be_empty for p in self.parts)
        return self.kind == "nothing" or (self.kind == "sequence" and all(p.may_be_empty for p in self.parts))

    def texts(self) -> list[str]:
        """A few texts it matches (look-arounds ignored), the plainest first."""
        return list(dict.fromkeys(islice(self._texts(), MOST_SAMPLES)))

    def _texts(self) -> Iterator[str]:
        if self.kind == "one":
            yield from self.samples
        elif self.kind == "choice":
            for part in self.parts:
                yield from part.texts()[:2]
        elif self.kind == "repeat":
            yield from (text * max(self.least, 1) for text in self.parts[0].texts())
        elif self.kind == "sequence":
            choices = [p.texts() or [""] for p in self.parts]
            for number in range(max(map(len, choices), default=1)):
                yield "".join(c[min(number, len(c) - 1)] for c in choices)
        else:
            yield ""

    def walk(self) -> Iterator["Part"]:
        """This part and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def pattern_tree(source: str) -> Part | None:
    """The tree of an expression that compiles; None when it uses what this reader does not know."""
    reader = _Reader(source)
    try:
        tree = reader.choice()
    except (_UnknownError, IndexError, RecursionError):
        return None
    return tree if reader.at == len(source) else None


class _UnknownError(Exception):
    pass


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def choice(self) -> Part:
        start = self.at
        parts = [self._sequence()]
        while self.source[self.at : self.at + 1] == "|":
            self.at += 1
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Part("choice", start, self.at, parts)

    def _sequence(self) -> Part:
        start = self.at
        parts: list[Part] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            parts.append(self._repeated(self._piece()))
        return Part("sequence", start, self.at, parts)

    def _repeated(self, piece: Part) -> Part:
        sign = self.source[self.at : self.at + 1]
        least, most = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(sign, (-1, None))
        if least >= 0:
            self.at += 1
        elif sign == "{":
            count = _COUNT.match(self.source, self.at)
            if count is None:
                raise _UnknownError
            self.at = count.end()
            least = int(count[1] or 0)
            most = least if not count[2] else int(count[3]) if count[3] else None
        else:
            return piece
        possessive = self.source[self.at : self.at + 1] == "+"
        if self.source[self.at : self.at + 1] in ("?", "+"):
            self.at += 1
        if possessive:  # it never gives back what it took: it cannot hang
            return Part("one", piece.start, self.at, samples=tuple(piece.texts()))
        return Part("repeat", piece.start, self.at, [piece], least=least, most=most)

    def _piece(self) -> Part:
        start = self.at
        char = self.source[self.at]
        if char == "(":
            return self._group(start)
        if char == "[":
            self._skip_class()
        elif char == "\\":
            self._skip_escape()
        else:
            self.at += 1
        if char in "^$" or self.source[start : self.at] in ("\\b", "\\B", "\\A", "\\Z", "\\K", "\\G", "\\m", "\\M"):
            return Part("nothing", start, self.at)
        return Part("one", start, self.at, samples=_samples(self.source[start : self.at]))

    def _group(self, start: int) -> Part:
        self.at += 1
        around = atomic = False
        if self.source[self.at] == "?":
            head = _HEAD.match(self.source, self.at)
            if head is None:
                raise _UnknownError
            around = head[0] in ("?=", "?!", "?<=", "?<!")
            atomic = head[0] == "?>"
            self.at = head.end()
        inner = self.choice()
        if self.source[self.at] != ")":
            raise _UnknownError
        self.at += 1
        if around:
            return Part("nothing", start, self.at, [inner])
        return (
            Part("one", start, self.at, samples=tuple(inner.texts()))
            if atomic
            else Part("sequence", start, self.at, [inner])
        )

    def _skip_class(self) -> None:
        self.at += 1
        if self.source[self.at] == "^":
            self.at += 1
        first = self.at
        while self.source[self.at] != "]" or self.at == first:
            self.at += 2 if self.source[self.at] == "\\" else 1
        self.at += 1

    def _skip_escape(self) -> None:
        self.at += 2
        kind = self.source[self.at - 1]
        if kind in "pPN" and self.source[self.at : self.at + 1] == "{":
            self.at = self.source.index("}", self.at) + 1
        elif kind in "xuU":
            self.at += {"x": 2, "u": 4, "U": 8}[kind]
        elif kind.isdigit():
            raise _UnknownError


def _samples(source: str) -> tuple[str, ...]:
    if len(source) == 1 and source != ".":
        return (source,)
    one = regex.compile(source)
    wanted = [
        c for c in dict.fromkeys(_CANDIDATES + "".join(c for c in source if c not in "[]^\\-")) if one.fullmatch(c)
    ]
    return tuple(wanted[:3])
