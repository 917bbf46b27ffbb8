"""Estimates of a period by group: the units of the records, put through the estimates of `inspection/`."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.engine import Connection

from inspection.errors import SettingsError
from inspection.estimate_measures import Measure, estimate_of
from inspection.estimate_values import Estimate, Minimums, Target
from inspection.sampling_policy import EstimateMinimums
from records.judged_units import GROUPINGS, judged_units


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEstimate:
    """The estimate of one group: `group` is its name (None: assigned to none), or None for everything together."""

    group: str | None
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class GroupEstimates:
    """Estimates by group, in the order of their names; `outside`: evaluations no sampling plan framed, left out."""

    groups: tuple[GroupEstimate, ...]
    outside: int


def estimates_between(
    connection: Connection,
    first: date,
    last: date,
    measure: Measure,
    minimums: EstimateMinimums,
    *,
    by: str | None = None,
    target: Target = Target.PROCESS,
    pass_from_points: float = 85.0,
) -> GroupEstimates:
    """Estimate one measure over the business dates (both included), for each group of `by` or for everything.

    `by`: agent, team, site, vendor, queue, channel, business_line or form; SettingsError for another word.
    """
    if by is not None and by not in GROUPINGS:
        raise SettingsError(f"nothing can be grouped by '{by}'", f"choose from {', '.join(GROUPINGS)}")
    limits = Minimums(reviewed=minimums.reviewed, effective=minimums.effective, found=minimums.found)
    judged = judged_units(connection, first, last, measure, by=by)
    found = [
        GroupEstimate(
            group=group,
            estimate=estimate_of(measure, units, target=target, minimums=limits, pass_from_points=pass_from_points),
        )
        for group, units in sorted(judged.by_group.items(), key=lambda pair: (pair[0] is None, pair[0] or ""))
    ]
    return GroupEstimates(tuple(found), judged.outside)
