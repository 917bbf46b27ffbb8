"""Where a required phrase may have been said: sentences of turns, and up to three neighbouring ones of one speaker.

A turn is cut at the ends of sentences, a long one without punctuation (recognised speech) every LONGEST characters;
what is shorter than SHORTEST joins what follows, so that 好的。 does not stand alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspection.interaction import Role
from inspection.rules.normal_text import fold, is_chinese
from inspection.sentiment import TurnText

MOST_PARTS = 3
"""Neighbouring parts of one window."""
READ_ROLES = frozenset({Role.AGENT, Role.CUSTOMER, Role.BOT, Role.UNKNOWN})
_SHORTEST, _LONGEST = {True: 6, False: 16}, {True: 48, False: 140}
"""Characters of one part, for Chinese (True) and other scripts (False)."""
_SENTENCE = re.compile(r"[^。！？!?；;\n]*(?:[。！？!?；;\n]+|$)|[^.]+?[.](?=\s|$)")
_BREAK = re.compile(r"[，,、：:\s]")


@dataclass(frozen=True, slots=True)
class Part:
    """text[start:end] of the turn with index `turn`: half-open code points, without the space around it."""

    turn: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Window:
    """Parts `first` to `last`, both included, of one speaker with nobody in between."""

    first: int
    last: int

    @property
    def parts(self) -> range:
        """Their numbers."""
        return range(self.first, self.last + 1)

    def overlaps(self, other: "Window") -> bool:
        """True when a part belongs to both."""
        return self.first <= other.last and other.first <= self.last


def has_words(text: str) -> bool:
    """True when there is something to compare: a Chinese character, a Latin letter or a digit."""
    return any(is_chinese(c) or (c.isascii() and c.isalnum()) for c in fold(text))


def parts_of(turns: Sequence[TurnText]) -> list[Part]:
    """Every part of the turns of people and bots, in order; turns without words have none."""
    return [part for at, turn in enumerate(turns) if turn.speaker in READ_ROLES for part in _parts(at, turn.text)]


def windows_of(parts: Sequence[Part], turns: Sequence[TurnText]) -> list[Window]:
    """Every run of one to MOST_PARTS parts whose turns follow each other and have one speaker."""
    found = []
    for first in range(len(parts)):
        for last in range(first, min(first + MOST_PARTS, len(parts))):
            if last > first and not _follows(parts[last - 1], parts[last], turns):
                break
            found.append(Window(first, last))
    return found


def text_of(window: Window, parts: Sequence[Part]) -> str:
    """What was said in a window; a space between turns."""
    return " ".join(parts[at].text for at in window.parts)


def _follows(before: Part, after: Part, turns: Sequence[TurnText]) -> bool:
    """True when nobody else said a word between the two."""
    between = turns[before.turn : after.turn + 1]
    speaker = turns[before.turn].speaker
    return all(t.speaker is speaker or not t.text.strip() for t in between)


def _parts(turn: int, text: str) -> Iterator[Part]:
    start: int | None = None
    for begin, end in _pieces(text):
        start = begin if start is None else start
        if end - start >= _SHORTEST[_is_chinese(text)]:
            yield from _tidy(turn, text, start, end)
            start = None
    if start is not None:
        yield from _tidy(turn, text, start, len(text))


def _tidy(turn: int, text: str, start: int, end: int) -> Iterator[Part]:
    said = text[start:end]
    bare = said.strip()
    if has_words(bare):
        begin = start + len(said) - len(said.lstrip())
        yield Part(turn, begin, begin + len(bare), bare)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Sentences, each cut again where it is too long."""
    for sentence in _SENTENCE.finditer(text):
        start, end = sentence.span()
        longest = _LONGEST[_is_chinese(sentence[0])]
        while end - start > longest:
            cut = _cut(text, start, longest)
            yield start, cut
            start = cut
        if end > start:
            yield start, end


def _cut(text: str, start: int, longest: int) -> int:
    """After the last comma or space of the second half, else in the middle of the run."""
    breaks = [m.end() for m in _BREAK.finditer(text, start + longest // 2, start + longest)]
    return breaks[-1] if breaks else start + longest


def _is_chinese(text: str) -> bool:
    return any(is_chinese(c) for c in text)
