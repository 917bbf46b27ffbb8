"""How loud each turn of a call is: what rules about raised voices read."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from inspection.audio_quality import speech_level_dbfs
from inspection.interaction import Role, Turn
from inspection.sound import TurnLevel

SHORTEST_S = 0.3
"""Shorter turns (嗯) have no level of their own."""


def turn_levels(
    turns: Sequence[Turn], signal: Mapping[Role, NDArray[np.float32]], sample_rate_hz: int
) -> tuple[TurnLevel, ...]:
    """RMS level of the loud part of every timed turn, dB full scale (0 = loudest).

    `signal` is the channel a role speaks on, shape (samples,), full scale 1.0; turns of other roles and turns
    shorter than SHORTEST_S are left out.
    """
    levels: list[TurnLevel] = []
    for turn in turns:
        if turn.interval is None or turn.sender not in signal or turn.interval.duration_s < SHORTEST_S:
            continue
        first, last = (round(s * sample_rate_hz) for s in (turn.interval.start_s, turn.interval.end_s))
        samples = signal[turn.sender][max(first, 0) : last]
        if samples.size:
            levels.append(TurnLevel(turn.index, round(speech_level_dbfs(samples), 1)))
    return tuple(levels)
