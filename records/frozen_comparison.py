"""A frozen month beside what came after (封账对比): comparison columns, never new pay."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records import adjustments, frozen_months
from records.adjustments import BookedAdjustment
from records.appeal_tables import frozen_rows
from records.frozen_content import is_of
from records.tables import evaluations

_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One frozen evaluation: its score as it was paid, and what the same segment would come to now.

    `adjusted_score` is what appeals made of it since (None with `adjusted` False: nothing), booked in
    `booked_month`. `latest_*` belong to the newest judgement of the same segment: another one than the frozen when
    the words or the rules were corrected since. Scores are 0-100.
    """

    evaluation_id: str
    interaction_id: str
    segment: int
    agent_id: str | None
    team: str | None
    frozen_score: float | None
    frozen_machine_score: float | None
    adjusted: bool
    adjusted_score: float | None
    booked_month: str | None
    latest_evaluation_id: str
    latest_rulebook: str
    latest_machine_score: float | None

    @property
    def differs(self) -> bool:
        """Something came after: an adjustment, or another judgement with another score."""
        return self.adjusted or self.latest_machine_score != self.frozen_machine_score


def comparison(connection: Connection, month: str) -> Iterator[Compared]:
    """Every evaluation of a frozen month, by agent, streamed; RecordsError when the month is not frozen."""
    frozen_months.find(connection, month)
    adjusted = {one.evaluation_id: one for one in adjustments.of_month(connection, month)}
    with connection.execute(_beside_the_latest(month).execution_options(yield_per=_AT_ONCE)) as rows:
        yield from (_compared(row, adjusted.get(row.evaluation_id)) for row in rows)


def _compared(row: Any, change: BookedAdjustment | None) -> Compared:
    return Compared(
        evaluation_id=row.evaluation_id,
        interaction_id=row.interaction_id,
        segment=row.segment,
        agent_id=row.agent_id,
        team=row.team,
        frozen_score=row.score,
        frozen_machine_score=row.machine_score,
        adjusted=change is not None,
        adjusted_score=change.score_after if change else None,
        booked_month=change.booked_month if change else None,
        latest_evaluation_id=row.latest_id,
        latest_rulebook=f"{row.latest_rulebook_id}@{row.latest_rulebook_version}",
        latest_machine_score=row.latest_machine_score,
    )


def _beside_the_latest(month: str) -> sa.Select[Any]:
    was, now, other = evaluations, evaluations.alias("latest"), evaluations.alias("other")
    same = [other.c[name] == was.c[name] for name in ("source", "interaction_id", "segment")]
    order = (other.c.evaluated_at.desc(), other.c.evaluation_id.desc())
    latest_id = sa.select(other.c.evaluation_id).where(*same).order_by(*order).limit(1).correlate(was).scalar_subquery()
    columns = [was.c[n] for n in ("evaluation_id", "interaction_id", "segment", "agent_id", "team", "machine_score")]
    latest = [
        now.c.evaluation_id.label("latest_id"),
        *(now.c[n].label(f"latest_{n}") for n in ("rulebook_id", "rulebook_version", "machine_score")),
    ]
    return (
        sa.select(frozen_rows.c.score, *columns, *latest)
        .select_from(frozen_rows)
        .join(was, is_of(frozen_rows.c.key, was.c.evaluation_id))
        .join(now, now.c.evaluation_id == latest_id)
        .where(frozen_rows.c.month == month)
        .order_by(was.c.agent_id, was.c.business_date, was.c.evaluation_id)
    )
