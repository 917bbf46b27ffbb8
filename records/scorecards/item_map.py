"""Agents against items (坐席评分项热力图): from the stored scorecards of a period, the lowest means first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.intervals import rate_figure
from inspection.scorecards.cards import ALL_CHANNELS, ItemFigure, ScorecardScope
from inspection.scorecards.figures import OVERALL
from inspection.stable_ids import stable_id
from records import sight_filter
from records.coaching_tables import item_days
from records.item_days import SCORE
from records.results_rules import scorecard_policy
from records.scorecards.sums import DAY
from records.scorecards.tables import scorecard_sums
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


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueDays:
    """One queue over business days (both included); `period` is whose stored scorecards the rows lead to."""

    queue: str
    first: date
    last: date
    period: str


def agents_of_queue(
    connection: Connection, wanted: QueueDays, *, sight: Sight, team: str = "", channel: str = "", limit: int = 40
) -> list[AgentItems]:
    """The same of one queue, counted from its days: stored scorecards do not tell an agent's queues apart.

    Whoever is bound to a site or vendor gets agents without items: the counts of items do not say where they were.
    """
    d, s = item_days.c, scorecard_sums.c
    chosen = [d.business_date.between(wanted.first, wanted.last), d.queue == wanted.queue, d.item != SCORE,
              sight_filter.of_item_days(sight)]  # fmt: skip
    chosen += [d.team == team] if team else []
    chosen += [d.channel == channel] if channel else []
    sums = (sa.func.sum(d.n).label("n"), sa.func.sum(d.unmet).label("unmet"))
    items: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(sa.select(d.agent_id, d.item, *sums).where(*chosen).group_by(d.agent_id, d.item)):
        items[row.agent_id].append(row)
    of_queue = [s.span == DAY, s.business_date.between(wanted.first, wanted.last), s.queue == wanted.queue,
                sight_filter.of_agent_sums(sight), s.agent_id != ""]  # fmt: skip
    of_queue += [s.team == team] if team else []
    of_queue += [s.channel == channel] if channel else []
    n = sa.func.sum(s.machine_n + s.machine_zeroed)
    named = sa.func.max(s.team).label("team")
    scores = sa.select(s.agent_id, named, n.label("n"), sa.func.sum(s.machine_total).label("total"))
    found = connection.execute(scores.where(*of_queue).group_by(s.agent_id))
    agents = [_of_queue(row, items[row.agent_id], wanted.period) for row in found]
    return sorted(agents, key=lambda one: (one.mean is None, one.mean or 0.0, one.agent_id))[:limit]


def _of_queue(score: Any, rows: list[Any], period: str) -> AgentItems:
    minimum = scorecard_policy().minimum_n
    return AgentItems(
        agent_id=score.agent_id,
        team=score.team or None,
        scorecard_id=stable_id("card", ScorecardScope.AGENT, score.agent_id, period, ALL_CHANNELS, OVERALL),
        n=score.n,
        mean=score.total / score.n if score.n else None,
        items=tuple(
            ItemFigure(
                item=row.item, applicable=row.n, needs_human=0, met=rate_figure(row.n - row.unmet, row.n, minimum)
            )
            for row in sorted(rows, key=lambda one: str(one.item))
        ),
    )
