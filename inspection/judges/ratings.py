"""Ratings (评判表): what several judges said of the same cases, as the agreement coefficients want it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ratings:
    """One item judged by several people.

    `values` has shape (cases, judges), NaN where a judge said nothing. `categories`: how many words the scale has, the
    values then being 0, 1, ...; 0 says that values are points, whose distance counts squared.
    """

    values: Floats
    categories: int

    def __post_init__(self) -> None:
        """Refuse what is no table of ratings."""
        if self.values.ndim != 2:
            raise ValueError("ratings need one row per case and one column per judge")
        said = self.values[~np.isnan(self.values)]
        if self.categories and not np.isin(said, np.arange(self.categories)).all():
            raise ValueError(f"a rating is not among the {self.categories} words of the scale")

    @property
    def is_points(self) -> bool:
        """Values are points, not words."""
        return self.categories == 0

    @property
    def shared(self) -> int:
        """Cases at least two people judged."""
        return int((self.count >= 2).sum())

    @property
    def count(self) -> NDArray[np.int64]:
        """Judges per case, shape (cases,)."""
        found: NDArray[np.int64] = (~np.isnan(self.values)).sum(1)
        return found

    def with_rows(self, rows: Floats) -> "Ratings":
        """The same table with further cases."""
        return Ratings(np.vstack([self.values, rows]), self.categories)

    def pairs(self) -> list[tuple[int, int]]:
        """Judges that share at least one case, as pairs of columns."""
        there = ~np.isnan(self.values)
        return [(j, k) for j, k in combinations(range(self.values.shape[1]), 2) if (there[:, j] & there[:, k]).any()]


def ratings_of(said: Sequence[Mapping[str, float]], *, categories: int) -> tuple[Ratings, tuple[str, ...]]:
    """A table from one mapping (judge -> value) per case, and the judges its columns stand for, by name."""
    judges = tuple(sorted({who for case in said for who in case}))
    rows = [[case.get(who, np.nan) for who in judges] for case in said]
    return Ratings(np.array(rows, dtype=np.float64).reshape(len(said), len(judges)), categories), judges
