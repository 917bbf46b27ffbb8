"""Where an item was lost (失分下钻): the interactions of an agent, or the agents of a team, in some business days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.evaluation import EvaluationStatus, ItemState
from records import sight_filter
from records.coaching_tables import item_days
from records.tables import current_evaluations, evaluation_items, evaluations


@dataclass(frozen=True, slots=True, kw_only=True)
class LostItem:
    """One current evaluation in which the item is unmet by the machine; `points_lost` of the form, `reason` why."""

    source: str
    interaction_id: str
    segment: int
    agent_id: str | None
    channel: str
    business_date: date
    started_at: datetime
    status: EvaluationStatus
    points_lost: float
    reason: str


@dataclass(frozen=True, slots=True)
class AgentLosses:
    """How many of an agent's interactions to which an item applied failed it."""

    agent_id: str
    n: int
    unmet: int


def of_agent(
    connection: Connection,
    agent_id: str,
    item: str,
    first: date,
    last: date,
    *,
    sight: Sight,
    drafts: bool,
    limit: int,
    offset: int = 0,
) -> list[LostItem]:
    """Evaluations of an agent that are seen in which the item was lost, the latest first.

    Without `drafts` only those that are published: a machine's suspicion is not told an agent before.
    """
    e, i = evaluations.c, evaluation_items.c
    columns = (
        e.source, e.interaction_id, e.segment, e.agent_id, e.channel, e.business_date, e.started_at, e.status,
        (i.max_points - i.points).label("points_lost"), i.reason,
    )  # fmt: skip
    chosen = _chosen(sa.select(*columns), agent_id, item, first, last, sight=sight, drafts=drafts)
    rows = connection.execute(chosen.order_by(e.started_at.desc(), e.evaluation_id).limit(limit).offset(offset))
    return [LostItem(**{**row, "status": EvaluationStatus(row["status"])}) for row in rows.mappings()]


def count_of_agent(
    connection: Connection, agent_id: str, item: str, first: date, last: date, *, sight: Sight, drafts: bool
) -> int:
    """How many `of_agent` there are."""
    counted = sa.select(sa.func.count()).select_from(evaluations)
    chosen = _chosen(counted, agent_id, item, first, last, sight=sight, drafts=drafts)
    return int(connection.execute(chosen).scalar_one())


def by_agent(connection: Connection, team: str, item: str, first: date, last: date) -> Sequence[AgentLosses]:
    """Of a team's agents whom the item applied to, most failures first, from the sums of the days."""
    d = item_days.c
    sums = (sa.func.sum(d.n).label("n"), sa.func.sum(d.unmet).label("unmet"))
    chosen = sa.select(d.agent_id, *sums).where(d.item == item, d.business_date.between(first, last), d.team == team)
    rows = connection.execute(chosen.group_by(d.agent_id).order_by(sa.desc("unmet"), d.agent_id))
    return [AgentLosses(agent_id=row.agent_id, n=row.n, unmet=row.unmet) for row in rows]


def _chosen(
    statement: sa.Select[Any], agent_id: str, item: str, first: date, last: date, *, sight: Sight,
    drafts: bool,
) -> sa.Select[Any]:  # fmt: skip
    e, i = evaluations.c, evaluation_items.c
    conditions = [
        e.agent_id == agent_id,
        e.business_date.between(first, last),
        i.item_id == item,
        i.state == ItemState.UNMET.value,
        sight_filter.of_evaluations(sight),
    ]
    if not drafts:
        conditions.append(e.status != EvaluationStatus.DRAFT.value)
    return (
        statement.join(evaluation_items, i.evaluation_id == e.evaluation_id)
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .where(*conditions)
    )
