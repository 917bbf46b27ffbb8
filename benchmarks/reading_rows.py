"""One measured figure of the reading benchmark, and the intervals that go with it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

DRAWS, SEED = 400, 17


@dataclass(frozen=True, slots=True)
class Row:
    """`value` in `unit` over `n` cases; `low` and `high` bound it in 95 of 100 bootstrap draws (None: not drawn)."""

    system: str
    metric: str
    value: float
    unit: str
    n: int
    low: float | None = None
    high: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The row as the benchmarks' JSON has it."""
        return asdict(self)


def drawn(
    system: str, metric: str, figure: Callable[..., float], *columns: Sequence[Any] | NDArray[Any], unit: str = "share"
) -> Row:
    """A figure over cases with its bootstrap interval. `columns` are parallel: one value per case each."""
    arrays = [np.asarray(column) for column in columns]
    size = len(arrays[0])
    rng = np.random.default_rng(SEED)
    draws = [figure(*(a[chosen] for a in arrays)) for chosen in rng.integers(0, size, (DRAWS, size))]
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return Row(system, metric, float(figure(*arrays)), unit, size, float(low), float(high))


def macro_f1(wanted: NDArray[Any], said: NDArray[Any]) -> float:
    """Mean F1 over the classes that occur in `wanted`, 0-1."""
    scores = []
    for one in np.unique(wanted):
        hits = ((said == one) & (wanted == one)).sum()
        scores.append(2 * hits / ((said == one).sum() + (wanted == one).sum()))
    return float(np.mean(scores))


def auc(same: NDArray[Any], score: NDArray[Any]) -> float:
    """Chance that a true pair scores higher than a false one, ties half; nan when one of them is missing."""
    yes, no = score[same.astype(bool)], np.sort(score[~same.astype(bool)])
    if not len(yes) or not len(no):
        return float("nan")
    below, upto = np.searchsorted(no, yes, "left"), np.searchsorted(no, yes, "right")
    return float((below + upto).sum() / (2 * len(yes) * len(no)))


def accuracy(same: NDArray[Any], score: NDArray[Any]) -> float:
    """Share right when .5 divides."""
    return float(((score >= 0.5) == same.astype(bool)).mean())


def recall_at_precision(wanted: NDArray[Any], score: NDArray[Any], precision: float) -> float:
    """Highest recall of `wanted` (bool) at a threshold where at least `precision` of what is found is right."""
    order = np.argsort(-score, kind="stable")
    hits = wanted[order].cumsum()
    good = np.nonzero(hits / np.arange(1, len(order) + 1) >= precision)[0]
    return float(hits[good[-1]] / max(wanted.sum(), 1)) if len(good) else 0.0
