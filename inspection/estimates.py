"""Estimates (估计): what people would say of everything, from what they said of some and what the machine says of all.

Three arrays with one entry per unit (an evaluation) are needed and no more: the machine's verdict or score, the
person's (NaN where nobody judged), and the chance the unit had to be judged. Formulae, sources and the coverage
measured: docs/reference/estimates.md. Mean scores: score_estimates.py.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from inspection.estimate_cells import cells_of, cells_of_verdict, reviewed_cells, reviewed_cells_of_verdict
from inspection.estimate_values import Estimate, Minimums, Target, checked_units, estimated
from inspection.intervals import Figure
from inspection.share_intervals import Bounds, recall_bounds, share_bounds


def share_estimate(
    machine: ArrayLike,
    human: ArrayLike,
    probability: ArrayLike,
    *,
    applies: ArrayLike | None = None,
    target: Target = Target.PROCESS,
    minimums: Minimums | None = None,
) -> Estimate:
    """How often something happens (an item failed, a fatal), a share of 0-1; arrays of shape (units,).

    `machine`: 1 it happened, 0 it did not, NaN it does not apply or cannot be told. `human`: 1 or 0, NaN where nobody
    judged. `probability`: the chance of every unit to be judged, above 0 up to 1. `applies`: False where the person
    says that the question does not apply; such units leave the share (it becomes a ratio). ValueError for misfits.
    """
    units = checked_units(machine, human, probability, applies)
    process = target is Target.PROCESS
    said = units.machine[~np.isnan(units.machine)]
    return estimated(
        units,
        _figure(share_bounds(cells_of(units), process=process)),
        _figure(share_bounds(reviewed_cells(units), process=process)),
        float(said.mean()) if len(said) else None,
        minimums or Minimums(),
    )


def precision_estimate(
    machine: ArrayLike,
    human: ArrayLike,
    probability: ArrayLike,
    *,
    target: Target = Target.PROCESS,
    minimums: Minimums | None = None,
) -> Estimate:
    """How often a hit of the machine is one (upheld of all hits), 0-1; arguments as in `share_estimate`."""
    units = checked_units(machine, human, probability)
    hits = units.only(units.machine == 1)
    found = share_estimate(hits.machine, hits.human, hits.probability, target=target, minimums=minimums)
    return replace(found, machine_only=None)


def recall_estimate(
    machine: ArrayLike,
    human: ArrayLike,
    probability: ArrayLike,
    *,
    target: Target = Target.PROCESS,
    minimums: Minimums | None = None,
) -> Estimate:
    """How much of what happened the machine finds, 0-1; arguments as in `share_estimate`.

    Where the machine has no hit, only units judged without knowing its verdict may carry a `human` value.
    """
    units = checked_units(machine, human, probability)
    units = replace(units, machine=np.where(units.machine == 1, 1.0, 0.0))
    limits, process = minimums or Minimums(), target is Target.PROCESS
    together, alone = (
        recall_bounds(cells(units, 1), cells(units, 0), process=process)
        for cells in (cells_of_verdict, reviewed_cells_of_verdict)
    )
    found = estimated(units, _figure(together), _figure(alone), None, limits)
    few = np.count_nonzero(units.human == 1) < limits.found
    return replace(found, combined=replace(found.combined, enough=False)) if few else found


def _figure(bounds: Bounds) -> Figure | None:
    if np.isnan(bounds.value):
        return None
    value, low, high = float(bounds.value), float(bounds.low), float(bounds.high)
    return Figure(value=value, n=0, low=low, high=high, enough=False, unit="share")
