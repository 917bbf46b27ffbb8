"""Evaluations on their way to publication (待公布): the few columns it needs, and which of them must be looked at.

A night adds thirty thousand evaluations to a month of a million; what was published and nobody has spoken of since
cannot have moved, and is only counted.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import EvaluationStatus
from inspection.evaluation_steps import takes_reviews
from inspection.plain_publication import PlainItem
from records.review_tables import publications
from records.tables import current_evaluations, evaluation_items, evaluations, reviews
from records.upsert import in_chunks


@dataclass(frozen=True, slots=True)
class Candidate:
    """What publication needs of an evaluation; fields as in `Evaluation`, without items."""

    evaluation_id: str
    source: str
    interaction_id: str
    segment: int
    agent_id: str | None
    queue: str | None
    channel: str
    form_id: str
    form_version: str
    rulebook_hash: str
    transcript_hash: str
    evaluated_at: datetime
    machine_score: float | None
    raw_score: float | None
    human_score: float | None
    published_score: float | None
    points_judged: float
    points_possible: float
    fatal_confirmed: bool
    status: EvaluationStatus


_COLUMNS = tuple(evaluations.c[field.name] for field in fields(Candidate))
_ITEM_COLUMNS = tuple(evaluation_items.c["item_id" if name == "id" else name] for name in PlainItem._fields)
_ORDER = (
    *(evaluations.c.business_date, evaluations.c.source, evaluations.c.interaction_id, evaluations.c.segment),
    evaluations.c.evaluation_id,
)
_IS_CURRENT = sa.exists().where(current_evaluations.c.evaluation_id == evaluations.c.evaluation_id)
_STATUSES = {status.value: status for status in EvaluationStatus}
_OPEN = tuple(status.value for status in EvaluationStatus if takes_reviews(status))
_STREAMED = 5_000
ON_THE_WAY = timedelta(days=1)
"""A verdict carries the moment it was given; it may reach the database later, but not by so much."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Ids to look at, in order of day and interaction; `never_published` are those of them that never were."""

    ids: tuple[str, ...]
    never_published: tuple[str, ...]


def waiting(connection: Connection, first: date, last: date, *, after: str = "") -> Waiting:
    """What was never published, and what somebody has spoken of since.

    `after`: only what comes after this evaluation in that order, for who goes on; an unknown one leaves nothing out.
    """
    e = evaluations.c
    in_period = sa.select(e.evaluation_id, *_ORDER[:-1]).where(e.business_date.between(first, last), _IS_CURRENT)
    fresh = in_period.where(e.status.in_([s for s in _OPEN if s != EvaluationStatus.PUBLISHED.value]))
    never = {row[0]: (*row[1:], row[0]) for row in connection.execute(fresh).all()}
    found = dict(never)
    for chunk in in_chunks(sorted(_spoken_of_since(connection, first, last))):
        spoken = connection.execute(in_period.where(e.evaluation_id.in_(chunk))).all()
        found |= {row[0]: (*row[1:], row[0]) for row in spoken}
    reached = connection.execute(sa.select(*_ORDER).where(e.evaluation_id == after)).one_or_none() if after else None
    ids = sorted((one for one in found if reached is None or found[one] > tuple(reached)), key=found.__getitem__)
    return Waiting(tuple(ids), tuple(one for one in ids if one in never))


def unpublished_days(connection: Connection, first: date, last: date) -> dict[date, int]:
    """Business days (both included) -> how many current evaluations of theirs were never published, oldest first."""
    e = evaluations.c
    chosen = e.business_date.between(first, last) & (e.status == EvaluationStatus.DRAFT.value) & _IS_CURRENT
    counted = sa.select(e.business_date, sa.func.count()).where(chosen).group_by(e.business_date)
    return {row[0]: row[1] for row in connection.execute(counted.order_by(e.business_date))}


def settled_before(connection: Connection, first: date, last: date, looked_at: Container[str]) -> Iterator[Candidate]:
    """What was published and need not be `looked_at`: nothing of it can have moved. Streamed, in no order."""
    e = evaluations.c
    published = sa.select(*_COLUMNS).where(e.business_date.between(first, last), _IS_CURRENT)
    published = published.where(e.status == EvaluationStatus.PUBLISHED.value)
    with connection.execute(published.execution_options(yield_per=_STREAMED)) as rows:
        yield from (_candidate(row) for row in rows if row[0] not in looked_at)


def read(connection: Connection, evaluation_ids: Sequence[str], *, for_change: bool = False) -> list[Candidate]:
    """The current ones among these that may still be published, in order of day and interaction.

    `for_change`: PostgreSQL holds the rows until the transaction ends, so that no correction, verdict or freeze slips
    in between reading and writing (SQLite has one writer anyway).
    """
    e = evaluations.c
    current = current_evaluations.c.evaluation_id == e.evaluation_id
    found: list[Candidate] = []
    for chunk in in_chunks(evaluation_ids):
        chosen = sa.select(*_COLUMNS).join(current_evaluations, current)
        chosen = chosen.where(e.evaluation_id.in_(chunk), e.status.in_(_OPEN)).order_by(*_ORDER)
        if for_change:
            chosen = chosen.with_for_update(of=[evaluations, current_evaluations])
        found += map(_candidate, connection.execute(chosen).all())
    return found


def plain_items(connection: Connection, evaluation_ids: Sequence[str]) -> dict[str, list[tuple[Any, ...]]]:
    """The items of each evaluation in the form's order, as the fields of `PlainItem`."""
    found: dict[str, list[tuple[Any, ...]]] = {evaluation_id: [] for evaluation_id in evaluation_ids}
    i = evaluation_items.c
    for chunk in in_chunks(sorted(evaluation_ids)):
        statement = sa.select(*_ITEM_COLUMNS, i.evaluation_id).where(i.evaluation_id.in_(chunk))
        for row in connection.execute(statement.order_by(i.evaluation_id, i.position)).all():
            found[row[-1]].append(row[:-1])
    return found


def _spoken_of_since(connection: Connection, first: date, last: date) -> Iterator[str]:
    """Published evaluations of the days on whose interaction somebody has said a word since, or shortly before."""
    e, said = evaluations.c, evaluations.alias("said")
    reviewed = sa.select(reviews.c.evaluation_id, sa.func.max(reviews.c.at).label("at")).group_by(
        reviews.c.evaluation_id
    )
    reviewed_at = reviewed.subquery("reviewed")
    same = (said.c.source == e.source) & (said.c.interaction_id == e.interaction_id)
    statement = (
        sa.select(e.evaluation_id, sa.func.max(reviewed_at.c.at), sa.func.max(publications.c.at))
        .select_from(reviewed_at)
        .join(said, said.c.evaluation_id == reviewed_at.c.evaluation_id)
        .join(evaluations, same)
        .outerjoin(publications, publications.c.evaluation_id == e.evaluation_id)
        .where(e.business_date.between(first, last), e.status == EvaluationStatus.PUBLISHED.value)
        .group_by(e.evaluation_id)
    )
    for evaluation_id, spoken_at, published_at in connection.execute(statement):
        if published_at is None or spoken_at + ON_THE_WAY > published_at:
            yield evaluation_id


def _candidate(row: Any) -> Candidate:
    columns: list[Any] = list(row)
    columns[-1] = _STATUSES[columns[-1]]
    return Candidate(*columns)
