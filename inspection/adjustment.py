"""Adjustments (补差): what an appeal upheld after the freeze changes, booked with its sign in the next open month."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

_ROUND = 4


@dataclass(frozen=True, slots=True)
class AgentMonth:
    """What a frozen month pays an agent by: how many published scores, and their sum (points of 0-100 each)."""

    n: int
    sum_points: float

    @property
    def mean(self) -> float | None:
        """The mean published score; None without any."""
        return round(self.sum_points / self.n, _ROUND) if self.n else None

    def with_score(self, before: float | None, after: float | None) -> "AgentMonth":
        """The month with one score replaced, added (no `before`) or taken out (no `after`)."""
        n = self.n + (after is not None) - (before is not None)
        return AgentMonth(n, round(self.sum_points + (after or 0.0) - (before or 0.0), _ROUND))


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """One signed adjustment: points of 0-100; a score of None does not count (the interaction was taken out).

    `difference_points` is what the agent's mean of the frozen month would have been more (+) or less (-); None when
    nothing of the month would be left to take a mean of. Former adjustments of the same month are part of `before`.
    """

    adjustment_id: str
    appeal_id: str
    evaluation_id: str
    agent_id: str | None
    team: str | None
    frozen_month: str
    booked_month: str
    score_before: float | None
    score_after: float | None
    mean_before: float | None
    mean_after: float | None
    n_before: int
    n_after: int

    @property
    def difference_points(self) -> float | None:
        """The signed difference of the agent's mean, in points."""
        if self.mean_before is None or self.mean_after is None:
            return None
        return round(self.mean_after - self.mean_before, _ROUND)


def next_open_month(month: str, frozen: Collection[str]) -> str:
    """The first month after `month` (2026-09) that is not frozen."""
    following = month_after(month)
    while following in frozen:
        following = month_after(following)
    return following


def month_after(month: str) -> str:
    """2026-12 -> 2027-01."""
    return f"{date.fromisoformat(f'{month}-01') + timedelta(days=31):%Y-%m}"
