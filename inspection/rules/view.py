"""What the rules see of one segment: its turns folded for matching, who speaks in which run, and the facts around."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from inspection.evidence import Evidence
from inspection.facts import Facts
from inspection.interaction import Channel, Role, Turn
from inspection.rules.normal_text import NormalText, normalise
from inspection.segments import Segment

CALL_PAUSE_S = 1.0
CHAT_PAUSE_S = 30.0


@dataclass(frozen=True, slots=True)
class SeenTurn:
    """One turn as the rules see it.

    `speaker` counts automatic agent messages as bot; `run` numbers uninterrupted runs of one speaker over the
    segment (calls: a pause under 1 s merges, chats: messages within 30 s; practice.md); `run_of_speaker` numbers
    that speaker's runs from 0.
    """

    turn: Turn
    speaker: Role
    text: NormalText
    run: int
    run_of_speaker: int


@dataclass(frozen=True)
class SegmentView:
    """The turns of one segment that count as service, in order, with the facts of the whole interaction."""

    facts: Facts
    segment: Segment

    @property
    def channel(self) -> Channel:
        """The channel of the interaction."""
        return self.facts.interaction.channel

    @cached_property
    def turns(self) -> tuple[SeenTurn, ...]:
        """Turns of service with words, folded and numbered in runs."""
        chosen = set(self.segment.turns)
        turns = [t for t in self.facts.interaction.turns if t.index in chosen and t.has_words]
        return tuple(_numbered(turns, self.channel))

    @cached_property
    def by_index(self) -> dict[int, SeenTurn]:
        """The same turns by their index in the interaction."""
        return {t.turn.index: t for t in self.turns}

    @cached_property
    def by_agent(self) -> tuple[SeenTurn, ...]:
        """The agent's turns."""
        return tuple([t for t in self.turns if t.speaker is Role.AGENT])

    @cached_property
    def by_customer(self) -> tuple[SeenTurn, ...]:
        """The customer's turns."""
        return tuple([t for t in self.turns if t.speaker is Role.CUSTOMER])

    @cached_property
    def by_people(self) -> tuple[SeenTurn, ...]:
        """Turns of agent and customer together."""
        return tuple([t for t in self.turns if t.speaker is Role.AGENT or t.speaker is Role.CUSTOMER])

    def spoken_by(self, role: Role | None) -> tuple[SeenTurn, ...]:
        """Turns of one role; None for agent and customer together. The same object every time."""
        if role is Role.AGENT:
            return self.by_agent
        if role is Role.CUSTOMER:
            return self.by_customer
        return self.by_people if role is None else self._by_machines(role)

    def _by_machines(self, role: Role) -> tuple[SeenTurn, ...]:
        if role not in self._machines:
            self._machines[role] = tuple([t for t in self.turns if t.speaker is role])
        return self._machines[role]

    @cached_property
    def _machines(self) -> dict[Role, tuple[SeenTurn, ...]]:
        return {}

    @cached_property
    def known_distances(self) -> dict[tuple[int, int], int]:
        """Runs between two turns that have been counted before."""
        return {}

    @cached_property
    def shown_as_searched(self) -> dict[int | None, tuple[Evidence, ...]]:
        """Evidence of turns searched in vain, by the number of first turns looked at; owed items share it."""
        return {}

    def runs_of(self, role: Role | None) -> int:
        """How many runs the role has."""
        return 1 + max((t.run_of_speaker if role else t.run for t in self.spoken_by(role)), default=-1)

    @cached_property
    def span_s(self) -> tuple[float, float] | None:
        """First start and last end of the segment's turns in seconds, when times are known."""
        starts = [t.turn.start_s for t in self.turns if t.turn.start_s is not None]
        ends = [t.turn.end_s if t.turn.end_s is not None else t.turn.start_s for t in self.turns]
        known = [e for e in ends if e is not None]
        return (min(starts), max(known)) if starts and known else None


def speaker_of(turn: Turn) -> Role:
    """The role a turn counts as: an automatic message of an agent's account is a bot's."""
    return Role.BOT if turn.sender is Role.AGENT and turn.auto else turn.sender


def _numbered(turns: Sequence[Turn], channel: Channel) -> Iterable[SeenTurn]:
    run = -1
    runs_of: dict[Role, int] = {}
    before: Turn | None = None
    for turn in turns:
        speaker = speaker_of(turn)
        if before is None or not _same_run(before, turn, channel):
            run += 1
            runs_of[speaker] = runs_of.get(speaker, -1) + 1
        before = turn
        yield SeenTurn(turn, speaker, normalise(turn.text), run, runs_of[speaker])


def _same_run(before: Turn, turn: Turn, channel: Channel) -> bool:
    if speaker_of(before) is not speaker_of(turn) or before.agent_id != turn.agent_id:
        return False
    pause_s = pause_between(before, turn)
    if pause_s is None:
        return False
    return pause_s < (CALL_PAUSE_S if channel is Channel.PHONE else CHAT_PAUSE_S)


def pause_between(before: Turn, turn: Turn) -> float | None:
    """Seconds from the end of one turn to the start of the next; None when neither clock knows."""
    if before.end_s is not None and turn.start_s is not None:
        return turn.start_s - before.end_s
    if before.sent_at is not None and turn.sent_at is not None:
        return (turn.sent_at - before.sent_at).total_seconds()
    if before.start_s is not None and turn.start_s is not None:
        return turn.start_s - before.start_s
    return None
