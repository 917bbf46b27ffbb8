"""A turn's text cut where evidence begins and ends, so that the very words can be highlighted."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class MarkedSpan:
    """Half-open code points of a text that belong to the mark of this name."""

    mark: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marks` names every mark that covers it, `kinds` what the words are (weak, masked)."""

    text: str
    marks: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def cut(text: str, spans: Sequence[MarkedSpan], kinds: Sequence[MarkedSpan] = ()) -> tuple[Piece, ...]:
    """The text in pieces; joined they are the text, and the pieces of one mark joined are its words.

    Spans may overlap. Raises ValueError for a span that is empty or leaves the text.
    """
    for span in (*spans, *kinds):
        if not 0 <= span.start_char < span.end_char <= len(text):
            raise ValueError(f"span {span.start_char}-{span.end_char} is not inside a text of {len(text)}")
    inner = (edge for s in (*spans, *kinds) for edge in (s.start_char, s.end_char))
    edges = sorted({0, len(text), *inner})
    return tuple(Piece(text[a:b], _covering(a, b, spans), _covering(a, b, kinds)) for a, b in pairwise(edges))


def _covering(start: int, end: int, spans: Sequence[MarkedSpan]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(s.mark for s in spans if s.start_char <= start and end <= s.end_char))
