"""Many questions at once (多重比较): how small a chance must be when hundreds of figures are looked at."""

from collections.abc import Sequence

import numpy as np


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values, in the order given (Holm 1979): below 0.05 means that of all true zeros of the whole list
    at most one in twenty lists shows even one. ValueError for anything that is no probability.
    """
    p = np.asarray(p_values, dtype=np.float64)
    if len(p) and not bool(((p >= 0) & (p <= 1)).all()):
        raise ValueError("a p-value lies between 0 and 1")
    order = np.argsort(p, kind="stable")
    steps = p[order] * np.arange(len(p), 0, -1)
    adjusted = np.minimum(np.maximum.accumulate(steps), 1.0)
    found = np.empty(len(p))
    found[order] = adjusted
    return [float(one) for one in found]
