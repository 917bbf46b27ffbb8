"""Who is who in one call: machines set apart, agent and customer told apart, a colleague after a hand-over named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from inspection.handover import UNKNOWN_COLLEAGUE, announced_handover_s, parts_after, voices_change
from inspection.hearing import HEARING_RATE_HZ, SeparatesSpeakers
from inspection.interaction import Interaction, Role
from inspection.machine_voices import Cast, cast_of
from inspection.roles import RoleDecision, decide_roles
from inspection.timeline import Interval, intersect, merge, subtract
from inspection.transcript import SpokenPart, turns_of

Speech = Mapping[int, tuple[Interval, ...]]
_TURN_EDGE_S = 0.3


@dataclass(frozen=True, slots=True)
class Voices:
    """What was said by whom: parts in order, speech per speaker, and whether speakers are channels of the file."""

    parts: tuple[SpokenPart, ...]
    speech: Speech
    are_channels: bool


@dataclass(frozen=True, slots=True)
class Casting:
    """The voices with everybody's role; `agent_ids` names, by speaker, agents the call does not belong to.

    `channel_of` gives the channel of speakers that were found on another speaker's channel.
    """

    voices: Voices
    decision: RoleDecision
    agent_ids: Mapping[int, str]
    channel_of: Mapping[int, int]


def who_is_who(
    voices: Voices, interaction: Interaction, signal: NDArray[np.float32], separator: SeparatesSpeakers
) -> Casting:
    """Decide everybody's role; `signal` has shape (channels, samples) and is looked at only after a hand-over."""
    told = cast_of(voices.parts, sorted(voices.speech))
    channel_of: dict[int, int] = {}
    if told.machine is not None:
        channel_of[told.machine] = _channel_of_machine(voices, told)
        voices = _moved(voices, told.parts, told.machine, channel_of[told.machine])
    decision = decide_roles(
        voices.parts,
        sorted(voices.speech),
        agent_channel=interaction.agent_channel if voices.are_channels else None,
        direction=interaction.direction,
        machine=told.machine,
    )
    if told.machine is not None:
        decision = replace(decision, notices=(*decision.notices, f"a machine is heard: {told.reason}"))
    if voices.are_channels:
        voices, decision = _after_handover(voices, decision, signal, separator, channel_of)
    return Casting(voices, decision, _colleagues(voices, decision, interaction), channel_of)


def _channel_of_machine(voices: Voices, told: Cast) -> int:
    at = next(i for i, part in enumerate(told.parts) if part.speaker == told.machine)
    return voices.parts[at].speaker


def _moved(voices: Voices, parts: tuple[SpokenPart, ...], to: int, channel: int) -> Voices:
    """The voices with the speech around the parts of speaker `to` taken from `channel`."""
    said = merge(
        Interval(max(0.0, p.utterance.start_s - _TURN_EDGE_S), p.utterance.end_s + _TURN_EDGE_S)
        for p in parts
        if p.speaker == to
    )
    own = voices.speech.get(channel, ())
    speech = {**voices.speech, channel: subtract(own, said), to: intersect(own, said)}
    return Voices(parts, MappingProxyType(speech), voices.are_channels)


def _after_handover(
    voices: Voices,
    decision: RoleDecision,
    signal: NDArray[np.float32],
    separator: SeparatesSpeakers,
    channel_of: dict[int, int],
) -> tuple[Voices, RoleDecision]:
    """A second agent on the agent's channel: announced in words, and the voice really changes there."""
    at_s = announced_handover_s(turns_of(voices.parts, decision.roles))
    agent = next((s for s, role in decision.roles.items() if role is Role.AGENT), None)
    if at_s is None or agent is None or not voices.speech.get(agent):
        return voices, decision
    on_channel = separator.separate(signal[agent], voices.speech[agent])
    if not voices_change(on_channel, at_s, signal.shape[1] / HEARING_RATE_HZ):
        return voices, decision
    colleague = max(voices.speech) + 1
    channel_of[colleague] = agent
    moved = _moved(voices, parts_after(voices.parts, agent, at_s, colleague), colleague, agent)
    roles = MappingProxyType({**decision.roles, colleague: Role.AGENT})
    note = f"another agent takes over at {at_s:.0f} s"
    return moved, replace(decision, roles=roles, notices=(*decision.notices, note))


def _colleagues(voices: Voices, decision: RoleDecision, interaction: Interaction) -> Mapping[int, str]:
    """Every agent after the first to speak: whom the metadata say it was transferred to, else nobody known."""
    agents = [s for s, role in decision.roles.items() if role is Role.AGENT and voices.speech.get(s)]
    agents.sort(key=lambda s: voices.speech[s][0].start_s)
    return MappingProxyType(dict.fromkeys(agents[1:], interaction.transfer_to or UNKNOWN_COLLEAGUE))
