"""What each judged item earns or costs on its form: points, what the form holds fatal, and one act charged once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from inspection.evaluation import ItemKind, ItemResult, ItemState, Line
from inspection.form_rows import FormFatal, FormItem
from inspection.forms import FormSpec
from inspection.rules.judge import Judgement

_JUDGED = (ItemState.MET, ItemState.UNMET)


def item_results(judgements: Sequence[Judgement], form: FormSpec, channel: str) -> tuple[ItemResult, ...]:
    """Judgements with the points of the form; every item is listed, those the form does not name with 0 points."""
    rows, fatals = form.rows_on(channel), form.fatal_on(channel)
    ruled = [_ruled(j, fatals.get(j.item.id)) for j in judgements]
    charged = {j.item.id: j for j in ruled if _is_charged(j, rows.get(j.item.id))}
    return tuple(_item_result(j, rows.get(j.item.id), charged) for j in ruled)


def _ruled(judgement: Judgement, rule: FormFatal | None) -> Judgement:
    kind = _fatal_kind(judgement, rule)
    return judgement if kind is judgement.fatal_kind else replace(judgement, fatal_kind=kind)


def _fatal_kind(judgement: Judgement, rule: FormFatal | None) -> Line | None:
    """The kind of the suspected fatal: by the item's definition, unless the form says otherwise."""
    if judgement.state is not ItemState.UNMET or rule is None:
        return judgement.fatal_kind
    if rule.kind == "none":
        return None
    if judgement.fatal_kind is None and judgement.item.fatal is not None and not rule.always:
        return None
    return Line(rule.kind)


def _is_charged(judgement: Judgement, row: FormItem | None) -> bool:
    """The breach costs something by itself: the form gives it points, or it is fatal."""
    return judgement.state is ItemState.UNMET and (judgement.fatal_kind is not None or bool(row and row.points))


def _item_result(judgement: Judgement, row: FormItem | None, charged: Mapping[str, Judgement]) -> ItemResult:
    state, reason = judgement.state, judgement.reason
    if _is_charged_elsewhere(judgement, charged):
        row, reason = None, f"{reason} (→ {judgement.item.yields_to})"
    if row is not None and row.judged_by == "human" and state in _JUDGED and judgement.fatal_kind is None:
        state, reason = ItemState.NEEDS_HUMAN, f"{reason} (→ 人工 / a person)"
    item = judgement.item
    return ItemResult(
        id=item.id,
        kind=ItemKind(item.kind),
        line=item.line,
        dimension=item.dimension,
        state=state,
        points=_points(judgement, state, row),
        max_points=row.points if row is not None and row.style == "add" else 0.0,
        confidence=round(judgement.confidence, 4),
        rule_version=item.rule_version,
        reason=reason,
        evidence=judgement.evidence,
        fatal_kind=judgement.fatal_kind,
    )


def _is_charged_elsewhere(judgement: Judgement, charged: Mapping[str, Judgement]) -> bool:
    """One act is charged once (practice.md): the item this one yields to charges it; of two that yield, the first."""
    other = charged.get(judgement.item.yields_to or "")
    if judgement.state is not ItemState.UNMET or judgement.fatal_kind is not None or other is None:
        return False
    mutual = other.item.yields_to == judgement.item.id and other.fatal_kind is None
    return not mutual or other.item.id < judgement.item.id


def _points(judgement: Judgement, state: ItemState, row: FormItem | None) -> float:
    """Earned (or, below 0, deducted) points; a fatal wins over its points, which leave the sum."""
    if row is None or state not in _JUDGED or judgement.fatal_kind is not None:
        return 0.0
    full = row.points if row.style == "add" else 0.0
    return full if state is ItemState.MET else full - row.cost_of(judgement.findings)
