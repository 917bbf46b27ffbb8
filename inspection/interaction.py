"""What an interaction (会话) is: turns by people and machines on one channel, with what the centre knows about it."""

import copyreg
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from inspection.timeline import Interval

NO_METADATA: Mapping[str, str] = MappingProxyType({})


def _frozen(metadata: dict[str, str]) -> "MappingProxyType[str, str]":
    return MappingProxyType(metadata)


def _thaw(metadata: "MappingProxyType[str, str]") -> tuple[Callable[..., Any], tuple[dict[str, str]]]:
    return _frozen, (dict(metadata),)


# A read-only mapping does not travel between worker processes by itself.
copyreg.pickle(MappingProxyType, _thaw)


class Channel(StrEnum):
    """Where the interaction took place."""

    PHONE = "phone"
    CHAT = "chat"
    EMAIL = "email"
    SOCIAL = "social"
    APP = "app"

    @property
    def is_live(self) -> bool:
        """Both sides are present at the same time (phone, chat, app)."""
        return self in (Channel.PHONE, Channel.CHAT, Channel.APP)


class Role(StrEnum):
    """Who speaks: 坐席, 客户, 机器人, 系统; UNKNOWN when nobody can tell."""

    AGENT = "agent"
    CUSTOMER = "customer"
    BOT = "bot"
    SYSTEM = "system"
    UNKNOWN = "unknown"


class TurnType(StrEnum):
    """What a message is; only text and voice carry words that are judged."""

    TEXT = "text"
    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    CARD = "card"
    LINK = "link"
    EMOJI = "emoji"
    RECALL = "recall"
    NOTE = "note"
    EVENT = "event"

    @property
    def is_service(self) -> bool:
        """Notes and events are never judged as service; a recalled message was withdrawn."""
        return self not in (TurnType.NOTE, TurnType.EVENT, TurnType.RECALL)


class Direction(StrEnum):
    """Who started the call."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class HangupBy(StrEnum):
    """Who ended the interaction."""

    AGENT = "agent"
    CUSTOMER = "customer"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word: text, seconds from the start of the recording, confidence 0-1."""

    text: str
    start_s: float
    end_s: float
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn (语句): what one party said or wrote without another in between.

    `index` is the 0-based position in the messages or transcript given, bots and system included, never merged.
    `start_s`/`end_s` are seconds from the start of the recording (phone); `sent_at` is the wall clock, zone aware.
    `confidence` is 0-1 for recognised speech and None for typed text.
    """

    index: int
    sender: Role
    text: str
    agent_id: str | None = None
    start_s: float | None = None
    end_s: float | None = None
    sent_at: datetime | None = None
    confidence: float | None = None
    type: TurnType = TurnType.TEXT
    auto: bool = False
    public: bool = False
    message_id: str | None = None
    words: tuple[Word, ...] = ()

    @property
    def interval(self) -> Interval | None:
        """The stretch of recording it covers, when both ends are known."""
        if self.start_s is None or self.end_s is None or self.end_s < self.start_s:
            return None
        return Interval(self.start_s, self.end_s)

    @property
    def has_words(self) -> bool:
        """True for a turn of service that says something in words."""
        return self.type.is_service and bool(self.text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Interaction:
    """One interaction with its metadata; identity is (`source`, `interaction_id`).

    Times are zone aware; `holds` are seconds from the start of the recording; `csat` is 1-5, `nps` 0-10;
    `agent_channel` counts from 0; unknown columns live in `metadata` as text. None means "not known",
    which makes an item not applicable or a human's, never unmet.
    """

    source: str
    interaction_id: str
    channel: Channel
    started_at: datetime
    agent_id: str | None = None
    agent_name: str | None = None
    team: str | None = None
    site: str | None = None
    vendor: str | None = None
    queue: str | None = None
    business_line: str | None = None
    direction: Direction | None = None
    ani: str | None = None
    dnis: str | None = None
    customer_id: str | None = None
    language: str | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    ring_s: float | None = None
    hold_s: float | None = None
    holds: tuple[Interval, ...] = ()
    transfer_from: str | None = None
    transfer_to: str | None = None
    hangup_by: HangupBy | None = None
    ivr_notice: bool | None = None
    csat: float | None = None
    nps: float | None = None
    resolved: bool | None = None
    disposition: str | None = None
    ticket_id: str | None = None
    order_id: str | None = None
    recording: str | None = None
    agent_channel: int | None = None
    is_open: bool = False
    metadata: Mapping[str, str] = field(default_factory=lambda: NO_METADATA)
    turns: tuple[Turn, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """(source, interaction_id): what makes it this interaction and no other."""
        return (self.source, self.interaction_id)

    def turns_of(self, role: Role) -> tuple[Turn, ...]:
        """The turns of one role that carry words, in order."""
        return tuple(t for t in self.turns if t.sender is role and t.has_words)
