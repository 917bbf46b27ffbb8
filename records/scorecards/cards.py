"""Scorecards in the database: one row per scope, period, channel and line, renewed with every night of the period."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.intervals import Figure
from inspection.scorecards.cards import (
    ALL_CHANNELS,
    OVERALL,
    DimensionFigure,
    ItemFigure,
    Scorecard,
    ScorecardScope,
)
from records import sight_filter
from records.frozen_months import days_of, frozen
from records.tables import scorecards
from records.upsert import insert_if_absent

_ITEMS = TypeAdapter(tuple[ItemFigure, ...])
_DIMENSIONS = TypeAdapter(tuple[DimensionFigure, ...])
_METRICS = TypeAdapter(dict[str, Figure])
_SAME_NAME = (
    "agent_id",
    "team",
    "vendor",
    "period",
    "starts_on",
    "ends_on",
    "channel",
    "line",
    "n",
    "mean",
    "low",
    "high",
    "enough",
    "machine",
    "human",
    "published",
    "without_score",
    "site",
    "queue",
)


def replace_period(connection: Connection, period: str, cards: Sequence[Scorecard]) -> bool:
    """Make these the scorecards of `period`; False, and nothing is changed, when the period is in a frozen month."""
    stored = connection.execute(sa.select(scorecards).where(scorecards.c.period == period).limit(1)).all()
    if any(_is_frozen(connection, card) for card in (*cards[:1], *stored)):
        return False
    connection.execute(sa.delete(scorecards).where(scorecards.c.period == period))
    insert_if_absent(connection, scorecards, [to_columns(card) for card in cards])
    return True


def of_period(connection: Connection, period: str, *, sight: Sight = EVERYTHING) -> Iterator[Scorecard]:
    """The scorecards of a period that are seen, by scope, subject, channel and line."""
    order = (scorecards.c.scope, scorecards.c.agent_id, scorecards.c.team, scorecards.c.vendor)
    statement = sa.select(scorecards).where(scorecards.c.period == period, sight_filter.of_scorecards(sight))
    rows = connection.execute(statement.order_by(*order, scorecards.c.channel, scorecards.c.line))
    return (_from_row(row) for row in rows)


def listed(
    connection: Connection,
    period: str,
    scope: ScorecardScope,
    *,
    sight: Sight,
    limit: int,
    offset: int = 0,
) -> list[Scorecard]:
    """The overall scorecards over all channels of a period and scope that are seen, by name."""
    chosen = _overall(sa.select(scorecards), period, scope, sight).order_by(_subject_column(scope))
    return [_from_row(row) for row in connection.execute(chosen.limit(limit).offset(offset))]


def count(connection: Connection, period: str, scope: ScorecardScope, *, sight: Sight) -> int:
    """How many `listed` there are."""
    chosen = _overall(sa.select(sa.func.count()).select_from(scorecards), period, scope, sight)
    return int(connection.execute(chosen).scalar_one())


def find(connection: Connection, scorecard_id: str, *, sight: Sight) -> Scorecard | None:
    """One scorecard by its id, if it is seen."""
    chosen = sa.select(scorecards).where(scorecards.c.scorecard_id == scorecard_id, sight_filter.of_scorecards(sight))
    row = connection.execute(chosen).one_or_none()
    return None if row is None else _from_row(row)


def of_subject(connection: Connection, period: str, card: Scorecard, *, sight: Sight) -> list[Scorecard]:
    """All scorecards of a period about whom or what `card` is about, if they are seen."""
    c = scorecards.c
    same = (c.period == period, c.scope == card.scope.value, _subject_column(card.scope) == card.subject)
    chosen = sa.select(scorecards).where(*same, sight_filter.of_scorecards(sight))
    return [_from_row(row) for row in connection.execute(chosen.order_by(c.channel, c.line))]


def by_ids(connection: Connection, scorecard_ids: Sequence[str], *, sight: Sight) -> list[Scorecard]:
    """Scorecards of these ids that are there and seen, by period."""
    chosen = sa.select(scorecards).where(
        scorecards.c.scorecard_id.in_(scorecard_ids), sight_filter.of_scorecards(sight)
    )
    return [_from_row(row) for row in connection.execute(chosen.order_by(scorecards.c.period))]


def _subject_column(scope: ScorecardScope) -> sa.Column[Any]:
    return scorecards.c["agent_id" if scope is ScorecardScope.AGENT else scope.value]


def _overall(statement: sa.Select[Any], period: str, scope: ScorecardScope, sight: Sight) -> sa.Select[Any]:
    c = scorecards.c
    whole = (c.period == period, c.scope == scope.value, c.channel == ALL_CHANNELS, c.line == OVERALL)
    return statement.where(*whole, sight_filter.of_scorecards(sight))


def _is_frozen(connection: Connection, card: Any) -> bool:
    months = (days_of(month) for month in frozen(connection))
    return any(first <= card.starts_on and card.ends_on <= last for first, last in months)


def to_columns(card: Scorecard) -> dict[str, Any]:
    """A scorecard as the columns that keep it."""
    row = {name: getattr(card, name) for name in _SAME_NAME}
    metrics: Mapping[str, Figure] = dict(card.metrics)
    return row | {
        "scorecard_id": card.scorecard_id,
        "scope": card.scope.value,
        "items": _ITEMS.dump_python(card.items, mode="json"),
        "dimensions": _DIMENSIONS.dump_python(card.dimensions, mode="json"),
        "metrics": _METRICS.dump_python(dict(metrics), mode="json"),
    }


def _from_row(row: Any) -> Scorecard:
    return Scorecard(
        scope=ScorecardScope(row.scope),
        items=_ITEMS.validate_python(tuple(row.items)),
        dimensions=_DIMENSIONS.validate_python(tuple(row.dimensions)),
        metrics=_METRICS.validate_python(row.metrics),
        **{name: getattr(row, name) for name in _SAME_NAME},
    )
