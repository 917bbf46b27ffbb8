"""Which interactions are learned from and which are kept back to test, by hash: the same ones at every training.

Whole interactions, never single turns. Where it can be, agents as well: a head that has learned one agent's phrases
by heart is then not rewarded for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from inspection.relearning.lessons import Key
from inspection.stable_ids import uniform_draw

TEST_SHARE = 1 / 3
_ACCEPTED = (0.2, 0.5)
_LOST_AT_MOST = 0.1


@dataclass(frozen=True, slots=True)
class Split:
    """`learn` and `test` have no interaction in common and, with `by_agent`, no agent either."""

    learn: frozenset[Key]
    test: frozenset[Key]
    by_agent: bool


def by_interactions(keys: Iterable[Key]) -> Split:
    """A third of the interactions is tested on."""
    every = frozenset(keys)
    test = frozenset(key for key in every if _is_tested("interaction", *key))
    return Split(every - test, test, by_agent=False)


def by_agents(agents_of: Mapping[Key, frozenset[str]]) -> Split | None:
    """A third of the agents is tested on; None when that comes out lopsided or too much would be lost.

    An interaction whose agents fall on both sides is on neither; one without a known agent goes by its own hash.
    """
    drawn = {key: {_is_tested("agent", a) for a in agents} for key, agents in agents_of.items()}
    drawn |= {key: {_is_tested("interaction", *key)} for key, agents in agents_of.items() if not agents}
    test = frozenset(key for key, sides in drawn.items() if sides == {True})
    learn = frozenset(key for key, sides in drawn.items() if sides == {False})
    lost = len(agents_of) - len(test) - len(learn)
    lopsided = not _ACCEPTED[0] * len(agents_of) <= len(test) <= _ACCEPTED[1] * len(agents_of)
    return None if lopsided or lost > _LOST_AT_MOST * len(agents_of) else Split(learn, test, by_agent=True)


def _is_tested(*key: str) -> bool:
    return uniform_draw("relearning", *key) < TEST_SHARE
