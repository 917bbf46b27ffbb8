"""Monthly quotas (月度配额): how many reviews each agent gets and each reviewer does, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotaGap:
    """One agent's or reviewer's month: reviews done, waiting (drawn, not yet done) and wanted.

    `by_lot`: how many of the done ones were drawn by lot and judged blind; None for reviewers.
    """

    who: str
    team: str | None
    done: int
    waiting: int
    quota: int
    by_lot: int | None = None

    @property
    def missing(self) -> int:
        """Reviews still to be drawn or done beyond the waiting ones; 0 when there are enough."""
        return max(0, self.quota - self.done - self.waiting)


def quota_gaps(months: Iterable[QuotaGap], *, everybody: bool = False) -> tuple[QuotaGap, ...]:
    """Who is short of the quota, the worst first; all with `everybody`."""
    chosen = (one for one in months if everybody or one.missing > 0)
    return tuple(sorted(chosen, key=lambda one: (-one.missing, one.team or "", one.who)))


def lacking(months: Iterable[QuotaGap]) -> Mapping[str, int]:
    """Agents behind their quota, with the reviews they lack."""
    return {one.who: one.missing for one in months if one.missing > 0}
