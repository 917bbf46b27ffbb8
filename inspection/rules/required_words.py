"""Words without which a regular expression cannot match: what an automaton looks for before the expression is tried.

`(保证|承诺)[您]…收益` cannot match a text without 收益, nor one without both 保证 and 承诺. The reading is cautious:
whatever it does not understand (fuzzy matching, inline flags, conditionals) yields no words, and the expression is
tried on every text.
"""

import re
from dataclasses import dataclass

Words = frozenset[str]
Requirement = tuple[Words, ...]

MOST_CLAUSES = 4
_REPEAT = re.compile(r"\{(\d*)(?:,\d*)?\}[?+]?")
_GROUP_HEADS = ("?:", "?>")
_LOOKAROUND_HEADS = ("?=", "?!", "?<=", "?<!")
_GROUP_NAME = re.compile(r"\?P?<[^\W\d]\w*>")
_BRACED_ESCAPES = "pPN"
_CODE_LENGTHS = {"x": 2, "u": 4, "U": 8}
_PLAIN_CLASS_LIMIT = 40


class _NotUnderstoodError(Exception):
    """The expression uses something this reader does not know."""


@dataclass(slots=True)
class _Piece:
    """One piece of a sequence: a literal character, or what a bracket requires; `least` is how often it must occur."""

    literal: str = ""
    requires: Requirement = ()
    least: int = 1
    once: bool = True


def required_words(pattern: str) -> Requirement:
    """Sets of words; every match of the expression contains at least one word of each set, the most telling set first.

    Empty when there is nothing to go by.
    """
    reader = _Reader(pattern)
    try:
        clauses = reader.alternatives()
    except _NotUnderstoodError:
        return ()
    return clauses if reader.at >= len(pattern) else ()


def _telling(words: Words) -> tuple[int, int]:
    """Longer words are rarer, fewer words too."""
    return (min(map(len, words)), -len(words))


def _best(clauses: list[Words]) -> Requirement:
    return tuple(sorted(dict.fromkeys(clauses), key=_telling, reverse=True)[:MOST_CLAUSES])


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _take(self) -> str:
        char = self._next()
        if not char:
            raise _NotUnderstoodError
        self.at += 1
        return char

    def alternatives(self) -> Requirement:
        """What `a|b|c` requires: a word of a, or of b, or of c."""
        choices = [self._sequence()]
        while self._next() == "|":
            self.at += 1
            choices.append(self._sequence())
        if len(choices) == 1:
            return choices[0]
        shared = min(map(len, choices))
        return _best([frozenset().union(*(c[i] for c in choices)) for i in range(shared)])

    def _sequence(self) -> Requirement:
        pieces: list[_Piece] = []
        while self._next() not in ("", "|", ")"):
            piece = self._piece()
            self._repeat(piece)
            pieces.append(piece)
        return _joined(pieces)

    def _repeat(self, piece: _Piece) -> None:
        char = self._next()
        if char and char in "*+?":
            self.at += 1
            self._lazy_mark()
            piece.once = False
            piece.least = 1 if char == "+" else 0
        elif char == "{":
            found = _REPEAT.match(self.pattern, self.at)
            if found is None:
                raise _NotUnderstoodError
            self.at = found.end()
            piece.once = False
            piece.least = int(found.group(1) or 0)
        if self._next() in ("*", "+", "?", "{"):
            raise _NotUnderstoodError

    def _lazy_mark(self) -> None:
        if self._next() in ("?", "+"):
            self.at += 1

    def _piece(self) -> _Piece:
        char = self._take()
        if char == "(":
            return _Piece(requires=self._group())
        if char == "[":
            return _Piece(requires=self._class())
        if char == "\\":
            return self._escape()
        if char in "*+?{":
            raise _NotUnderstoodError
        return _Piece() if char in ".^$" else _Piece(literal=char)

    def _group(self) -> Requirement:
        around = False
        if self._next() == "?":
            around = self._group_head()
        inner = self.alternatives()
        if self._take() != ")":
            raise _NotUnderstoodError
        return () if around else inner

    def _group_head(self) -> bool:
        """Step over what follows an opening bracket; true for a look-around, which requires no words of the match."""
        for head in (*_LOOKAROUND_HEADS, *_GROUP_HEADS):
            if self.pattern.startswith(head, self.at):
                self.at += len(head)
                return head in _LOOKAROUND_HEADS
        named = _GROUP_NAME.match(self.pattern, self.at)
        if named is None:
            raise _NotUnderstoodError
        self.at = named.end()
        return False

    def _class(self) -> Requirement:
        """`[零一二]` is one of a few characters; a negated class, a range or an escape is anything."""
        plain = self._next() != "^"
        if not plain:
            self.at += 1
        chars: list[str] = []
        while (char := self._take()) != "]" or not chars:
            if char == "[" or (chars and char in "-&~|" and self._next() == char):
                raise _NotUnderstoodError
            if char == "\\":
                self._escape()
                plain = False
            elif char == "-" and chars and self._next() != "]":
                plain = False
            chars.append(char)
        if not plain or len(chars) > _PLAIN_CLASS_LIMIT:
            return ()
        return (frozenset(chars),)

    def _escape(self) -> _Piece:
        char = self._take()
        if not (char.isascii() and char.isalnum()):
            return _Piece(literal=char)
        if char in _CODE_LENGTHS:
            self.at += _CODE_LENGTHS[char]
        elif char in _BRACED_ESCAPES and self._next() == "{":
            self.at = self.pattern.find("}", self.at) + 1 or len(self.pattern)
        elif char not in "dDwWsSbBAZntrfv":
            raise _NotUnderstoodError
        return _Piece()


def _joined(pieces: list[_Piece]) -> Requirement:
    clauses: list[Words] = []
    run = ""
    for piece in pieces:
        if piece.literal and piece.once:
            run += piece.literal
            continue
        if piece.literal and piece.least:
            run += piece.literal
        if run:
            clauses.append(frozenset({run}))
            run = ""
        if piece.least and not piece.literal:
            clauses.extend(piece.requires)
    if run:
        clauses.append(frozenset({run}))
    return _best(clauses)
