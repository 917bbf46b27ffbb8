"""What of a text can be found (检索词元): a token for each Chinese character, one for each word of letters or digits.

Two-character words are then phrases of two tokens, which a trigram index would not find. Traditional and simplified,
full and half width, upper and lower case are the same.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspection.chinese_text import half_width, simplified
from inspection.search.syllables import syllables_of

BREAK = "\ue000"
"""Stands between two turns, so that no phrase reaches from one into the next. No text holds it as a token."""

_TOKEN = re.compile(r"[a-z0-9]+|[^\W_\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Token:
    """A token, how it sounds, and which code points of the text it stands for (half open)."""

    word: str
    sound: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Searchable:
    """What an index holds of an interaction: tokens and their sounds, each between single spaces."""

    words: str
    sounds: str


def folded(text: str) -> str:
    """The text as it is compared: simplified, half width, lower case. It may be longer than the text."""
    return half_width(simplified(text)).lower()


def searchable(texts: Iterable[str]) -> Searchable:
    """The turns of an interaction as an index holds them.

    >>> searchable(["退款 OK", "银行"]).words.replace(BREAK, "|")
    ' 退 款 ok | 银 行 '
    """
    words: list[str] = []
    sounds: list[str] = []
    for text in texts:
        if words:
            words.append(BREAK)
            sounds.append(BREAK)
        plain = folded(text)
        heard = syllables_of(plain)
        for match in _TOKEN.finditer(plain):
            word = match.group()
            words.append(word)
            sounds.append(heard[match.start()] if len(word) == 1 else word)
    return Searchable(f" {' '.join(words)} ", f" {' '.join(sounds)} ")


def words_of(text: str) -> tuple[str, ...]:
    """The tokens of a text."""
    return tuple(_TOKEN.findall(folded(text)))


def tokens_of(text: str, *, with_sounds: bool = True) -> list[Token]:
    """The tokens of a text with their places in it, for marking what was found; without sounds as they are written."""
    pieces = [half_width(char).lower() for char in simplified(text)]
    places = [at for at, piece in enumerate(pieces) for _ in piece]
    plain = "".join(pieces)
    heard = syllables_of(plain) if with_sounds else plain
    return [
        Token(
            word=match.group(),
            sound=heard[match.start()] if len(match.group()) == 1 else match.group(),
            start=places[match.start()],
            end=places[match.end() - 1] + 1,
        )
        for match in _TOKEN.finditer(plain)
    ]
