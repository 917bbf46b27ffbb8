"""Pieces of a number in a conversation: digits in one breath, in their tolerant readings, and what links them.

Where `spoken_digits` reads strictly and `split_value` joins whole runs, this reader also takes a homophone at the edge
of a piece for a digit (or for a word: both readings are kept) and lets a few words, a repair (不对, "no wait") or the
other party's 嗯 stand between two pieces. What it puts together counts only where `pieced_value` finds a form.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from inspection.privacy.conversation_view import EDGE, TurnView
from inspection.privacy.cue_words import Cue
from inspection.privacy.cues import cues_named
from inspection.privacy.digit_words import EN_HOMOPHONES, ZH_HOMOPHONES
from inspection.privacy.number_tokens import ANY_DIGIT, symbols_said, tokens
from inspection.privacy.order_no import is_counted


class Link(IntEnum):
    """What stands between two pieces, the closest first."""

    NOTHING = 0
    WORDS = 1
    REPAIR = 2
    BREAK = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a piece: its symbols (digits, X) and the characters `[start, end)` they take."""

    symbols: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class DigitPiece:
    """Digits without a gap; `readings` begin with all homophones taken for digits."""

    turn: int
    start: int
    end: int
    readings: tuple[Reading, ...]


@dataclass(slots=True)
class _Heard:
    symbols: str
    start: int
    end: int
    is_weak: bool


_DIGITS = frozenset(("digits", "times", "zh", "entimes", "encount", "en"))
_CHECK_LETTER = re.compile("[xX叉]|克斯")
"""X, the last place of an identity card, also in a turn of its own."""
_FILLING = frozenset(("filler", "filler_en", "separator"))
_ANOTHER_NUMBER = frozenset(("blocked", "no", "cardinal"))
_REPAIR = re.compile(
    r"不对|不是|[哦啊噢诶呃]不|不不|错了|说错|念错|报错|搞错|弄错|记错|应该是|更正|重新|重来|等等|反了"
    r"|\b(?:sorry|no(?=\W*(?:$|sorry|wait|it|i\b|that|make|no))"
    r"|wait|actually|i mean|instead|correction|rather|wrong|oops|scratch that|strike that|my bad)\b",
    re.IGNORECASE | re.ASCII,
)
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
LONGEST_GAP_ZH, LONGEST_GAP_EN = 6, 22
LONGEST_REPAIR_ZH, LONGEST_REPAIR_EN = 12, 40
LEAST_TRUE_SHARE = 0.5
"""True digits in a piece; with fewer, words sound like a number by chance."""


def digit_pieces(turn: TurnView) -> list[DigitPiece]:
    """The pieces of a turn, in order."""
    if not (ANY_DIGIT.search(turn.text) or _CHECK_LETTER.search(turn.text)):
        return []
    return [piece for heard in _breaths(turn.text) if (piece := _piece(turn.position, heard))]


def _breaths(text: str) -> Iterator[list[_Heard]]:
    """Symbols and homophones that touch; one space joins two English words."""
    breath: list[_Heard] = []
    for name, token in tokens(text):
        if not (name in _DIGITS or name == "weak" or (name == "enzeros" and breath) or _is_x(name, token)):
            continue
        start, end = token.span()
        if breath and not _touches(text, breath[-1], start):
            yield breath
            breath = []
        breath.append(_Heard(_symbols(name, token), start, end, name == "weak"))
    if breath:
        yield breath


def _is_x(name: str, token: re.Match[str]) -> bool:
    return name == "cross" or (name == "letter" and token.group() in "xX")


def _touches(text: str, before: _Heard, start: int) -> bool:
    if before.end == start:
        return True
    return text[before.end : start] == " " and _LATIN.match(text[start]) is not None and text[before.end - 1].isalpha()


def _symbols(name: str, token: re.Match[str]) -> str:
    word = token.group().lower()
    if name == "weak":
        return ZH_HOMOPHONES.get(word) or EN_HOMOPHONES[word]
    return symbols_said(name, token)[0]


def _piece(turn: int, heard: list[_Heard]) -> DigitPiece | None:
    solid = [place for place, one in enumerate(heard) if not one.is_weak]
    if len(solid) < LEAST_TRUE_SHARE * len(heard):
        return None
    first, last = solid[0], solid[-1] + 1
    cuts = {(0, len(heard)): None, (first, len(heard)): None, (0, last): None, (first, last): None}
    readings = [_read(heard[i:j]) for i, j in cuts]
    if any(one.is_weak for one in heard[first:last]):
        readings.append(_read([one for one in heard[first:last] if not one.is_weak]))
    return DigitPiece(turn, heard[0].start, heard[-1].end, tuple(readings))


def _read(heard: list[_Heard]) -> Reading:
    """Tens words join their digit: "forty two" is 42."""
    symbols = ""
    for place, one in enumerate(heard):
        following = heard[place + 1].symbols if place + 1 < len(heard) else ""
        is_tens = len(one.symbols) == 2 and one.symbols[1] == "0" and one.symbols[0] != "1" and one.end - one.start >= 5
        symbols += one.symbols[0] if is_tens and len(following) == 1 and following != "0" else one.symbols
    return Reading(symbols, heard[0].start, heard[-1].end)


def link_in_turn(text: str, before: DigitPiece, behind: DigitPiece) -> Link:
    """What links two pieces of one turn."""
    return _link(text[before.end : behind.start])


def is_another_matter(between: str) -> bool:
    """The other party speaks of a number by its kind between two pieces: another question."""
    return bool(cues_named(between) - {Cue.LAST_DIGITS})


def link_over_turns(tail: str, head: str) -> Link:
    """What links the end of a turn to the beginning of the speaker's next one."""
    return max(_link(tail), _link(head))


def _link(gap: str) -> Link:
    if is_counted(gap):
        return Link.BREAK
    if EDGE.fullmatch(gap) or _is_filled(gap):
        return Link.NOTHING
    chinese, length = _HAN.search(gap) is not None, len(gap.strip())
    names = {name for name, _ in tokens(gap)}
    if names & _ANOTHER_NUMBER or (chinese and "chunk" in names) or is_another_matter(gap):
        return Link.BREAK
    if _REPAIR.search(gap):
        return Link.REPAIR if length <= (LONGEST_REPAIR_ZH if chinese else LONGEST_REPAIR_EN) else Link.BREAK
    if not names.isdisjoint(("letter", "explained")):
        return Link.BREAK
    return Link.WORDS if length <= (LONGEST_GAP_ZH if chinese else LONGEST_GAP_EN) else Link.BREAK


def _is_filled(gap: str) -> bool:
    """Nothing but separators and fillers, without a rest."""
    at = 0
    for name, token in tokens(gap):
        if token.start() != at or name not in _FILLING:
            return False
        at = token.end()
    return at == len(gap)
