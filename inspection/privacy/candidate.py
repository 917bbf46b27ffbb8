"""A candidate: one recogniser's claim, and which claim wins when two overlap."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspection.entities import EntityKind
from inspection.privacy.number_run import NumberRun

Piece = tuple[int, int, int]
"""(turn position, start, end) in the original text; a value split over turns has several."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """`kind` None is a veto: a public number (a hotline) that no recogniser may claim.

    `value` is normalised (digits and capital letters; lower case for e-mail); `strength` 0-1 decides overlaps.
    """

    pieces: tuple[Piece, ...]
    kind: EntityKind | None
    value: str
    reason: str
    strength: float
    checksum_valid: bool | None = None

    def overlaps(self, other: "Candidate") -> bool:
        """True when both claim a character."""
        return any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in self.pieces for b in other.pieces)

    def lies_in(self, other: "Candidate") -> bool:
        """True when the other claims every character this one does."""
        return all(any(a[0] == b[0] and b[1] <= a[1] and a[2] <= b[2] for b in other.pieces) for a in self.pieces)

    @property
    def length(self) -> int:
        """Characters claimed."""
        return sum(end - start for _, start, end in self.pieces)


def pieces_of(run: NumberRun, i: int, j: int) -> tuple[Piece, ...]:
    """The characters of symbols `[i, j)`, one piece per turn."""
    pieces: list[Piece] = []
    for turn, start, end in run.spots[i:j]:
        if pieces and pieces[-1][0] == turn:
            pieces[-1] = (turn, pieces[-1][1], max(end, pieces[-1][2]))
        else:
            pieces.append((turn, start, end))
    return tuple(pieces)


def strongest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Claims that do not overlap: the stronger first, then the longer, then the earlier; vetoes are dropped last."""
    ranked = sorted(candidates, key=lambda c: (-c.strength, -c.length, c.pieces, str(c.kind)))
    kept: list[Candidate] = []
    claimed: dict[int, set[int]] = {}
    for candidate in ranked:
        if any(not claimed.setdefault(turn, set()).isdisjoint(range(a, b)) for turn, a, b in candidate.pieces):
            continue
        kept.append(candidate)
        for turn, start, end in candidate.pieces:
            claimed[turn].update(range(start, end))
    return [candidate for candidate in kept if candidate.kind is not None]
