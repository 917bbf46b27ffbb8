"""What people may see of a calibration session (校准会工作单): blind while it is open, everything afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from inspection.errors import AccessRefused, RecordsError
from inspection.evaluation import Evaluation
from inspection.item_verdicts import ItemVerdict
from inspection.judges.calibration import CalibrationCase
from inspection.judges.judging_steps import JudgingCondition, JudgingStep, SessionState, demand_judging_step
from inspection.review_queue import Purpose, ReviewTask, manual_task
from inspection.review_steps import TaskState
from inspection.work_sheet import WorkSheet, work_sheet
from records import evaluations, review_queue, score_bases
from records.judges import judge_verdicts
from records.judges.judge_verdicts import Occasion
from records.judges.judging_desk import JudgingDesk
from records.judges.sessions import Session
from records.review_sheets import basis_of

NOT_QUEUED = TaskState.OPEN
"""A case of a session is in no queue; its sheet says so."""


def sheet_of_case(connection: Connection, desk: JudgingDesk, session: Session, evaluation_id: str) -> WorkSheet:
    """The full form of one case for an invited person: nothing of the machine, nothing of anybody else.

    Own verdicts are on it once given; after the session is closed it shows everything to whoever may see the session.
    """
    evaluation = evaluation_of(connection, evaluation_id)
    said = judge_verdicts.of(connection, Occasion.CALIBRATION, session.session_id).get(evaluation_id, ())
    if session.state is not SessionState.OPEN:
        demand_sight(desk, session)
        return full_form_sheet(connection, desk, evaluation, said, revealed=True)
    mine = tuple(v for v in said if v.who == desk.person.who)
    if not mine:
        demand_judge(connection, desk, session, evaluation)
    return full_form_sheet(connection, desk, evaluation, mine)


def next_case(connection: Connection, desk: JudgingDesk, session: Session) -> str | None:
    """The first case the person may judge and has not; None when they are through."""
    for evaluation_id in session.cases:
        try:
            demand_judge(connection, desk, session, evaluation_of(connection, evaluation_id))
        except AccessRefused as refused:
            if refused.code in (JudgingCondition.NOT_JUDGED_YET, JudgingCondition.NOT_ONESELF):
                continue
            raise
        return evaluation_id
    return None


def cases_of(connection: Connection, desk: JudgingDesk, session: Session) -> list[CalibrationCase]:
    """Everything of a closed session, for its report; RecordsError (`still_open`) while people are judging."""
    demand_sight(desk, session)
    if session.state is SessionState.OPEN:
        reason = "people are still judging: nothing is shown before the session is closed"
        raise RecordsError(reason, "close it: mingjian calibration close", where=session.session_id, code="still_open")
    said = judge_verdicts.of(connection, Occasion.CALIBRATION, session.session_id)
    agreed = reference_of(connection, session.session_id)
    kept = score_bases.KeptBases(connection)
    found = {e.evaluation_id: e for e in evaluations.find_all(connection, session.cases)}
    return [
        CalibrationCase(
            evaluation=found[one],
            basis=kept.of(found[one]),
            verdicts=said.get(one, ()),
            reference=agreed.get(one, ()),
        )
        for one in session.cases
        if one in found
    ]


def reference_of(connection: Connection, session_id: str) -> Mapping[str, tuple[ItemVerdict, ...]]:
    """The agreed verdicts of a session by evaluation, the latest of each item."""
    found = judge_verdicts.of(connection, Occasion.REFERENCE, session_id)
    return {key: tuple({v.item: v for v in verdicts}.values()) for key, verdicts in found.items()}


def asked_of(connection: Connection, desk: JudgingDesk, evaluation: Evaluation) -> frozenset[str]:
    """Items a full form of this evaluation asks for."""
    return frozenset(full_form_sheet(connection, desk, evaluation, ()).asked)


def demand_sight(desk: JudgingDesk, session: Session) -> None:
    """Let pass whoever may see a session: by role."""
    demand_judging_step(desk.policy.steps, JudgingStep.SEE_SESSION, desk.person, where=session.session_id)


def demand_judge(connection: Connection, desk: JudgingDesk, session: Session, evaluation: Evaluation) -> None:
    """Let pass who may judge this case now: invited, not the agent, and not having judged it in any way before."""
    who = desk.person.who
    before = review_queue.judged_by(connection, [evaluation.evaluation_id]).get(evaluation.evaluation_id, ())
    checks = {
        JudgingCondition.INVITED: who in session.people,
        JudgingCondition.NOT_JUDGED_YET: who not in before,
        JudgingCondition.NOT_ONESELF: desk.person.agent_id is None or desk.person.agent_id != evaluation.agent_id,
    }
    holds = [condition for condition, fulfilled in checks.items() if fulfilled]
    steps, where = desk.policy.steps, session.session_id
    demand_judging_step(steps, JudgingStep.JUDGE_CASE, desk.person, session.state, holds=holds, where=where)


def evaluation_of(connection: Connection, evaluation_id: str) -> Evaluation:
    """One evaluation; RecordsError (`no_evaluation`) when there is none."""
    found = evaluations.find(connection, evaluation_id)
    if found is None:
        raise RecordsError("there is no such evaluation", "check its id", where=evaluation_id, code="no_evaluation")
    return found


def full_form_sheet(
    connection: Connection,
    desk: JudgingDesk,
    evaluation: Evaluation,
    said: Sequence[ItemVerdict],
    *,
    revealed: bool = False,
) -> WorkSheet:
    """The full form of an evaluation with these verdicts on it; of the machine and of others only once `revealed`."""
    basis = basis_of(connection, evaluation)
    task = _full_form_task(evaluation, desk)
    return work_sheet(task, evaluation, basis, said, (), who=desk.person.who, submitted=revealed)


def _full_form_task(evaluation: Evaluation, desk: JudgingDesk) -> ReviewTask:
    """A blind full form, as a draw by lot would ask for it; it is in no queue."""
    task = manual_task(evaluation, who=desk.person.who, language=None, created_at=desk.now)
    return replace(task, blind=True, purpose=Purpose.RANDOM)
