"""What reviewers said first, as comparable verdicts (质检员结论): the ground of drift and of agreement between two."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.evaluation import ItemState
from inspection.flags import Selection
from inspection.item_verdicts import Stage
from inspection.judges.agreement import Agreement, agreement_of
from inspection.judges.judging_policy import DriftRules
from inspection.judges.judging_steps import JudgingStep, demand_judging_step
from inspection.judges.ratings import ratings_of
from inspection.judges.reviewer_drift import DriftPolicy, ReviewerDrift, ReviewerVerdict, drift_of
from records import second_reviews
from records.judges.judging_desk import JudgingDesk
from records.review_taking import Desk
from records.tables import evaluation_items, evaluations, reviews

_DECIDED = tuple(state.value for state in (ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE))
_CODES = {state: float(n) for n, state in enumerate((ItemState.MET, ItemState.UNMET, ItemState.NOT_APPLICABLE))}
_STAGES = (Stage.REVIEW.value, Stage.SECOND.value)


def drift_until(
    connection: Connection, desk: JudgingDesk, until: datetime, zone: ZoneInfo
) -> tuple[ReviewerDrift, ...]:
    """Every reviewer of the days before `until`: now against before, and against the others."""
    demand_judging_step(desk.policy.steps, JudgingStep.SEE_JUDGES, desk.person)
    rules = desk.policy.drift
    now_from = until - timedelta(days=rules.now_days)
    said = verdicts_between(connection, now_from - timedelta(days=rules.before_days), until, zone)
    return drift_of(said, now_from.astimezone(zone).date(), _policy(rules))


def verdicts_between(
    connection: Connection, first: datetime, before: datetime, zone: ZoneInfo
) -> list[ReviewerVerdict]:
    """First words of reviewers on items, given from `first` up to `before`; of first and second reviews only.

    A stratum is the item, what the machine had said, the channel, and whether the review was blind: what a reviewer
    was shown and asked. Corrections after the fact, settled disputes, appeals and hand-picked scores are left out.
    """
    e, r, items = evaluations.c, reviews.c, evaluation_items.c
    same_item = (items.evaluation_id == r.evaluation_id) & (items.item_id == r.item)
    statement = (
        sa.select(
            *(r.who, r.at, r.item, r.state, r.stage, r.selection, r.evaluation_id),
            *(e.source, e.interaction_id, e.channel, items.state.label("machine")),
        )
        .join(evaluations, e.evaluation_id == r.evaluation_id)
        .join(evaluation_items, same_item)
        .where(r.at >= first, r.at < before, r.state.in_(_DECIDED))
        .where(sa.or_(r.stage.is_(None), r.stage.in_(_STAGES)))
        .order_by(r.at, r.id)
    )
    found: dict[tuple[str, str, str], ReviewerVerdict] = {}
    days: dict[datetime, date] = {}
    for row in connection.execute(statement):
        on = days.setdefault(row.at, row.at.astimezone(zone).date())
        blind = row.stage == Stage.SECOND.value or row.selection == Selection.RANDOM.value
        verdict = ReviewerVerdict(
            who=row.who,
            on=on,
            interaction=(row.source, row.interaction_id),
            stratum=(row.item, row.machine, row.channel, blind),
            breach=row.state == ItemState.UNMET.value,
        )
        found.setdefault((row.who, row.evaluation_id, row.item), verdict)
    return list(found.values())


def _policy(rules: DriftRules) -> DriftPolicy:
    return DriftPolicy(
        interactions=rules.interactions, alarm_share=rules.alarm_share, least_difference=rules.least_difference
    )


def second_agreement(
    connection: Connection, first: date, last: date, desk: Desk, *, minimum_cases: int
) -> list[tuple[str, Agreement]]:
    """How first and second reviewers agree on each item of the business dates (both included), by item.

    Both as they first submitted; who was first and who second is not told apart by the coefficients.
    """
    said: dict[str, list[dict[str, float]]] = {}
    for one in second_reviews.compared(connection, first, last, desk):
        states = {"first": _CODES.get(one.first.state), "second": _CODES.get(one.second.state)}
        said.setdefault(one.item, []).append({who: code for who, code in states.items() if code is not None})
    return [
        (item, agreement_of(ratings_of(cases, categories=len(_CODES))[0], minimum_cases=minimum_cases))
        for item, cases in sorted(said.items())
    ]
