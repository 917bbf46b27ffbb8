"""Evaluations, their items and their evidence as rows, and back."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from inspection.evaluation import (
    Dimension,
    Evaluation,
    EvaluationStatus,
    FatalItem,
    ItemKind,
    ItemResult,
    ItemState,
    Line,
)
from inspection.evidence import Evidence

_EVIDENCE_FIELDS = tuple(field.name for field in fields(Evidence))
_ELSEWHERE = ("items", "model_ids", "fatal_items", "notices", "status")
_SAME_NAME = tuple(field.name for field in fields(Evaluation) if field.name not in _ELSEWHERE)
_ITEM_SAME_NAME = ("points", "max_points", "confidence", "rule_version", "reason")


def to_row(evaluation: Evaluation) -> dict[str, Any]:
    """All columns of `evaluations`."""
    row = {name: getattr(evaluation, name) for name in _SAME_NAME}
    return row | {
        "model_ids": list(evaluation.model_ids),
        "fatal_items": [{"id": fatal.id, "kind": fatal.kind.value} for fatal in evaluation.fatal_items],
        "notices": list(evaluation.notices),
        "status": evaluation.status.value,
    }


def to_item_rows(evaluation: Evaluation) -> list[dict[str, Any]]:
    """All columns of `evaluation_items`, one row per item."""
    return [_item_row(evaluation.evaluation_id, n, item) for n, item in enumerate(evaluation.items)]


def from_rows(row: Any, item_rows: Sequence[Any]) -> Evaluation:
    """The evaluation of one row of `evaluations` and its items, in order."""
    return Evaluation(
        model_ids=tuple(row.model_ids),
        fatal_items=tuple(FatalItem(id=fatal["id"], kind=Line(fatal["kind"])) for fatal in row.fatal_items),
        notices=tuple(row.notices),
        status=EvaluationStatus(row.status),
        items=tuple(_item(item_row) for item_row in item_rows),
        **{name: getattr(row, name) for name in _SAME_NAME},
    )


def evidence_to_json(evidence: Sequence[Evidence]) -> list[dict[str, Any]]:
    """Evidence as JSON objects, fields in the order of the value."""
    return [{name: getattr(one, name) for name in _EVIDENCE_FIELDS} for one in evidence]


def evidence_from_json(objects: Sequence[dict[str, Any]]) -> tuple[Evidence, ...]:
    """The evidence of JSON objects."""
    return tuple(Evidence(**one) for one in objects)


def _item_row(evaluation_id: str, position: int, item: ItemResult) -> dict[str, Any]:
    row = {name: getattr(item, name) for name in _ITEM_SAME_NAME}
    return row | {
        "evaluation_id": evaluation_id,
        "position": position,
        "item_id": item.id,
        "kind": item.kind.value,
        "line": item.line.value,
        "dimension": item.dimension.value,
        "state": item.state.value,
        "evidence": evidence_to_json(item.evidence),
        "fatal_kind": item.fatal_kind.value if item.fatal_kind else None,
    }


_KINDS = {kind.value: kind for kind in ItemKind}
_LINES = {line.value: line for line in Line}
_DIMENSIONS = {dimension.value: dimension for dimension in Dimension}
_STATES = {state.value: state for state in ItemState}


def _item(row: Any) -> ItemResult:
    """Read millions of times: enumerations are looked up, not called, and columns named one by one."""
    return ItemResult(
        id=row.item_id,
        kind=_KINDS[row.kind],
        line=_LINES[row.line],
        dimension=_DIMENSIONS[row.dimension],
        state=_STATES[row.state],
        points=row.points,
        max_points=row.max_points,
        confidence=row.confidence,
        rule_version=row.rule_version,
        reason=row.reason,
        evidence=evidence_from_json(row.evidence) if row.evidence else (),
        fatal_kind=_LINES[row.fatal_kind] if row.fatal_kind else None,
    )
