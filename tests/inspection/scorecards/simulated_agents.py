"""Agents whose true quality is known, and what is counted of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sums:
    """Counts, sums and sums of squares by agent, and the true means."""

    n: Floats
    total: Floats
    squares: Floats
    truth: Floats


def counts(random: np.random.Generator, agents: int, low: int, high: int) -> NDArray[np.int64]:
    """Interactions per agent, spread evenly on the log scale."""
    return np.round(np.exp(random.uniform(np.log(low), np.log(high), agents))).astype(int)


def scored(random: np.random.Generator, truth: Floats, n: NDArray[np.int64], fatal: float = 0.03) -> Sums:
    """Skewed scores around each truth (deductions are gamma), some zeroed by a fatal; the truth counts those in."""
    totals, squares = [], []
    for mean, size in zip(truth, n, strict=True):
        scores = 100 - random.gamma(2, (100 - mean) / 2, size)
        scores = np.where(random.random(size) < fatal, 0.0, scores)
        totals.append(scores.sum())
        squares.append((scores**2).sum())
    return Sums(n.astype(float), np.array(totals), np.array(squares), (1 - fatal) * truth)
