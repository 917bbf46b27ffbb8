"""Filing an appeal (提交申诉): against a published score that is still current, in time, by whom it belongs to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.appeal_correction import appealable
from inspection.appeal_policy import AppealState, Step
from inspection.appeal_procedure import Procedure, Standpoint, is_past
from inspection.appeal_words import demand_comment, masked_comment
from inspection.errors import InputError, RecordsError
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.stable_ids import stable_id
from records import appeals, evaluations, publications, webhook_events
from records.appealing import Hearing, note_step, set_status
from records.appeals import Appeal
from records.published_case import BY_APPEAL, PublishedCase, published_case
from records.tables import current_evaluations
from records.tables import evaluations as evaluations_table

_FULL = 100.0
_LOOKED_BACK = timedelta(days=120)
"""Scores are published weeks after the interaction at most; what is older is looked up by its address."""
_ENDED_WITHOUT_WORD = (AppealState.WITHDRAWN.value,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an agent appeals against: `item` None is the whole interaction; `ground` is one of the policy's."""

    evaluation_id: str
    item: str | None
    ground: str
    comment: str = ""


@dataclass(frozen=True, slots=True)
class OpenScore:
    """A published score that may still be appealed against; `due_at` is when that ends (None: never)."""

    evaluation: Evaluation
    due_at: datetime | None


def file_appeal(connection: Connection, hearing: Hearing, wish: Wish) -> Appeal:
    """File an appeal against a published item (one that cost something) or against the interaction as a whole.

    Raises AccessRefused for who may not, RecordsError (`not_published`, `too_late`, `nothing_deducted`,
    `appealed_already`, `not_current`) and InputError (`unknown_ground`, `comment_missing`, `comment_too_long`).
    """
    policy = hearing.procedure.policy
    ground = policy.grounds.get(wish.ground)
    if ground is None:
        known = ", ".join(f"{name} ({one.zh})" for name, one in policy.grounds.items())
        raise InputError(
            f"there is no ground '{wish.ground}'", f"choose from {known}", where=wish.evaluation_id,
            code="unknown_ground",
        )  # fmt: skip
    case = published_case(connection, wish.evaluation_id)
    _demand_current(connection, case)
    at = _before_filing(hearing.procedure, case)
    row = hearing.procedure.allowed(Step.FILE, at, hearing.person, hearing.at)
    comment = masked_comment(wish.comment, policy.comments, where=wish.evaluation_id)
    demand_comment(ground, comment, where=wish.evaluation_id)
    _demand_costs(case, wish.item)
    appeal = _new_appeal(connection, hearing, case, wish, comment)
    if not appeals.add(connection, appeal):
        raise _appealed_already(wish)
    note_step(connection, hearing, appeal, row, AppealState.PUBLISHED, comment)
    if case.evaluation.status is not EvaluationStatus.FROZEN:
        set_status(connection, case, EvaluationStatus.APPEALED, hearing, f"appeal {appeal.id} filed")
    webhook_events.appeal_opened(connection, appeal, case.evaluation, at=hearing.at)
    return appeal


def open_to_appeal(
    connection: Connection, procedure: Procedure, agent_id: str, now: datetime, *, most: int = 50
) -> list[OpenScore]:
    """The agent's published scores that may still be appealed against and took points, the newest first."""
    table = evaluations_table.c
    published = (EvaluationStatus.PUBLISHED.value, EvaluationStatus.APPEALED.value, EvaluationStatus.FROZEN.value)
    chosen = (
        sa.select(table.evaluation_id)
        .join(current_evaluations, current_evaluations.c.evaluation_id == table.evaluation_id)
        .where(table.agent_id == agent_id, table.status.in_(published), table.published_score < _FULL)
        .where(table.business_date >= now.date() - _LOOKED_BACK)
        .order_by(table.business_date.desc(), table.evaluation_id)
        .limit(most)
    )
    ids = list(connection.execute(chosen).scalars())
    found = {one.evaluation_id: one for one in evaluations.find_all(connection, ids)}
    scores = [OpenScore(found[i], _due_at(connection, procedure, i)) for i in ids if i in found]
    return [one for one in scores if not is_past(one.due_at, now)]


def _due_at(connection: Connection, procedure: Procedure, evaluation_id: str) -> datetime | None:
    opening = [p for p in publications.history(connection, evaluation_id) if not p.reason.startswith(BY_APPEAL)]
    return procedure.due_at(AppealState.PUBLISHED, opening[-1].at) if opening else None


def _before_filing(procedure: Procedure, case: PublishedCase) -> Standpoint:
    return Standpoint(
        subject=case.evaluation.evaluation_id,
        state=AppealState.PUBLISHED,
        since=case.since,
        due_at=procedure.due_at(AppealState.PUBLISHED, case.since),
        agent_id=case.evaluation.agent_id,
        team=case.evaluation.team,
    )


def _demand_current(connection: Connection, case: PublishedCase) -> None:
    one = case.evaluation
    if one.evaluation_id not in {
        e.evaluation_id for e in evaluations.current(connection, one.source, one.interaction_id)
    }:
        raise RecordsError(
            "it was judged again since (a correction arrived)",
            "appeal against the present evaluation, once it is published",
            where=one.evaluation_id,
            code="not_current",
        )


def _demand_costs(case: PublishedCase, item: str | None) -> None:
    if item is None:
        return
    listed = appealable(case.now)
    if item not in listed:
        raise RecordsError(
            f"'{item}' took nothing from the published score",
            f"items that did: {', '.join(listed) or 'none'}; without --item it is the whole interaction",
            where=case.evaluation.evaluation_id,
            code="nothing_deducted",
        )


def _new_appeal(connection: Connection, hearing: Hearing, case: PublishedCase, wish: Wish, comment: str) -> Appeal:
    former = [a for a in appeals.of(connection, wish.evaluation_id) if a.item == wish.item]
    if any(a.state not in _ENDED_WITHOUT_WORD for a in former):
        raise _appealed_already(wish)
    return Appeal(
        id=stable_id("appeal", wish.evaluation_id, wish.item, len(former)),
        evaluation_id=wish.evaluation_id,
        who=hearing.person.who,
        at=hearing.at,
        item=wish.item,
        state=AppealState.FILED.value,
        points=None,
        reason_code=wish.ground,
        seconds_spent=None,
        decision=None,
        agent_id=case.evaluation.agent_id,
        team=case.evaluation.team,
        comment=comment,
        since=hearing.at,
        due_at=hearing.procedure.due_at(AppealState.FILED, hearing.at),
    )


def _appealed_already(wish: Wish) -> RecordsError:
    what = f"item '{wish.item}'" if wish.item else "this interaction"
    return RecordsError(
        f"there is an appeal against {what} already",
        "see mingjian appeal list; after a rejection: mingjian appeal escalate",
        where=wish.evaluation_id,
        code="appealed_already",
    )
