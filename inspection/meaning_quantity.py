"""A quantity as it is compared: its kind, the range it stands for, and its words."""

from dataclasses import dataclass

SLACK_SHARE = 0.02
"""Twelve months are a year, near enough."""
_EXACT = frozenset({"day", "weekday", "clock", "money", "number"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` to `high` at text[start:end]. Times are in minutes, clocks in minutes of the day, shares in percent."""

    kind: str
    low: float
    high: float
    start: int
    end: int
    words: str

    def meets(self, other: "Quantity") -> bool:
        """True when the two ranges touch."""
        slack = 0.0 if self.kind in _EXACT else SLACK_SHARE * max(abs(self.high), abs(other.high))
        return self.low <= other.high + slack and other.low <= self.high + slack
