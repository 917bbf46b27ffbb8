"""A call handed over (转接) within one recording: from where on another agent speaks, and who that is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from inspection.interaction import Role, Turn
from inspection.recording import ChannelSpeech
from inspection.timeline import Interval, intersect, total_s
from inspection.transcript import SpokenPart

UNKNOWN_COLLEAGUE = "unknown-colleague"
"""Stands for a second agent whom the metadata do not name: in no roster, so judged as unassigned, charged to nobody."""
ONE_SIDE_SHARE = 0.8
"""How much of what is said before (and after) must be one voice for the voices to have changed there."""
_ANNOUNCED = re.compile(
    r"(?:给|帮|为)[您你]转(?!账|出|入|正|发|告)"
    r"|转(?:接)?(?:给|到|至).{0,8}(?:专员|主管|经理|部门|同事|专席|组|客服|坐席|座席)"
    r"|\b(?:transfer|transferring) (?:you|your call)|\bput(?:ting)? you through"
    r"|\bconnect(?:ing)? you (?:to|with|through)",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"[您你]好|工号|我是|这里是|很高兴为[您你]"
    r"|\b(?:hello|hi|good (?:morning|afternoon|evening))\b|\bmy name is\b|\bthis is \w+|speaking\b",
    re.IGNORECASE,
)


def announced_handover_s(turns: Sequence[Turn]) -> float | None:
    """When the agent has announced a hand-over after which an agent introduces themselves again; None when not.

    Seconds from the start of the recording: the start of the first agent turn after the announcement's own turn.
    """
    agents = [t for t in turns if t.sender is Role.AGENT and t.interval is not None]
    for at, turn in enumerate(agents[:-1]):
        after = agents[at + 1]
        if _ANNOUNCED.search(turn.text) and _INTRODUCED.search(after.text[:40]):
            return after.start_s
    return None


def voices_change(voices: Sequence[ChannelSpeech], at_s: float, duration_s: float) -> bool:
    """Whether the agent's channel holds one voice before `at_s` and another one after it."""
    if len(voices) < 2:
        return False
    sides = (Interval(0.0, at_s), Interval(at_s, max(at_s, duration_s)))
    leading = [_leading_voice(voices, side) for side in sides]
    return None not in leading and leading[0] != leading[1]


def _leading_voice(voices: Sequence[ChannelSpeech], side: Interval) -> int | None:
    seconds = {v.speaker: total_s(intersect(v.speech, [side])) for v in voices}
    best = max(seconds, key=lambda speaker: seconds[speaker])
    return best if seconds[best] >= ONE_SIDE_SHARE * sum(seconds.values()) > 0 else None


def parts_after(parts: Sequence[SpokenPart], agent: int, at_s: float, colleague: int) -> tuple[SpokenPart, ...]:
    """The parts with the agent's from `at_s` on under the number `colleague`: another person on the same channel."""
    return tuple(
        replace(p, speaker=colleague) if p.speaker == agent and p.utterance.start_s >= at_s - 0.01 else p for p in parts
    )
