"""How long a session (登录会话) lives: it ends when nobody used it for a while, and after a working day in any case."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPolicy:
    """`idle_s` seconds without a request end a session, `longest_s` seconds since the sign-in end it in any case.

    Use is written down every `note_use_every_s` seconds, not at each request. Raises ValueError when they contradict.
    """

    idle_s: float = 1800.0
    longest_s: float = 12 * 3600.0
    note_use_every_s: float = 60.0

    def __post_init__(self) -> None:
        if not 0 < self.note_use_every_s < self.idle_s <= self.longest_s:
            raise ValueError("a session's times must grow: noted use, idle, longest")


def is_over(started_at: datetime, used_at: datetime, at: datetime, policy: SessionPolicy) -> bool:
    """True when the session has ended by `at`; a session from the future (a clock set back) has ended too."""
    idle, age = at - used_at, at - started_at
    is_early = age < -timedelta(seconds=policy.note_use_every_s)
    return is_early or idle >= timedelta(seconds=policy.idle_s) or age >= timedelta(seconds=policy.longest_s)


def is_use_to_be_noted(used_at: datetime, at: datetime, policy: SessionPolicy) -> bool:
    """True when the last noted use is long enough ago to write this one down."""
    return at - used_at >= timedelta(seconds=policy.note_use_every_s)
