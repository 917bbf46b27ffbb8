"""Drift of a reviewer (质检员漂移): stricter or more lenient than before, and than the others, on comparable work.

Compared are verdicts on the same kind of question: the same item, where the machine had said the same, chosen the same
way. `own_change` is now against the reviewer's own past; `apart` is now against the others now; `beyond` is the own
change less what the others changed by (new rules or other customers move everybody). An alarm rests on `beyond` or on
`apart`, never on `own_change`. Holm's correction runs over all reviewers and both questions of a report: while nobody
drifts, at most one report in twenty raises any alarm at all.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from inspection.intervals import Figure
from inspection.judges.many_comparisons import holm
from inspection.judges.stratified_difference import (
    Chosen,
    Codes,
    Difference,
    VerdictArrays,
    stratified_difference,
)


class Drift(StrEnum):
    """What an alarm says. STRICTER, MORE_LENIENT: changed beyond the others. APART_*: differs from the others now."""

    STRICTER = "stricter"
    MORE_LENIENT = "more_lenient"
    APART_STRICTER = "apart_stricter"
    APART_MORE_LENIENT = "apart_more_lenient"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerVerdict:
    """One verdict of a reviewer: `breach` found or not; `stratum` is what makes two verdicts comparable."""

    who: str
    on: date
    interaction: Hashable
    stratum: Hashable
    breach: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftPolicy:
    """`interactions` a reviewer needs now and before to be compared; shares of verdicts 0-1.

    `alarm_share`: of reports in which nobody drifts, at most this share raises any alarm. `least_difference`: a real
    but tiny difference is nobody's business.
    """

    interactions: int = 20
    alarm_share: float = 0.05
    least_difference: float = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerDrift:
    """One reviewer in a report: figures are shares of verdicts, positive is stricter; `p_value` is Holm's."""

    who: str
    interactions_now: int
    interactions_before: int
    breach_share: Figure
    own_change: Figure
    beyond: Figure
    apart: Figure
    p_changed: float | None
    p_apart: float | None
    alarms: tuple[Drift, ...]


def drift_of(
    verdicts: Sequence[ReviewerVerdict], now_from: date, policy: DriftPolicy | None = None
) -> tuple[ReviewerDrift, ...]:
    """Every reviewer with verdicts from `now_from` on, by name; earlier verdicts are the past to compare with."""
    policy = policy or DriftPolicy()
    whole = _Arrays(verdicts, now_from)
    odd: set[str] = set()
    while True:
        found = _report(whole, odd, policy)
        alarming = {one.who: min(one.p_changed or 1.0, one.p_apart or 1.0) for one in found if one.alarms}
        fresh = sorted(alarming.keys() - odd, key=lambda who: (alarming[who], who))
        if not fresh or len(odd) + 2 >= len(whole.names):
            return found
        odd.add(fresh[0])  # one who stands out is no yardstick for the others: they would seem to lean the other way


def _report(whole: "_Arrays", odd: Collection[str], policy: DriftPolicy) -> tuple[ReviewerDrift, ...]:
    """Everybody compared with those who do not stand out."""
    yardstick: Chosen = ~np.isin(whole.who, [whole.names.index(who) for who in sorted(odd)])
    shown = [one for one in (_Compared.of(whole, n, yardstick, policy) for n in range(len(whole.names))) if one.now]
    changed, apart = [one.beyond for one in shown], [one.apart for one in shown]
    adjusted = iter(holm([found.p_value for found in (*changed, *apart) if found is not None]))
    p_changed, p_apart = ([None if found is None else next(adjusted) for found in many] for many in (changed, apart))
    return tuple(one.reported(p, q, policy) for one, p, q in zip(shown, p_changed, p_apart, strict=True))


class _Arrays:
    """The verdicts as arrays."""

    def __init__(self, verdicts: Sequence[ReviewerVerdict], now_from: date) -> None:
        self.names = sorted({v.who for v in verdicts})
        self.who = _codes([v.who for v in verdicts], self.names)
        self.now: Chosen = np.array([v.on >= now_from for v in verdicts], dtype=np.bool_)
        self.verdicts = VerdictArrays(
            np.array([v.breach for v in verdicts], dtype=np.float64),
            _codes([v.stratum for v in verdicts]),
            _codes([v.interaction for v in verdicts]),
        )

    def interactions(self, chosen: Chosen) -> int:
        return len(np.unique(self.verdicts.interaction[chosen]))


def _codes(values: Sequence[Hashable], known: Sequence[Hashable] | None = None) -> Codes:
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values) if known is None else known)}
    return np.array([numbers[value] for value in values], dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    who: str
    now: int
    before: int
    breaches: float
    verdicts: int
    own_change: Difference | None
    beyond: Difference | None
    apart: Difference | None

    @classmethod
    def of(cls, whole: _Arrays, number: int, yardstick: Chosen, policy: DriftPolicy) -> "_Compared":
        mine = whole.who == number
        now, before = mine & whole.now, mine & ~whole.now
        others_now, others_before = ~mine & yardstick & whole.now, ~mine & yardstick & ~whole.now
        counts = [whole.interactions(side) for side in (now, before, others_now, others_before)]
        enough = [count >= policy.interactions for count in counts]
        data = whole.verdicts
        own = stratified_difference(data, now, before) if enough[0] and enough[1] else None
        theirs = stratified_difference(data, others_now, others_before) if enough[2] and enough[3] else None
        return cls(
            who=whole.names[number],
            now=counts[0],
            before=counts[1],
            breaches=float(data.value[now].sum()),
            verdicts=int(now.sum()),
            own_change=own,
            beyond=own.minus(theirs) if own and theirs else None,
            apart=stratified_difference(data, now, others_now) if enough[0] and enough[2] else None,
        )

    def reported(self, p_changed: float | None, p_apart: float | None, policy: DriftPolicy) -> ReviewerDrift:
        share = self.breaches / self.verdicts if self.verdicts else None
        return ReviewerDrift(
            who=self.who,
            interactions_now=self.now,
            interactions_before=self.before,
            breach_share=Figure(value=share, n=self.verdicts, low=None, high=None, enough=True, unit="share"),
            own_change=_figure(self.own_change, self.now),
            beyond=_figure(self.beyond, self.now),
            apart=_figure(self.apart, self.now),
            p_changed=p_changed,
            p_apart=p_apart,
            alarms=(
                *_alarm(self.beyond, p_changed, policy, Drift.STRICTER, Drift.MORE_LENIENT),
                *_alarm(self.apart, p_apart, policy, Drift.APART_STRICTER, Drift.APART_MORE_LENIENT),
            ),
        )


def _figure(found: Difference | None, n: int) -> Figure:
    if found is None:
        return Figure(value=None, n=n, low=None, high=None, enough=False, unit="share")
    low, high = found.interval
    return Figure(value=found.value, n=n, low=low, high=high, enough=True, unit="share")


def _alarm(
    found: Difference | None, p: float | None, policy: DriftPolicy, stricter: Drift, lenient: Drift
) -> tuple[Drift, ...]:
    if found is None or p is None or p > policy.alarm_share or abs(found.value) < policy.least_difference:
        return ()
    return (stricter if found.value > 0 else lenient,)
