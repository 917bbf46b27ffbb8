"""Finding plain phrases in a turn: literal, in full or half width, traditional or simplified, guarded by negation.

This serves the risk words of `flags.yaml`; conditions with structure belong to the rule engine.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick
from opencc import OpenCC

_CLAUSE_END = re.compile(r"[,.。;!?\n]")
_NEGATION_REACH_CHARS = 10  # Chinese
_NEGATION_REACH_LETTERS = 24  # about four English words


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase found: half-open code points into the text as given."""

    phrase: str
    start_char: int
    end_char: int


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Half width, lower case, simplified; exactly as long as the text, so that offsets stay true."""
    narrow = "".join(_fold_character(c) for c in text)
    simplified = str(_simplifier().convert(narrow))
    return simplified if len(simplified) == len(narrow) else narrow


def _fold_character(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character).lower().replace("\u2019", "'")
    return narrow if len(narrow) == 1 else character


class PhraseFinder:
    """Looks for many phrases at once. Longer exceptions that cover a hit cancel it (跳楼价 cancels 跳楼)."""

    def __init__(self, phrases: Iterable[str], exceptions: Iterable[str] = (), negations: Iterable[str] = ()) -> None:
        """Prepare the phrases; `negations` in the same clause shortly before a hit cancel it."""
        self._phrases = _automaton(phrases)
        self._exceptions = _automaton(exceptions)
        ordered = sorted({folded(n) for n in negations}, key=lambda n: (-len(n), n))
        self._negation = re.compile("|".join(re.escape(n) for n in ordered)) if ordered else None

    def hits(self, text: str) -> tuple[PhraseHit, ...]:
        """Every phrase that counts in `text`, sorted; of overlapping ones the longest."""
        plain = folded(text)
        covers = list(_occurrences(self._exceptions, plain))
        found = [h for h in _occurrences(self._phrases, plain) if not any(_covers(c, h) for c in covers)]
        return _without_nested([h for h in found if not self._is_negated(plain, h)])

    def _is_negated(self, plain: str, hit: PhraseHit) -> bool:
        if self._negation is None:
            return False
        reach = _NEGATION_REACH_LETTERS if _is_latin(hit.phrase[0]) else _NEGATION_REACH_CHARS
        before = plain[max(0, hit.start_char - reach) : hit.start_char]
        clause = _CLAUSE_END.split(before)[-1]
        return self._negation.search(clause) is not None


def _automaton(phrases: Iterable[str]) -> ahocorasick.Automaton | None:
    wanted = sorted({folded(p) for p in phrases if p})
    if not wanted:
        return None
    automaton = ahocorasick.Automaton()
    for phrase in wanted:
        automaton.add_word(phrase, phrase)
    automaton.make_automaton()
    return automaton


def _occurrences(automaton: ahocorasick.Automaton | None, plain: str) -> Iterator[PhraseHit]:
    if automaton is None:
        return
    for last, phrase in automaton.iter(plain):
        start, end = last - len(phrase) + 1, last + 1
        if _is_whole(plain, start, end):
            yield PhraseHit(phrase, start, end)


def _is_whole(plain: str, start: int, end: int) -> bool:
    """Latin words and numbers match whole: 12345 is not part of 9123456, sue not of issue."""
    return not (_joined(plain, start) or _joined(plain, end))


def _joined(plain: str, at: int) -> bool:
    return 0 < at < len(plain) and _is_latin(plain[at - 1]) and _is_latin(plain[at])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _covers(outer: PhraseHit, inner: PhraseHit) -> bool:
    return outer.start_char <= inner.start_char and inner.end_char <= outer.end_char


def _without_nested(hits: list[PhraseHit]) -> tuple[PhraseHit, ...]:
    ordered = sorted(hits, key=lambda h: (h.start_char, -h.end_char))
    kept: list[PhraseHit] = []
    for hit in ordered:
        if not kept or hit.start_char >= kept[-1].end_char:
            kept.append(hit)
    return tuple(kept)
