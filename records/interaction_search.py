"""Interactions by what was said, by whom, when and how it was scored: newest first, fifty at a time.

A page is never counted to its end: of a million interactions nobody reads the last.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.queue_filter import QueueFilter
from inspection.review_steps import TaskState
from inspection.search.sought import Sought, sought
from records import sight_filter, text_index, text_search
from records.by_interaction import Key, rows_of
from records.review_tables import review_tasks
from records.search_tables import spoken_texts
from records.tables import current_evaluations, evaluations, interactions

ROWS = 50
_SAME_NAME = (
    "source",
    "interaction_id",
    "business_date",
    "started_at",
    "channel",
    "agent_id",
    "team",
    "queue",
    "duration_s",
)

Condition = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInteraction:
    """One interaction of a list.

    `machine_score` (0-100) is the lowest of its segments; None when there is none, or when it waits for a blind review.
    `place` is where a following page begins.
    """

    source: str
    interaction_id: str
    business_date: date
    started_at: datetime
    channel: str
    agent_id: str | None
    team: str | None
    queue: str | None
    duration_s: float | None
    machine_score: float | None
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPage:
    """Rows, and whether others follow."""

    rows: tuple[FoundInteraction, ...]
    has_after: bool


def page(connection: Connection, wanted: QueueFilter, *, sight: Sight, after: str = "", rows: int = ROWS) -> FoundPage:
    """Interactions that are seen in whole and answer the filter, from behind `after` (the place of a row) on.

    Of the filter text, agent, team, queue, channel, score and dates are read.
    """
    said = sought(wanted.text) if wanted.text else None
    if wanted.text and said is None:
        return FoundPage(rows=(), has_after=False)
    conditions = [*_of_interaction(wanted), *_of_score(wanted), *_seen(sight)]
    found = connection.execute(_statement(connection, wanted, said, conditions, after).limit(rows + 1)).all()
    scores = _scores(connection, [(row.source, row.interaction_id) for row in found[:rows]])
    shown = tuple(_from_row(row, scores) for row in found[:rows])
    return FoundPage(rows=shown, has_after=len(found) > rows)


def _statement(
    connection: Connection, wanted: QueueFilter, said: Sought | None, conditions: Sequence[Condition], after: str
) -> sa.Select[Any]:
    """Along the index of the words, unless something is named that is narrower than almost any word."""
    columns = [interactions.c[name] for name in _SAME_NAME]
    if said is None or _is_narrow(wanted):
        place = interactions.c.business_date, interactions.c.source, interactions.c.interaction_id
        statement = sa.select(*columns, sa.literal(None).label("doc")).where(*conditions, *_behind_day(after))
        if said is not None:
            statement = statement.where(text_search.said_in(connection, interactions, said))
        return statement.order_by(*(column.desc() for column in place))
    hits = text_index.hits(connection, said).subquery("hits")
    doc = next(iter(hits.c))
    same = (interactions.c.source == spoken_texts.c.source) & (
        interactions.c.interaction_id == spoken_texts.c.interaction_id
    )
    joined = hits.join(spoken_texts, spoken_texts.c.doc == doc).join(interactions, same)
    statement = sa.select(*columns, doc.label("doc")).select_from(joined).where(*conditions)
    if after.isdecimal():
        statement = statement.where(doc < int(after))
    return statement.order_by(doc.desc())


def _is_narrow(wanted: QueueFilter) -> bool:
    return bool(wanted.agent or wanted.team or wanted.first or wanted.last)


def _behind_day(after: str) -> Iterator[Condition]:
    day, _, key = after.partition("|")
    source, _, interaction_id = key.partition("|")
    try:
        edge = date.fromisoformat(day)
    except ValueError:
        return
    ours = sa.tuple_(interactions.c.business_date, interactions.c.source, interactions.c.interaction_id)
    yield ours < sa.tuple_(sa.literal(edge, sa.Date()), sa.literal(source), sa.literal(interaction_id))


def _of_interaction(wanted: QueueFilter) -> Iterator[Condition]:
    same = {"agent_id": wanted.agent, "team": wanted.team, "queue": wanted.queue, "channel": wanted.channel}
    along_words = wanted.text and not _is_narrow(wanted)
    for name, value in same.items():
        if value:  # as an expression no index tempts the planner away from the words
            column = interactions.c[name]
            yield (sa.func.coalesce(column, "") if along_words else column) == value
    if wanted.first:
        yield interactions.c.business_date >= wanted.first
    if wanted.last:
        yield interactions.c.business_date <= wanted.last


def _of_score(wanted: QueueFilter) -> Iterator[Condition]:
    """Scored so in a segment, and not waiting for a blind review: whoever asks could be the one who takes it."""
    if wanted.score_from is None and wanted.score_to is None:
        return
    bounds = [] if wanted.score_from is None else [evaluations.c.machine_score >= wanted.score_from]
    bounds += [] if wanted.score_to is None else [evaluations.c.machine_score <= wanted.score_to]
    yield sa.exists().where(*_current_of(interactions), *bounds)
    same = (review_tasks.c.source == interactions.c.source) & (
        review_tasks.c.interaction_id == interactions.c.interaction_id
    )
    yield ~sa.exists().where(same, *_WAITS_BLIND)


def _seen(sight: Sight) -> Iterator[Condition]:
    """Of who is bound: judged, and every judged segment is theirs to see; a colleague's part is not searched."""
    if not sight.is_everything:
        yield sight_filter.of_interactions(sight)
        yield sa.exists().where(*_current_of(interactions))
        yield ~sa.exists().where(
            *_current_of(interactions), ~sa.func.coalesce(sight_filter.of_evaluations(sight), False)
        )


def _scores(connection: Connection, keys: Sequence[Key]) -> Mapping[Key, float | None]:
    """The lowest score of each interaction, without those that wait for a blind review."""
    scored = sa.select(evaluations.c.source, evaluations.c.interaction_id, evaluations.c.machine_score).where(
        sa.exists().where(current_evaluations.c.evaluation_id == evaluations.c.evaluation_id),
        evaluations.c.machine_score.is_not(None),
    )
    found = {
        key: min(r.machine_score for r in rows) for key, rows in rows_of(connection, scored, evaluations, keys).items()
    }
    tasks = rows_of(connection, sa.select(review_tasks), review_tasks, keys)
    blind = [key for key, rows in tasks.items() if any(r.blind and r.state == TaskState.OPEN.value for r in rows)]
    return found | dict.fromkeys(blind)


def _current_of(table: sa.Table) -> tuple[Condition, ...]:
    return (
        evaluations.c.source == table.c.source,
        evaluations.c.interaction_id == table.c.interaction_id,
        evaluations.c.evaluation_id == current_evaluations.c.evaluation_id,
    )


_WAITS_BLIND = (review_tasks.c.blind, review_tasks.c.state == TaskState.OPEN.value)


def _from_row(row: Any, scores: Mapping[Key, float | None]) -> FoundInteraction:
    place = f"{row.business_date.isoformat()}|{row.source}|{row.interaction_id}" if row.doc is None else str(row.doc)
    known = {name: getattr(row, name) for name in _SAME_NAME}
    return FoundInteraction(**known, machine_score=scores.get((row.source, row.interaction_id)), place=place)
