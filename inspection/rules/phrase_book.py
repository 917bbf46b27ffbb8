"""All wordings of a rulebook, looked for in one pass: an automaton finds telling words, expressions confirm them.

A wording is a phrase or a raw expression. Each is known by the words it cannot match without (required_words.py); only
where those occur is its expression compiled and tried, and only when a condition asks for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import ahocorasick
import regex

from inspection.errors import RuleError
from inspection.rules.pattern_watch import PATTERN_TIMEOUT_S, PatternWatch
from inspection.rules.phrases import Phrase
from inspection.rules.required_words import required_words
from inspection.rules.sound_alike import fold_sound

MINIMUM_SOUND_CHARACTERS = 2
TEXTS_REMEMBERED = 4096

Span = tuple[int, int]
_NONE: tuple[Span, ...] = ()
_NOWHERE: frozenset[Span] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a folded text: its number in the book and half-open offsets."""

    phrase: int
    start: int
    end: int


class Sieve:
    """A set of wordings, by the telling words at least one of which must occur before they are worth asking for.

    `always` are those without such words; `words` all of the words.
    """

    __slots__ = ("always", "by_word", "words")

    def __init__(self, always: tuple[int, ...], by_word: dict[int, tuple[int, ...]]) -> None:
        self.always = always
        self.by_word = by_word
        self.words = frozenset(by_word)

    def __bool__(self) -> bool:
        return bool(self.always or self.by_word)

    def may_be_in(self, words: frozenset[int]) -> bool:
        """Whether any of the wordings can stand where these words occur."""
        return bool(self.always) or not self.words.isdisjoint(words)


class ReadText:
    """A folded text as one book sees it: the telling words in it, and the spans already found.

    `spans` by wording, `sifted` by sieve, `kept` by whoever searches with it (word_search.py).
    """

    __slots__ = ("candidates", "failed", "kept", "sifted", "spans", "text", "words")

    def __init__(self, text: str, words: frozenset[int]) -> None:
        self.text = text
        self.words = words
        self.spans: dict[int, tuple[Span, ...]] = {}
        self.failed: dict[int, RuleError] = {}
        self.sifted: dict[Sieve, frozenset[Span]] = {}
        self.kept: dict[int, tuple[Span, ...]] = {}
        self.candidates: frozenset[int] | None = None


class PhraseBook:
    """Compiled once per rulebook; reading a text is one automaton pass, asking for a phrase costs what it needs."""

    def __init__(self, phrases: Sequence[Phrase], *, by_sound: bool = False, watch: PatternWatch | None = None) -> None:
        """`by_sound` folds phrases and texts by pinyin; phrases too short to be safe are then left out."""
        self._by_sound = by_sound
        self._phrases = tuple(phrases)
        self._watch = watch or PatternWatch()
        # Compiled when first needed: most phrases of a book are never met in a night, and compiling costs milliseconds.
        self._expressions: dict[int, regex.Pattern[str]] = {}
        self._words: dict[str, int] = {}
        self._rarity: list[int] = []
        self._requires = [self._required(p) for p in self._phrases]
        self._always = frozenset(i for i, r in enumerate(self._requires) if r is not None and not r)
        self._owners = self._owners_of_words()
        self._automaton = self._build()
        self._further = [clauses[1:] if clauses else () for clauses in self._requires]
        self._sieves: dict[tuple[int, ...], Sieve] = {}
        self.read = lru_cache(maxsize=TEXTS_REMEMBERED)(self._read)

    def _required(self, phrase: Phrase) -> tuple[frozenset[int], ...] | None:
        """Numbers of the words it needs, the most telling set first; None for a phrase this book leaves out."""
        if self._by_sound and phrase.spoken_length < MINIMUM_SOUND_CHARACTERS:
            self._rarity.append(0)
            return None
        clauses = required_words(self._source(phrase))
        self._rarity.append(min(map(len, clauses[0])) if clauses else 0)
        return tuple(frozenset(self._words.setdefault(w, len(self._words)) for w in words) for words in clauses)

    def _owners_of_words(self) -> list[tuple[int, ...]]:
        owners: list[list[int]] = [[] for _ in self._words]
        for number, clauses in enumerate(self._requires):
            for word in clauses[0] if clauses else ():
                owners[word].append(number)
        return [tuple(numbers) for numbers in owners]

    def _build(self) -> "ahocorasick.Automaton | None":
        if not self._words:
            return None
        automaton = ahocorasick.Automaton()
        for word, number in self._words.items():
            automaton.add_word(word, number)
        automaton.make_automaton()
        return automaton

    def _source(self, phrase: Phrase) -> str:
        return fold_sound(phrase.pattern) if self._by_sound else phrase.pattern

    def _read(self, folded: str) -> ReadText:
        text = fold_sound(folded) if self._by_sound else folded
        if self._automaton is None:
            return ReadText(text, frozenset())
        return ReadText(text, frozenset([number for _, number in self._automaton.iter(text)]))

    def telling_words(self, number: int) -> frozenset[int] | None:
        """The words of which at least one must occur before this wording is worth asking for; None: always ask."""
        clauses = self._requires[number]
        return clauses[0] if clauses else None

    def rarity(self, number: int) -> int:
        """How telling a wording's words are: the length of the shortest, 0 when it has none."""
        return self._rarity[number]

    def lacks_words(self, number: int, read: ReadText) -> bool:
        """Whether a wording whose telling words occur lacks others it cannot match without."""
        return any(map(read.words.isdisjoint, self._further[number]))

    def spans(self, number: int, read: ReadText) -> tuple[Span, ...]:
        """Where a wording stands in a text, in order and without overlap; empty matches left out."""
        known = read.spans.get(number)
        if known is None:
            known = read.spans[number] = self._spans(number, read)
        return known

    def _spans(self, number: int, read: ReadText) -> tuple[Span, ...]:
        clauses = self._requires[number]
        if clauses is None:
            return _NONE
        words = read.words
        for clause in clauses:
            if words.isdisjoint(clause):
                return _NONE
        if number in read.failed:
            raise read.failed[number]
        try:
            return self._watch.spans(self._expression(number), read.text)
        except RuleError as problem:
            read.failed[number] = problem
            raise

    def sieve(self, numbers: tuple[int, ...]) -> Sieve:
        """The sieve of these wordings; the same object for the same wordings."""
        if numbers not in self._sieves:
            self._sieves[numbers] = self._new_sieve(numbers)
        return self._sieves[numbers]

    def _new_sieve(self, numbers: tuple[int, ...]) -> Sieve:
        always: list[int] = []
        by_word: dict[int, list[int]] = {}
        for number in dict.fromkeys(numbers):
            clauses = self._requires[number]
            if clauses:
                for word in clauses[0]:
                    by_word.setdefault(word, []).append(number)
            elif clauses is not None:
                always.append(number)
        return Sieve(tuple(always), {word: tuple(owners) for word, owners in by_word.items()})

    def any_spans(self, sieve: Sieve, read: ReadText) -> frozenset[Span]:
        """The spans of any of the sieve's wordings."""
        known = read.sifted.get(sieve)
        if known is None:
            known = read.sifted[sieve] = self._any_spans(sieve, read)
        return known

    def _any_spans(self, sieve: Sieve, read: ReadText) -> frozenset[Span]:
        said = read.words & sieve.words
        if not said:
            asked: Iterable[int] = sieve.always
        elif len(said) == 1 and not sieve.always:
            asked = sieve.by_word[next(iter(said))]
        else:
            asked = dict.fromkeys(chain(sieve.always, *[sieve.by_word[w] for w in sorted(said)]))
        found: list[Span] = []
        spans, further, words = read.spans, self._further, read.words
        for number in asked:
            known = spans.get(number)
            if known is None:
                for clause in further[number]:
                    if words.isdisjoint(clause):
                        break
                else:
                    found += self.spans(number, read)
            elif known:
                found += known
        return frozenset(found) if found else _NOWHERE

    def _candidates(self, read: ReadText) -> frozenset[int]:
        if read.candidates is None:
            read.candidates = self._always.union(*map(self._owners.__getitem__, read.words))
        return read.candidates

    def find(self, folded: str) -> dict[int, tuple[Match, ...]]:
        """All matches in a folded text, by phrase number; within a phrase in order and without overlap."""
        read = self.read(folded)
        candidates = sorted(self._candidates(read))
        return {n: tuple(Match(n, *s) for s in spans) for n in candidates if (spans := self.spans(n, read))}

    def _expression(self, number: int) -> "regex.Pattern[str]":
        if number not in self._expressions:
            phrase = self._phrases[number]
            self._expressions[number] = _compiled(self._source(phrase), phrase.source)
        return self._expressions[number]


__all__ = ["PATTERN_TIMEOUT_S", "Match", "PhraseBook", "ReadText", "search_safely"]

_LOOSE = PatternWatch()


def search_safely(expression: "regex.Pattern[str]", text: str) -> tuple[Span, ...]:
    """Spans of an expression that belongs to no book, under the same time limit."""
    return _LOOSE.spans(expression, text)


def _compiled(pattern: str, written: str) -> "regex.Pattern[str]":
    try:
        return regex.compile(pattern)
    except regex.error as problem:
        raise RuleError(f"the pattern {written!r} cannot be compiled: {problem}", "correct the expression") from None
