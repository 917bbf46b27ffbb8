"""How excited a voice is (语气激动程度): louder and faster than this speaker's own usual in this call.

After Bone, Lee and Narayanan (Robust unsupervised arousal rating, IEEE Transactions on Affective Computing 5, 2014):
each vocal cue as a distance from the speaker's own baseline, the cues averaged, no training. Theirs are intensity,
pitch and high-frequency share; of what our hearing measures there are the level of a turn and its speech rate.
Pitch is not measured yet.
"""

from collections.abc import Mapping, Sequence
from statistics import median

from inspection.interaction import Role, Turn
from inspection.sound import SoundFacts

FEWEST_TURNS = 4
"""With fewer measured turns a speaker has no usual to compare with."""

LEAST_SPREAD_DB, LEAST_SPREAD_OF_RATE = 2.0, 0.12
"""A voice that hardly varies is not excited by a decibel or by one word a minute: the spread is at least this (the rate
as a share of the usual rate)."""

_MAD_TO_DEVIATION = 1.4826
_LEVEL_WEIGHT = 2.0 / 3.0
"""Level counts twice as much as rate: the rate of a short turn is a rough figure."""
_DECIMALS = 2


def vocal_arousal(turns: Sequence[Turn], sound: SoundFacts | None) -> dict[int, float]:
    """Turn index -> arousal of the turns whose level was measured, as a robust z: 0 is usual, 2 clearly raised.

    Per speaker z = (value - median) / max(1.4826 * median absolute deviation, least spread), of the level in dB and,
    where the turn is long enough to have one, of the speech rate. Nothing without measured levels: a transcript with
    times but no sound says nothing of a voice.
    """
    if sound is None:
        return {}
    levels = {level.turn: level.dbfs for level in sound.turn_levels}
    rates = {rate.turn: rate.per_minute for rate in sound.turn_rates}
    found: dict[int, float] = {}
    for role in Role:
        own = [t.index for t in turns if t.sender is role and t.index in levels]
        if len(own) >= FEWEST_TURNS:
            found |= _arousal_of({i: levels[i] for i in own}, {i: rates[i] for i in own if i in rates})
    return found


def _arousal_of(levels: Mapping[int, float], rates: Mapping[int, float]) -> dict[int, float]:
    louder = _distances(levels, LEAST_SPREAD_DB)
    usual_rate = median(rates.values()) if rates else 0.0
    enough = len(rates) >= FEWEST_TURNS
    faster = _distances(rates, LEAST_SPREAD_OF_RATE * usual_rate) if enough else {}
    return {
        i: round(_LEVEL_WEIGHT * z + (1 - _LEVEL_WEIGHT) * faster[i] if i in faster else z, _DECIMALS)
        for i, z in louder.items()
    }


def _distances(values: Mapping[int, float], least_spread: float) -> dict[int, float]:
    usual = median(values.values())
    spread = _MAD_TO_DEVIATION * median(abs(v - usual) for v in values.values())
    return {i: (v - usual) / max(spread, least_spread, 1e-9) for i, v in values.items()}
