"""A turn as the reading model sees it: who speaks and what, after the turn before it.

<s> previous speaker：previous turn </s></s> speaker：turn </s>. The previous turn gives at most its last
PREVIOUS_PIECES pieces; a long turn is read in parts of PART_PIECES that overlap by OVERLAP_PIECES.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inspection.interaction import Role
from models.reading.e5_words import E5Words

PREVIOUS_PIECES, PART_PIECES, OVERLAP_PIECES = 40, 72, 24
_SPEAKER_WORDS = {
    Role.AGENT: "客服:",
    Role.CUSTOMER: "客户:",
    Role.BOT: "机器人:",
    Role.SYSTEM: "系统:",
    Role.UNKNOWN: "客户:",
}

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class TurnPart:
    """Piece numbers of one part, and where the judged turn begins and ends in them (half-open)."""

    pieces: Numbers
    start: int
    end: int


def parts_of(
    words: E5Words, spoken: Sequence[tuple[Role, str]], previous: Sequence[tuple[Role, str] | None]
) -> list[list[TurnPart]]:
    """The parts of each turn. `spoken` are (speaker, text); `previous` the turn before each, None for none."""
    own = words.numbers_of([_SPEAKER_WORDS[speaker] + text for speaker, text in spoken])
    before = words.numbers_of([_SPEAKER_WORDS[p[0]] + p[1] if p else "" for p in previous])
    return [_parts(words, mine, b if p else None) for mine, b, p in zip(own, before, previous, strict=True)]


def _parts(words: E5Words, own: Numbers, before: Numbers | None) -> list[TurnPart]:
    opening = [words.start]
    if before is not None:
        opening += [*before[-PREVIOUS_PIECES:], words.end, words.end]
    step = PART_PIECES - OVERLAP_PIECES
    firsts = range(0, max(len(own) - OVERLAP_PIECES, 1), step)
    return [_part(opening, own[first : first + PART_PIECES], words.end) for first in firsts]


def _part(opening: list[int], own: Numbers, end: int) -> TurnPart:
    pieces = np.array([*opening, *own, end], np.int64)
    return TurnPart(pieces, len(opening), len(opening) + len(own))
