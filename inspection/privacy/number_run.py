"""A run of digits and letters with its surroundings: what the recognisers of numbers look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspection.interaction import Role
from inspection.privacy.cue_words import PERSONAL_CUES, Cue
from inspection.privacy.cues import CueFound

Spot = tuple[int, int, int]
"""(turn position, start, end): the characters one symbol stands for."""

LONG_NUMBER = 11
"""Digits of a number that speaks for itself: "wrong model, I mean 138..." is not a model."""

LONGEST_VALUE = 26
"""Symbols of the longest value any recogniser looks for; keeps the work linear in the length of a run."""


@dataclass(frozen=True, slots=True)
class NumberRun:
    """`value` has one character per symbol (digits, capital letters); `spots` and `opens` run parallel to it.

    `opens[i]` says that a new group starts at i (after a space, dash, filler). `cue` is the cue before it in the same
    turn, `cue_behind` the one behind it, `asked` what the other party asked for; `after` the text that follows;
    `attached` that it is glued to a Latin word ("iPhone15"); `alone` that its turn holds nothing else;
    `named` is what the other party's last turn speaks of without asking; `opens_turn` that nothing stands before it;
    `lead` is what belongs to a number just before it: "+", "(", "plus "; `edges` two characters before, one behind;
    `in_english` that it is read aloud in English words.
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
    named: frozenset[Cue] = frozenset()
    opens_turn: bool = False
    lead: str = ""
    edges: tuple[str, str] = ("", "")
    in_english: bool = False

    @property
    def context(self) -> str:
        """What the words around call it, for the reason of a claim: "announced as 手机号"."""
        if self.cue and self.cue.is_near:
            return f"announced as {self.cue.word.strip()}"
        return "called so behind it" if self.cue_behind else "asked for by the other party"

    def offered_as(self, *cues: Cue) -> bool:
        """The nearest words call it one of these, or nothing is said and the other party had asked for it."""
        if self.cue and self.cue.is_near:
            return self.cue.cue in cues
        if self.cue_behind:
            return self.cue_behind in cues
        return bool(self.asked.intersection(cues))

    def denied_by(self, *cues: Cue) -> bool:
        """The words before or behind it say that it is something else; for a long number only words right before it."""
        heard = self.cue if self.cue and self.cue.is_near else None
        if heard and heard.cue not in PERSONAL_CUES and len(self.value) >= LONG_NUMBER and not heard.is_direct:
            heard = None
        return heard.cue in cues if heard else self.cue_behind in cues

    def digit_windows(self) -> Iterator[tuple[int, int]]:
        """All stretches `[i, j)` of digits that begin and end at a group border, longest first for each i.

        Digits written one by one ("2 2 0 1 9 ...") are one group.
        """
        one_by_one = all(self.opens)
        borders = [i for i, opens in enumerate(self.opens) if (opens and not one_by_one) or self._kind_changes(i)]
        borders.append(len(self.value))
        for place, i in enumerate(borders[:-1]):
            reachable = [j for j in borders[place + 1 : place + 1 + LONGEST_VALUE] if j - i <= LONGEST_VALUE]
            for j in reversed(reachable):
                if self.value[i:j].isdigit():
                    yield i, j

    def _kind_changes(self, i: int) -> bool:
        return i == 0 or self.value[i].isdigit() != self.value[i - 1].isdigit()
