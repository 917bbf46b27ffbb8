"""All phrases of a rulebook, searched in one pass: an automaton finds the anchors, expressions confirm the few left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick
import regex

from inspection.errors import RuleError
from inspection.rules.phrases import Phrase
from inspection.rules.sound_alike import fold_sound

PATTERN_TIMEOUT_S = 0.5
MINIMUM_SOUND_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a folded text: its number in the book and half-open offsets."""

    phrase: int
    start: int
    end: int


class PhraseBook:
    """Compiled once per rulebook; `find` costs one automaton pass plus the expressions whose anchors were seen."""

    def __init__(self, phrases: Sequence[Phrase], *, by_sound: bool = False) -> None:
        """`by_sound` folds phrases and texts by pinyin; phrases too short to be safe are then left out."""
        self._by_sound = by_sound
        self._phrases = tuple(phrases)
        # Compiled when first needed: most phrases of a book are never met in a night, and compiling costs milliseconds.
        self._expressions: dict[int, regex.Pattern[str]] = {}
        self._usable = [not by_sound or p.spoken_length >= MINIMUM_SOUND_CHARACTERS for p in phrases]
        self._always = [i for i, p in enumerate(phrases) if not p.anchors and self._usable[i]]
        self._automaton = self._build(phrases)
        self._cached = lru_cache(maxsize=8192)(self._search)

    def _build(self, phrases: Sequence[Phrase]) -> "ahocorasick.Automaton | None":
        owners: dict[str, list[int]] = {}
        for number, phrase in enumerate(phrases):
            if self._usable[number]:
                for anchor in phrase.anchors:
                    owners.setdefault(self._fold(anchor), []).append(number)
        if not owners:
            return None
        automaton = ahocorasick.Automaton()
        for anchor, numbers in owners.items():
            automaton.add_word(anchor, tuple(numbers))
        automaton.make_automaton()
        return automaton

    def _fold(self, text: str) -> str:
        return fold_sound(text) if self._by_sound else text

    def find(self, folded: str) -> dict[int, tuple[Match, ...]]:
        """All matches in a folded text, by phrase number; within a phrase in order and without overlap."""
        return self._cached(folded)

    def _search(self, folded: str) -> dict[int, tuple[Match, ...]]:
        text = self._fold(folded)
        found: dict[int, tuple[Match, ...]] = {}
        for number in sorted(self._candidates(text)):
            matches = tuple(self._matches(number, text))
            if matches:
                found[number] = matches
        return found

    def _candidates(self, text: str) -> set[int]:
        numbers = set(self._always)
        if self._automaton is not None:
            for _, owners in self._automaton.iter(text):
                numbers.update(owners)
        return numbers

    def _matches(self, number: int, text: str) -> Iterable[Match]:
        if number not in self._expressions:
            self._expressions[number] = _expression(self._phrases[number], by_sound=self._by_sound)
        for hit in search_safely(self._expressions[number], text):
            yield Match(number, hit[0], hit[1])


def search_safely(expression: "regex.Pattern[str]", text: str) -> list[tuple[int, int]]:
    """Spans of all matches; an expression that takes longer than PATTERN_TIMEOUT_S is an error, not a hang."""
    try:
        return [hit.span() for hit in expression.finditer(text, timeout=PATTERN_TIMEOUT_S) if hit.end() > hit.start()]
    except TimeoutError:
        raise RuleError(
            f"the pattern {expression.pattern[:60]!r} took longer than {PATTERN_TIMEOUT_S} s on one turn",
            "remove nested repetition such as (a+)+ from it",
            code="pattern_timeout",
        ) from None


def _expression(phrase: Phrase, *, by_sound: bool) -> "regex.Pattern[str]":
    source = fold_sound(phrase.pattern) if by_sound else phrase.pattern
    try:
        return regex.compile(source)
    except regex.error as problem:
        raise RuleError(
            f"the pattern {phrase.source!r} cannot be compiled: {problem}", "correct the expression"
        ) from None
