"""Handing out the work (复核工作单): the sheet of a task for one person, with no more in it than they may see."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.engine import Connection

from inspection.errors import AccessRefused, RecordsError
from inspection.evaluation import Evaluation
from inspection.item_verdicts import ItemVerdict
from inspection.review_steps import TaskState
from inspection.score_basis import ScoreBasis
from inspection.work_sheet import LiveScore, WorkSheet, live_score, work_sheet
from records import evaluations, review_queue, reviews, score_bases
from records.judges import gold_queue
from records.review_queue import QueuedTask
from records.review_taking import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that is known of one task inside the records: never handed to a page, which gets a WorkSheet."""

    queued: QueuedTask
    evaluation: Evaluation
    basis: ScoreBasis
    verdicts: tuple[ItemVerdict, ...]


def sheet_of(connection: Connection, desk: Desk, task_id: str, trusted: Collection[str]) -> WorkSheet:
    """The sheet of a task for this person; `trusted` are the rule versions that count alone.

    A blind review is handed to its holder without the machine's verdict, and to nobody else; while one waits, others
    who have not judged the evaluation get no sheet of it at all. Raises AccessRefused (`blind`) then.
    """
    case = case_of(connection, task_id, desk)
    demand_sight(connection, desk, case.queued)
    return laid_out(case, desk, trusted, submitted=case.queued.state is TaskState.SUBMITTED)


def laid_out(case: Case, desk: Desk, trusted: Collection[str], *, submitted: bool) -> WorkSheet:
    """The sheet of a case as this person sees it, before or after it is submitted."""
    return work_sheet(
        case.queued.task,
        case.evaluation,
        case.basis,
        case.verdicts,
        trusted,
        who=desk.person.who,
        submitted=submitted,
    )


def live_of(
    connection: Connection, desk: Desk, task_id: str, typed: Collection[ItemVerdict], trusted: Collection[str]
) -> LiveScore:
    """The score as it would be with what the reviewer has typed so far; nothing is stored."""
    case = case_of(connection, task_id, desk)
    demand_sight(connection, desk, case.queued)
    blind = case.queued.task.blind and case.queued.state is not TaskState.SUBMITTED
    mine = {verdict.item for verdict in typed}
    kept = [v for v in case.verdicts if (v.who == desk.person.who or not blind) and not _replaced(v, desk, mine)]
    return live_score(case.evaluation, case.basis, [*kept, *typed], trusted, blind=blind)


def case_of(connection: Connection, task_id: str, desk: Desk) -> Case:
    """Task, evaluation, basis and verdicts; RecordsError when something of it is missing."""
    queued = review_queue.find(connection, task_id, desk.now)
    evaluation = evaluations.find(connection, queued.task.evaluation_id)
    if evaluation is None:
        raise RecordsError("its evaluation is gone", "withdraw the task", where=task_id)
    if gold_queue.is_gold(connection, task_id):
        verdicts = gold_queue.said_on(connection, queued.task)  # what others said of it would give it away
    else:
        verdicts = reviews.verdicts_on(connection, [evaluation])[evaluation.evaluation_id]
    basis = basis_of(connection, evaluation)
    return Case(queued=queued, evaluation=evaluation, basis=basis, verdicts=verdicts)


def basis_of(connection: Connection, evaluation: Evaluation) -> ScoreBasis:
    """What the score rests on; RecordsError (`no_basis`) when nothing kept gives the stored score."""
    basis = score_bases.of(connection, evaluation)
    if basis is None:
        raise RecordsError(
            f"the form {evaluation.form_id} {evaluation.form_version} it was scored by is not kept",
            "keep it: mingjian publish-scores --rules FOLDER (the folder the night judged by)",
            where=evaluation.evaluation_id,
            code="no_basis",
        )
    return basis


def demand_sight(connection: Connection, desk: Desk, queued: QueuedTask) -> None:
    """Let pass who may see a sheet of this evaluation now."""
    if desk.person.who in (queued.submitted_by, queued.holder):
        return
    if review_queue.waits_blind(connection, queued.task.evaluation_id):
        judged = review_queue.judged_by(connection, [queued.task.evaluation_id])
        if desk.person.who not in judged.get(queued.task.evaluation_id, ()):
            raise AccessRefused(
                "a blind review of it is still to be done",
                "take it from the queue, or wait until it is submitted",
                where=queued.task.task_id,
                code="blind",
            )


def _replaced(verdict: ItemVerdict, desk: Desk, items: Collection[str]) -> bool:
    """What the person types now takes the place of what they said before."""
    return verdict.who == desk.person.who and verdict.item in items
