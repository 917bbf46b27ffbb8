"""Taking an appeal further (申诉办理): every step in one transaction with its row and its audit entry.

The first step is in records/appeal_filing.py, those that decide are in records/appeal_deciding.py. All functions take
the moment and the person; who may do what is in `scoring_rules/appeals.yaml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import Connection

from inspection.appeal_policy import AppealState, Step, StepRow
from inspection.appeal_procedure import Procedure, Standpoint, is_past
from inspection.appeal_words import masked_comment, masked_words_of
from inspection.attachment_kind import accepted_kind
from inspection.errors import InputError, RecordsError
from inspection.evaluation import EvaluationStatus
from inspection.people import Person
from records import appeal_attachments, appeals, audit, evaluations, reviews
from records.appeal_attachments import Attachment
from records.appeals import Appeal, AppealStep
from records.evaluations import Change
from records.published_case import PublishedCase, published_case


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who takes a step when: what every function here needs beside its own matter."""

    procedure: Procedure
    person: Person
    at: datetime


def comment_on(connection: Connection, hearing: Hearing, appeal_id: str, comment: str) -> Appeal:
    """The team lead's word on an appeal; InputError when it is empty or too long."""
    if not comment.strip():
        raise InputError(
            "the comment is empty", "say what you think: --comment TEXT", where=appeal_id, code="comment_missing"
        )
    return take_step(connection, hearing, appeal_id, Step.COMMENT, comment)


def escalate(connection: Connection, hearing: Hearing, appeal_id: str, comment: str = "") -> Appeal:
    """Take a rejected appeal to the final instance."""
    return take_step(connection, hearing, appeal_id, Step.ESCALATE, comment)


def withdraw(connection: Connection, hearing: Hearing, appeal_id: str, comment: str = "") -> Appeal:
    """Take an appeal back. It may be filed again while the score may still be appealed against."""
    appeal = take_step(connection, hearing, appeal_id, Step.WITHDRAW, comment)
    release_status(connection, hearing, appeal.evaluation_id, f"appeal {appeal.id} withdrawn")
    return appeal


def attach(
    connection: Connection, hearing: Hearing, appeal_id: str, content: bytes, *, name: str, folder: Path
) -> Attachment | None:
    """Keep a file beside an appeal, in the workspace `folder`, under a name of its content.

    None when this very content is there already: nothing is done then. Raises InputError as `accepted_kind` does.
    """
    appeal = appeals.find(connection, appeal_id)
    row, _ = may(connection, hearing, appeal, Step.ATTACH)
    present = appeal_attachments.of(connection, appeal.id)
    if appeal_attachments.digest_of(content) in {one.sha256 for one in present}:
        return None
    kind = accepted_kind(content, len(present), hearing.procedure.policy.attachments, where=masked_words_of(name))
    digest, path = appeal_attachments.keep(folder, content, kind)
    attached = Attachment(
        appeal_id=appeal.id,
        sha256=digest,
        name=masked_words_of(name),
        kind=kind,
        size_bytes=len(content),
        path=path,
        who=hearing.person.who,
        at=hearing.at,
    )
    appeal_attachments.add(connection, attached)
    state = AppealState(str(appeal.state))
    note_step(connection, hearing, appeal, row, state, attached.name, attachment=digest)
    return attached


def take_step(
    connection: Connection, hearing: Hearing, appeal_id: str, step: Step, comment: str, **changes: object
) -> Appeal:
    """Move an appeal by one step of the table; `changes` are further columns of the appeal.

    Raises AccessRefused or RecordsError as `Procedure.allowed` does, and RecordsError (`changed_meanwhile`) when
    somebody else took a step at the same moment.
    """
    appeal = appeals.find(connection, appeal_id)
    row, at = may(connection, hearing, appeal, step)
    words = masked_comment(comment, hearing.procedure.policy.comments, where=appeal.id)
    after = row.leads_to(at.state)
    due_at = hearing.procedure.due_at(after, hearing.at)
    moved = {"state": after.value, "since": hearing.at, "due_at": due_at, **changes}
    if not appeals.move(connection, appeal.id, at.state.value, at.since, moved):
        raise RecordsError(
            "somebody else took a step in it just now", "look at it again: mingjian appeal show", where=appeal.id,
            code="changed_meanwhile",
        )  # fmt: skip
    now = replace(appeal, **moved)  # type: ignore[arg-type]
    note_step(connection, hearing, now, row, at.state, words)
    return now


def may(connection: Connection, hearing: Hearing, appeal: Appeal, step: Step) -> tuple[StepRow, Standpoint]:
    """The row that allows the step, and where the appeal stands; refused as `Procedure.allowed` says."""
    at = standpoint_of(connection, appeal)
    return hearing.procedure.allowed(step, at, hearing.person, hearing.at), at


def standpoint_of(connection: Connection, appeal: Appeal, steps: Sequence[AppealStep] | None = None) -> Standpoint:
    """Where an appeal stands, with everybody who has had a hand in it."""
    taken = appeals.steps_of(connection, appeal.id) if steps is None else steps
    judges = {
        review.who
        for review in reviews.of(connection, appeal.evaluation_id)
        if review.item is not None and appeal.item in (None, review.item)
    }
    return Standpoint(
        subject=appeal.id,
        state=AppealState(str(appeal.state)),
        since=appeal.since or appeal.at,
        due_at=appeal.due_at,
        agent_id=appeal.agent_id,
        team=appeal.team,
        hands=frozenset({*judges, *(step.who for step in taken), appeal.who}),
    )


def release_status(connection: Connection, hearing: Hearing, evaluation_id: str, reason: str) -> bool:
    """An evaluation nobody appeals against any more is published again, or final when its time is up; True if so."""
    case = published_case(connection, evaluation_id)
    if case.evaluation.status is not EvaluationStatus.APPEALED:
        return False
    if running_appeals(connection, evaluation_id, hearing.at):
        return False
    set_status(connection, case, status_after(hearing, case), hearing, reason)
    return True


def status_after(hearing: Hearing, case: PublishedCase) -> EvaluationStatus:
    """What an evaluation without running appeals is: published while others may still be filed, then final."""
    due_at = hearing.procedure.due_at(AppealState.PUBLISHED, case.since)
    return EvaluationStatus.FINAL if is_past(due_at, hearing.at) else EvaluationStatus.PUBLISHED


def running_appeals(connection: Connection, evaluation_id: str, now: datetime) -> list[Appeal]:
    """Appeals against it that are open, or rejected while the agent may still go to the final instance."""
    return [a for a in appeals.of(connection, evaluation_id) if is_running(a, now)]


def is_running(appeal: Appeal, now: datetime) -> bool:
    """Open, or rejected and not out of time."""
    if appeal.state == AppealState.REJECTED.value:
        return not is_past(appeal.due_at, now)
    return appeal.state in appeals.OPEN


def set_status(
    connection: Connection, case: PublishedCase, status: EvaluationStatus, hearing: Hearing, reason: str
) -> None:
    """Move an evaluation to a status, if it is not there already."""
    if case.evaluation.status is status:
        return
    wanted = Change(status=status)
    evaluations.change(
        connection, case.evaluation.evaluation_id, wanted, who=hearing.person.who, at=hearing.at, reason=reason
    )


def note_step(
    connection: Connection,
    hearing: Hearing,
    appeal: Appeal,
    row: StepRow,
    before: AppealState,
    comment: str,
    **more: str,
) -> None:
    """The step in its table and in the audit trail, which also names the evaluation, the item and what `more` says."""
    role = next((r.value for r in row.who if r in hearing.person.roles), row.who[0].value)
    number = len(appeals.steps_of(connection, appeal.id)) + 1
    after = row.leads_to(before)
    appeals.add_step(
        connection,
        AppealStep(
            appeal_id=appeal.id,
            number=number,
            step=row.step.value,
            before=before.value,
            after=after.value,
            who=hearing.person.who,
            role=role,
            at=hearing.at,
            comment=comment,
        ),
    )
    audit.note(
        connection,
        at=hearing.at,
        who=hearing.person.who,
        action=f"appeal_{row.step.value}",
        subject=f"appeal:{appeal.id}",
        before={"state": before.value},
        after={
            "state": after.value, "role": role, "evaluation_id": appeal.evaluation_id, "item": appeal.item,
            "ground": appeal.reason_code, "due_at": appeal.due_at.isoformat() if appeal.due_at else None,
            **more,
        },
        reason=comment,
    )  # fmt: skip
