"""Where an item was lost (失分下钻): the interactions of an agent, or the agents of a team, in some business days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.evaluation import EvaluationStatus, ItemState
from inspection.publication import Source
from records import publications, sight_filter
from records.beholder import waits_blind
from records.coaching_tables import item_days
from records.publications import StoredPublication
from records.tables import current_evaluations, evaluation_items, evaluations


@dataclass(frozen=True, slots=True, kw_only=True)
class LostItem:
    """One current evaluation in which the item was lost: `points_lost` of the form, `reason` the machine's or empty."""

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
    drafts: Sight,
    reviewer: str = "",
) -> list[LostItem]:
    """Evaluations of an agent that are seen in which the item was lost, the latest first.

    Outside of `drafts` only published ones, and of these only where the item counted when it was last published: a
    machine's suspicion is not told an agent. A `reviewer` is told nothing of what waits for their blind review.
    """
    e, i = evaluations.c, evaluation_items.c
    is_open = sa.case((sight_filter.of_evaluations(drafts), 1), else_=0)
    columns = (
        e.evaluation_id, e.source, e.interaction_id, e.segment, e.agent_id, e.channel, e.business_date, e.started_at,
        e.status, i.state, i.points, i.max_points, i.reason, is_open.label("is_open"),
    )  # fmt: skip
    chosen = (
        sa.select(*columns)
        .join(evaluation_items, i.evaluation_id == e.evaluation_id)
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .where(
            e.agent_id == agent_id,
            e.business_date.between(first, last),
            i.item_id == item,
            sight_filter.of_evaluations(sight),
            sa.case((is_open == 1, i.state == ItemState.UNMET.value), else_=e.status != EvaluationStatus.DRAFT.value),
            ~waits_blind(reviewer, evaluations),
        )
        .order_by(e.started_at.desc(), e.evaluation_id)
    )
    rows = list(connection.execute(chosen))
    published = publications.latest(connection, [row.evaluation_id for row in rows if not row.is_open])
    lost = ((row, _machines(row) if row.is_open else _published(row, item, published)) for row in rows)
    return [_lost(row, points) for row, points in lost if points is not None]


def by_agent(connection: Connection, team: str, item: str, first: date, last: date) -> Sequence[AgentLosses]:
    """Of a team's agents whom the item applied to, most failures first, from the sums of the days."""
    d = item_days.c
    sums = (sa.func.sum(d.n).label("n"), sa.func.sum(d.unmet).label("unmet"))
    chosen = sa.select(d.agent_id, *sums).where(d.item == item, d.business_date.between(first, last), d.team == team)
    rows = connection.execute(chosen.group_by(d.agent_id).order_by(sa.desc("unmet"), d.agent_id))
    return [AgentLosses(agent_id=row.agent_id, n=row.n, unmet=row.unmet) for row in rows]


def _machines(row: Any) -> float | None:
    return float(row.max_points - row.points) if row.state == ItemState.UNMET.value else None


def _published(row: Any, item: str, published: Mapping[str, StoredPublication]) -> float | None:
    """Points the item lost when the evaluation was last published; None when it was not lost then."""
    last = published.get(row.evaluation_id)
    if last is None:
        return None
    if item in last.items.get(Source.MACHINE.value, ()):
        return _machines(row)
    said = next((one for one in last.items.get(Source.HUMAN.value, ()) if one["id"] == item), None)
    is_lost = said is not None and said["state"] == ItemState.UNMET.value
    return max(0.0, row.max_points - said["points"]) if said is not None and is_lost else None


def _lost(row: Any, points_lost: float) -> LostItem:
    same = ("source", "interaction_id", "segment", "agent_id", "channel", "business_date", "started_at")
    return LostItem(
        **{name: getattr(row, name) for name in same},
        status=EvaluationStatus(row.status),
        points_lost=points_lost,
        reason=row.reason if row.state == ItemState.UNMET.value else "",
    )
