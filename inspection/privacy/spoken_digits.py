"""Digits as they are typed or said, in a view with an exact offset for each digit.

"幺三八 零零 三个八" and "one three eight double oh" become runs of symbols; each symbol knows which characters of the
original it stands for. A run goes on over separators and a few fillers (嗯, 然后, dash); dates, times, amounts and
percentages never enter one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from inspection.privacy.digit_words import EN_HOMOPHONES, EN_ZEROS, ZH_HOMOPHONES
from inspection.privacy.number_tokens import ANY_DIGIT, symbols_said, tokens

MAX_SEPARATORS = 4
MAX_FILLERS = 3
_BREAKS = frozenset(("blocked", "no", "chunk"))
_SYMBOLS = frozenset(("digits", "times", "zh", "entimes", "encount", "en", "letter", "explained"))
_INSIDE = frozenset(("cross", "enzeros", "cardinal"))
"""Symbols that need one before them: 叉 (X), "hundred", and a digit before a word like 万事达."""

_KIN = frozenset("爸舅")
"""Homophones that are a word when said twice."""

LONG_RUN = 6
"""Digits read out without a gap, after which 六万 is no longer sixty thousand."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One digit or letter and the characters `[start, end)` it stands for; `opens` a group after a gap."""

    char: str
    start: int
    end: int
    opens: bool
    spoken: bool


@dataclass(slots=True)
class _Open:
    """A run being read: its symbols, and what has passed since the last one."""

    symbols: list[Symbol]
    end: int = 0
    separators: int = 0
    fillers: int = 0
    weak: list[tuple[str, int, int]] = field(default_factory=list)

    def is_long(self) -> bool:
        """Read out digit by digit without a gap for so long that a digit more is no cardinal."""
        return len(self.symbols) >= LONG_RUN and self.symbols[-1].spoken and not (self.separators or self.fillers)

    def gap_is_fine(self) -> bool:
        return self.separators <= MAX_SEPARATORS and self.fillers <= MAX_FILLERS


def symbol_runs(text: str) -> list[tuple[Symbol, ...]]:
    """All runs of digits and single letters in a shadow text, left to right; runs without a digit are left out."""
    if not ANY_DIGIT.search(text):
        return []
    return [trimmed for run in _runs(text) if (trimmed := _without_loose_letters(run, text))]


def _runs(text: str) -> Iterator[list[Symbol]]:
    reading = _Open([])
    for kind, token in tokens(text):
        name = "no" if kind == "cardinal" and not reading.is_long() else kind
        is_symbol = name in _SYMBOLS or name in _INSIDE
        ends = name in _BREAKS or (is_symbol and not reading.gap_is_fine())
        if reading.symbols and (token.start() != reading.end or ends):
            yield reading.symbols
            reading = _Open([])
        reading.end = token.end()
        _take(reading, name, token)
    if reading.symbols:
        yield reading.symbols


def _take(reading: _Open, name: str, token: re.Match[str]) -> None:
    start, end = token.span()
    if name == "separator":
        reading.separators += 1
    elif name in ("filler", "filler_en"):
        reading.fillers += 1
    elif name == "weak":
        word = token.group().lower()
        _keep_weak(reading, ZH_HOMOPHONES.get(word) or EN_HOMOPHONES[word], start, end, is_kin=word in _KIN)
    elif name in _SYMBOLS or (name in _INSIDE and reading.symbols):
        chars, spoken = symbols_said(name, token)
        if name == "times" and token.group()[0] == "一" and (reading.separators or not reading.symbols):
            start = token.start("of")  # 一个一四七...: one number, and it begins with 1
        _add(reading, chars, start, end, spoken=spoken, latin=token.group().isascii())


def _keep_weak(reading: _Open, digit: str, start: int, end: int, *, is_kin: bool) -> None:
    """A homophone waits for the next digit: between spoken digits it was a digit, elsewhere it is a word.

    Two in a row only as the same digit (林林, 期期): other pairs are words too often (旧吧), and so is 爸爸.
    """
    solid = len(reading.symbols) >= 2 and reading.symbols[-1].spoken and not reading.fillers
    doubled = len(reading.weak) == 1 and digit == reading.weak[0][0] and not is_kin
    if solid and (not reading.weak or doubled):
        reading.weak.append((digit, start, end))
    else:
        reading.fillers = MAX_FILLERS + 1


def _add(reading: _Open, chars: str, start: int, end: int, *, spoken: bool, latin: bool) -> None:
    """Append the symbols of a token; the space between two English digit words opens no group."""
    if spoken:
        for char, weak_start, weak_end in reading.weak:
            reading.symbols.append(Symbol(char, weak_start, weak_end, opens=False, spoken=True))
    said_on = spoken and latin and reading.separators == 1 and not reading.fillers and reading.symbols[-1:] != []
    said_on = said_on and reading.symbols[-1].spoken
    opens = not reading.symbols or (bool(reading.separators or reading.fillers) and not said_on)
    typed = not spoken and len(chars) == end - start
    for offset, char in enumerate(chars):
        at = (start + offset, start + offset + 1) if typed else (start, end)
        reading.symbols.append(Symbol(char, *at, opens=opens and offset == 0, spoken=spoken))
    reading.separators = reading.fillers = 0
    reading.weak = []


def _without_loose_letters(run: list[Symbol], text: str) -> tuple[Symbol, ...]:
    """Drop an article or pronoun at either end ("a", "i"), and runs without any digit; join "twenty one" to 21."""
    while run and text[run[0].start : run[0].end] in ("a", "i", "I") and _stands_apart(run):
        run = run[1:]
    while run and text[run[-1].start : run[-1].end] in ("a", "i", "I") and text[run[-1].end :].strip():
        run = run[:-1]
    if not any(symbol.char.isdigit() for symbol in run) or _is_cardinal(run, text):
        return ()
    return tuple(_tens_joined(run))


def _is_cardinal(run: list[Symbol], text: str) -> bool:
    """A number that ends like "nine thousand", "two hundred" is an amount, not digits read out."""
    return len(run) <= 6 and text[run[-1].start : run[-1].end].lower() in EN_ZEROS


def _stands_apart(run: list[Symbol]) -> bool:
    """The first letter is no part of what is spelled: "a 3 2 1", but not "a b c 3"."""
    return len(run) == 1 or (run[1].start > run[0].end and run[1].char.isdigit())


def _tens_joined(run: list[Symbol]) -> Iterator[Symbol]:
    """Join tens: "forty two" is 42, so the 0 of a tens word goes when a single digit follows."""
    for place, symbol in enumerate(run):
        following = run[place + 1] if place + 1 < len(run) else None
        is_tens_zero = symbol.char == "0" and place > 0 and symbol.spoken and symbol.start == run[place - 1].start
        is_tens_zero = is_tens_zero and run[place - 1].char in "23456789" and symbol.end - symbol.start >= 5
        if is_tens_zero and following and following.spoken and following.char != "0":
            alone = place + 2 >= len(run) or run[place + 2].start != following.start
            if alone:
                continue
        yield symbol
