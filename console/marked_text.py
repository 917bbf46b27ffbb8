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
    """A stretch of text; `marks` names every mark that covers it."""

    text: str
    marks: tuple[str, ...] = ()


def cut(text: str, spans: Sequence[MarkedSpan]) -> tuple[Piece, ...]:
    """The text in pieces; joined they are the text, and the pieces of one mark joined are its words.

    Spans may overlap. Raises ValueError for a span that is empty or leaves the text.
    """
    for span in spans:
        if not 0 <= span.start_char < span.end_char <= len(text):
            raise ValueError(f"span {span.start_char}-{span.end_char} is not inside a text of {len(text)}")
    edges = sorted({0, len(text), *(s.start_char for s in spans), *(s.end_char for s in spans)})
    return tuple(_piece(text, start, end, spans) for start, end in pairwise(edges))


def _piece(text: str, start: int, end: int, spans: Sequence[MarkedSpan]) -> Piece:
    return Piece(text[start:end], tuple(s.mark for s in spans if s.start_char <= start and end <= s.end_char))
