"""Adjustments (补差) in the database: booked once per appeal, in the next month that is not frozen. Only ever added."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.adjustment import Adjustment, AgentMonth, next_open_month
from inspection.appeal_correction import Correction
from inspection.evaluation import Evaluation
from inspection.stable_ids import stable_id
from records import audit, frozen_months
from records.appeal_tables import adjustments as table
from records.appeal_tables import frozen_rows
from records.frozen_content import evaluation_key

_NAMES = tuple(Adjustment.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedAdjustment(Adjustment):
    """An adjustment, who booked it when, and the items it changes: id, states before and after, points likewise."""

    at: datetime
    who: str
    items: tuple[tuple[Any, ...], ...]


def book(
    connection: Connection, evaluation: Evaluation, correction: Correction, *, appeal_id: str, who: str, at: datetime
) -> BookedAdjustment:
    """Book what an appeal upheld after the freeze changes; the frozen rows are only read."""
    month = f"{evaluation.business_date:%Y-%m}"
    frozen_months.lock(connection)  # nobody freezes the month this is booked in before it is booked
    before, score_before = _before(connection, evaluation, month)
    after = before.with_score(score_before, correction.after.published_score)
    booked = BookedAdjustment(
        adjustment_id=stable_id("adjustment", appeal_id),
        appeal_id=appeal_id,
        evaluation_id=evaluation.evaluation_id,
        agent_id=evaluation.agent_id,
        team=evaluation.team,
        frozen_month=month,
        booked_month=next_open_month(month, frozen_months.frozen(connection)),
        score_before=score_before,
        score_after=correction.after.published_score,
        mean_before=before.mean,
        mean_after=after.mean,
        n_before=before.n,
        n_after=after.n,
        at=at,
        who=who,
        items=_changed_items(correction),
    )
    row = {name: getattr(booked, name) for name in (*_NAMES, "at", "who")}
    row |= {"difference_points": booked.difference_points, "items": [list(item) for item in booked.items]}
    connection.execute(sa.insert(table).values(row))
    audit.note(
        connection,
        at=at,
        who=who,
        action="adjustment",
        subject=f"evaluation:{evaluation.evaluation_id}",
        before={"month": month, "score": score_before, "mean": before.mean, "n": before.n},
        after={
            "booked_month": booked.booked_month, "score": booked.score_after, "mean": after.mean, "n": after.n,
            "difference_points": booked.difference_points, "adjustment_id": booked.adjustment_id,
        },
        reason=f"appeal {appeal_id} upheld after {month} was frozen",
    )  # fmt: skip
    return booked


def in_month(connection: Connection, booked_month: str) -> list[BookedAdjustment]:
    """The adjustments booked in a month, by agent."""
    statement = sa.select(table).where(table.c.booked_month == booked_month)
    return _read(connection, statement.order_by(table.c.agent_id, table.c.at, table.c.adjustment_id))


def of_month(connection: Connection, frozen_month: str) -> list[BookedAdjustment]:
    """The adjustments of a frozen month, wherever they were booked, in the order they were booked."""
    statement = sa.select(table).where(table.c.frozen_month == frozen_month)
    return _read(connection, statement.order_by(table.c.at, table.c.adjustment_id))


def _before(connection: Connection, evaluation: Evaluation, month: str) -> tuple[AgentMonth, float | None]:
    """The agent's frozen month with all former adjustments, and what this evaluation counts in it by now."""
    mine = frozen_rows.c.agent_id == evaluation.agent_id
    if evaluation.agent_id is None:
        mine = frozen_rows.c.agent_id.is_(None)
    counted = sa.select(sa.func.count(frozen_rows.c.score), sa.func.coalesce(sa.func.sum(frozen_rows.c.score), 0.0))
    n, total = connection.execute(counted.where(frozen_rows.c.month == month, mine)).one()
    known = AgentMonth(int(n), float(total))
    key = evaluation_key(evaluation.evaluation_id)
    frozen = sa.select(frozen_rows.c.score).where(frozen_rows.c.month == month, frozen_rows.c.key == key)
    score: float | None = connection.execute(frozen).scalar_one_or_none()
    for former in of_month(connection, month):
        if former.agent_id == evaluation.agent_id:
            known = known.with_score(former.score_before, former.score_after)
        if former.evaluation_id == evaluation.evaluation_id:
            score = former.score_after
    return known, score


def _changed_items(correction: Correction) -> tuple[tuple[Any, ...], ...]:
    before = {i.result.id: i.result for i in correction.before.items}
    return tuple(
        (now.id, was.state.value, now.state.value, was.points, now.points)
        for now in (i.result for i in correction.after.items)
        if (was := before[now.id]).state is not now.state or was.points != now.points
    )


def _read(connection: Connection, statement: sa.Select[Any]) -> list[BookedAdjustment]:
    return [
        BookedAdjustment(
            **{name: getattr(row, name) for name in _NAMES},
            at=row.at,
            who=row.who,
            items=tuple(tuple(item) for item in row.items),
        )
        for row in connection.execute(statement)
    ]
