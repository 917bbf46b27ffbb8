"""What of two texts can be compared without a model: figures, denial, asking, actor, condition, certainty, words.

A model decides what is meant; these say where the two differ, so that a person can see why. They are found by fixed
patterns and never invented: where none is found, none is named.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from inspection.meaning_actor import other_actor
from inspection.meaning_asking import asks
from inspection.meaning_condition import conditioned_once, other_certainty
from inspection.meaning_denial import denied_once
from inspection.meaning_figures import differing, unmentioned
from inspection.rules.alignment import tokens_of
from inspection.rules.normal_text import fold

DifferenceKind = Literal["figure", "unmentioned", "denied", "asked", "told", "actor", "condition", "certainty"]
KINDS: tuple[DifferenceKind, ...] = (
    "figure", "unmentioned", "denied", "asked", "told", "actor", "condition", "certainty",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which two texts differ, with the words on both sides (empty where there are none).

    `asked`: what was required is told, what was said asks; `told`: the other way round. `of` is the kind of figure.
    """

    kind: DifferenceKind
    required: str = ""
    said: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every difference found, and the share (0-1) of the required characters (zh) or words (en) that were said.

    `is_literal`: all of them were said in a row, and nothing differs.
    """

    differences: tuple[Difference, ...]
    shared: float
    is_literal: bool = False

    def has(self, kind: DifferenceKind) -> bool:
        """True when there is a difference of this kind."""
        return any(d.kind == kind for d in self.differences)


@lru_cache(maxsize=8192)
def compared(required: str, said: str) -> Comparison:
    """Compare what was required with what was said, both as written."""
    ours, theirs = fold(required), fold(said)
    found = [Difference("figure", a, b, kind) for kind, a, b in differing(ours, theirs)]
    found += [Difference("unmentioned", words) for words in unmentioned(ours, theirs)]
    if denied := denied_once(ours, theirs):
        found.append(Difference("denied", denied if denied in ours else "", denied if denied in theirs else ""))
    if asks(ours) != asks(theirs):
        found.append(Difference("told" if asks(ours) else "asked"))
    if actors := other_actor(ours, theirs):
        found.append(Difference("actor", *actors))
    if condition := conditioned_once(ours, theirs):
        found.append(Difference("condition", *((condition, "") if condition in ours else ("", condition))))
    if certainty := other_certainty(ours, theirs):
        found.append(Difference("certainty", *certainty))
    wanted, heard = ([t.text for t in tokens_of(text)] for text in (ours, theirs))
    return Comparison(tuple(found), _shared(wanted, heard), not found and _in_a_row(wanted, heard))


def _shared(wanted: list[str], heard: list[str]) -> float:
    return (Counter(wanted) & Counter(heard)).total() / len(wanted) if wanted else 0.0


def _in_a_row(wanted: list[str], heard: list[str]) -> bool:
    size = len(wanted)
    return size > 0 and any(heard[at : at + size] == wanted for at in range(len(heard) - size + 1))
