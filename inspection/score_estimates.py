"""Mean scores of 0-100 points, where a fatal counts 0: the share without a fatal times the mean of the others."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inspection.estimate_cells import ReviewedUnits, cells_of, reviewed_cells
from inspection.estimate_values import Estimate, Minimums, Target, checked_units, estimated
from inspection.intervals import Figure, product_interval
from inspection.mean_estimates import MeanEstimate, human_mean, mean_estimate
from inspection.share_intervals import Bounds, share_bounds

Floats = NDArray[np.float64]


def mean_score_estimate(
    machine: ArrayLike,
    human: ArrayLike,
    probability: ArrayLike,
    *,
    target: Target = Target.PROCESS,
    minimums: Minimums | None = None,
) -> Estimate:
    """The mean score of 0-100 points, where a fatal counts 0; arrays of shape (units,) as in `share_estimate`.

    A score of 0 is taken as a fatal: such a lump, far from the rest, would escape a plain interval until the first one
    is reviewed. So the mean is (share without a fatal) x (mean of the others), each estimated for itself. Units without
    a machine score (NaN) count with the mean of the others.
    """
    units = checked_units(machine, human, probability)
    process, limits = target is Target.PROCESS, minimums or Minimums()
    fatal = ReviewedUnits(
        np.where(np.isnan(units.machine), np.nan, units.machine == 0),
        np.where(units.reviewed, units.human == 0, np.nan),
        units.probability,
        units.applies,
    )
    together, alone = (share_bounds(cells(fatal), process=process) for cells in (cells_of, reviewed_cells))
    auxiliary, adjusted = _without_fatals(units)
    said = units.machine[~np.isnan(units.machine)]
    return estimated(
        units,
        _times(together, _mean(units, adjusted, auxiliary, process)),
        _times(alone, _mean(units, adjusted, None, process)),
        float(said.mean()) if len(said) else None,
        limits,
        unit="points",
    )


def _without_fatals(units: ReviewedUnits) -> tuple[Floats, Floats]:
    """The machine's scores, and people's, as if no fatal had happened (linearised: Särndal et al. 1992, section 5.7).

    A unit zeroed by a person gets the mean of the others, and these are spread a little, so that the mean over all
    reviewed units is the mean of those without a fatal and has its variance.
    """
    scored = units.machine[units.machine > 0]
    auxiliary = np.where(units.machine > 0, units.machine, scored.mean() if len(scored) else 0.0)
    weight = np.where(units.reviewed, 1 / units.probability, 0.0)
    clean = units.reviewed & (units.human > 0)
    if not clean.any():
        return auxiliary, np.where(units.reviewed, 0.0, np.nan)
    mean = float(np.sum(weight[clean] * units.human[clean]) / weight[clean].sum())
    share = float(weight[clean].sum() / weight.sum())
    return auxiliary, np.where(clean, mean + (units.human - mean) / share, np.where(units.reviewed, mean, np.nan))


def _mean(units: ReviewedUnits, human: Floats, machine: Floats | None, process: bool) -> MeanEstimate | None:
    if units.reviewed.sum() < 2:
        return None
    if machine is None:
        return human_mean(human, units.probability, process=process)
    return mean_estimate(machine, human, units.probability, process=process)


def _times(fatal: Bounds, clean: MeanEstimate | None) -> Figure | None:
    """(1 - share of fatals) x mean of the others, in points."""
    if clean is None or np.isnan(fatal.value):
        return None
    value, low, high = (min(max(v, 0.0), 100.0) for v in (clean.value, clean.low, clean.high))
    share = (1 - float(fatal.value), 1 - float(fatal.high), 1 - float(fatal.low))
    low, high = product_interval((value, low, high), share)
    return Figure(value=value * share[0], n=0, low=low, high=min(high, 100.0), enough=False, unit="points")
