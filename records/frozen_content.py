"""What of a month is frozen (封账内容): evaluations with what was published of them, and adjustments booked in it."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import EvaluationStatus
from inspection.freezing import Canonical, Content, canonical, canonical_list
from records.appeal_tables import adjustments
from records.by_interaction import partitions
from records.review_tables import publications
from records.tables import evaluation_items, evaluations
from records.upsert import KEYS_AT_ONCE

_AT_ONCE = KEYS_AT_ONCE
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
    columns = (evaluations.c.evaluation_id, *(evaluations.c[name] for name in _OF_EVALUATION))
    statement = sa.select(*columns).where(evaluations.c.business_date.between(first, last), frozen).order_by(key)
    with connection.execute(statement.execution_options(yield_per=_AT_ONCE)) as rows:
        for batch in partitions(rows, _AT_ONCE):
            yield from _of_evaluations(connection, batch)


def _of_evaluations(connection: Connection, rows: Sequence[Any]) -> Iterator[Content]:
    ids = [row[0] for row in rows]
    items, published = _items(connection, ids), _latest_publications(connection, ids)
    for evaluation_id, *columns in rows:
        values: dict[str, Any] = dict(zip(_OF_EVALUATION, columns, strict=True))
        values["publication"] = published.get(evaluation_id)
        values["judged"] = canonical_list(items[evaluation_id])
        yield Content(evaluation_key(evaluation_id), values)


def _items(connection: Connection, ids: Sequence[str]) -> dict[str, list[Canonical]]:
    found: dict[str, list[Canonical]] = {evaluation_id: [] for evaluation_id in ids}
    columns = [evaluation_items.c[name] for name in _OF_ITEM]
    statement = sa.select(evaluation_items.c.evaluation_id, *columns)
    statement = statement.where(evaluation_items.c.evaluation_id.in_(ids))
    order = (evaluation_items.c.evaluation_id, evaluation_items.c.position)
    for row in connection.execute(statement.order_by(*order)).all():
        found[row[0]].append(_item_text(row[1:]))
    return found


@lru_cache(maxsize=50_000)
def _item_text(item: tuple[Any, ...]) -> Canonical:
    """A judged item as it is hashed; of millions in a month only some hundreds differ."""
    return canonical(list(item))


def _latest_publications(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    columns = [publications.c[name] for name in _OF_PUBLICATION]
    statement = sa.select(publications.c.evaluation_id, *columns).where(publications.c.evaluation_id.in_(ids))
    for evaluation_id, *values in connection.execute(statement.order_by(publications.c.number)).all():
        found[evaluation_id] = dict(zip(_OF_PUBLICATION, values, strict=True))
    return found


def _code_points(connection: Connection, column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The order of code points in every database."""
    return sa.collate(column, "C") if connection.dialect.name == "postgresql" else column
