"""The effect of coaching (辅导效果): difference in differences, corrected for regression to the mean.

Whoever is coached was chosen for poor figures, and poor figures get better by themselves. So the coached are not
compared with their own past but with what their past foretells: the level behind the figures before (levels.py), and
how such a level carries on, learned from uncoached agents of the same group over the same days (a line, as in analysis
of covariance; Barnett, van der Pols and Dobson 2005). The coached against that line, minus the same of uncoached agents
matched on the level before, is the effect. Why somebody was chosen does not matter, as long as it was for figures of
the window before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
from scipy import stats

from inspection.coaching.effect_policy import EffectPolicy
from inspection.coaching.levels import Levels, levels_of, spread_of
from inspection.coaching.window import Window
from inspection.intervals import CONFIDENCE

Floats = np.ndarray


class EffectVerdict(StrEnum):
    """What may be said of an effect: the interval decides, not the value."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    NO_EVIDENCE = "no_evidence"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """How much better the coached did than they would have without, in points 0-100 (share met, or score).

    `before` and `after` are means of the coached; `expected` is what they would have come to without coaching:
    `after` = `expected` + `value`. `low` and `high` (95 %) are None when there is not enough data.
    """

    value: float | None
    low: float | None
    high: float | None
    before: float | None
    after: float | None
    expected: float | None
    coachings: int
    controls: int

    @property
    def verdict(self) -> EffectVerdict:
        """Improved or worsened only where the interval leaves out 0."""
        if self.low is None or self.high is None:
            return EffectVerdict.NOT_ENOUGH
        if self.low > 0:
            return EffectVerdict.IMPROVED
        return EffectVerdict.WORSENED if self.high < 0 else EffectVerdict.NO_EVIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One coaching of one agent on one item, with the uncoached agents of the same group over the same days."""

    item: str
    coached: Window
    others: tuple[Window, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One comparison worked out: `weights` says how much the figure after of each uncoached agent counts for.

    `own_variance` and `variances` are of single agents; `shared_sd` is what all coachings of an item would be wrong by
    together (the slope of the line, the shape of the levels); `doubt` how many points lower the level before may be
    than it was taken for (levels.py), of at most `most_doubt`. The others are points.
    """

    item: str
    value: float
    expected: float
    coached: Window
    own_variance: float
    shared_sd: float
    doubt: float
    most_doubt: float
    weights: Mapping[str, float]
    variances: Mapping[str, float]
    degrees: int


def effect_of(comparisons: Iterable[Comparison], policy: EffectPolicy) -> Effect:
    """The mean effect of these coachings; those with too little data are left out.

    An uncoached agent who serves several comparisons of one item counts once: its figures are not independent.
    """
    return pooled([e for e in (estimate_of(one, policy) for one in comparisons) if e is not None])


def estimate_of(one: Comparison, policy: EffectPolicy) -> Estimate | None:
    """The effect of a single coaching; None when the agent or the group has too little data."""
    controls = _some([w for w in one.others if w.is_enough(policy)], policy.most_controls)
    if not one.coached.is_enough(policy) or len(controls) < policy.minimum_controls:
        return None
    everybody = [one.coached, *controls]
    levels = levels_of([w.before for w in everybody])
    unsure = levels.variance + _noise(everybody)
    after = np.array([w.after.mean for w in controls])
    line = _line(levels.mean[1:], after, unsure[1:], policy.slope_sd)
    matched = _matched(levels.mean[1:], levels.mean[0], policy.controls_per_agent)
    gap = float(levels.mean[0] - matched @ levels.mean[1:])
    expected = float(matched @ after) + line.slope * gap
    weights = matched + line.pull * gap
    return Estimate(
        item=one.item,
        value=one.coached.after.mean - expected,
        expected=expected,
        coached=one.coached,
        own_variance=line.drift + float(unsure[0]),
        shared_sd=_shared_sd(levels, gap, line),
        doubt=float(levels.doubt[0]),
        most_doubt=policy.most_doubt_points,
        weights={w.agent_id: float(x) for w, x in zip(controls, weights, strict=True)},
        variances={w.agent_id: line.drift + float(x) for w, x in zip(controls, unsure[1:], strict=True)},
        degrees=len(controls) - 2,
    )


def pooled(estimates: Sequence[Estimate]) -> Effect:
    """Several coachings as one effect: their mean, with an interval (Student's t).

    Where the coached may be really weaker than they were taken for, less of their getting better came by itself: the
    interval reaches up by as much. Beyond the policy's limit nobody is comparable, and no effect is given.
    """
    n = len(estimates)
    if n == 0:
        return Effect(
            value=None, low=None, high=None, before=None, after=None, expected=None, coachings=0, controls=0
        )  # fmt: skip
    doubt = sum(e.doubt for e in estimates) / n
    is_comparable = doubt <= sum(e.most_doubt for e in estimates) / n
    value = sum(e.value for e in estimates) / n
    half = float(stats.t.ppf((1 + CONFIDENCE) / 2, min(e.degrees for e in estimates))) * sqrt(_variance(estimates))
    return Effect(
        value=value if is_comparable else None,
        low=value - half if is_comparable else None,
        high=value + half + doubt if is_comparable else None,
        before=sum(e.coached.before.mean for e in estimates) / n,
        after=sum(e.coached.after.mean for e in estimates) / n,
        expected=sum(e.expected for e in estimates) / n if is_comparable else None,
        coachings=n,
        controls=len({agent for e in estimates for agent, weight in e.weights.items() if weight}),
    )


def _variance(estimates: Sequence[Estimate]) -> float:
    n = len(estimates)
    own: dict[tuple[str, str], list[float]] = defaultdict(list)
    weight: dict[tuple[str, str], float] = defaultdict(float)
    variance: dict[tuple[str, str], float] = defaultdict(float)
    for e in estimates:
        own[(e.item, e.coached.agent_id)].append(e.own_variance)
        for agent, w in e.weights.items():
            weight[(e.item, agent)] += w / n
            variance[(e.item, agent)] = max(variance[(e.item, agent)], e.variances[agent])
    of_coached = sum((len(v) / n) ** 2 * max(v) for v in own.values())
    shared = (sum(e.shared_sd for e in estimates) / n) ** 2
    return of_coached + sum(w * w * variance[key] for key, w in weight.items()) + shared


@dataclass(frozen=True, slots=True)
class _Line:
    """How a level before carries on among the uncoached.

    `pull` is what each figure after does to the slope, shape (uncoached,); `slope_sd` what stays open of it;
    `drift` the variance of agents around the line beyond chance: what changes in people without any coaching.
    """

    slope: float
    pull: Floats
    slope_sd: float
    drift: float


def _line(level: Floats, after: Floats, unsure: Floats, prior_sd: float) -> _Line:
    """Least squares, drawn towards 1 (people stay as they are) where the uncoached hardly differ."""
    distance = level - level.mean()
    total, chance = float(distance @ distance), float(unsure.mean())
    plain = float(distance @ after) / total if total > 1e-9 else 1.0
    around = max(chance, _mean_square(after, plain * distance))
    ridge = around / prior_sd**2
    slope = (float(distance @ after) + ridge) / (total + ridge)
    drift = max(0.0, _mean_square(after, slope * distance) - chance)
    return _Line(slope, distance / (total + ridge), prior_sd * ridge / (total + ridge), drift)


def _mean_square(after: Floats, line: Floats) -> float:
    rest = after - after.mean() - line
    return float(rest @ rest) / (len(after) - 2)


def _shared_sd(levels: Levels, gap: float, line: _Line) -> float:
    return sqrt(float(levels.shape_variance[0]) + (gap * line.slope_sd) ** 2)


def _some(controls: Sequence[Window], most: int) -> list[Window]:
    """At most so many, evenly over the list ordered by agent: more would not narrow the interval any further."""
    ordered = sorted(controls, key=lambda w: w.agent_id)
    if len(ordered) <= most:
        return ordered
    return [ordered[len(ordered) * k // most] for k in range(most)]


def _matched(level: Floats, own: float, wanted: int) -> Floats:
    """Equal weights on the uncoached whose level before is nearest, which sum to 1."""
    nearest = np.argsort(np.abs(level - own), kind="stable")[:wanted]
    weights = np.zeros(len(level))
    weights[nearest] = 1 / len(nearest)
    return weights


def _noise(windows: Sequence[Window]) -> Floats:
    """Variance of each mean after, from single interactions; a spread known from few is drawn to everybody's."""
    common = spread_of(w.after for w in windows)
    drawn = [(w.after.squared_deviations + 4 * common) / (w.after.n - 1 + 4) / w.after.n for w in windows]
    return np.array(drawn)
