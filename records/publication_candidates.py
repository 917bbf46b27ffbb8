"""Evaluations on their way to publication (待公布): the few columns it needs, and which of them must be looked at.

A night adds thirty thousand evaluations to a month of a million; what was published and nobody has spoken of since
cannot have moved, and is only counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import EvaluationStatus
from inspection.evaluation_steps import takes_reviews
from inspection.plain_publication import PlainItem
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
_ITEM_COLUMNS = (
    *(evaluation_items.c[name] for name in ("item_id", "kind", "line", "dimension", "state", "points", "max_points")),
    *(evaluation_items.c.rule_version, evaluation_items.c.fatal_kind),
)
_ORDER = (
    *(evaluations.c.business_date, evaluations.c.source, evaluations.c.interaction_id, evaluations.c.segment),
    evaluations.c.evaluation_id,
)
_IS_CURRENT = sa.exists().where(current_evaluations.c.evaluation_id == evaluations.c.evaluation_id)
_STATUSES = {status.value: status for status in EvaluationStatus}
_OPEN = tuple(status.value for status in EvaluationStatus if takes_reviews(status))
_STREAMED = 5_000


def waiting(connection: Connection, first: date, last: date) -> list[str]:
    """Ids to look at, in order of day and interaction: never published, or somebody has said a word about them."""
    e = evaluations.c
    in_period = sa.select(e.evaluation_id, *_ORDER[:-1]).where(e.business_date.between(first, last), _IS_CURRENT)
    fresh = in_period.where(e.status.in_([s for s in _OPEN if s != EvaluationStatus.PUBLISHED.value]))
    found = {row[0]: row[1:] for row in connection.execute(fresh)}
    for chunk in in_chunks(sorted(_spoken_of(connection))):
        spoken = in_period.where(e.evaluation_id.in_(chunk), e.status == EvaluationStatus.PUBLISHED.value)
        found |= {row[0]: row[1:] for row in connection.execute(spoken)}
    return sorted(found, key=lambda evaluation_id: (*found[evaluation_id], evaluation_id))


def settled_before(connection: Connection, first: date, last: date) -> Iterator[Candidate]:
    """What was published and nobody has spoken of: nothing of it can have moved. Streamed, in no order."""
    spoken = _spoken_of(connection)
    e = evaluations.c
    published = sa.select(*_COLUMNS).where(e.business_date.between(first, last), _IS_CURRENT)
    published = published.where(e.status == EvaluationStatus.PUBLISHED.value)
    with connection.execute(published.execution_options(yield_per=_STREAMED)) as rows:
        yield from (_candidate(row) for row in rows if row[0] not in spoken)


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
        found += map(_candidate, connection.execute(chosen))
    return found


def plain_items(connection: Connection, evaluation_ids: Sequence[str]) -> dict[str, list[PlainItem]]:
    """The items of each evaluation in the form's order, without reasons and evidence."""
    found: dict[str, list[PlainItem]] = {evaluation_id: [] for evaluation_id in evaluation_ids}
    i = evaluation_items.c
    for chunk in in_chunks(sorted(evaluation_ids)):
        statement = sa.select(*_ITEM_COLUMNS, i.evaluation_id).where(i.evaluation_id.in_(chunk))
        for row in connection.execute(statement.order_by(i.evaluation_id, i.position)):
            found[row[-1]].append(PlainItem._make(row[:-1]))
    return found


def _spoken_of(connection: Connection) -> set[str]:
    """Ids of all evaluations of interactions somebody has said a word about."""
    e, said = evaluations.c, evaluations.alias("said")
    reviewed = sa.select(reviews.c.evaluation_id).distinct().subquery()
    same = (said.c.source == e.source) & (said.c.interaction_id == e.interaction_id)
    statement = (
        sa.select(e.evaluation_id).join(said, same).join(reviewed, reviewed.c.evaluation_id == said.c.evaluation_id)
    )
    return set(connection.execute(statement).scalars())


def _candidate(row: Any) -> Candidate:
    *columns, status = row
    return Candidate(*columns, _STATUSES[status])
