"""What a condition found: true, false or unknown, and where. Kleene's three-valued logic keeps "not known" honest."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter


class Truth(Enum):
    """Three truth values; UNKNOWN means the data to decide are missing."""

    TRUE = 1
    FALSE = 0
    UNKNOWN = -1

    def __invert__(self) -> "Truth":
        """Not: unknown stays unknown."""
        if self is Truth.UNKNOWN:
            return self
        return Truth.FALSE if self is Truth.TRUE else Truth.TRUE


def all_of(values: Iterable[Truth]) -> Truth:
    """And: one false decides, then one unknown."""
    combined = Truth.TRUE
    for value in values:
        if value is Truth.FALSE:
            return value
        if value is Truth.UNKNOWN:
            combined = value
    return combined


def any_of(values: Iterable[Truth]) -> Truth:
    """Or: one true decides, then one unknown."""
    combined = Truth.FALSE
    for value in values:
        if value is Truth.TRUE:
            return value
        if value is Truth.UNKNOWN:
            combined = value
    return combined


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One finding (命中) of a condition.

    `turn` is the turn's index in the interaction, `start_char`/`end_char` half-open code points into its masked
    text; `order` places hits of one turn; `by_sound` marks a match that only sounds alike; `value` and
    `threshold` say in words what was compared with what; `confidence` 0-1 of the words it rests on.
    """

    turn: int
    start_char: int
    end_char: int
    operator: str
    value: str
    threshold: str
    confidence: float = 1.0
    by_sound: bool = False
    start_s: float | None = None
    end_s: float | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where it starts: (turn, character)."""
        return (self.turn, self.start_char)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The truth of a condition and the hits that make it so.

    False may carry hits that say why (which step is missing), unknown those a person should look at.
    """

    truth: Truth
    hits: tuple[Hit, ...] = ()

    @classmethod
    def found(cls, hits: Iterable[Hit]) -> "Outcome":
        """True with these hits, false when there are none."""
        ordered = tuple(sorted(hits, key=_PLACE))
        return cls(Truth.TRUE, ordered) if ordered else NOTHING


_PLACE = attrgetter("turn", "start_char", "end_char")
NOTHING = Outcome(Truth.FALSE)
UNKNOWN = Outcome(Truth.UNKNOWN)
