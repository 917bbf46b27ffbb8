"""Agents against items (坐席评分项热力图): from the stored scorecards of a period, the lowest means first."""

from dataclasses import dataclass

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.scorecards.cards import ALL_CHANNELS, ItemFigure, ScorecardScope
from inspection.scorecards.figures import OVERALL
from records import sight_filter
from records.tables import scorecards

_ITEMS = TypeAdapter(tuple[ItemFigure, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentItems:
    """One agent of a period: mean machine score of `n` evaluations, and every item of theirs."""

    agent_id: str
    team: str | None
    scorecard_id: str
    n: int
    mean: float | None
    items: tuple[ItemFigure, ...]


def agents_of(
    connection: Connection, period: str, *, sight: Sight, team: str = "", channel: str = "", limit: int = 40
) -> list[AgentItems]:
    """At most `limit` agents of a stored period; those without a score come last."""
    c = scorecards.c
    statement = sa.select(c.agent_id, c.team, c.scorecard_id, c.n, c.mean, c["items"]).where(
        c.period == period,
        c.scope == ScorecardScope.AGENT.value,
        c.channel == (channel or ALL_CHANNELS),
        c.line == OVERALL,
        c.agent_id.is_not(None),
        sight_filter.of_scorecards(sight),
        *([c.team == team] if team else []),
    )
    lowest = (sa.case((c.mean.is_(None), 1), else_=0), c.mean, c.agent_id)
    return [
        AgentItems(agent_id=row.agent_id, team=row.team, scorecard_id=row.scorecard_id, n=row.n, mean=row.mean,
                   items=_ITEMS.validate_python(row[5]))
        for row in connection.execute(statement.order_by(*lowest).limit(limit))
    ]  # fmt: skip
