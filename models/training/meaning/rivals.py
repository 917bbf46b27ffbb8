"""Turns of ours that come near a phrase though they are about something else: what stage 1 really hands to stage 2.

Among thirty turns of a conversation the nearest is seldom as far off as a turn drawn at random. A model that has only
seen random strangers takes the nearest one for the phrase.
"""

import random
from collections.abc import Sequence

import numpy as np

from inspection.interaction import Role
from inspection.meaning_candidates import Candidate, script_of
from inspection.sentiment import TurnText
from models.meaning.looked_at import Seeker

AMONG, NEARLY_THE_SAME_Z = 60, 6.5
"""Turns that are drawn, and the nearness from which a turn may really mean the phrase and is left out."""


class Rivals:
    """Own turns made ready by the encoder of stage 1, per script."""

    def __init__(self, seeker: Seeker, turns: Sequence[str]) -> None:
        """`turns` are encoded once."""
        self._seeker = seeker
        looked = seeker.look([[TurnText(turn, Role.AGENT)] for turn in turns])
        self._turns = {
            script: [(turn, here) for turn, here in zip(turns, looked, strict=True) if script_of(turn) == script]
            for script in ("zh", "en")
        }

    def of(self, phrase: str, count: int, rng: random.Random) -> list[str]:
        """The `count` nearest of AMONG turns drawn at random."""
        (one,) = self._seeker.sought([phrase])
        drawn = rng.sample(self._turns[script_of(phrase)], AMONG)
        near = [(whole(found).z, turn) for turn, here in drawn if (found := here.near(one))]
        ranked = sorted((pair for pair in near if pair[0] < NEARLY_THE_SAME_Z), reverse=True)
        return [turn for _, turn in ranked[:count]]


def whole(near: Sequence[Candidate]) -> Candidate:
    """The widest window: of a short text all of it."""
    return near[int(np.argmax([c.window.last - c.window.first for c in near]))]
