"""A member beside its peers (同组对照): scores, items and dimensions drawn towards the group."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from inspection.evaluation import Dimension
from inspection.intervals import Figure, Moments
from inspection.scorecards.grouping import Totals
from inspection.scorecards.shrunk_scores import shrunk_scores
from inspection.scorecards.shrunk_shares import Shrunk, shrunk_shares
from inspection.scorecards.tally import ScoreTally


class Standing(StrEnum):
    """Where the shrunk interval lies: below, above or across the group's mean."""

    BELOW = "below"
    ABOVE = "above"
    LIKE_GROUP = "like_group"


@dataclass(frozen=True, slots=True, kw_only=True)
class BesidePeers:
    """A figure drawn towards its group: `shrunk` with its interval, how much of it is the member's own data (0-1), the
    group's mean and scatter (standard deviation of true figures), how many peers there are, and the standing.

    Same unit as the raw figure. Ranks coaching and reviews; never published, never pay.
    """

    shrunk: Figure
    own_weight: float
    group: float
    scatter: float
    peers: int
    standing: Standing


class Peers:
    """The comparisons of one group of members; arrays are computed once per item and kept."""

    def __init__(self, totals: Totals, names: Sequence[str], minimum_n: int) -> None:
        self._at = {name: at for at, name in enumerate(names)}
        self._tallies = [totals.members[name].cell.scores for name in names]
        self._minimum_n = minimum_n
        self._known: dict[tuple[str, str], tuple[Shrunk | None, Sequence[int]]] = {}

    def score(self, name: str) -> BesidePeers | None:
        """The machine score."""
        return self._beside("score", "", name, self._scores(lambda tally: tally.machine.whole), "points")

    def dimension(self, name: str, dimension: Dimension) -> BesidePeers | None:
        """Points earned of points judged in one dimension, 0-100."""
        compute = self._scores(lambda tally: tally.dimensions.get(dimension, Moments()))
        return self._beside("dimension", dimension, name, compute, "points")

    def item(self, name: str, item: str) -> BesidePeers | None:
        """The share of one item met, 0-1."""

        def compute() -> tuple[Shrunk | None, Sequence[int]]:
            counts = [tally.items.get(item) for tally in self._tallies]
            met = [0 if c is None else c.met for c in counts]
            judged = [0 if c is None else c.met + c.unmet for c in counts]
            return shrunk_shares(met, judged), judged

        return self._beside("item", item, name, compute, "share")

    def _scores(self, of: Callable[[ScoreTally], Moments]) -> Callable[[], tuple[Shrunk | None, Sequence[int]]]:
        def compute() -> tuple[Shrunk | None, Sequence[int]]:
            samples = [of(tally) for tally in self._tallies]
            counts = [sample.n for sample in samples]
            return shrunk_scores(counts, [s.total for s in samples], [s.squares for s in samples]), counts

        return compute

    def _beside(
        self, kind: str, what: str, name: str, compute: Callable[[], tuple[Shrunk | None, Sequence[int]]], unit: str
    ) -> BesidePeers | None:
        if name not in self._at:
            return None
        if (kind, what) not in self._known:
            self._known[(kind, what)] = compute()
        shrunk, counts = self._known[(kind, what)]
        at = self._at[name]
        if shrunk is None or counts[at] == 0:
            return None
        return _beside(shrunk, at, counts, unit, self._minimum_n)


def peers_by_member(totals: Totals, minimum_n: int) -> Mapping[str, Peers]:
    """Each member's peers; members with the same main form share them."""
    by_form: dict[str, Peers] = {}
    found: dict[str, Peers] = {}
    for name, member in totals.members.items():
        form = member.main_form
        if form not in by_form:
            by_form[form] = Peers(totals, totals.peers_of(name), minimum_n)
        found[name] = by_form[form]
    return found


def _beside(shrunk: Shrunk, at: int, counts: Sequence[int], unit: str, minimum_n: int) -> BesidePeers:
    value, low, high = (float(array[at]) for array in (shrunk.value, shrunk.low, shrunk.high))
    full = 1.0 if unit == "share" else 100.0
    low, high, value = (min(max(bound, 0.0), full) for bound in (low, high, value))
    standing = Standing.BELOW if high < shrunk.group else Standing.ABOVE if low > shrunk.group else Standing.LIKE_GROUP
    n = counts[at]
    return BesidePeers(
        shrunk=Figure(value=value, n=n, low=low, high=high, enough=n >= minimum_n, unit=unit),
        own_weight=float(shrunk.own_weight[at]),
        group=shrunk.group,
        scatter=shrunk.scatter,
        peers=int(np.count_nonzero(counts)),
        standing=standing,
    )
