"""Rules as they do live (规则实况): precision of what they find, recall of what happens, and whether they may count.

Precision: of the machine's reviewed hits, how many people upheld. Recall: of the breaches people found in blind
reviews drawn by lot, how many the machine had found; nothing else says what a rule misses. Both are weighed by the
chance each review had to be drawn (estimates.md), beside the plain counts on which trust rests (rule_standing.py).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from inspection.estimate_values import Minimums
from inspection.estimates import precision_estimate, recall_estimate
from inspection.intervals import Figure
from inspection.rule_standing import Reviewed, Standing, StandingPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedUnit:
    """One item of one evaluation that people judged, as one rule version had judged it.

    `hit`: the machine found a breach; `breach`: people say there is one. `probability`: the chance the review had to be
    done at all; `by_lot`: drawn by lot and judged blind, with the chance `lot_probability` of that (None: not known).
    """

    rule_version: str
    item: str
    on: date
    hit: bool
    breach: bool
    probability: float | None
    by_lot: bool
    lot_probability: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRule:
    """What is known of one rule version now.

    `reviewed`: all its reviewed hits so far, `lately` those of the last days. `precision` and `recall` are estimates of
    the period, weighed back; recall rests on `blind` reviews, in which people found `breaches`.
    """

    rule_version: str
    item: str
    standing: Standing
    reviewed: Reviewed
    lately: Reviewed
    precision: Figure
    recall: Figure
    blind: int
    breaches: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What should become of a rule version's standing, and why (in words for the trail)."""

    to: Standing
    reason: str


def live_rules(
    units: Iterable[ReviewedUnit],
    reviewed: Mapping[str, Reviewed],
    standings: Mapping[str, Standing],
    *,
    lately_from: date,
    fresh_from: Mapping[str, date] | None = None,
    minimums: Minimums | None = None,
) -> tuple[LiveRule, ...]:
    """Every rule version with a standing or a review, by name; `reviewed` counts all hits reviewed so far.

    `fresh_from`: of versions that earned their way back, the first day their latest hits count from.
    """
    fresh = fresh_from or {}
    by_version: dict[str, list[ReviewedUnit]] = {}
    for unit in units:
        by_version.setdefault(unit.rule_version, []).append(unit)
    names = sorted({*by_version, *reviewed, *standings})
    return tuple(
        _live(
            name,
            by_version.get(name, []),
            reviewed.get(name, Reviewed()),
            standings.get(name, Standing.TRIAL),
            max(lately_from, fresh.get(name, lately_from)),
            minimums or Minimums(),
        )
        for name in names
    )


def downgrade_of(rule: LiveRule, policy: StandingPolicy) -> Verdict | None:
    """Why a counted rule version may only advise from now on; None while it may count.

    Two ways lead there: the lower bound of its precision over everything reviewed lies under the floor; or it was good
    and no longer is, so that even the upper bound of its latest reviews lies under the floor.
    """
    if rule.standing is not Standing.COUNTED:
        return None
    floor = policy.precision_floor
    low = rule.reviewed.interval[0]
    if rule.reviewed.n >= policy.reviewed_hits and low < floor:
        return Verdict(
            Standing.ADVICE,
            f"{rule.reviewed.right} of {rule.reviewed.n} reviewed hits confirmed: "
            f"the lower bound of its precision is {low:.3f}, under {floor:g}",
        )
    high = rule.lately.interval[1]
    if rule.lately.n and high < floor:
        return Verdict(
            Standing.ADVICE,
            f"of its latest {rule.lately.n} reviewed hits {rule.lately.right} were confirmed: "
            f"even the upper bound of its precision is {high:.3f}, under {floor:g}",
        )
    return None


def may_return(rule: LiveRule, since: Reviewed, policy: StandingPolicy) -> bool:
    """Whether an advising rule version has earned its way back: enough good hits reviewed `since` the downgrade."""
    fresh = since.n >= policy.reviewed_hits and since.interval[0] >= policy.precision_floor
    return rule.standing is Standing.ADVICE and fresh


def _live(
    name: str, units: list[ReviewedUnit], reviewed: Reviewed, standing: Standing, lately_from: date, limits: Minimums
) -> LiveRule:
    hits = [u for u in units if u.hit]
    blind = [u for u in units if u.by_lot and u.lot_probability]
    lately = [u.breach for u in hits if u.on >= lately_from]
    return LiveRule(
        rule_version=name,
        item=name.rsplit("@", 1)[0],
        standing=standing,
        reviewed=reviewed,
        lately=Reviewed(sum(lately), len(lately) - sum(lately)),
        precision=_precision([u for u in hits if u.probability], limits),
        recall=_recall(blind, limits),
        blind=len(blind),
        breaches=sum(u.breach for u in blind),
    )


def _precision(hits: list[ReviewedUnit], limits: Minimums) -> Figure:
    human = np.array([float(u.breach) for u in hits])
    chance = np.array([u.probability or 1.0 for u in hits])
    return precision_estimate(np.ones(len(hits)), human, chance, minimums=limits).human_only


def _recall(blind: list[ReviewedUnit], limits: Minimums) -> Figure:
    machine = np.array([float(u.hit) for u in blind])
    human = np.array([float(u.breach) for u in blind])
    chance = np.array([u.lot_probability or 1.0 for u in blind])
    found = recall_estimate(machine, human, chance, minimums=limits).human_only
    enough = found.enough and human.sum() >= limits.found
    return Figure(value=found.value, n=found.n, low=found.low, high=found.high, enough=bool(enough), unit="share")
