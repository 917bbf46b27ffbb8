"""Sampling (抽检): a day's plan, proposed or drawn, and what became of every interaction it could have drawn.

What a plan framed stays framed: an interaction is drawn or passed over once, with the chance it had, and no later draw
changes that. So running a draw twice draws nothing twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.flag_policy import FlagPolicy
from inspection.flags import Selection
from inspection.period import Period
from inspection.review_quotas import lacking
from inspection.sampling_draw import Drawn, draw
from inspection.sampling_plan import SamplingPlan, sampling_plan
from inspection.sampling_policy import SamplingPolicy, Stratum
from inspection.stable_ids import stable_id
from records import audit
from records.by_interaction import Key, rows_of
from records.quota_months import is_reviewed, of_agents
from records.sampling_candidates import DatedCandidate, candidates
from records.sampling_tables import sampling_plans, selections
from records.upsert import insert_if_absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a draw of `day` would do: the plan, over these candidates, for these reviewers (reviews a day by name)."""

    day: date
    plan: SamplingPlan
    candidates: tuple[DatedCandidate, ...]
    reviewers: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """A plan that was drawn: what the day's capacity was, and how many of how many were drawn.

    `slots` holds [drawn, of] for floor, agents and each stratum.
    """

    plan_id: str
    business_date: date
    drawn_at: datetime
    who: str
    candidates: int
    capacity: int
    waiting: int
    drawn: int
    reviewers: Mapping[str, int]
    slots: Mapping[str, Sequence[int]]


def propose(
    connection: Connection,
    day: date,
    policy: SamplingPolicy,
    flag_policy: FlagPolicy,
    reviewers: Mapping[str, int],
) -> Proposal:
    """The plan of a business day, changing nothing; `reviewers`: how many reviews a day each of them does."""
    behind = lacking(of_agents(connection, Period.month(day), policy.quotas))
    found = tuple(candidates(connection, day, policy, flag_policy, behind))
    plan = sampling_plan(
        [one.candidate for one in found],
        policy,
        capacity=sum(reviewers.values()),
        waiting=waiting(connection, since=day - timedelta(days=policy.late_days)),
        behind=behind,
    )
    return Proposal(day=day, plan=plan, candidates=found, reviewers=dict(reviewers))


def draw_day(
    connection: Connection, proposal: Proposal, policy: SamplingPolicy, *, who: str, at: datetime
) -> StoredPlan | None:
    """Draw a proposed plan and keep it, with an audit entry; None when there is nothing that could be drawn."""
    if not proposal.candidates:
        return None
    day, plan = proposal.day, proposal.plan
    dates = {one.candidate.key: one.business_date for one in proposal.candidates}
    drawn = draw([one.candidate for one in proposal.candidates], plan, salt=policy.salt, day=day)
    stored = StoredPlan(
        plan_id=stable_id("plan", day.isoformat(), len(plans(connection, day, day))),
        business_date=day,
        drawn_at=at,
        who=who,
        candidates=len(drawn),
        capacity=plan.capacity,
        waiting=plan.waiting,
        drawn=sum(one.selection is not None for one in drawn),
        reviewers=proposal.reviewers,
        slots=_slots(plan),
    )
    connection.execute(sa.insert(sampling_plans).values(_plan_row(stored)))
    insert_if_absent(connection, selections, [_to_row(one, stored.plan_id, dates[one.key]) for one in drawn])
    audit.note(
        connection,
        at=at,
        who=who,
        action="draw",
        subject=f"sampling_plan:{stored.plan_id}",
        before={},
        after={"day": day.isoformat(), "candidates": stored.candidates, "drawn": stored.drawn},
        reason=f"capacity {plan.capacity}, {plan.waiting} waiting",
    )
    return stored


def plans(connection: Connection, first: date, last: date) -> list[StoredPlan]:
    """The plans drawn for the business dates (both included), oldest first."""
    chosen = sampling_plans.c.business_date.between(first, last)
    statement = sa.select(sampling_plans).where(chosen).order_by(sampling_plans.c.drawn_at, sampling_plans.c.plan_id)
    return [StoredPlan(**row) for row in connection.execute(statement).mappings()]


def queue(connection: Connection, plan_id: str) -> Iterator[Drawn]:
    """What a plan drew, in queue order."""
    chosen = (selections.c.plan_id == plan_id) & selections.c.selection.is_not(None)
    rows = connection.execute(sa.select(selections).where(chosen).order_by(selections.c.position))
    return (_from_row(row) for row in rows)


def drawn_of(connection: Connection, keys: Sequence[Key]) -> dict[Key, Drawn]:
    """What plans made of interactions; those no plan framed are not in it."""
    found = rows_of(connection, sa.select(selections), selections, keys)
    return {key: _from_row(rows[0]) for key, rows in found.items()}


def drawn_between(connection: Connection, first: date, last: date) -> dict[Key, tuple[Drawn, date]]:
    """Drawn interactions of the business dates (both included), theirs or their plan's, each with its date."""
    s = selections.c
    of_plans = sa.select(sampling_plans.c.plan_id).where(sampling_plans.c.business_date.between(first, last))
    dated = s.business_date.between(first, last) | s.plan_id.in_(of_plans)
    rows = connection.execute(sa.select(selections).where(dated, s.selection.is_not(None)))
    return {(row.source, row.interaction_id): (_from_row(row), row.business_date) for row in rows}


def waiting(connection: Connection, *, since: date) -> int:
    """Interactions drawn by the plans since a day that nobody has reviewed: they take part of today's capacity."""
    recent = sa.select(sampling_plans.c.plan_id).where(sampling_plans.c.business_date >= since)
    s = selections.c
    chosen = s.plan_id.in_(recent) & s.selection.is_not(None) & ~is_reviewed()
    return int(connection.execute(sa.select(sa.func.count()).select_from(selections).where(chosen)).scalar_one())


def _slots(plan: SamplingPlan) -> dict[str, list[int]]:
    parts = {"floor": plan.floor, "agents": plan.agents, **{s.value: plan.strata[s] for s in Stratum}}
    return {name: [slots.drawn, slots.of] for name, slots in parts.items()}


def _plan_row(plan: StoredPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in StoredPlan.__slots__} | {"reviewers": dict(plan.reviewers)}


_SAME_NAME = ("agent_id", "probability", "blind_probability", "blind", "position")


def _to_row(one: Drawn, plan_id: str, business_date: date) -> dict[str, Any]:
    source, interaction_id = one.key
    return {name: getattr(one, name) for name in _SAME_NAME} | {
        "source": source,
        "interaction_id": interaction_id,
        "plan_id": plan_id,
        "business_date": business_date,
        "stratum": one.stratum.value,
        "selection": one.selection.value if one.selection else None,
        "reasons": list(one.reasons),
    }


def _from_row(row: Any) -> Drawn:
    return Drawn(
        key=(row.source, row.interaction_id),
        stratum=Stratum(row.stratum),
        selection=Selection(row.selection) if row.selection else None,
        reasons=tuple(row.reasons),
        **{name: getattr(row, name) for name in _SAME_NAME},
    )
