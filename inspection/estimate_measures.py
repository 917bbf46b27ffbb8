"""What can be estimated (估计口径): a measure by name, what a review tells of it, and the estimate of a group."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import nan

import numpy as np

from inspection.errors import SettingsError
from inspection.estimate_values import Estimate, Minimums, Target
from inspection.estimates import precision_estimate, recall_estimate, share_estimate
from inspection.evaluation import ItemState
from inspection.score_estimates import mean_score_estimate


class MeasureKind(StrEnum):
    """SCORE: mean of 0-100 points. PASS, FATAL, ITEM (failed where it applies): shares. PRECISION, RECALL: a rule's."""

    SCORE = "score"
    PASS = "pass"  # noqa: S105 - no password
    FATAL = "fatal"
    ITEM = "item"
    PRECISION = "precision"
    RECALL = "recall"

    @property
    def names_an_item(self) -> bool:
        """The measure speaks of one item: `item:greeting`."""
        return self in (MeasureKind.ITEM, MeasureKind.PRECISION, MeasureKind.RECALL)


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing to estimate; `item` is the item's id where the kind names one."""

    kind: MeasureKind
    item: str = ""

    def __str__(self) -> str:
        """As people write it: `fatal`, `recall:rude`."""
        return f"{self.kind}:{self.item}" if self.item else self.kind.value


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedUnit:
    """An evaluation, or `count` alike ones: what the machine says, what people say, and the chances they had to.

    Scores 0-100, None without one. `machine_state`, `person_state`: of the measure's item. `person_fatal`: a person
    found a fatal; None where nobody judged. `blind`: judged by lot, on the full form, without knowing the machine's
    verdict; `seen`: judged at all. `asked`: a review that is not blind asks about this item or fatal.
    """

    probability: float
    blind_probability: float
    blind: bool
    seen: bool
    asked: bool
    count: int = 1
    machine_score: float | None = None
    human_score: float | None = None
    machine_fatal: bool = False
    person_fatal: bool | None = None
    machine_state: ItemState | None = None
    person_state: ItemState | None = None


def measure_of(text: str) -> Measure:
    """Read `score`, `pass`, `fatal`, `item:ID`, `precision:ID` or `recall:ID`; SettingsError for anything else."""
    name, _, item = text.partition(":")
    kinds = {kind.value: kind for kind in MeasureKind}
    if name not in kinds or bool(item) != kinds[name].names_an_item:
        raise SettingsError(f"'{text}' is no measure", "write score, pass, fatal, item:ID, precision:ID or recall:ID")
    return Measure(kinds[name], item)


def estimate_of(
    measure: Measure, units: Sequence[JudgedUnit], *, target: Target, minimums: Minimums, pass_from_points: float
) -> Estimate:
    """The estimate of one group's measure."""
    counts = [unit.count for unit in units]
    values = zip(*(_values(measure, unit, pass_from_points) for unit in units), strict=True)
    machine, human, chance, applies = (np.repeat(np.array(column, dtype=np.float64), counts) for column in values)
    if measure.kind is MeasureKind.ITEM:
        return share_estimate(machine, human, chance, applies=applies == 1, target=target, minimums=minimums)
    return _ESTIMATES[measure.kind](machine, human, chance, target=target, minimums=minimums)


_ESTIMATES = {
    MeasureKind.SCORE: mean_score_estimate,
    MeasureKind.PASS: share_estimate,
    MeasureKind.FATAL: share_estimate,
    MeasureKind.PRECISION: precision_estimate,
    MeasureKind.RECALL: recall_estimate,
}


def _values(measure: Measure, unit: JudgedUnit, pass_from_points: float) -> tuple[float, float, float, float]:
    """(machine, human, chance to be judged, applies) of one unit, as the estimates want them."""
    if measure.kind in (MeasureKind.SCORE, MeasureKind.PASS):
        scores = (unit.machine_score, unit.human_score if unit.blind else None)
        machine, human = (_score(score, measure, pass_from_points) for score in scores)
        return machine, human, unit.blind_probability, 1.0
    counts = unit.blind or (unit.seen and unit.asked)
    chance = unit.probability if unit.asked else unit.blind_probability
    if measure.kind is MeasureKind.FATAL:
        fatal = unit.person_fatal if counts else None
        return float(unit.machine_fatal), nan if fatal is None else float(fatal), chance, 1.0
    person = unit.person_state if counts else None
    human = nan if person is None or person is ItemState.NEEDS_HUMAN else float(person is ItemState.UNMET)
    return _state(unit.machine_state), human, chance, float(person is not ItemState.NOT_APPLICABLE)


def _score(score: float | None, measure: Measure, pass_from_points: float) -> float:
    if score is None:
        return nan
    return score if measure.kind is MeasureKind.SCORE else float(score >= pass_from_points)


def _state(state: ItemState | None) -> float:
    return {ItemState.UNMET: 1.0, ItemState.MET: 0.0}.get(state, nan) if state else nan
