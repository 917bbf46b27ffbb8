"""How far a rule is trusted here: on trial until people have reviewed enough of its hits (practice.md)."""

from dataclasses import dataclass
from enum import StrEnum

from inspection.intervals import wilson


class Standing(StrEnum):
    """TRIAL: shown, not trusted yet. COUNTED: may count for publication. ADVICE: reviewed, and too often wrong."""

    TRIAL = "trial"
    COUNTED = "counted"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPolicy:
    """`reviewed_hits` before a rule is judged at all; `precision_floor` (0-1) its lower bound must reach."""

    reviewed_hits: int = 30
    precision_floor: float = 0.9


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Hits people have reviewed: how many they confirmed, how many they rejected."""

    right: int = 0
    wrong: int = 0

    @property
    def n(self) -> int:
        """Reviewed hits."""
        return self.right + self.wrong

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the precision, shares 0-1; (0, 1) when nothing was reviewed."""
        return wilson(self.right, self.n)

    def __add__(self, other: "Reviewed") -> "Reviewed":
        """Both samples together."""
        return Reviewed(self.right + other.right, self.wrong + other.wrong)


def standing_of(reviewed: Reviewed, policy: StandingPolicy | None = None) -> Standing:
    """What the reviews say of a rule version.

    Under `reviewed_hits` it is TRIAL. Then COUNTED when the lower bound of its precision reaches the floor, ADVICE
    when even the upper bound stays below it, and TRIAL while the reviews cannot tell. (With the defaults 30
    confirmed of 30 have a lower bound of .886: 35 of 35 are needed.)
    """
    policy = policy or StandingPolicy()
    if reviewed.n < policy.reviewed_hits:
        return Standing.TRIAL
    low, high = reviewed.interval
    if low >= policy.precision_floor:
        return Standing.COUNTED
    return Standing.ADVICE if high < policy.precision_floor else Standing.TRIAL


def hits_missing(reviewed: Reviewed, policy: StandingPolicy | None = None) -> int:
    """How many more confirmed hits (none rejected) would make it COUNTED; 0 when it is."""
    policy = policy or StandingPolicy()
    more = max(0, policy.reviewed_hits - reviewed.n)
    while wilson(reviewed.right + more, reviewed.n + more)[0] < policy.precision_floor:
        more += 1
    return more
