"""Shapes a spread of levels could have as well (其他可能的分布): many alike, and a few who are really weaker.

Some sixty agents with sixty interactions each do not tell a few really weak ones from unlucky ones. So nobody decides
which it is: every such shape that the data do not contradict stays possible. It is contradicted where its likelihood
lies so far under the best that a 95 % likelihood interval would leave it out (Wilks 1938: 1.92).
"""

from collections.abc import Iterator
from itertools import product
from typing import Protocol

import numpy as np

Floats = np.ndarray
CONTRADICTED = 1.92
_WEAK_SHARES = (0.05, 0.1, 0.2)
_GAPS = (1.0, 2.0, 3.0, 4.0)
"""How far the weak are below the others, in standard errors of a typical sample: less is chance, more is plain."""
_ROUNDS = 8
_FIRST_WIDTH, _NARROWEST = 0.3, 0.1


class Seen(Protocol):
    """Samples on a scale of levels; see `levels.py`."""

    @property
    def place(self) -> Floats: ...  # noqa: D102
    @property
    def points(self) -> Floats: ...  # noqa: D102
    @property
    def likelihood(self) -> Floats: ...  # noqa: D102
    @property
    def seen(self) -> Floats: ...  # noqa: D102
    @property
    def noise(self) -> float: ...  # noqa: D102


def lowest_levels(scale: Seen, best_fit: float) -> Floats:
    """The lowest level of each sample by any such shape the data do not contradict, in points, shape (samples,).

    `best_fit` is the log likelihood of the best shape known. Infinite where every one is contradicted.
    """
    found = list(_weak_few(scale))
    best = max(best_fit, *(fit for fit, _ in found))
    possible = [levels for fit, levels in found if fit >= best - CONTRADICTED]
    return np.min(possible, axis=0) if possible else np.full(len(scale.seen), np.inf)


def _weak_few(scale: Seen) -> Iterator[tuple[float, Floats]]:
    """Log likelihood and levels of each shape, its middle and width fitted (EM)."""
    for share, gap in product(_WEAK_SHARES, _GAPS):
        shares, below = np.array([share, 1 - share])[:, None], np.array([gap * scale.noise, 0.0])[:, None]
        middle, width = float(np.median(scale.seen)), _FIRST_WIDTH * scale.noise
        for _ in range(_ROUNDS):
            away = scale.place + below  # of a weak one's level from the middle he is below
            bells = np.exp(-(((away - middle) / width) ** 2) / 2)
            parts = shares * bells / np.maximum(bells.sum(1, keepdims=True), 1e-300)
            prior = parts.sum(0)
            fit = np.maximum(scale.likelihood @ prior, 1e-300)
            expected = parts * (1 / fit @ scale.likelihood)
            total = float(expected.sum())
            middle = float((expected * away).sum()) / total
            around = float((expected * (away - middle) ** 2).sum()) / total
            width = max(around**0.5, _NARROWEST * scale.noise)
        chance = scale.likelihood * prior
        yield float(np.log(fit).sum()), (chance / chance.sum(1, keepdims=True)) @ scale.points
