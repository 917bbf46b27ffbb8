"""An older inspection and ours on the same interactions (新旧对照): agreement, precision and recall per item."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspection.evaluation import ItemState
from inspection.intervals import Figure, Moments, mean_figure, rate_figure

CLOSE_POINTS = 10.0
"""Scores this far apart still count as agreeing (a usual target: 85 % of them within it)."""
_DIFFERENCE_SD = 15.0
_DECIDED = (ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """What people and machine said of one item of one interaction. `item` is the older item, `ids` ours."""

    item: str
    ids: tuple[str, ...]
    human: ItemState
    machine: ItemState


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePair:
    """The totals of one interaction, 0-100; `machine` None when too little could be judged."""

    human: float
    machine: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemComparison:
    """One item. All shares are 0-1 with Wilson's 95 % interval; the two rates are how often it is unmet.

    `agreement`: both say the same. `precision`: of what the machine found, people found it too. `recall`: of what
    people found, the machine found it; `recall_valid` is False when the old sample was not random (then it speaks of
    what somebody chose to listen to). `left_open`: pairs the machine left to a person: in recall they count as not
    found, in the rest they do not count.
    """

    item: str
    ids: tuple[str, ...]
    n: int
    left_open: int
    agreement: Figure
    precision: Figure
    recall: Figure
    recall_valid: bool
    old_rate: Figure
    new_rate: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreComparison:
    """The totals side by side: means, mean difference (new less old) and the share within CLOSE_POINTS."""

    n: int
    without_machine_score: int
    old: Figure
    new: Figure
    difference: Figure
    close: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """The whole comparison; `overall` takes every pair of every item."""

    random_sample: bool
    items: tuple[ItemComparison, ...]
    overall: ItemComparison
    scores: ScoreComparison


def side_by_side(
    pairs: Iterable[Pair], scores: Iterable[ScorePair], *, random_sample: bool, minimum_n: int
) -> SideBySide:
    """Compare; figures under `minimum_n` say that there is not enough data. Pairs are taken as independent."""
    by_item: dict[tuple[str, tuple[str, ...]], list[Pair]] = defaultdict(list)
    for pair in pairs:
        if pair.human in _DECIDED:
            by_item[(pair.item, pair.ids)].append(pair)
    everything = [pair for found in by_item.values() for pair in found]
    items = tuple(_compare(name, ids, by_item[name, ids], random_sample, minimum_n) for name, ids in sorted(by_item))
    return SideBySide(
        random_sample=random_sample,
        items=items,
        overall=_compare("", (), everything, random_sample, minimum_n),
        scores=_compare_scores(list(scores), minimum_n),
    )


def combined(states: Sequence[ItemState]) -> ItemState:
    """Several of our items as one older item that asked for all of them: unmet when one is, met when all are.

    Not applicable ones are left out; one left to a person leaves the whole open unless another is unmet.
    """
    asked = [state for state in states if state is not ItemState.NOT_APPLICABLE]
    if not asked:
        return ItemState.NOT_APPLICABLE
    if ItemState.UNMET in asked:
        return ItemState.UNMET
    return ItemState.NEEDS_HUMAN if ItemState.NEEDS_HUMAN in asked else ItemState.MET


def _compare(
    item: str, ids: tuple[str, ...], pairs: Sequence[Pair], random_sample: bool, minimum_n: int
) -> ItemComparison:
    judged = [pair for pair in pairs if pair.machine in _DECIDED]
    found = [pair for pair in judged if pair.machine is ItemState.UNMET]
    there = [pair for pair in pairs if pair.human is ItemState.UNMET]
    both = sum(pair.human is ItemState.UNMET for pair in found)
    return ItemComparison(
        item=item,
        ids=ids,
        n=len(judged),
        left_open=len(pairs) - len(judged),
        agreement=rate_figure(sum(p.human is p.machine for p in judged), len(judged), minimum_n),
        precision=rate_figure(both, len(found), minimum_n),
        recall=rate_figure(both, len(there), minimum_n),
        recall_valid=random_sample,
        old_rate=_unmet_rate([p.human for p in judged], minimum_n),
        new_rate=_unmet_rate([p.machine for p in judged], minimum_n),
    )


def _unmet_rate(states: Sequence[ItemState], minimum_n: int) -> Figure:
    applied = [state for state in states if state is not ItemState.NOT_APPLICABLE]
    return rate_figure(sum(state is ItemState.UNMET for state in applied), len(applied), minimum_n)


def _compare_scores(pairs: Sequence[ScorePair], minimum_n: int) -> ScoreComparison:
    both = [(pair.human, pair.machine) for pair in pairs if pair.machine is not None]
    return ScoreComparison(
        n=len(both),
        without_machine_score=len(pairs) - len(both),
        old=_mean([old for old, _ in both], minimum_n, (0.0, 100.0)),
        new=_mean([new for _, new in both], minimum_n, (0.0, 100.0)),
        difference=_mean([new - old for old, new in both], minimum_n, (-100.0, 100.0)),
        close=rate_figure(sum(abs(new - old) <= CLOSE_POINTS for old, new in both), len(both), minimum_n),
    )


def _mean(values: Sequence[float], minimum_n: int, limits: tuple[float, float]) -> Figure:
    sample = Moments()
    for value in values:
        sample = sample.plus(value)
    return mean_figure(sample, minimum_n, unit="points", prior_sd=_DIFFERENCE_SD, limits=limits)
