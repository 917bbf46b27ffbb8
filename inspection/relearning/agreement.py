"""How well a head agrees with people: F1 per class and its mean, kappa, precision and recall, for many samples at once.

All take confusion counts of shape (..., classes, classes): what people say in the rows, what the head says in the
columns. A figure nothing was counted for is 0.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """Shares 0-1 (`kappa` -1 to 1). Shapes: `macro_f1`, `kappa` (...); the others (..., classes)."""

    macro_f1: Counts
    kappa: Counts
    f1: Counts
    precision: Counts
    recall: Counts


def agreement(counts: Counts) -> Agreement:
    """The figures of each sample. Kappa is Cohen's (1960): agreement beyond what equal habits give by chance."""
    right = np.diagonal(counts, axis1=-2, axis2=-1)
    wanted, said = counts.sum(axis=-1), counts.sum(axis=-2)
    total = wanted.sum(axis=-1)
    observed, by_chance = _share(right.sum(axis=-1), total), _share((wanted * said).sum(axis=-1), total**2)
    f1 = _share(2 * right, wanted + said)
    return Agreement(
        macro_f1=f1.mean(axis=-1),
        kappa=_share(observed - by_chance, 1.0 - by_chance),
        f1=f1,
        precision=_share(right, said),
        recall=_share(right, wanted),
    )


def confusion(wanted: NDArray[np.int64], said: NDArray[np.int64], groups: NDArray[np.int64], classes: int) -> Counts:
    """Counts per group, shape (groups, classes, classes); `groups` numbers each turn's group from 0."""
    counts = np.zeros((int(groups.max(initial=-1)) + 1, classes, classes))
    np.add.at(counts, (groups, wanted, said), 1.0)
    return counts


def _share(part: Counts, whole: Counts) -> Counts:
    share: Counts = np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=np.abs(whole) > 1e-12)
    return share
