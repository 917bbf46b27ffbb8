"""Which channel or voice is the agent (坐席) and which the customer (客户): metadata first, then a vote of cues."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import exp
from types import MappingProxyType

from inspection.interaction import Direction, Role
from inspection.role_cues import cue_votes, politeness
from inspection.transcript import SpokenPart

CONFIDENT = 0.9
"""Cues must be at least this sure before they contradict the metadata aloud."""
GIVEN_CONFIDENCE = 0.98
CHANCE = 0.5
ANOTHER_AGENT_VOTES, ANOTHER_CUSTOMER_VOTES = 2.0, -1.0
"""From which votes on a third person is one more agent, and down from which one more on the customer's side."""
_OPENING_S = 25.0
_INTRODUCTION_CHARS = 10


@dataclass(frozen=True, slots=True)
class RoleDecision:
    """Who is who: a role per speaker number, how sure (0-1), why in one sentence, and what a reader should know."""

    roles: Mapping[int, Role]
    confidence: float
    reason: str
    notices: tuple[str, ...] = ()


def decide_roles(
    parts: Sequence[SpokenPart],
    speakers: Sequence[int],
    *,
    agent_channel: int | None = None,
    direction: Direction | None = None,
    machine: int | None = None,
) -> RoleDecision:
    """Decide who is the agent among `speakers` (numbers of channels, or of separated voices).

    `agent_channel` (from the metadata, counts from 0) decides when it is one of the speakers; cues that are strong
    and say otherwise give a notice. Pass None for separated voices: their numbers are not channels. `machine` is the
    number of what machines say (machine_voices.cast_of): a bot, whoever else is who.
    """
    if machine is not None:
        return _with_machine(parts, speakers, machine, agent_channel, direction)
    scores = {speaker: cue_votes(_texts(speaker, parts)) for speaker in speakers}
    vote = _vote(scores, parts, direction)
    if agent_channel is None:
        return vote
    if agent_channel not in speakers:
        note = f"agent_channel {agent_channel} is not a channel of the recording (it has {len(speakers)})"
        return RoleDecision(vote.roles, vote.confidence, vote.reason, (note, *vote.notices))
    return _given(agent_channel, speakers, vote)


def _with_machine(
    parts: Sequence[SpokenPart],
    speakers: Sequence[int],
    machine: int,
    agent_channel: int | None,
    direction: Direction | None,
) -> RoleDecision:
    """People are told apart without the machine; who only ever answers a machine is its customer."""
    said = [p for p in parts if p.speaker != machine]
    people = [s for s in speakers if s != machine]
    talking = {p.speaker for p in said}
    if len(talking) == 1 and agent_channel is None and _takes_turns(parts, machine):
        only = next(iter(talking))
        roles = {s: Role.CUSTOMER if s == only else Role.UNKNOWN for s in people}
        return RoleDecision(MappingProxyType({**roles, machine: Role.BOT}), CONFIDENT, "a bot leads the conversation")
    decision = decide_roles(said, people, agent_channel=agent_channel, direction=direction)
    return replace(decision, roles=MappingProxyType({**decision.roles, machine: Role.BOT}))


def _takes_turns(parts: Sequence[SpokenPart], machine: int) -> bool:
    """Whether the machine goes on after somebody has answered it."""
    speaking = [p.speaker == machine for p in parts]
    changes = sum(a != b for a, b in pairwise(speaking))
    return changes >= 2


def _given(agent_channel: int, speakers: Sequence[int], vote: RoleDecision) -> RoleDecision:
    """The metadata decides; strong cues against it are said and lower the confidence."""
    roles = _roles(agent_channel, speakers)
    reason = f"agent_channel {agent_channel} in the metadata"
    if vote.confidence < CONFIDENT or vote.roles.get(agent_channel) is not Role.CUSTOMER:
        return RoleDecision(roles, GIVEN_CONFIDENCE, reason)
    note = f"agent_channel {agent_channel} contradicts what is said ({vote.reason}); the metadata was kept"
    return RoleDecision(roles, 0.5, reason, (note,))


def _roles(agent: int | None, speakers: Sequence[int]) -> Mapping[int, Role]:
    roles = {s: Role.AGENT if s == agent else Role.CUSTOMER for s in speakers}
    return MappingProxyType(roles if agent is not None else dict.fromkeys(speakers, Role.UNKNOWN))


def _texts(speaker: int, parts: Sequence[SpokenPart]) -> list[str]:
    return [p.utterance.text for p in parts if p.speaker == speaker]


def _vote(
    scores: Mapping[int, Mapping[str, float]], parts: Sequence[SpokenPart], direction: Direction | None
) -> RoleDecision:
    """The speaker with the most votes is the agent; the margin over the next gives the confidence."""
    totals = {speaker: sum(votes.values()) for speaker, votes in scores.items()}
    for speaker in totals:
        totals[speaker] += politeness(_texts(speaker, parts))
    first = _first_speaker(parts)
    if first is not None and first in totals and len(totals) > 1:
        totals[first] += _opening_votes(direction, len(parts[0].utterance.text))
    if not parts or not totals:
        return RoleDecision(_roles(None, list(scores)), 0.0, "nobody says anything")
    ranked = sorted(totals, key=lambda s: (-totals[s], s != first, s))
    best = ranked[0]
    if len(totals) == 1:
        return _alone(best, totals[best], scores[best])
    roles = {**_roles(best, list(scores)), **_third_persons(ranked, totals)}
    agents, customers = ([totals[s] for s in ranked if roles[s] is role] for role in (Role.AGENT, Role.CUSTOMER))
    confidence = round(1 / (1 + exp(-0.7 * (min(agents) - max(customers)))), 2)
    third = tuple(_third_notice(speaker, roles[speaker]) for speaker in ranked[1:-1] if _texts(speaker, parts))
    reason = _reason(best, ranked[-1], scores, first, direction)
    return RoleDecision(MappingProxyType(roles), confidence, reason, third)


def _third_persons(ranked: Sequence[int], totals: Mapping[int, float]) -> dict[int, Role]:
    """Between the agent and the customer (most and fewest votes): a colleague, a companion, or nobody knows."""
    return {
        speaker: Role.AGENT
        if totals[speaker] >= ANOTHER_AGENT_VOTES
        else Role.CUSTOMER
        if totals[speaker] <= ANOTHER_CUSTOMER_VOTES
        else Role.UNKNOWN
        for speaker in ranked[1:-1]
    }


def _third_notice(speaker: int, role: Role) -> str:
    who = {Role.AGENT: "a second agent", Role.CUSTOMER: "with the customer"}.get(role, "nobody knows who; not judged")
    return f"a third person (speaker {speaker}) is heard: {who}"


def _alone(speaker: int, votes: float, cues: Mapping[str, float]) -> RoleDecision:
    """Only one voice: the agent unless the words are a customer's; words of both are two people not told apart."""
    role = Role.CUSTOMER if votes < 0 else Role.AGENT
    if _has(cues, 1) and _has(cues, -1):
        note = "only one voice is heard, but it says what agents and what customers say; roles are not safe"
        return RoleDecision(MappingProxyType({speaker: role}), CHANCE, note, (note,))
    confidence = round(1 / (1 + exp(-0.7 * abs(votes))), 2)
    named = f"it says {_named(cues)}" if cues else "no cue says who it is"
    return RoleDecision(MappingProxyType({speaker: role}), confidence, f"only one voice is heard; {named}")


def _first_speaker(parts: Sequence[SpokenPart]) -> int | None:
    early = [p for p in parts if p.utterance.start_s <= _OPENING_S]
    return early[0].speaker if early else None


def _opening_votes(direction: Direction | None, characters: int) -> float:
    """Votes for who speaks first: inbound, the agent answers; outbound, a short 喂 is the customer's."""
    if direction is Direction.OUTBOUND:
        return 1.0 if characters >= _INTRODUCTION_CHARS else -0.5
    return 1.0 if direction is Direction.INBOUND else 0.5


def _reason(
    agent: int, other: int, scores: Mapping[int, Mapping[str, float]], first: int | None, direction: Direction | None
) -> str:
    pieces = [f"speaker {agent} says {_named(scores[agent], lambda v: v > 0)}"] if _has(scores[agent], 1) else []
    if _has(scores[other], -1):
        pieces.append(f"speaker {other} says {_named(scores[other], lambda v: v < 0)}")
    if not pieces and first == agent:
        pieces.append(f"speaker {agent} speaks first{f' on an {direction} call' if direction else ''}")
    return "; ".join(pieces) or "hardly any cue; the better of two guesses"


def _has(votes: Mapping[str, float], sign: int) -> bool:
    return any(v * sign > 0 for v in votes.values())


def _named(votes: Mapping[str, float], keep: Callable[[float], bool] = bool) -> str:
    strongest = sorted((n for n in votes if keep(votes[n])), key=lambda n: -abs(votes[n]))
    return ", ".join(f"“{name}”" for name in strongest[:3])
