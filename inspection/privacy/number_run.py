"""A run of digits and letters with its surroundings: what the recognisers of numbers look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspection.interaction import Role
from inspection.privacy.cues import Cue, CueFound

Spot = tuple[int, int, int]
"""(turn position, start, end): the characters one symbol stands for."""

LONGEST_VALUE = 26
"""Symbols of the longest value any recogniser looks for; keeps the work linear in the length of a run."""


@dataclass(frozen=True, slots=True)
class NumberRun:
    """`value` has one character per symbol (digits, capital letters); `spots` and `opens` run parallel to it.

    `opens[i]` says that a new group starts at i (after a space, dash, filler). `cue` is the cue before it in the same
    turn, `cue_behind` the one behind it, `asked` what the other party asked for; `after` the text that follows;
    `attached` that it is glued to a Latin word ("iPhone15"); `alone` that its turn holds nothing else;
    `lead` is a "+" or "(" just before.
    """

    value: str
    spots: tuple[Spot, ...]
    opens: tuple[bool, ...]
    spoken: bool
    sender: Role
    cue: CueFound | None
    cue_behind: Cue | None
    asked: frozenset[Cue]
    after: str
    attached: bool
    alone: bool
    lead: str = ""

    def offered_as(self, *cues: Cue) -> bool:
        """The nearest words call it one of these, or nothing is said and the other party had asked for it."""
        if self.cue and self.cue.is_near:
            return self.cue.cue in cues
        if self.cue_behind:
            return self.cue_behind in cues
        return bool(self.asked.intersection(cues))

    def denied_by(self, *cues: Cue) -> bool:
        """The words before or behind it say that it is something else."""
        near = self.cue.cue if self.cue and self.cue.is_near else None
        return near in cues or (near is None and self.cue_behind in cues)

    def digit_windows(self) -> Iterator[tuple[int, int]]:
        """All stretches `[i, j)` of digits that begin and end at a group border, longest first for each i."""
        borders = [i for i, opens in enumerate(self.opens) if opens or self._kind_changes(i)]
        borders.append(len(self.value))
        for place, i in enumerate(borders[:-1]):
            reachable = [j for j in borders[place + 1 : place + 1 + LONGEST_VALUE] if j - i <= LONGEST_VALUE]
            for j in reversed(reachable):
                if self.value[i:j].isdigit():
                    yield i, j

    def _kind_changes(self, i: int) -> bool:
        return i == 0 or self.value[i].isdigit() != self.value[i - 1].isdigit()
