"""The rows of the API: exactly the fields of the exported tables (docs/reference/exports.md), each with its type."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, create_model

from inspection.coaching.clips import Example
from inspection.evidence import Evidence
from inspection.intervals import Figure
from inspection.scorecards.cards import DimensionFigure, ItemFigure
from records.export_fields import EXPORT_FIELDS, ExportField, FieldKind


class AgentSegment(BaseModel):
    """A stretch of an interaction in which one agent is in charge; `turns` are 0-based indexes."""

    segment: int
    agent_id: str | None
    turns: list[int]


class Quality(BaseModel):
    """How well it was heard: remarks about the sound, trust in roles and in recognition (0-1)."""

    audio: list[str]
    roles: float
    recognition: float


class FatalFinding(BaseModel):
    """A suspected fatal: the item, and of which kind (customer, business, compliance)."""

    id: str
    kind: str


class CoachingClip(BaseModel):
    """A clip to play. Of an interaction the caller may not open only the words are told: what names it is null."""

    source: str | None
    interaction_id: str | None
    evaluation_id: str | None
    segment: int | None
    agent_id: str | None
    example: Example
    business_date: date | None
    spans: list[Evidence]


class EvaluatedItem(BaseModel):
    """One item of an evaluation. `state`: met, unmet, not_applicable or needs_human."""

    id: str
    kind: str
    line: str
    dimension: str
    state: str
    points: float
    max_points: float
    confidence: float
    rule_version: str
    reason: str
    evidence: list[Evidence]
    fatal_kind: str | None
    standing: str

    model_config = ConfigDict(extra="allow")


_PLAIN: Mapping[FieldKind, Any] = {
    FieldKind.TEXT: str,
    FieldKind.INTEGER: int,
    FieldKind.NUMBER: float,
    FieldKind.BOOLEAN: bool,
    FieldKind.DAY: date,
    FieldKind.INSTANT: datetime,
    FieldKind.NESTED: JsonValue,
}
_NESTED: Mapping[str, Any] = {
    "agent_segments": list[AgentSegment],
    "quality": Quality,
    "fatal_items": list[FatalFinding],
    "model_ids": list[str],
    "models": list[str],
    "notices": list[str],
    "metadata": dict[str, str],
    "holds": list[list[float]],
    "probabilities": dict[str, float],
    "emotion_probabilities": dict[str, float],
    "effect": dict[str, float],
    "metrics": dict[str, Figure],
    "dimensions": list[DimensionFigure],
    "evaluations.items": list[EvaluatedItem],
    "scorecards.items": list[ItemFigure],
    "flags.evidence": list[Evidence],
    "reviews.evidence": list[Evidence],
    "coaching.evidence": list[CoachingClip],
}
_NEVER_EMPTY: Mapping[str, frozenset[str]] = {
    "ledger": frozenset({"source", "run_id", "business_date", "ending", "attempts"}),
    "interactions": frozenset({"source", "interaction_id", "channel", "started_at", "turns", "business_date"}),
    "turns": frozenset({"source", "interaction_id", "turn", "sender", "text", "type"}),
    "evaluations": frozenset({"evaluation_id", "source", "interaction_id", "segment", "status", "items", "channel"}),
    "flags": frozenset({"flag_id", "source", "interaction_id", "code", "severity", "status", "business_date"}),
    "scorecards": frozenset({"scorecard_id", "scope", "period", "channel", "line", "n", "enough"}),
    "coaching": frozenset({"task_id", "item", "kind", "status", "due_on", "period"}),
    "appeals": frozenset({"id", "evaluation_id", "who", "when"}),
    "reviews": frozenset({"id", "evaluation_id", "who", "when"}),
}


def _type_of(table: str, field: ExportField) -> Any:
    known = _NESTED.get(f"{table}.{field.name}") or _NESTED.get(field.name)
    kind = known if field.kind is FieldKind.NESTED and known is not None else _PLAIN[field.kind]
    is_certain = field.name == "schema_version" or field.name in _NEVER_EMPTY[table]
    return kind if is_certain else kind | None


def _row_model(table: str, name: str) -> type[BaseModel]:
    fields: dict[str, Any] = {field.name: (_type_of(table, field), ...) for field in EXPORT_FIELDS[table]}
    return create_model(name, __doc__=f"A row of the exported table `{table}`.", **fields)


ROW_MODELS: Mapping[str, type[BaseModel]] = {
    table: _row_model(table, name)
    for table, name in {
        "ledger": "LedgerEntry",
        "interactions": "Interaction",
        "turns": "Turn",
        "evaluations": "Evaluation",
        "flags": "Flag",
        "scorecards": "Scorecard",
        "coaching": "CoachingTask",
        "appeals": "Appeal",
        "reviews": "Verdict",
    }.items()
}


def page_model(row: type[BaseModel]) -> type[BaseModel]:
    """A page of rows."""
    fields: dict[str, Any] = {
        "rows": (list[row], ...),  # type: ignore[valid-type]
        "next": (str | None, Field(description="cursor of the next page; null on the last one")),
    }
    return create_model(f"{row.__name__}Page", __doc__=f"A page of {row.__name__} rows.", **fields)
