"""Units that had about the same chance to be reviewed, put together: inside a class a plain mean is an honest one."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

MOST_CLASSES = 5
LEAST_REVIEWED = 5


def probability_classes(probability: Floats, reviewed: NDArray[np.bool_], *, most: int = MOST_CLASSES) -> Codes:
    """Class numbers 0, 1, ... by rising probability, shape (units,); every class holds at least 5 reviewed units.

    Few different probabilities (a sampling plan has one per stratum) are classes as they are; many are cut at the
    quantiles of the reviewed ones. Classes with too few reviewed units join their neighbour; with hardly any reviewed
    unit there is one class.
    """
    distinct: Floats = np.unique(probability)
    if len(distinct) <= most:
        codes = np.searchsorted(distinct, probability)
    else:
        among = probability[reviewed] if reviewed.any() else probability
        edges = np.quantile(among, np.arange(1, most) / most)
        codes = np.searchsorted(edges, probability, side="left")
    return _with_enough(codes, np.bincount(codes[reviewed], minlength=int(codes.max(initial=0)) + 1))


def _with_enough(codes: Codes, reviewed: Codes) -> Codes:
    """Small classes joined to the next one, a small last one to the one before."""
    joined = np.zeros(len(reviewed), dtype=np.int64)
    number, inside = 0, 0
    for code, count in enumerate(reviewed):
        joined[code] = number
        inside += int(count)
        if inside >= LEAST_REVIEWED:
            number, inside = number + 1, 0
    last: Any = max(number - 1, 0)
    classes: Codes = np.minimum(joined, last)[codes]
    return classes
