"""Publications (公布记录): every score that was ever published, as new rows; the latest is what counts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.publication import Publication, PublishedItem, Source
from records.review_tables import publications as table
from records.upsert import in_chunks


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPublication:
    """One published score of one evaluation; `number` counts from 1.

    `items` holds item ids by whose word they are (`machine`, `withheld`, `waiting`, `disputed`), and under `human` what
    people said: id, state, points, fatal, who. `content_hash` is the sha256 of all that was published.
    """

    evaluation_id: str
    number: int
    at: datetime
    who: str
    reason: str
    status: EvaluationStatus
    published_score: float | None
    human_score: float | None
    points_judged: float
    points_possible: float
    fatal_confirmed: bool
    band: str | None
    items: Mapping[str, Sequence[Any]]
    content_hash: str


_NAMES = tuple(StoredPublication.__dataclass_fields__)


def stored(
    now: Publication, *, number: int, status: EvaluationStatus, who: str, at: datetime, reason: str
) -> StoredPublication:
    """A computed publication as the row that keeps it."""
    items = _items(now)
    return StoredPublication(
        evaluation_id=now.evaluation_id,
        number=number,
        at=at,
        who=who,
        reason=reason,
        status=status,
        published_score=now.published_score,
        human_score=now.human_score,
        points_judged=now.score.points_judged,
        points_possible=now.score.points_possible,
        fatal_confirmed=now.fatal_confirmed,
        band=now.band,
        items=items,
        content_hash=_hash_of(now, items),
    )


def content_hash(now: Publication) -> str:
    """sha256 over everything that is published: the same content is never published twice."""
    return _hash_of(now, _items(now))


_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


def _hash_of(now: Publication, items: Mapping[str, Sequence[Any]]) -> str:
    content = [now.published_score, now.human_score, now.fatal_confirmed, now.band, items]
    return sha256(_written(content).encode()).hexdigest()


def counted_rules(evaluation: Evaluation, last: StoredPublication) -> frozenset[str]:
    """Rule versions that counted when the evaluation was published: a later verdict does not reopen that question."""
    counted = set(last.items.get(Source.MACHINE.value, ()))
    return frozenset(item.rule_version for item in evaluation.items if item.id in counted)


def append(connection: Connection, many: Sequence[StoredPublication]) -> None:
    """Add publications; RecordsError when somebody published the same number meanwhile."""
    if many:
        connection.execute(sa.insert(table), [_to_row(one) for one in many])


def latest(connection: Connection, evaluation_ids: Sequence[str]) -> dict[str, StoredPublication]:
    """The latest publication of each evaluation that has one."""
    found: dict[str, StoredPublication] = {}
    for chunk in in_chunks(evaluation_ids):
        statement = sa.select(table).where(table.c.evaluation_id.in_(chunk)).order_by(table.c.number)
        found.update({row.evaluation_id: _from_row(row) for row in connection.execute(statement)})
    return found


def history(connection: Connection, evaluation_id: str) -> list[StoredPublication]:
    """Every publication of one evaluation, oldest first."""
    statement = sa.select(table).where(table.c.evaluation_id == evaluation_id).order_by(table.c.number)
    return [_from_row(row) for row in connection.execute(statement)]


def _items(now: Publication) -> dict[str, list[Any]]:
    """Item ids by whose word they are; of people's, what they said."""
    found: dict[str, list[Any]] = {}
    for source in Source:  # asked of each source: a million publications are written at once
        items = [item for item in now.items if item.source is source]
        if items:
            found[source.value] = [_said(i) if source is Source.HUMAN else i.result.id for i in items]
    return found


def _said(item: PublishedItem) -> dict[str, Any]:
    result = item.result
    fatal = result.fatal_kind is not None
    return {"id": result.id, "state": result.state.value, "points": result.points, "fatal": fatal, "who": item.who}


def _to_row(one: StoredPublication) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in _NAMES}
    return row | {"status": one.status.value, "items": dict(one.items)}


def _from_row(row: Any) -> StoredPublication:
    values = {name: getattr(row, name) for name in _NAMES}
    return StoredPublication(**(values | {"status": EvaluationStatus(row.status)}))
