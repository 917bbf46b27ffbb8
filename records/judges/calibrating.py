"""The steps of a calibration session (校准会): open, judge blind, close, agree. Each leaves its trail."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from inspection.errors import InputError, RecordsError
from inspection.evaluation import Evaluation
from inspection.item_verdicts import ItemVerdict
from inspection.judges.calibration import unanimous
from inspection.judges.judging_steps import JudgingStep, SessionState, demand_judging_step
from inspection.stable_ids import stable_id
from inspection.submission import GivenVerdict, verdicts_of
from records import audit, people
from records.judges import judge_verdicts, sessions
from records.judges.calibration_sheets import asked_of, demand_judge, evaluation_of, full_form_sheet
from records.judges.judge_verdicts import Occasion
from records.judges.judging_desk import JudgingDesk
from records.judges.sessions import Session
from records.review_sheets import basis_of
from records.review_submitting import quoted


def open_session(
    connection: Connection, desk: JudgingDesk, title: str, evaluation_ids: Sequence[str], invited: Sequence[str]
) -> Session:
    """Open a session on evaluations (in this order) for people; InputError when it could compare nothing."""
    demand_judging_step(desk.policy.steps, JudgingStep.OPEN_SESSION, desk.person)
    cases, guests = tuple(dict.fromkeys(evaluation_ids)), tuple(sorted(set(invited)))
    _demand_comparable(connection, desk, cases, guests)
    session = Session(
        session_id=stable_id("cal", title, desk.person.who, desk.now.isoformat(), *cases, "", *guests),
        title=title,
        state=SessionState.OPEN,
        opened_by=desk.person.who,
        opened_at=desk.now,
        people=guests,
        cases=cases,
    )
    sessions.add(connection, session)
    _note(connection, desk, session, "open", {}, {"people": list(guests), "cases": list(cases)})
    return session


def judge_case(
    connection: Connection,
    desk: JudgingDesk,
    session_id: str,
    case: str,
    given: Sequence[GivenVerdict],
    *,
    seconds_spent: float = 0.0,
) -> tuple[ItemVerdict, ...]:
    """Keep one person's verdicts on one case, for good: what was said before the others were heard is the point.

    Raises AccessRefused (`invited`, `not_judged_yet`, `not_oneself`), RecordsError (`wrong_state`) once the session is
    closed, InputError (`bad_verdict`) for a verdict that cannot be taken.
    """
    people.lock(connection, desk.person.who)
    session = sessions.find(connection, session_id)
    evaluation = evaluation_of(connection, session.case(case))
    demand_judge(connection, desk, session, evaluation)
    verdicts = _checked(connection, desk, evaluation, given, seconds_spent=seconds_spent)
    judge_verdicts.add(connection, Occasion.CALIBRATION, session.session_id, evaluation.evaluation_id, verdicts)
    _note(connection, desk, session, "judge", {}, {"evaluation_id": evaluation.evaluation_id, "items": len(verdicts)})
    return verdicts


def close_session(connection: Connection, desk: JudgingDesk, session_id: str) -> Session:
    """End the judging and reveal; RecordsError (`too_few_judges`) while there is nothing to compare."""
    session = sessions.find(connection, session_id)
    steps = desk.policy.steps
    demand_judging_step(steps, JudgingStep.CLOSE_SESSION, desk.person, session.state, where=session.session_id)
    said = judge_verdicts.of(connection, Occasion.CALIBRATION, session.session_id)
    most = max((len({v.who for v in verdicts}) for verdicts in said.values()), default=0)
    least = desk.policy.calibration.least_judges
    if most < least:
        reason = f"no case was judged by {least} people yet (at most {most})"
        raise RecordsError(reason, "wait for them", where=session.session_id, code="too_few_judges")
    _move(connection, desk, session, SessionState.CLOSED, "close", {"judged": {k: len(v) for k, v in said.items()}})
    return sessions.find(connection, session_id)


def agree(
    connection: Connection, desk: JudgingDesk, session_id: str, case: str, given: Sequence[GivenVerdict]
) -> tuple[ItemVerdict, ...]:
    """The verdicts all agreed on for one case: those named, and of the rest what everybody had said alike.

    Items people differ on must be named (InputError `disputed`). When the last case is agreed, so is the session.
    Agreeing again replaces the reference of the case.
    """
    session = sessions.find(connection, session_id)
    state = SessionState.CLOSED if session.state is SessionState.AGREED else session.state
    demand_judging_step(desk.policy.steps, JudgingStep.AGREE, desk.person, state, where=session.session_id)
    evaluation = evaluation_of(connection, session.case(case))
    said = judge_verdicts.of(connection, Occasion.CALIBRATION, session.session_id).get(evaluation.evaluation_id, ())
    reference = _reference(connection, desk, evaluation, said, given)
    judge_verdicts.add(connection, Occasion.REFERENCE, session.session_id, evaluation.evaluation_id, reference)
    states = {v.item: v.state.value for v in reference}
    _note(connection, desk, session, "agree", {}, {"evaluation_id": evaluation.evaluation_id} | states)
    agreed = judge_verdicts.of(connection, Occasion.REFERENCE, session.session_id)
    if session.state is SessionState.CLOSED and set(session.cases) <= set(agreed):
        _move(connection, desk, session, SessionState.AGREED, "agreed", {})
    return reference


def _demand_comparable(connection: Connection, desk: JudgingDesk, cases: Sequence[str], invited: Sequence[str]) -> None:
    if not cases:
        raise InputError("the session has no case", "name at least one interaction", where="calibration")
    least = desk.policy.calibration.least_judges
    if len(invited) < least:
        raise InputError(f"{len(invited)} people are invited", f"invite at least {least}", where="calibration")
    for who in invited:
        people.find(connection, who)
    for evaluation_id in cases:
        basis_of(connection, evaluation_of(connection, evaluation_id))


def _checked(
    connection: Connection,
    desk: JudgingDesk,
    evaluation: Evaluation,
    given: Sequence[GivenVerdict],
    *,
    seconds_spent: float = 0.0,
    complete: bool = True,
) -> tuple[ItemVerdict, ...]:
    sheet = full_form_sheet(connection, desk, evaluation, ())
    return verdicts_of(
        sheet,
        quoted(connection, evaluation, given),
        desk.review,
        who=desk.person.who,
        at=desk.now,
        seconds_spent=seconds_spent,
        complete=complete,
    )


def _reference(
    connection: Connection,
    desk: JudgingDesk,
    evaluation: Evaluation,
    said: Sequence[ItemVerdict],
    given: Sequence[GivenVerdict],
) -> tuple[ItemVerdict, ...]:
    named = {v.item: v for v in _checked(connection, desk, evaluation, given, complete=False)} if given else {}
    alike = {item: replace(v, who=desk.person.who, at=desk.now) for item, v in unanimous(said).items()}
    missing = sorted(asked_of(connection, desk, evaluation) - set(named) - set(alike))
    if missing:
        raise InputError(
            f"{len(missing)} items are not agreed: {', '.join(missing)}",
            "name the verdict of each: --verdict ITEM=STATE",
            where=evaluation.evaluation_id,
            code="disputed",
        )
    return tuple(({**alike, **named})[item] for item in sorted({**alike, **named}))


def _move(
    connection: Connection,
    desk: JudgingDesk,
    session: Session,
    to: SessionState,
    action: str,
    after: Mapping[str, object],
) -> None:
    closing = {"closed_by": desk.person.who, "closed_at": desk.now} if to is SessionState.CLOSED else {}
    if not sessions.move(connection, session, to, **closing):
        raise RecordsError("somebody else was faster", "look again", where=session.session_id, code="wrong_state")
    _note(connection, desk, session, action, {"state": session.state.value}, {"state": to.value, **after})


def _note(
    connection: Connection,
    desk: JudgingDesk,
    session: Session,
    action: str,
    before: Mapping[str, object],
    after: Mapping[str, object],
) -> None:
    audit.note(
        connection,
        at=desk.now,
        who=desk.person.who,
        action=action,
        subject=f"calibration:{session.session_id}",
        before=before,
        after=after,
        reason=session.title,
    )
