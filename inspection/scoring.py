"""Score arithmetic (practice.md): what a judged segment earns on its form, and what a fatal does to it.

Order of operations: points of the form -> fatal items leave the sum (one act is charged once) -> needs_human items
leave the sum -> not applicable by the form's rule -> percentage -> bonus (capped) -> 0 and 100 are the limits ->
a suspected fatal makes the machine score 0 and keeps the rest as raw_score.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspection.evaluation import ItemKind, ItemResult, ItemState
from inspection.forms import FormSpec
from inspection.rules.judge import Judgement

MINIMUM_JUDGED_SHARE = 0.60
_JUDGED = (ItemState.MET, ItemState.UNMET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of one evaluation.

    `machine_score` and `raw_score` are 0-100 or None when less than MINIMUM_JUDGED_SHARE of the possible points
    could be judged; `points_judged` of `points_possible` are points of the form.
    """

    machine_score: float | None
    raw_score: float | None
    points_judged: float
    points_possible: float
    fatal_suspected: bool


def item_results(judgements: Sequence[Judgement], form: FormSpec, channel: str) -> tuple[ItemResult, ...]:
    """Judgements with the points of the form; every item is listed, those the form does not name with 0 points."""
    failed = {j.item.id for j in judgements if j.state is ItemState.UNMET}
    return tuple(_item_result(j, form.points_of(j.item.id, channel), failed) for j in judgements)


def _item_result(judgement: Judgement, max_points: float, failed: set[str]) -> ItemResult:
    if judgement.state is ItemState.UNMET and judgement.item.yields_to in failed:
        # One act is charged once (practice.md): the other item charges it.
        judgement = replace(judgement, reason=f"{judgement.reason} (→ {judgement.item.yields_to})")
        max_points = 0.0
    earned = judgement.state is ItemState.MET
    item = judgement.item
    return ItemResult(
        id=item.id,
        kind=ItemKind(item.kind),
        line=item.line,
        dimension=item.dimension,
        state=judgement.state,
        points=max_points if earned else 0.0,
        max_points=max_points,
        confidence=round(judgement.confidence, 4),
        rule_version=item.rule_version,
        reason=judgement.reason,
        evidence=judgement.evidence,
        fatal_kind=judgement.fatal_kind,
    )


def score(items: Sequence[ItemResult], form: FormSpec) -> Score:
    """The score of judged items on their form."""
    charged = [i for i in items if i.fatal_kind is None]
    judged = [i for i in charged if i.state in _JUDGED]
    absent = [i for i in charged if i.state is ItemState.NOT_APPLICABLE]
    open_points = sum(i.max_points for i in charged if i.state is ItemState.NEEDS_HUMAN)
    earned = sum(i.points for i in judged)
    points_judged = sum(i.max_points for i in judged)
    if form.not_applicable == "na_full_marks":
        given = sum(i.max_points for i in absent)
        earned, points_judged = earned + given, points_judged + given
    possible = points_judged + open_points
    raw = _percentage(earned, points_judged, possible)
    if raw is not None:
        raw = _limited(raw + _bonus(items, form))
    fatal = any(i.fatal_kind is not None for i in items)
    return Score(
        machine_score=0.0 if fatal else raw,
        raw_score=raw,
        points_judged=round(points_judged, 4),
        points_possible=round(possible, 4),
        fatal_suspected=fatal,
    )


def _percentage(earned: float, judged: float, possible: float) -> float | None:
    """Earned of judged points x 100; None when too small a share of the possible points was judged."""
    if judged <= 0 or judged < MINIMUM_JUDGED_SHARE * possible:
        return None
    return earned / judged * 100.0


def _bonus(items: Sequence[ItemResult], form: FormSpec) -> float:
    won = {i.id for i in items if i.state is ItemState.MET}
    return min(sum(b.points for b in form.bonus if b.item in won), form.bonus_cap)


def _limited(value: float) -> float:
    return round(min(max(value, 0.0), 100.0), 2)
