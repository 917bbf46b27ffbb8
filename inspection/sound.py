"""How a call sounded, in figures: silences, overlaps, interruptions and speech rates, with the turns they belong to."""

from dataclasses import dataclass

from inspection.interaction import Role
from inspection.timeline import Interval


@dataclass(frozen=True, slots=True)
class Silence:
    """Nobody speaks: the stretch in seconds, and the turn indexes before and after it (None at an end)."""

    interval: Interval
    turn_before: int | None
    turn_after: int | None


@dataclass(frozen=True, slots=True)
class Interruption:
    """`by` began to speak while the other side had spoken for 0.5 s or more, and went on for 0.6 s or more.

    `interval` is the overlap in seconds; `turn` the interrupting turn's index when known.
    Definition and thresholds: formats-and-metrics.md, section 5.7.
    """

    by: Role
    interval: Interval
    turn: int | None


@dataclass(frozen=True, slots=True)
class TurnRate:
    """Speech rate of one turn: characters (zh) or words (en) a minute of that person's speech, before normalisation."""

    turn: int
    per_minute: float
    unit: str  # "characters" or "words"


@dataclass(frozen=True, slots=True)
class TurnLevel:
    """How loud one turn is: RMS level of its speech in dB full scale (0 = loudest)."""

    turn: int
    dbfs: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundFacts:
    """The acoustic facts of one call. Times are seconds from the start of the recording."""

    duration_s: float
    silences: tuple[Silence, ...] = ()
    overlaps: tuple[Interval, ...] = ()
    interruptions: tuple[Interruption, ...] = ()
    turn_rates: tuple[TurnRate, ...] = ()
    turn_levels: tuple[TurnLevel, ...] = ()
    agent_rate_per_minute: float | None = None
    customer_rate_per_minute: float | None = None
    agent_talk_s: float = 0.0
    customer_talk_s: float = 0.0
