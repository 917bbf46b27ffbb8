"""Database rows as exported rows: one mapping per row, values as Python knows them, fields by their exported names."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, RowMapping

from inspection.rule_standing import Standing
from records import rule_standings, sentiment_courses
from records.by_interaction import partitions
from records.export_fields import EXPORT_FIELDS, SCHEMA_VERSION
from records.export_queries import Query
from records.tables import evaluation_items
from records.upsert import in_chunks

Exported = dict[str, Any]
AT_ONCE = 200


def exported_rows(connection: Connection, table: str, query: Query) -> Iterator[Exported]:
    """The rows of `query` with exactly the fields of the exported table, a batch at a time."""
    names = [field.name for field in EXPORT_FIELDS[table]]
    rows = connection.execute(query.execution_options(yield_per=AT_ONCE)).mappings()
    for batch in partitions(rows, AT_ONCE):
        for row in _RESHAPE.get(table, _as_it_is)(connection, batch):
            row["schema_version"] = SCHEMA_VERSION
            yield {name: row[name] for name in names}


def _as_it_is(_connection: Connection, batch: Sequence[RowMapping]) -> list[Exported]:
    return [dict(row) for row in batch]


def _interactions(connection: Connection, batch: Sequence[RowMapping]) -> list[Exported]:
    courses = sentiment_courses.of(connection, [(row["source"], row["interaction_id"]) for row in batch])
    return [
        dict(row)
        | {
            "quality": {
                "audio": row["quality_audio"],
                "roles": row["quality_roles"],
                "recognition": row["quality_recognition"],
            },
            "sentiment_course": courses.get((row["source"], row["interaction_id"])),
        }
        for row in batch
    ]


def _turns(_connection: Connection, batch: Sequence[RowMapping]) -> list[Exported]:
    return [dict(row) | {"probabilities": _probabilities(row)} for row in batch]


def _probabilities(row: RowMapping) -> dict[str, float] | None:
    if row["sentiment"] is None:
        return None
    return {name: row[name] for name in ("negative", "neutral", "positive")}


def _evaluations(connection: Connection, batch: Sequence[RowMapping]) -> list[Exported]:
    items: dict[str, list[Exported]] = {row["evaluation_id"]: [] for row in batch}
    standings = rule_standings.known(connection)
    for chunk in in_chunks(list(items)):
        statement = sa.select(evaluation_items).where(evaluation_items.c.evaluation_id.in_(chunk))
        for item in connection.execute(statement.order_by(evaluation_items.c.position)):
            items[item.evaluation_id].append(_item(item, standings.get(item.rule_version, Standing.TRIAL)))
    return [dict(row) | {"items": items[row["evaluation_id"]]} for row in batch]


def _item(item: Any, standing: Standing) -> Exported:
    return {
        "id": item.item_id,
        "kind": item.kind,
        "line": item.line,
        "dimension": item.dimension,
        "state": item.state,
        "points": item.points,
        "max_points": item.max_points,
        "confidence": item.confidence,
        "rule_version": item.rule_version,
        "reason": item.reason,
        "evidence": item.evidence,
        "fatal_kind": item.fatal_kind,
        "standing": standing.value,
    }


def _scorecards(_connection: Connection, batch: Sequence[RowMapping]) -> list[Exported]:
    return [dict(row) | {"agent": row["agent_id"]} for row in batch]


def _reviews(connection: Connection, batch: Sequence[RowMapping]) -> list[Exported]:
    return [
        row | {"is_fatal": row["fatal"], "evidence": row["evidence"] or []} for row in _decisions(connection, batch)
    ]


def _decisions(_connection: Connection, batch: Sequence[RowMapping]) -> list[Exported]:
    return [dict(row) | {"when": row["at"]} for row in batch]


_RESHAPE: dict[str, Callable[[Connection, Sequence[RowMapping]], list[Exported]]] = {
    "interactions": _interactions,
    "turns": _turns,
    "evaluations": _evaluations,
    "scorecards": _scorecards,
    "reviews": _reviews,
    "publications": _decisions,
    "appeals": _decisions,
    "adjustments": _decisions,
}
