"""The score gap of one group (得分差): its mean against everybody else's, on comparable work, with an honest interval.

Scores and membership are first cleared of what makes work incomparable: the cell (form and channel; for what varies
inside an agent's own work also the agent) and, where asked, the quality of recognition (Frisch and Waugh 1933; Lovell
1963). What is left gives the gap by least squares. Interactions of an agent go together: the error is a jackknife over
agents (MacKinnon, Nielsen and Webb 2023, CV3), with as many degrees of freedom as agents really carry the gap (Carter,
Schnepel and Steigerwald 2017).
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t

from inspection.intervals import CONFIDENCE

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]
Chosen = NDArray[np.bool_]
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class ScoreArrays:
    """Evaluations as arrays of one length: `score` 0-100, `agent` and `cell` codes from 0, `quality` (n, k) 0-1."""

    score: Floats
    agent: Codes
    cell: Codes
    quality: Floats

    def only(self, chosen: Chosen) -> "ScoreArrays":
        """Those evaluations alone."""
        return ScoreArrays(self.score[chosen], self.agent[chosen], self.cell[chosen], self.quality[chosen])


@dataclass(frozen=True, slots=True)
class Gap:
    """Points of 0-100 the group has more than the others, its standard error and degrees of freedom."""

    points: float
    error: float
    freedom: float

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval (Student), points."""
        half = float(t.ppf((1 + CONFIDENCE) / 2, self.freedom)) * self.error
        return self.points - half, self.points + half

    @property
    def p_value(self) -> float:
        """How often so large a gap would come by chance; two-sided."""
        return 1.0 if self.error == 0 else float(2 * t.sf(abs(self.points) / self.error, self.freedom))


class ComparableScores:
    """Scores cleared of their cells (and of recognition) once, for the gaps of many groups."""

    def __init__(self, arrays: ScoreArrays, *, with_quality: bool) -> None:
        """Clear the scores; `with_quality`: of the quality of recognition too."""
        self._arrays = arrays
        self._agents = int(arrays.agent.max(initial=-1)) + 1
        self._basis: Floats | None = None
        score = _within_cells(arrays.score, arrays.cell)
        if with_quality and arrays.quality.shape[1]:
            columns = np.stack([_within_cells(column, arrays.cell) for column in arrays.quality.T], 1)
            self._basis = _basis_of(columns)
        self._score = self._cleared(score)

    def gap(self, member: Chosen) -> Gap | None:
        """The gap of `member` evaluations against the others; None where nothing comparable is on both sides."""
        x = self._cleared(_within_cells(member.astype(np.float64), self._arrays.cell))
        agent = self._arrays.agent
        shared: Floats = np.bincount(agent, x * self._score, minlength=self._agents).astype(np.float64)
        own: Floats = np.bincount(agent, x * x, minlength=self._agents).astype(np.float64)
        return _of_sums(shared[own > _NOTHING], own[own > _NOTHING])

    def contributing(self, member: Chosen) -> int:
        """Agents of whom some cell holds evaluations of both sides: they alone tell something."""
        x = _within_cells(member.astype(np.float64), self._arrays.cell)
        return len(np.unique(self._arrays.agent[np.abs(x) > _NOTHING]))

    def _cleared(self, values: Floats) -> Floats:
        return values if self._basis is None else values - self._basis @ (self._basis.T @ values)


def _of_sums(shared: Floats, own: Floats) -> Gap | None:
    """Gap, jackknifed error and degrees of freedom of sums by agent."""
    total, count = float(own.sum()), len(own)
    rest = total - own
    if count < 3 or (rest <= _NOTHING).any():
        return None
    points = float(shared.sum()) / total
    without = (shared.sum() - shared) / rest
    variance = (count - 1) / count * float(((without - points) ** 2).sum())
    carried = total**2 / float((own**2).sum())
    return Gap(points, sqrt(variance), max(min(carried, count) - 1, 1.0))


def _within_cells(values: Floats, cell: Codes) -> Floats:
    """Values less the mean of their cell."""
    size = np.bincount(cell)
    mean = np.bincount(cell, values) / np.maximum(size, 1)
    found: Floats = values - mean[cell]
    return found


def _basis_of(columns: Floats) -> Floats:
    """Orthonormal columns that span the same; constant ones (text is always read surely) fall away."""
    varied = columns[:, (columns**2).sum(0) > _NOTHING]
    found: Floats = np.linalg.qr(varied)[0]
    return found
