"""What an upheld appeal makes of a published score: the appealed item is put right, no other item gets worse.

Everything is said in verdicts of the appeal's stage, and `publication.published` alone works out the score: so a form's
caps, what yields to what, and the points a fatal took come out as they do everywhere.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inspection.errors import RecordsError
from inspection.evaluation import Evaluation, ItemResult, ItemState
from inspection.item_verdicts import ItemVerdict, Stage, settled
from inspection.publication import Publication, Source, published
from inspection.score_basis import ScoreBasis

PROTECTED = "appeal_protects"
TAKEN_OUT = "appeal_takes_out"
_SLACK = 1e-6
_OF_APPEALS = (Stage.APPEAL, Stage.FINAL)


@dataclass(frozen=True, slots=True)
class Correction:
    """The verdicts a decision adds, and the publication before and after them."""

    verdicts: tuple[ItemVerdict, ...]
    before: Publication
    after: Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decides on which instance: `item` None is the whole interaction; `state` is what the item becomes."""

    item: str | None
    state: ItemState
    who: str
    at: datetime
    stage: Stage
    ground: str


def appealable(before: Publication) -> tuple[str, ...]:
    """Items an agent may appeal against: those that count and are unmet (points were lost, or a fatal confirmed)."""
    counted = (Source.HUMAN, Source.MACHINE)
    return tuple(i.result.id for i in before.items if i.source in counted and i.result.state is ItemState.UNMET)


def upheld(
    evaluation: Evaluation,
    basis: ScoreBasis,
    verdicts: Sequence[ItemVerdict],
    trusted: Collection[str],
    decision: Decision,
    *,
    published_at: datetime | None = None,
) -> Correction:
    """The correction of an upheld appeal.

    One item: it becomes what the decision says; an item that would now be charged instead of it (its act was charged
    there) stays out of the sum, and one that somebody marked down since `published_at` stays as it was published. The
    whole interaction: every item leaves the sum, and no score is left to publish. What is open beside it (a dispute
    since, another suspicion, too few judged points) holds nothing back. `trusted` are the rule versions that counted
    when the score was published. Raises RecordsError (`would_get_worse`) when the appeal could not help.
    """
    before = published(evaluation, basis, as_published(verdicts, published_at), trusted)
    added = _whole(evaluation, decision) if decision.item is None else (_one(evaluation, decision),)
    standing = undisputed(verdicts, published_at)
    after = released(published(evaluation, basis, [*standing, *added], trusted))
    worse = tuple(_worse(before, after, decision.item))
    if decision.item is not None and worse:
        added = (*added, *_protecting(before, worse, decision))
        after = released(published(evaluation, basis, [*standing, *added], trusted))
    _demand_better(before, after, decision)
    return Correction(added, before, after)


def as_published(verdicts: Sequence[ItemVerdict], published_at: datetime | None) -> list[ItemVerdict]:
    """Verdicts a publication of that moment rests on, and those of appeals since (all of them without a moment)."""
    return [v for v in verdicts if published_at is None or v.at <= published_at or v.stage in _OF_APPEALS]


def undisputed(verdicts: Sequence[ItemVerdict], published_at: datetime | None) -> list[ItemVerdict]:
    """Verdicts with, of items people have come to disagree on since that moment, only those it was published by."""
    disputed = {item for item, said in settled(verdicts).items() if said.is_disputed}
    then = as_published(verdicts, published_at)
    return [v for v in verdicts if v.item not in disputed] + [v for v in then if v.item in disputed]


def released(now: Publication) -> Publication:
    """A score that was published once and is held no more: what is open stays out of the sum, however little is left.

    Where too little is left there is no score; nothing is zeroed by what a machine alone suspects.
    """
    return replace(now, hold=None)


def confirmed(evaluation: Evaluation, verdicts: Sequence[ItemVerdict], decision: Decision) -> tuple[ItemVerdict, ...]:
    """The verdict of a rejected appeal: the item is what was published. None for the interaction as a whole."""
    if decision.item is None:
        return ()
    said = settled(verdicts).get(decision.item)
    machine = _known(evaluation, decision.item)
    stands = said.verdict if said is not None else None
    if stands is None:
        is_fatal = machine.fatal_kind is not None
        stands = ItemVerdict(item=machine.id, state=machine.state, who=decision.who, at=decision.at, fatal=is_fatal)
    reason_code = f"appeal_{decision.ground}"
    return (replace(stands, who=decision.who, at=decision.at, stage=decision.stage, reason_code=reason_code),)


def _one(evaluation: Evaluation, decision: Decision) -> ItemVerdict:
    assert decision.item is not None
    _known(evaluation, decision.item)
    return ItemVerdict(
        item=decision.item,
        state=decision.state,
        who=decision.who,
        at=decision.at,
        stage=decision.stage,
        reason_code=f"appeal_{decision.ground}",
    )


def _whole(evaluation: Evaluation, decision: Decision) -> tuple[ItemVerdict, ...]:
    """Nothing can be told of this agent here: no item counts, and no rule is called right or wrong."""
    return tuple(_left_open(item.id, decision, TAKEN_OUT) for item in evaluation.items)


def _protecting(before: Publication, worse: Iterable[str], decision: Decision) -> Iterator[ItemVerdict]:
    """Verdicts that keep other items as they were published; one that stood aside stays out of the sum."""
    were = {i.result.id: i.result for i in before.items}
    for item_id in worse:
        kept = _left_open(item_id, decision, PROTECTED)
        was = were[item_id].state
        yield kept if was is ItemState.UNMET else replace(kept, state=was)


def _left_open(item_id: str, decision: Decision, why: str) -> ItemVerdict:
    return ItemVerdict(
        item=item_id,
        state=ItemState.NEEDS_HUMAN,
        who=decision.who,
        at=decision.at,
        stage=decision.stage,
        reason_code=why,
    )


def _worse(before: Publication, after: Publication, appealed: str | None) -> Iterable[str]:
    """Other items that cost more than they did."""
    were = {i.result.id: i.result for i in before.items}
    for item in after.items:
        was = were[item.result.id]
        if item.result.id != appealed and (_cost(item.result) > _cost(was) + _SLACK or _is_new_fatal(was, item.result)):
            yield item.result.id


def _cost(item: ItemResult) -> float:
    """Points taken away: of those the form gives, or deducted."""
    return item.max_points - item.points if item.state is ItemState.UNMET else 0.0


def _is_new_fatal(was: ItemResult, now: ItemResult) -> bool:
    return now.fatal_kind is not None and was.fatal_kind is None


def _demand_better(before: Publication, after: Publication, decision: Decision) -> None:
    worse = tuple(_worse(before, after, decision.item))
    lower = (
        before.published_score is not None
        and after.published_score is not None
        and after.published_score < before.published_score - _SLACK
    )
    if worse or lower:
        what = f"{', '.join(worse)} would get worse" if worse else "the published score would become lower"
        raise RecordsError(
            f"{what}; an appeal never costs anything",
            "uphold it with --state met, or as a whole interaction",
            where=before.evaluation_id,
            code="would_get_worse",
        )


def _known(evaluation: Evaluation, item_id: str) -> ItemResult:
    try:
        return evaluation.item(item_id)
    except KeyError:
        listed = ", ".join(i.id for i in evaluation.items if i.state is ItemState.UNMET) or "none is unmet"
        raise RecordsError(
            f"the evaluation has no item '{item_id}'", f"unmet items: {listed}", where=evaluation.evaluation_id
        ) from None
