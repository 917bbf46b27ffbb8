"""What of a month is frozen (封账内容): evaluations with what was published of them, and adjustments booked in it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import EvaluationStatus
from inspection.freezing import Content
from records.appeal_tables import adjustments
from records.by_interaction import partitions
from records.review_tables import publications
from records.tables import evaluation_items, evaluations
from records.upsert import in_chunks

_AT_ONCE = 400
_OF_EVALUATION = (
    *("source", "interaction_id", "segment", "agent_id", "team", "site", "vendor", "queue", "channel", "business_line"),
    *("business_date", "started_at", "form_id", "form_version", "rulebook_id", "rulebook_version", "rulebook_hash"),
    *("transcript_hash", "machine_score", "raw_score", "human_score", "published_score", "points_judged"),
    *("points_possible", "fatal_suspected", "fatal_confirmed", "fatal_items", "band"),
)
_OF_ITEM = ("item_id", "state", "points", "max_points", "rule_version", "fatal_kind")
_OF_PUBLICATION = (
    "number",
    "at",
    "who",
    "status",
    "published_score",
    "human_score",
    "fatal_confirmed",
    "band",
    "items",
)


_EVALUATION = "evaluation:"


def evaluation_key(evaluation_id: str) -> str:
    """How a frozen evaluation is called."""
    return f"{_EVALUATION}{evaluation_id}"


def is_of(key: sa.ColumnElement[str], evaluation_id: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """A key is that of an evaluation; written so that a database finds the evaluation by its primary key."""
    return sa.and_(key.startswith(_EVALUATION), evaluation_id == sa.func.substr(key, len(_EVALUATION) + 1))


def contents(connection: Connection, month: str, first: date, last: date) -> Iterator[Content]:
    """Everything frozen in the month, in the order of the keys; streamed, a batch at a time.

    Evaluations are those with the status frozen of the business dates from `first` to `last`; with them their items as
    the machine judged them and their latest publication. Adjustments are those booked in `month`.
    """
    booked = sa.select(adjustments).where(adjustments.c.booked_month == month)
    for row in connection.execute(booked.order_by(_code_points(connection, adjustments.c.adjustment_id))):
        values = {column.name: getattr(row, column.name) for column in adjustments.c}
        yield Content(f"adjustment:{row.adjustment_id}", values)
    key = _code_points(connection, evaluations.c.evaluation_id)
    frozen = evaluations.c.status == EvaluationStatus.FROZEN.value
    statement = sa.select(evaluations).where(evaluations.c.business_date.between(first, last), frozen).order_by(key)
    with connection.execute(statement.execution_options(yield_per=_AT_ONCE)) as rows:
        for batch in partitions(rows, _AT_ONCE):
            yield from _of_evaluations(connection, batch)


def _of_evaluations(connection: Connection, rows: Sequence[Any]) -> Iterator[Content]:
    ids = [row.evaluation_id for row in rows]
    items, published = _items(connection, ids), _latest_publications(connection, ids)
    for row in rows:
        values = {name: getattr(row, name) for name in _OF_EVALUATION}
        one = published.get(row.evaluation_id)
        values["publication"] = None if one is None else {name: getattr(one, name) for name in _OF_PUBLICATION}
        values["judged"] = items[row.evaluation_id]
        yield Content(evaluation_key(row.evaluation_id), values)


def _items(connection: Connection, ids: Sequence[str]) -> dict[str, list[list[Any]]]:
    found: dict[str, list[list[Any]]] = {evaluation_id: [] for evaluation_id in ids}
    columns = [evaluation_items.c[name] for name in _OF_ITEM]
    for chunk in in_chunks(ids):
        statement = sa.select(evaluation_items.c.evaluation_id, *columns)
        statement = statement.where(evaluation_items.c.evaluation_id.in_(chunk))
        order = (evaluation_items.c.evaluation_id, evaluation_items.c.position)
        for evaluation_id, *item in connection.execute(statement.order_by(*order)).all():
            found[evaluation_id].append(item)
    return found


def _latest_publications(connection: Connection, ids: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for chunk in in_chunks(ids):
        statement = sa.select(publications).where(publications.c.evaluation_id.in_(chunk))
        found.update({row.evaluation_id: row for row in connection.execute(statement.order_by(publications.c.number))})
    return found


def _code_points(connection: Connection, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The order of code points in every database."""
    return sa.collate(column, "C") if connection.dialect.name == "postgresql" else column
