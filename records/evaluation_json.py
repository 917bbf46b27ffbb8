"""An evaluation as the JSON object of the export, same fields, same order: for commands that answer directly."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from inspection.evaluation import Evaluation, ItemResult
from inspection.rule_standing import Standing
from records.evaluation_rows import evidence_to_json, to_row
from records.export_fields import EXPORT_FIELDS, SCHEMA_VERSION


def evaluation_to_json(evaluation: Evaluation, standings: Mapping[str, Standing] | None = None) -> dict[str, Any]:
    """The evaluation with the fields of `mingjian export evaluations`; `standings` by rule version, trial without."""
    items = [item_to_json(i, (standings or {}).get(i.rule_version, Standing.TRIAL)) for i in evaluation.items]
    row = to_row(evaluation) | {"schema_version": SCHEMA_VERSION, "items": items}
    return {field.name: _plain(row[field.name]) for field in EXPORT_FIELDS["evaluations"]}


def item_to_json(item: ItemResult, standing: Standing = Standing.TRIAL) -> dict[str, Any]:
    """One item with its evidence and how far its rule is trusted."""
    return {
        "id": item.id,
        "kind": item.kind.value,
        "line": item.line.value,
        "dimension": item.dimension.value,
        "state": item.state.value,
        "points": item.points,
        "max_points": item.max_points,
        "confidence": item.confidence,
        "rule_version": item.rule_version,
        "reason": item.reason,
        "evidence": evidence_to_json(item.evidence),
        "fatal_kind": item.fatal_kind.value if item.fatal_kind else None,
        "standing": standing.value,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
