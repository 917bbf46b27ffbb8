"""Deciding an appeal (申诉裁决): the verdict, the corrected publication or the adjustment, the example for the rule.

One transaction: the appeal moves first, so that of two who decide at the same moment only one goes on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from inspection.appeal_correction import Correction, Decision, confirmed, released, undisputed, upheld
from inspection.appeal_example import WantedExample, example_of
from inspection.appeal_policy import AppealState, CorrectedTo, Ground, RuleWas, Step
from inspection.errors import InputError
from inspection.evaluation import EvaluationStatus, ItemState
from inspection.item_verdicts import ItemVerdict, MachineWas, Stage, machine_was
from inspection.publication import Publication, published
from inspection.stable_ids import stable_id
from records import adjustments, appeals, facts, reviews, rule_examples, webhook_events
from records.adjustments import BookedAdjustment
from records.appealing import Hearing, running_appeals, status_after, take_step
from records.appeals import Appeal
from records.published_case import BY_APPEAL, PublishedCase, published_case
from records.rule_examples import ExampleState, RuleExample
from records.score_publishing import republish

SELECTION = "appeal"
"""How a verdict of an appeal was chosen: by who lost points. It is never part of a random sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a decision brought about: scores of 0-100 before and after, and what was written beside them."""

    appeal: Appeal
    score_before: float | None
    score_after: float | None
    rule_was: RuleWas
    adjustment: BookedAdjustment | None = None
    example: RuleExample | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """How an appeal is upheld: the ground's own consequence unless the decider says otherwise.

    `state` is what the item becomes; `rule_was` whether the rule was wrong or only what reached it (unknown).
    """

    comment: str
    state: CorrectedTo | None = None
    rule_was: RuleWas | None = None


def uphold(connection: Connection, hearing: Hearing, appeal_id: str, ruling: Ruling) -> Decided:
    """Uphold an appeal.

    The item is put right by a verdict of this instance; no other item gets worse. An open month gets a new published
    row; a frozen one stays as it is and the difference is booked in the next open month. Where the rule was wrong the
    masked turns become an example that waits for its author.
    Raises as `take_step` does, and RecordsError (`would_get_worse`) or InputError (`bad_decision`).
    """
    appeal = appeals.find(connection, appeal_id)
    case = published_case(connection, appeal.evaluation_id)
    ground = hearing.procedure.policy.grounds[str(appeal.reason_code)]
    state = ruling.state or ground.corrects_to
    decision = _decision(hearing, appeal, state)
    rule_was = _rule_was(case, appeal, state, ground, ruling.rule_was)
    changes = {"decision": "upheld", "corrected_to": state.value if appeal.item else None, "rule_was": rule_was.value}
    take_step(connection, hearing, appeal.id, Step.UPHOLD, ruling.comment, **changes)
    correction = upheld(case.evaluation, case.basis, case.verdicts, case.trusted, decision, published_at=case.last.at)
    _keep_verdicts(connection, case, appeal, correction.verdicts, rule_was)
    booked = _publish(connection, hearing, case, appeal, correction)
    example = _example(connection, hearing, case, appeal, state) if rule_was is RuleWas.WRONG else None
    now = _with_points(connection, appeal, correction)
    before = booked.score_before if booked else case.last.published_score
    scores = (before, correction.after.published_score)
    webhook_events.appeal_decided(connection, now, case.evaluation, scores=scores, at=hearing.at)
    return Decided(
        appeal=now,
        score_before=before,
        score_after=correction.after.published_score,
        rule_was=rule_was,
        adjustment=booked,
        example=example,
    )


def reject(connection: Connection, hearing: Hearing, appeal_id: str, comment: str) -> Decided:
    """Reject an appeal: the published score stays, and the person's word stands behind the item.

    The final instance ends it; before that the agent may go there. A reason is demanded: InputError without one.
    """
    if not comment.strip():
        raise InputError(
            "a rejection needs its reason", "say why: --comment TEXT", where=appeal_id, code="comment_missing"
        )
    appeal = appeals.find(connection, appeal_id)
    case = published_case(connection, appeal.evaluation_id)
    decision = _decision(hearing, appeal, ItemState.UNMET)
    verdicts = confirmed(case.evaluation, case.verdicts, decision)
    rule_was = _rule_of_verdicts(case, verdicts)
    changes = {"decision": "rejected", "rule_was": rule_was.value}
    now = take_step(connection, hearing, appeal.id, Step.REJECT, comment, **changes)
    _keep_verdicts(connection, case, appeal, verdicts, rule_was)
    if case.evaluation.status is EvaluationStatus.APPEALED:
        _republish(connection, hearing, case, appeal, "rejected", _with(case, verdicts))
    score = case.last.published_score
    webhook_events.appeal_decided(connection, now, case.evaluation, scores=(score, score), at=hearing.at)
    return Decided(appeal=now, score_before=score, score_after=score, rule_was=rule_was)


def _decision(hearing: Hearing, appeal: Appeal, state: ItemState) -> Decision:
    final = appeal.state == AppealState.ESCALATED.value
    return Decision(
        item=appeal.item,
        state=state,
        who=hearing.person.who,
        at=hearing.at,
        stage=Stage.FINAL if final else Stage.APPEAL,
        ground=str(appeal.reason_code),
    )


def _rule_was(case: PublishedCase, appeal: Appeal, state: ItemState, ground: Ground, said: RuleWas | None) -> RuleWas:
    """Derived where it follows from the states; otherwise as the decider or the ground says."""
    if appeal.item is None:
        return RuleWas.UNKNOWN
    machine = case.evaluation.item(appeal.item)
    if machine.state is state:
        return RuleWas.RIGHT
    if machine.state is ItemState.NEEDS_HUMAN:
        return RuleWas.UNKNOWN
    if said is RuleWas.RIGHT:
        raise InputError(
            f"the rule said {machine.state} and you say {state}: it was not right",
            "say --rule wrong, or --rule unknown where it could not know better",
            where=appeal.id,
            code="bad_decision",
        )
    return said or ground.rule_was


def _rule_of_verdicts(case: PublishedCase, verdicts: Sequence[ItemVerdict]) -> RuleWas:
    if not verdicts:
        return RuleWas.UNKNOWN
    was = machine_was(case.evaluation.item(verdicts[0].item), verdicts[0])
    return RuleWas.RIGHT if was in (MachineWas.RIGHT, MachineWas.PARTLY) else RuleWas.WRONG


def _keep_verdicts(
    connection: Connection, case: PublishedCase, appeal: Appeal, verdicts: Sequence[ItemVerdict], rule_was: RuleWas
) -> None:
    """As reviews of the appeal's stage; where nothing follows for a rule they say so (`undecided`)."""
    listed = {item.id: item for item in case.evaluation.items}

    def follows(verdict: ItemVerdict) -> bool:
        return verdict.item == appeal.item and rule_was is not RuleWas.UNKNOWN

    rows = [
        reviews.to_review(
            verdict,
            id=stable_id("review", appeal.id, verdict.item, verdict.stage.value),
            evaluation_id=case.evaluation.evaluation_id,
            decision=machine_was(listed[verdict.item], verdict) if follows(verdict) else MachineWas.UNDECIDED,
            selection=SELECTION,
        )
        for verdict in verdicts
    ]
    reviews.add_all(connection, rows)


def _publish(
    connection: Connection, hearing: Hearing, case: PublishedCase, appeal: Appeal, correction: Correction
) -> BookedAdjustment | None:
    """A new published row; in a frozen month an adjustment instead."""
    if case.evaluation.status is EvaluationStatus.FROZEN:
        return adjustments.book(
            connection, case.evaluation, correction, appeal_id=appeal.id, who=hearing.person.who, at=hearing.at
        )
    _republish(connection, hearing, case, appeal, "upheld", correction.after)
    return None


def _with(case: PublishedCase, verdicts: Sequence[ItemVerdict]) -> Publication:
    """What is published with the verdicts of a decision; a dispute that began since leaves it as it was."""
    said = [*undisputed(case.verdicts, case.last.at), *verdicts]
    return released(published(case.evaluation, case.basis, said, case.trusted))


def _republish(
    connection: Connection, hearing: Hearing, case: PublishedCase, appeal: Appeal, outcome: str, decided: Publication
) -> None:
    running = running_appeals(connection, case.evaluation.evaluation_id, hearing.at)
    republish(
        connection,
        case.evaluation.evaluation_id,
        status=EvaluationStatus.APPEALED if running else status_after(hearing, case),
        who=hearing.person.who,
        at=hearing.at,
        reason=f"{BY_APPEAL}{appeal.id} {outcome}",
        decided=decided,
    )


def _with_points(connection: Connection, appeal: Appeal, correction: Correction) -> Appeal:
    """The appeal as it stands now, with the points its item has."""
    points = next((i.result.points for i in correction.after.items if i.result.id == appeal.item), None)
    if points is not None:
        appeals.set_points(connection, appeal.id, points)
    return appeals.find(connection, appeal.id)


def _example(
    connection: Connection, hearing: Hearing, case: PublishedCase, appeal: Appeal, state: ItemState
) -> RuleExample | None:
    """The masked turns as an example of the rule; none when what the night read is no longer stored."""
    evaluation = case.evaluation
    known = facts.find(connection, evaluation.source, evaluation.interaction_id, evaluation.transcript_hash)
    if known is None or appeal.item is None:
        return None
    wanted = WantedExample(evaluation, appeal.item, state, f"申诉 {appeal.id} ({appeal.reason_code})")
    one = RuleExample(
        example_id=stable_id("example", appeal.id),
        appeal_id=appeal.id,
        item_id=appeal.item,
        rule_version=evaluation.item(appeal.item).rule_version,
        expect=state.value,
        example=example_of(known, wanted),
        state=ExampleState.WAITING,
        at=hearing.at,
    )
    rule_examples.add(connection, one, who=hearing.person.who)
    return one
