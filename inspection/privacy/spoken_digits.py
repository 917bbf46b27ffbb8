"""Digits as they are typed or said, in a view with an exact offset for each digit.

"幺三八 零零 三个八" and "one three eight double oh" become runs of symbols; each symbol knows which characters of the
original it stands for. A run goes on over separators and a few fillers (嗯, 然后, dash); dates, times, amounts and
percentages never enter one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspection.privacy.digit_words import (
    EN_DIGITS,
    EN_HOMOPHONES,
    EN_TENS,
    EN_TIMES,
    FILLERS_EN,
    FILLERS_ZH,
    NATO,
    ZH_DIGITS,
    ZH_HOMOPHONES,
    ZH_TIMES,
)

MAX_SEPARATORS = 4
MAX_FILLERS = 3
_ZH = "".join(ZH_DIGITS)
_UNITS = "十百千万亿"
_COUNTERS = "个次天年月日周块元件张台条岁分秒小层楼栋幢单"
_EN_WORDS = "|".join(sorted((*EN_DIGITS, *EN_TENS, *EN_HOMOPHONES, *NATO), key=len, reverse=True))
_NOT_A_NUMERAL = rf"一(?=[下共样些直定起般会旦切边位种遍般])|[{_ZH}](?=[{_UNITS}{_COUNTERS}])|(?<=[第{_UNITS}])[{_ZH}]"

TOKEN = re.compile(
    rf"""
    (?P<blocked>\x00+|(?:https?://|www\.)[!-~]+|\*+|[•●]+
      |[¥￥$€£]\s?\d[\d,]*(?:\.\d+)?
      |(?<![\d.-])(?:19|20)\d\d(?P<dash>[-/.])(?:0?[1-9]|1[0-2])(?P=dash)(?:0?[1-9]|[12]\d|3[01])(?![\d-])
      |(?<!\d)(?:0?[1-9]|1[0-2]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)?\d\d(?!\d)
      |(?<![\d:])[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])
      |(?<!\d)\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d])
      |(?<![\d.])\d+\.\d{{1,2}}(?![\d.])
      |(?<!\d)\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![\d.])
      |\d+(?:\.\d+)?\s?(?:%|℃|°)
      |\d+(?:年|月(?:\d{{1,2}}[日号])?|周年))
    |(?P<digits>\d+)
    |(?P<times>[双两二三四五六2-5]个?(?<=个|双)(?P<of>[{_ZH}0-9])(?![{_UNITS}{_COUNTERS}\d样起共]))
    |(?P<no>{_NOT_A_NUMERAL})
    |(?P<zh>[{_ZH}])
    |(?P<entimes>(?:double|triple|treble)\s+(?P<enof>zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|\d)
      (?![A-Za-z0-9]))
    |(?<![A-Za-z0-9'])(?P<en>{_EN_WORDS})(?![A-Za-z0-9'])
    |(?<![A-Za-z0-9'])(?P<filler_en>{"|".join(FILLERS_EN)})(?![A-Za-z0-9'])
    |(?<![A-Za-z'])(?P<letter>[A-Za-z])(?![A-Za-z'])
    |(?P<chunk>[A-Za-z']+)
    |(?P<cross>叉|艾克斯|埃克斯)
    |(?P<filler>{"|".join(FILLERS_ZH)})
    |(?P<weak>[{"".join(ZH_HOMOPHONES)}])
    |(?P<separator>[ \t\-.·、,_/()+~])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ANY_DIGIT = re.compile(
    rf"[0-9{_ZH}]|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE,
)

_BREAKS = frozenset(("blocked", "no", "chunk"))
_SYMBOLS = frozenset(("digits", "times", "zh", "entimes", "en", "letter"))


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
    weak: tuple[str, int, int] | None = None

    def gap_is_fine(self) -> bool:
        return self.separators <= MAX_SEPARATORS and self.fillers <= MAX_FILLERS


def symbol_runs(text: str) -> list[tuple[Symbol, ...]]:
    """All runs of digits and single letters in a shadow text, left to right; runs without a digit are left out."""
    if not _ANY_DIGIT.search(text):
        return []
    return [trimmed for run in _runs(text) if (trimmed := _without_loose_letters(run, text))]


def _runs(text: str) -> Iterator[list[Symbol]]:
    reading = _Open([])
    for token in TOKEN.finditer(text):
        name = _name(token)
        ends = name in _BREAKS or (name in ("cross", *_SYMBOLS) and not reading.gap_is_fine())
        if reading.symbols and (token.start() != reading.end or ends):
            yield reading.symbols
            reading = _Open([])
        reading.end = token.end()
        _take(reading, name, token)
    if reading.symbols:
        yield reading.symbols


def _name(token: re.Match[str]) -> str:
    """The kind of a token; an English homophone (for, to) is weak like a Chinese one."""
    name = token.lastgroup or ""
    if name == "en" and token.group().lower() in EN_HOMOPHONES:
        return "weak"
    return {"of": "times", "enof": "entimes", "dash": "blocked"}.get(name, name)


def _take(reading: _Open, name: str, token: re.Match[str]) -> None:
    start, end = token.span()
    if name == "separator":
        reading.separators += 1
    elif name in ("filler", "filler_en"):
        reading.fillers += 1
    elif name == "weak":
        word = token.group().lower()
        _keep_weak(reading, ZH_HOMOPHONES.get(word) or EN_HOMOPHONES[word], start, end)
    elif name in _SYMBOLS or (name == "cross" and reading.symbols):
        chars, spoken = _chars(name, token)
        _add(reading, chars, start, end, spoken=spoken)


def _keep_weak(reading: _Open, digit: str, start: int, end: int) -> None:
    """A homophone waits for the next digit: between spoken digits it was a digit, elsewhere it is a word."""
    solid = len(reading.symbols) >= 2 and reading.symbols[-1].spoken and not reading.fillers and reading.weak is None
    if solid:
        reading.weak = (digit, start, end)
    else:
        reading.fillers = MAX_FILLERS + 1


def _add(reading: _Open, chars: str, start: int, end: int, *, spoken: bool) -> None:
    if reading.weak and spoken:
        char, weak_start, weak_end = reading.weak
        reading.symbols.append(Symbol(char, weak_start, weak_end, opens=False, spoken=True))
    opens = not reading.symbols or bool(reading.separators or reading.fillers)
    typed = not spoken and len(chars) == end - start
    for offset, char in enumerate(chars):
        at = (start + offset, start + offset + 1) if typed else (start, end)
        reading.symbols.append(Symbol(char, *at, opens=opens and offset == 0, spoken=spoken))
    reading.separators = reading.fillers = 0
    reading.weak = None


def _chars(name: str, token: re.Match[str]) -> tuple[str, bool]:
    """The symbols a token stands for, and whether it was said rather than typed."""
    word = token.group().lower()
    if name == "digits":
        return word, False
    if name == "letter":
        return (EN_DIGITS.get(word, word.upper()) if word == "o" else word.upper()), False
    if name == "cross":
        return "X", True
    if name == "zh":
        return ZH_DIGITS[word], True
    if name == "times":
        digit = token.group("of")
        return ZH_DIGITS.get(digit, digit) * ZH_TIMES[word[0]], True
    if name == "entimes":
        digit = token.group("enof").lower()
        return EN_DIGITS.get(digit, digit) * EN_TIMES[word.split()[0]], True
    return NATO.get(word) or EN_DIGITS.get(word) or EN_TENS[word] + "0", True


def _without_loose_letters(run: list[Symbol], text: str) -> tuple[Symbol, ...]:
    """Drop a leading article ("a", "i") and runs without any digit; join "twenty one" to 21."""
    while run and text[run[0].start : run[0].end] in ("a", "i", "I") and (len(run) == 1 or run[1].opens):
        run = run[1:]
    if not any(symbol.char.isdigit() for symbol in run):
        return ()
    return tuple(_tens_joined(run))


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
