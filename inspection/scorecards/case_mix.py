"""Case mix (业务构成): what a score would be had everybody had the same queues, channels, hours and topics.

Comparing inside the same person is the only fair way to learn how hard a queue or an hour is: the best agents are
often sent to the hardest work, and a plain mean per queue would take their skill for the queue's ease. So the
effects come from members who serve more than one level. Where nobody does, a level cannot be told from its people:
nothing is adjusted for it, and it is named.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FACTORS = ("queue", "channel", "hour", "topic")
PRIOR_WORTH = 20.0  # interactions that speak for "no effect" beside the data of a level: rare levels move nobody
RARE_BELOW = 30  # interactions; rarer levels are one level, "other"
OTHER = "other"


class Circumstance(NamedTuple):
    """Where interactions stand: a level of each factor ("" is not stated); `hour` is local, 00-23."""

    queue: str
    channel: str
    hour: str
    topic: str


class MixCell(NamedTuple):
    """Interactions of one member in the same circumstance: how many had a score, their sum of points."""

    member: str
    place: Circumstance
    n: int
    total: float


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One member's mean score before and after: points. `harder_by` > 0: the work was harder than the average by that
    many points, and the adjusted score is so much higher; `error` is its standard error.
    """

    n: int
    raw: float
    adjusted: float
    harder_by: float
    error: float


@dataclass(frozen=True, slots=True)
class CaseMix:
    """What the period's mix does to scores: members by name, effects in points by factor and level (0 on average), and
    the levels that only members serve who serve no other one of the factor (not adjusted for).
    """

    members: Mapping[str, Adjusted]
    effects: Mapping[str, Mapping[str, float]]
    not_separable: Mapping[str, tuple[str, ...]]


def case_mix(cells: Iterable[MixCell], *, spread_points: float) -> CaseMix:
    """Fit score = member + queue + channel + hour + topic and give every member the average mix.

    Least squares with a fixed effect per member (the within estimator: Wooldridge 2010, 10.5; for workers and places
    Abowd, Kramarz and Margolis 1999), computed on cells weighted by n, with a ridge of PRIOR_WORTH interactions per
    level. A level without variation inside any member has the effect 0. `spread_points` is the standard deviation of
    single scores inside a cell; it gives the standard errors.
    """
    known = [cell for cell in cells if cell.n > 0]
    if not known:
        return CaseMix({}, {}, {})
    design = _Design(known)
    effects, covariance = design.fit(spread_points)
    return CaseMix(design.adjusted(effects, covariance), design.named(effects), design.not_separable())


class _Design:
    """Cells as arrays: the member and the four level numbers of each, its count and its mean score."""

    def __init__(self, cells: list[MixCell]) -> None:
        self.members, self.member = _coded([cell.member for cell in cells])
        self.n = np.array([cell.n for cell in cells], float)
        self.total = np.array([cell.total for cell in cells], float)
        self.levels: list[tuple[int, str]] = []
        columns = []
        for factor in range(len(FACTORS)):
            levels, codes = _with_rare_pooled(*_coded([cell.place[factor] for cell in cells]), self.n)
            columns.append(codes + len(self.levels))
            self.levels += [(factor, level) for level in levels]
        self.columns = np.stack(columns)
        self.member_n = np.bincount(self.member, self.n, len(self.members))
        self.share = self._shares()

    def _shares(self) -> Floats:
        """Share of each member's interactions on each level; shape (members, levels)."""
        counts = np.zeros((len(self.members), len(self.levels)))
        for column in self.columns:
            counts += self._counts(self.member, column, len(self.members))
        return counts / self.member_n[:, None]

    def _counts(self, one: NDArray[np.int64], other: NDArray[np.int64], rows: int) -> Floats:
        """Interactions with these two codes; shape (rows, levels)."""
        size = len(self.levels)
        counts: Floats = np.bincount(one * size + other, self.n, rows * size).astype(np.float64)
        return counts.reshape(rows, size)

    def fit(self, spread_points: float) -> tuple[Floats, Floats]:
        """Effects of the levels (each factor's mean over all interactions is 0) and their covariance."""
        size = len(self.levels)
        gram, moment = np.zeros((size, size)), np.zeros(size)
        for one in self.columns:
            moment += np.bincount(one, self.total, size)
            for other in self.columns:
                gram += self._counts(one, other, size)
        member_total = np.bincount(self.member, self.total, len(self.members))
        weighted = self.share * self.member_n[:, None]
        inside = gram - weighted.T @ self.share  # only what varies inside a member is left
        moment = moment - self.share.T @ member_total
        inverse = np.linalg.inv(inside + PRIOR_WORTH * np.eye(size))
        effects = inverse @ moment
        covariance = spread_points**2 * inverse @ inside @ inverse
        return effects - self._centre() @ effects, covariance

    def _centre(self) -> Floats:
        """Takes each factor's mean over all interactions; shape (levels, levels)."""
        overall = self.member_n @ self.share / self.member_n.sum()
        factor = np.array([f for f, _ in self.levels])
        means: Floats = np.where(factor[:, None] == factor[None, :], overall[None, :], 0.0)
        return means

    def adjusted(self, effects: Floats, covariance: Floats) -> dict[str, Adjusted]:
        """Every member with the average mix."""
        raw = np.bincount(self.member, self.total, len(self.members)) / self.member_n
        contrast = self.share - self.member_n @ self.share / self.member_n.sum()
        easier = contrast @ effects
        error = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", contrast, covariance, contrast), 0.0))
        return {
            name: Adjusted(int(n), float(mean), float(mean - ease), -float(ease), float(se))
            for name, n, mean, ease, se in zip(self.members, self.member_n, raw, easier, error, strict=True)
        }

    def named(self, effects: Floats) -> dict[str, dict[str, float]]:
        """Effects by factor and level."""
        found: dict[str, dict[str, float]] = {factor: {} for factor in FACTORS}
        for (factor, level), effect in zip(self.levels, effects, strict=True):
            found[FACTORS[factor]][level] = float(effect)
        return found

    def not_separable(self) -> dict[str, tuple[str, ...]]:
        """Levels (of factors that have several) served only by members who serve no other level of the factor."""
        factor = np.array([f for f, _ in self.levels])
        several = np.bincount(factor, minlength=len(FACTORS)) > 1
        mixed = np.any((self.share > 0) & (self.share < 1), axis=0)
        found: dict[str, list[str]] = defaultdict(list)
        for (f, level), is_mixed in zip(self.levels, mixed.tolist(), strict=True):
            if several[f] and not is_mixed:
                found[FACTORS[f]].append(level)
        return {name: tuple(levels) for name, levels in found.items()}


def _coded(names: list[str]) -> tuple[list[str], NDArray[np.int64]]:
    """The names, in order, and the number of each."""
    known = sorted(set(names))
    number = {name: at for at, name in enumerate(known)}
    return known, np.array([number[name] for name in names])


def _with_rare_pooled(levels: list[str], codes: NDArray[np.int64], n: Floats) -> tuple[list[str], NDArray[np.int64]]:
    """The same with the levels of fewer than RARE_BELOW interactions as OTHER."""
    rare = np.bincount(codes, n, len(levels)) < RARE_BELOW
    pooled = [OTHER if is_rare else level for level, is_rare in zip(levels, rare.tolist(), strict=True)]
    known, again = _coded(pooled)
    return known, again[codes]
