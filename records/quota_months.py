"""How many reviews each agent had and each reviewer did in a month, beside what they were to have."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.flags import Selection
from inspection.item_verdicts import Stage
from inspection.period import Period
from inspection.review_quotas import QuotaGap
from inspection.sampling_policy import Quotas
from records.sampling_tables import sampling_plans, selections
from records.tables import current_evaluations, evaluations, reviews

# Verdicts of appeals and of an older inspection are no reviews of the quota.
_REVIEWED = (Stage.REVIEW.value, Stage.SECOND.value, Stage.ADJUDICATION.value, Stage.MANUAL.value)


@dataclass(frozen=True, slots=True)
class _Heard:
    """Interactions of one agent in a month: reviewed, of them by lot, and drawn but not yet reviewed."""

    done: int = 0
    by_lot: int = 0
    waiting: int = 0


def of_agents(connection: Connection, month: Period, quotas: Quotas) -> list[QuotaGap]:
    """Every agent with judged interactions in the month, by team and name."""
    heard = _heard(connection, month)
    e = evaluations.c
    statement = (
        sa.select(e.agent_id, sa.func.min(e.team).label("team"))
        .join(current_evaluations, current_evaluations.c.evaluation_id == e.evaluation_id)
        .where(e.business_date.between(month.start, month.end), e.agent_id.is_not(None))
        .group_by(e.agent_id)
    )
    found = [_gap(row, heard.get(row.agent_id, _Heard()), quotas) for row in connection.execute(statement)]
    return sorted(found, key=lambda one: (one.team or "", one.who))


def of_reviewers(connection: Connection, month: Period, quotas: Quotas) -> list[QuotaGap]:
    """Every reviewer with a quota: the policy's, else the reviews a day the month's drawn days planned for them."""
    planned: Counter[str] = Counter()
    plans = sa.select(sampling_plans.c.reviewers).where(sampling_plans.c.business_date.between(month.start, month.end))
    for reviewers in connection.execute(plans).scalars():
        planned.update(reviewers)
    done = _done_by(connection, month)
    wanted = quotas.per_reviewer_month
    return [
        QuotaGap(who=who, team=None, done=done[who], waiting=0, quota=planned[who] if wanted is None else wanted)
        for who in sorted({*planned, *done})
    ]


def _gap(row: Any, heard: _Heard, quotas: Quotas) -> QuotaGap:
    return QuotaGap(
        who=row.agent_id,
        team=row.team,
        done=heard.done,
        waiting=heard.waiting,
        quota=quotas.per_agent_month,
        by_lot=heard.by_lot,
    )


def _heard(connection: Connection, month: Period) -> dict[str, _Heard]:
    done = _reviewed(connection, month, None)
    by_lot = _reviewed(connection, month, Selection.RANDOM)
    waiting = _waiting(connection, month)
    return {agent: _Heard(done[agent], by_lot[agent], waiting[agent]) for agent in {*done, *waiting}}


def _reviewed(connection: Connection, month: Period, selection: Selection | None) -> Counter[str]:
    """Reviewed interactions per agent; only those of one kind of selection where it is given."""
    e = evaluations.c
    interaction = sa.func.count(sa.distinct(e.source + "|" + e.interaction_id))
    statement = (
        sa.select(e.agent_id, interaction)
        .join(reviews, reviews.c.evaluation_id == e.evaluation_id)
        .where(e.business_date.between(month.start, month.end), e.agent_id.is_not(None), _COUNTS)
        .group_by(e.agent_id)
    )
    if selection is not None:
        statement = statement.where(reviews.c.selection == selection.value)
    return _counted(connection, statement)


def _waiting(connection: Connection, month: Period) -> Counter[str]:
    """Drawn interactions of the month nobody has reviewed, per agent."""
    s = selections.c
    statement = (
        sa.select(s.agent_id, sa.func.count())
        .where(
            *(s.business_date.between(month.start, month.end), s.agent_id.is_not(None)),
            *(s.selection.is_not(None), ~is_reviewed()),
        )
        .group_by(s.agent_id)
    )
    return _counted(connection, statement)


def is_reviewed() -> sa.ColumnElement[bool]:
    """True for a row of `selections` whose interaction somebody has reviewed."""
    e, s = evaluations.c, selections.c
    same = (e.source == s.source) & (e.interaction_id == s.interaction_id)
    return sa.exists().where(same, reviews.c.evaluation_id == e.evaluation_id, _COUNTS)


def _done_by(connection: Connection, month: Period) -> Counter[str]:
    """Reviewed evaluations of the month per reviewer."""
    r = reviews.c
    statement = (
        sa.select(r.who, sa.func.count(sa.distinct(r.evaluation_id)))
        .join(evaluations, evaluations.c.evaluation_id == r.evaluation_id)
        .where(evaluations.c.business_date.between(month.start, month.end), _COUNTS)
        .group_by(r.who)
    )
    return _counted(connection, statement)


def _counted(connection: Connection, statement: "sa.Select[Any]") -> Counter[str]:
    return Counter({row[0]: row[1] for row in connection.execute(statement)})


_COUNTS = sa.or_(reviews.c.stage.is_(None), reviews.c.stage.in_(_REVIEWED))
