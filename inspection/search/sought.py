"""What somebody searches for (检索式): words that must all be said or sound so, and where a text says them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

from inspection.search.syllables import splits
from inspection.search.tokens import Token, tokens_of, words_of

LONGEST_QUERY = 100
_MOST_WORDS = 8
_MOST_WAYS = 8
_PREFIX_FROM = 3
_QUOTED_OR_PLAIN = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


class Side(StrEnum):
    """Which tokens a phrase is made of: the words as written, or how they sound."""

    WORDS = "words"
    SOUNDS = "sounds"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow one another within a turn; of the last a beginning is enough when `is_open`."""

    side: Side
    tokens: tuple[str, ...]
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Sought:
    """Ways in which an interaction may answer, one is enough; of a way every phrase must be said."""

    ways: tuple[tuple[Phrase, ...], ...]

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase of every way, once."""
        return tuple(dict.fromkeys(phrase for way in self.ways for phrase in way))


def sought(text: str) -> Sought | None:
    """What a typed text asks for; None when it holds nothing to search for.

    Words are divided by spaces, quotation marks keep them together. Letters that can be read as pinyin also find what
    sounds so: `tuikuan` and `tui kuan` find 退款.
    """
    terms = [words for term in _terms(text[:LONGEST_QUERY]) if (words := words_of(term))][:_MOST_WORDS]
    if not terms:
        return None
    if all(_is_letters(term) for term in terms):  # either English words, or one word in pinyin
        heard = [_heard(way) for way in _readings([word for term in terms for word in term])]
        return Sought((tuple(_said(term) for term in terms), *((phrase,) for phrase in heard)))
    choices = [(_said(term), *(map(_heard, _readings(term)) if _is_letters(term) else ())) for term in terms]
    return Sought(tuple(islice(product(*choices), _MOST_WAYS)))


def places_of(text: str, wanted: Sought) -> list[tuple[int, int]]:
    """Where a text says a phrase that is searched for: half-open code points, in order, never overlapping."""
    tokens = tokens_of(text, with_sounds=any(phrase.side is Side.SOUNDS for phrase in wanted.phrases))
    found = sorted({place for phrase in wanted.phrases for place in _places(tokens, phrase)})
    return list(_joined(found))


def _terms(text: str) -> Iterator[str]:
    for match in _QUOTED_OR_PLAIN.finditer(text.replace("　", " ")):
        yield next(group for group in match.groups() if group is not None)


def _is_letters(term: Sequence[str]) -> bool:
    return all(word.isascii() and word.isalpha() for word in term)


def _readings(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Ways to read words of letters as one run of pinyin."""
    ways = product(*(splits(word) for word in words))
    return [tuple(syllable for word in way for syllable in word) for way in islice(ways, _MOST_WAYS)]


def _said(term: tuple[str, ...]) -> Phrase:
    last = term[-1]
    return Phrase(Side.WORDS, term, is_open=last.isascii() and len(last) >= _PREFIX_FROM)


def _heard(syllables: tuple[str, ...]) -> Phrase:
    return Phrase(Side.SOUNDS, syllables)


def _places(tokens: Sequence[Token], phrase: Phrase) -> Iterator[tuple[int, int]]:
    said = [token.word if phrase.side is Side.WORDS else token.sound for token in tokens]
    length = len(phrase.tokens)
    for at in range(len(said) - length + 1):
        if _matches(said[at : at + length], phrase):
            yield tokens[at].start, tokens[at + length - 1].end


def _matches(said: Sequence[str], phrase: Phrase) -> bool:
    if tuple(said[:-1]) != phrase.tokens[:-1]:
        return False
    last = phrase.tokens[-1]
    return said[-1].startswith(last) if phrase.is_open else said[-1] == last


def _joined(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places that overlap as one."""
    open_place: tuple[int, int] | None = None
    for start, end in places:
        if open_place is not None and start < open_place[1]:
            open_place = (open_place[0], max(open_place[1], end))
            continue
        if open_place is not None:
            yield open_place
        open_place = (start, end)
    if open_place is not None:
        yield open_place
