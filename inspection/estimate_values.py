"""What an estimate is: people and machine together, beside each alone, and what it must rest on to be one."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from inspection.estimate_cells import ReviewedUnits
from inspection.intervals import Figure
from inspection.mean_estimates import effective_n


class Target(StrEnum):
    """What an interval speaks of.

    PROCESS: how a group works, of which the period's units are a sample (to compare and to foresee). PERIOD: what this
    very period would have come to, had everything been reviewed: narrower, and without width once everything was.
    """

    PROCESS = "process"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimums:
    """What an estimate must rest on to be *enough*: reviewed units, effective ones, and for recall breaches found."""

    reviewed: int = 30
    effective: float = 20.0
    found: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimate beside what it is made of.

    `combined`: machine and people together. `human_only`: the reviewed units alone, weighed back. `machine_only`: what
    the machine says by itself, None where it cannot. `units`: how many it speaks of; `effective_n`: how many equally
    likely reviews the reviewed units are worth.
    """

    combined: Figure
    human_only: Figure
    machine_only: float | None
    units: int
    effective_n: float

    @property
    def width_ratio(self) -> float | None:
        """Width of the combined interval over that of the human one; 0.5 is what four times the reviews would give."""
        widths = [f.high - f.low for f in (self.combined, self.human_only) if f.low is not None and f.high is not None]
        return widths[0] / widths[1] if len(widths) == 2 and widths[1] > 0 else None


def checked_units(
    machine: ArrayLike, human: ArrayLike, probability: ArrayLike, applies: ArrayLike | None = None
) -> ReviewedUnits:
    """The arrays as units; ValueError when they do not fit together or a chance is none."""
    first, second, third = (np.asarray(given, dtype=np.float64) for given in (machine, human, probability))
    inside = np.ones(first.shape, dtype=np.bool_) if applies is None else np.asarray(applies, dtype=np.bool_)
    if not (first.ndim == 1 and first.shape == second.shape == third.shape == inside.shape):
        raise ValueError("machine, human, probability and applies need one entry per unit each")
    if not bool(((third > 0) & (third <= 1)).all()):
        raise ValueError("every unit needs a chance above 0, up to 1, to be reviewed: leave out those that had none")
    return ReviewedUnits(first, second, third, inside)


def estimated(
    units: ReviewedUnits,
    together: Figure | None,
    alone: Figure | None,
    machine: float | None,
    limits: Minimums,
    *,
    unit: str = "share",
) -> Estimate:
    """An estimate of its figures (None: nothing could be estimated), with its sizes and whether it is enough."""
    n = int(units.reviewed.sum())
    worth = effective_n(units.probability[units.reviewed])
    enough = n >= limits.reviewed and worth >= limits.effective
    nothing = Figure(value=None, n=n, low=None, high=None, enough=False, unit=unit)
    combined, human_only = (
        nothing if figure is None or n == 0 else replace(figure, n=n, enough=enough) for figure in (together, alone)
    )
    return Estimate(
        combined=combined, human_only=human_only, machine_only=machine, units=len(units.human), effective_n=worth
    )
