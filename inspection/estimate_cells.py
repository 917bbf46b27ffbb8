"""Units counted into cells: the machine's verdict x how likely they were to be reviewed."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from inspection.probability_classes import Codes, Floats, probability_classes
from inspection.share_intervals import Cells

_ELSE = -1.0


@dataclass(frozen=True, slots=True)
class ReviewedUnits:
    """Arrays of shape (units,): what the machine and what the person says (NaN: nobody judged), the chance of being
    judged (0-1], and whether the question applies to the unit, as the person says.
    """

    machine: Floats
    human: Floats
    probability: Floats
    applies: NDArray[np.bool_]

    @property
    def reviewed(self) -> NDArray[np.bool_]:
        """Which units a person judged."""
        return ~np.isnan(self.human)

    def only(self, chosen: NDArray[np.bool_]) -> "ReviewedUnits":
        """Those units alone."""
        return ReviewedUnits(self.machine[chosen], self.human[chosen], self.probability[chosen], self.applies[chosen])


def cells_of(units: ReviewedUnits) -> Cells:
    """The cells of a sample whose frame is known: every unit's verdict and chance, reviewed or not."""
    verdict = np.where(np.isnan(units.machine), _ELSE, units.machine)
    numbers = np.zeros(len(verdict), dtype=np.int64)
    of_verdict: list[float] = []
    for said in np.unique(verdict):
        chosen = verdict == said
        classes = probability_classes(units.probability[chosen], units.reviewed[chosen])
        numbers[chosen] = len(of_verdict) + classes
        of_verdict += [float(said)] * (int(classes.max(initial=0)) + 1)
    return _counted(units, numbers, np.array(of_verdict))


def cells_of_verdict(units: ReviewedUnits, said: float) -> Cells:
    """Only the cells of one verdict, with the weight they have among all units."""
    chosen = units.machine == said
    return _part_of(cells_of(units.only(chosen)), float(chosen.mean()), len(chosen)) if chosen.any() else _NONE


def reviewed_cells(units: ReviewedUnits) -> Cells:
    """The cells of the reviewed units alone: how many others there are of which is estimated from the chances."""
    seen = units.only(units.reviewed)
    return _weighed_back(seen, float(np.sum(1 / seen.probability))) if len(seen.human) else _NONE


def reviewed_cells_of_verdict(units: ReviewedUnits, said: float) -> Cells:
    """Only the cells of one verdict, from the reviewed units alone."""
    seen = units.only(units.reviewed)
    chosen = seen.machine == said
    return _weighed_back(seen.only(chosen), float(np.sum(1 / seen.probability))) if chosen.any() else _NONE


_NOTHING = np.zeros(1)
_NONE = Cells(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, 1)


def _part_of(cells: Cells, share: float, units: int) -> Cells:
    return replace(cells, weight=cells.weight * share, units=units)


def _weighed_back(seen: ReviewedUnits, whole: float) -> Cells:
    """Cells by chance alone; `whole`: how many units all reviewed ones stand for."""
    seen = replace(seen, machine=np.zeros(len(seen.human)))
    cells = cells_of(seen)
    classes = probability_classes(seen.probability, seen.reviewed)
    stands_for = _summed(classes, 1 / seen.probability, cells.n.shape[-1])
    return replace(
        cells,
        weight=stands_for / whole,
        prior=_priors(stands_for, cells.n, np.zeros(len(stands_for))),
        seen_share=np.bincount(classes, minlength=cells.n.shape[-1]) / stands_for,
        units=max(round(whole), 1),
        weights_known=False,
    )


def _counted(units: ReviewedUnits, numbers: Codes, of_verdict: Floats) -> Cells:
    count = len(of_verdict)
    size = np.bincount(numbers, minlength=count).astype(float)
    seen = units.reviewed
    cell, weight = numbers[seen], 1 / units.probability[seen]
    total = _summed(cell, weight, count)
    hit = units.applies[seen] & (units.human[seen] == 1)
    miss = units.applies[seen] & (units.human[seen] != 1)
    hit_share, miss_share = (_share(cell, weight * found, total) for found in (hit, miss))
    n = _effective(cell, weight, hit, hit_share)
    return Cells(
        weight=size / max(len(numbers), 1),
        prior=_priors(size, n, of_verdict),
        n=n,
        hits=n * hit_share,
        misses=n * miss_share,
        seen_share=np.bincount(cell, minlength=count) / np.maximum(size, 1),
        units=max(len(numbers), 1),
    )


def _priors(weight: Floats, n: Floats, of_verdict: Floats) -> Floats:
    """One prior for each verdict where a review weighs most, less of it where reviews weigh less.

    What has not been seen yet could lie where little was looked at (as Fay and Feuer 1997 place it for rates).
    """
    per_review = weight / np.maximum(n, 0.5)
    most = np.array([per_review[of_verdict == said].max() for said in of_verdict])
    found: Floats = per_review / np.maximum(most, 1e-12)
    return found


def _effective(cell: Codes, weight: Floats, hit: NDArray[np.bool_], share: Floats) -> Floats:
    """Equally likely reviews each cell is worth (Kish), fewer where hits lie among the heavier of its units.

    The variance of a weighted share is sum w^2 (y - share)^2 / (sum w)^2; Kish's n takes y for independent of w.
    """
    count = len(share)
    total, squares = _summed(cell, weight, count), _summed(cell, weight**2, count)
    kish = np.divide(total**2, squares, out=np.zeros(count), where=squares > 0)
    heavy = _share(cell, weight**2 * hit, squares)
    spread = share * (1 - share)
    ratio = np.divide(heavy * (1 - share) ** 2 + (1 - heavy) * share**2, spread, out=np.ones(count), where=spread > 0)
    return kish / np.maximum(ratio, 1.0)


def _share(cell: Codes, weight: Floats, total: Floats) -> Floats:
    return np.divide(_summed(cell, weight, len(total)), total, out=np.zeros(len(total)), where=total > 0)


def _summed(cell: Codes, weight: Floats, count: int) -> Floats:
    return np.bincount(cell, weight, minlength=count).astype(np.float64)
