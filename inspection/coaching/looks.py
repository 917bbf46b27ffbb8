"""Looks (查看日): on which nights weaknesses are sought, and how sure each must be for a whole period to stay honest.

Who looks at the same people again and again finds somebody by chance in the end. So the false alarms a period may have
are spent bit by bit (error spending, Lan and DeMets 1983): at each look so much of them may have been used up as the
square of the share of the period that has passed (Kim and DeMets 1987). How sure a single finding must be then follows
from how much the looks have in common: figures up to one day are part of the figures up to the next (the recursion of
Armitage, McPherson and Rowe 1969; Jennison and Turnbull 2000, chapter 19).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from scipy import optimize, stats

from inspection.period import Period
from inspection.results_policy import CoachingPolicy

Floats = np.ndarray
_POWER = 2.0
_GRID = 240
_LOWEST = -8.0
_LEAST_NEW = 0.01
"""A look brings at least so much of its figures: else nothing new was looked at, and the bounds would be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a period: the last business day it saw, how many judged items, what may be spent by then (0-1)."""

    on: date
    judged: int
    spent_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a night may say of people: the looks up to tonight's, and what is on the list (agent or team, item).

    Without a look nothing new is sought (a look that is not due); what stands goes when the figures clear it.
    """

    looks: tuple[Look, ...] = ()
    standing: frozenset[tuple[str, str]] = frozenset()

    def chance_allowed(self, comparisons: int) -> float:
        """The chance (0-1) below which one of so many comparisons of an agent is a new weakness."""
        return chance_allowed(self.looks, comparisons) if self.looks else 0.0


def looked_at_once(policy: CoachingPolicy) -> Sought:
    """One look at everything there is: all of the false alarms may be spent."""
    return Sought(looks=(Look(on=date.max, judged=1, spent_share=policy.false_alarm_share),))


def next_look(period: Period, taken: Sequence[Look], policy: CoachingPolicy) -> date:
    """The first business day the next look may see: every `look_days` of the period, and its last day."""
    seen = ((taken[-1].on - period.start).days + 1) // policy.look_days if taken else 0
    return min(period.start + timedelta(days=(seen + 1) * policy.look_days - 1), period.end)


def look_due(
    period: Period, taken: Sequence[Look], through: date, judged: int, policy: CoachingPolicy, *, is_first: bool
) -> Look | None:
    """The look of a night that knows the period `through` a day and `judged` items of it; None when none is due.

    `is_first` says that nobody was ever looked at here: then nobody need wait, and most of the first period's false
    alarms are spent at once (`first_look_share`). The last look of a period comes with its last day.
    """
    if taken and taken[-1].on >= through:
        return None
    if not is_first and through < next_look(period, taken, policy):
        return None
    passed = ((through - period.start).days + 1) / ((period.end - period.start).days + 1)
    at_once = policy.first_look_share if is_first else 0.0
    before = taken[-1].spent_share if taken else 0.0
    spent = max(before, policy.false_alarm_share * max(passed**_POWER, at_once))
    return Look(on=through, judged=judged, spent_share=spent)


def chance_allowed(looks: Sequence[Look], comparisons: int) -> float:
    """The chance (0-1) below which the last of these looks calls one of so many items of an agent a weakness.

    Over all the looks an average agent is then called weak on it with at most `spent_share` / `comparisons`.
    """
    spent = tuple(look.spent_share / comparisons for look in looks)
    judged = [max(1.0, float(looks[0].judged))]
    for look in looks[1:]:
        judged.append(max(float(look.judged), judged[-1] * (1 + _LEAST_NEW)))
    return _bounds(spent, tuple(n / judged[-1] for n in judged))[-1]


@lru_cache(maxsize=512)
def _bounds(spent: tuple[float, ...], information: tuple[float, ...]) -> tuple[float, ...]:
    """One-sided chances at each look which together are exceeded by chance with `spent` up to it."""
    grid, density, found, before = np.empty(0), np.empty(0), [], 0.0
    for k, (upto, known) in enumerate(zip(spent, information, strict=True)):
        new = upto - before
        before = max(before, upto)
        if k == 0:
            bound = float(stats.norm.isf(upto)) if upto > 0 else -_LOWEST
            grid = np.linspace(_LOWEST, bound, _GRID)
            density = stats.norm.pdf(grid)
        else:
            bound = _next_bound(grid, density, information[k - 1], known, new)
            grid, density = _carried_on(grid, density, information[k - 1], known, bound)
        found.append(float(stats.norm.sf(bound)) if new > 0 else 0.0)
    return tuple(found)


def _next_bound(grid: Floats, density: Floats, earlier: float, known: float, new: float) -> float:
    """Where so much of what did not cross before does cross now."""
    if new <= 0:
        return -_LOWEST

    def crossing(bound: float) -> float:
        beyond = stats.norm.sf((bound * known**0.5 - grid * earlier**0.5) / (known - earlier) ** 0.5)
        return float(np.trapezoid(density * beyond, grid)) - new

    return float(optimize.brentq(crossing, 0.0, -_LOWEST)) if crossing(0.0) > 0 else 0.0


def _carried_on(grid: Floats, density: Floats, earlier: float, known: float, bound: float) -> tuple[Floats, Floats]:
    """How what did not cross at either look is spread at the later one."""
    fresh = np.linspace(_LOWEST, bound, _GRID)
    step = (fresh[:, None] * known**0.5 - grid * earlier**0.5) / (known - earlier) ** 0.5
    moved = stats.norm.pdf(step) * (known / (known - earlier)) ** 0.5
    return fresh, np.trapezoid(moved * density, grid, axis=1)
