"""Submitting and correcting reviews (提交与更正): verdicts, what follows and the trail, in one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from inspection.errors import AccessRefused, InputError, RecordsError
from inspection.evaluation import Evaluation
from inspection.evaluation_steps import takes_reviews
from inspection.evidence import Evidence
from inspection.item_verdicts import ItemVerdict, MachineWas, machine_was, of_person
from inspection.review_steps import Condition, ReviewStep, TaskState, demand_step
from inspection.stable_ids import stable_id
from inspection.submission import GivenVerdict, verdicts_of
from inspection.work_sheet import WorkSheet
from records import audit, interactions, people, reservations, review_queue, reviews
from records.human_columns import refresh_human_columns
from records.judges import gold_queue
from records.review_follow_ups import close_flags, follow_up_on
from records.review_sheets import Case, case_of, laid_out
from records.review_taking import Desk


@dataclass(frozen=True, slots=True)
class Submitted:
    """What became of a submission: the machine's verdicts judged, and the sheet with nothing hidden any more."""

    machine: dict[str, MachineWas]
    sheet: WorkSheet


def submit(
    connection: Connection,
    desk: Desk,
    task_id: str,
    given: Sequence[GivenVerdict],
    trusted: Collection[str],
    *,
    seconds_spent: float | None = None,
) -> Submitted:
    """Keep the verdicts of a task the person holds; all of it or nothing is stored.

    `seconds_spent` None: since it was taken. Submitting the same again changes nothing. Raises AccessRefused
    (`holds_it`) when the reservation is over or was never theirs, InputError (`bad_verdict`) for a verdict that cannot
    be taken.
    """
    people.lock(connection, desk.person.who)
    case = case_of(connection, task_id, desk)
    queued = case.queued
    if queued.state is TaskState.SUBMITTED and queued.submitted_by == desk.person.who:
        return _submitted_before(case, desk, given, trusted)
    holds = {Condition.HOLDS_IT} if queued.holder == desk.person.who else set()
    _demand_held(case, holds)
    demand_step(desk.policy.steps, ReviewStep.SUBMIT, desk.person, queued.state, holds=holds, where=task_id)
    taken_at = queued.taken_at or desk.now
    seconds = (desk.now - taken_at).total_seconds() if seconds_spent is None else seconds_spent
    sheet = laid_out(case, desk, trusted, submitted=False)
    verdicts = _checked(connection, desk, case, sheet, given, seconds, complete=True)
    if not reservations.end(connection, queued.task.evaluation_id, task_id=task_id, who=desk.person.who, now=desk.now):
        raise _not_held(task_id)
    review_queue.submit(connection, task_id, who=desk.person.who, at=desk.now)
    return _keep(connection, desk, case, verdicts, trusted, action="submit")


def correct(
    connection: Connection,
    desk: Desk,
    task_id: str,
    given: Sequence[GivenVerdict],
    trusted: Collection[str],
    *,
    seconds_spent: float = 0.0,
) -> Submitted:
    """Change one's own verdicts of a submitted task; the former ones stay in the records.

    Raises AccessRefused (`own_verdict`) for somebody else's, RecordsError (`wrong_status`) when only an appeal can
    still change the score.
    """
    people.lock(connection, desk.person.who)
    case = case_of(connection, task_id, desk)
    own = case.queued.submitted_by == desk.person.who
    holds = {Condition.OWN_VERDICT} if own else set()
    demand_step(desk.policy.steps, ReviewStep.CORRECT, desk.person, case.queued.state, holds=holds, where=task_id)
    if not takes_reviews(case.evaluation.status):
        reason = f"the evaluation is {case.evaluation.status}: reviews no longer move it"
        raise RecordsError(reason, "an appeal does", where=task_id, code="wrong_status")
    sheet = laid_out(case, desk, trusted, submitted=True)
    verdicts = _checked(connection, desk, case, sheet, given, seconds_spent, complete=False)
    return _keep(connection, desk, case, verdicts, trusted, action="correct")


def _demand_held(case: Case, holds: Collection[Condition]) -> None:
    """Tell an expired reservation from one that never was."""
    task_id = case.queued.task.task_id
    if not holds and case.queued.state in (TaskState.OPEN, TaskState.RESERVED):
        raise _not_held(task_id)


def _not_held(task_id: str) -> AccessRefused:
    return AccessRefused(
        "you do not hold it: it was never taken, or the reservation is over",
        "take it again (mingjian review take --task ID) and submit",
        where=task_id,
        code=Condition.HOLDS_IT.value,
    )


def _submitted_before(case: Case, desk: Desk, given: Sequence[GivenVerdict], trusted: Collection[str]) -> Submitted:
    """The same submission once more (a second click, a retry) is the same; another one is a correction."""
    mine = of_person(case.verdicts, desk.person.who)
    same = all(g.item in mine and mine[g.item].state is g.state and mine[g.item].points == g.points for g in given)
    if not same:
        raise RecordsError(
            "it was submitted already, with other verdicts",
            "correct them: mingjian review submit --correct",
            where=case.queued.task.task_id,
            code="submitted",
        )
    return Submitted(_judged(case.evaluation, mine.values()), laid_out(case, desk, trusted, submitted=True))


def _checked(
    connection: Connection,
    desk: Desk,
    case: Case,
    sheet: WorkSheet,
    given: Sequence[GivenVerdict],
    seconds: float,
    *,
    complete: bool,
) -> tuple[ItemVerdict, ...]:
    return verdicts_of(
        sheet,
        quoted(connection, case.evaluation, given),
        desk.policy,
        who=desk.person.who,
        at=desk.now,
        seconds_spent=seconds,
        complete=complete,
    )


def quoted(connection: Connection, evaluation: Evaluation, given: Sequence[GivenVerdict]) -> list[GivenVerdict]:
    """What was handed in, each line with the masked words its evidence points at; InputError for words not there."""
    return [replace(one, evidence=_quoted(connection, evaluation, one)) for one in given]


def _quoted(connection: Connection, evaluation: Evaluation, given: GivenVerdict) -> tuple[Evidence, ...]:
    """Evidence a person named, with the masked words it points at; InputError for a turn or span that is not there."""
    if not given.evidence:
        return ()
    stored = interactions.find(connection, evaluation.source, evaluation.interaction_id)
    turns = {turn.index: turn for turn in stored.interaction.turns} if stored else {}
    found = []
    for one in given.evidence:
        turn = turns.get(-1 if one.turn is None else one.turn)
        if turn is None:
            raise _bad_evidence(given, f"there is no turn {one.turn}")
        start = one.start_char or 0
        end = len(turn.text) if one.end_char is None else one.end_char
        if not 0 <= start <= end <= len(turn.text):
            raise _bad_evidence(given, f"turn {one.turn} has {len(turn.text)} characters, not {start} to {end}")
        words = turn.text[start:end]
        start_s = turn.start_s if one.start_s is None else one.start_s
        end_s = turn.end_s if one.end_s is None else one.end_s
        quoted = replace(one, start_char=start, end_char=end, text=words, value=words)
        found.append(replace(quoted, start_s=start_s, end_s=end_s))
    return tuple(found)


def _bad_evidence(given: GivenVerdict, reason: str) -> InputError:
    return InputError(f"'{given.item}': {reason}", "name a turn of this interaction", code="bad_verdict")


def _keep(
    connection: Connection,
    desk: Desk,
    case: Case,
    verdicts: Sequence[ItemVerdict],
    trusted: Collection[str],
    *,
    action: str,
) -> Submitted:
    task, evaluation = case.queued.task, case.evaluation
    machine = _judged(evaluation, verdicts)
    is_gold = gold_queue.is_gold(connection, task.task_id)
    rows = [
        reviews.to_review(
            verdict,
            id=stable_id("review", task.task_id, verdict.item, verdict.who, verdict.at.isoformat()),
            evaluation_id=evaluation.evaluation_id,
            decision=machine[verdict.item].value,
            task_id=task.task_id,
            selection=task.selection,
            probability=task.probability,
        )
        for verdict in verdicts
    ]
    if is_gold:
        gold_queue.keep(connection, task, verdicts)
    else:
        reviews.add_all(connection, rows)
    before = of_person(case.verdicts, desk.person.who)
    audit.note(
        connection,
        at=desk.now,
        who=desk.person.who,
        action=action,
        subject=f"review:{task.task_id}",
        before={v.item: before[v.item].state.value for v in verdicts if v.item in before},
        after={v.item: v.state.value for v in verdicts},
        reason=", ".join(sorted({v.reason_code for v in verdicts})),
    )
    after = replace(case, verdicts=(*case.verdicts, *verdicts))
    if not is_gold:  # a gold review looks the same and moves nothing
        refresh_human_columns(connection, evaluation, case.basis, after.verdicts, who=desk.person.who, at=desk.now)
        follow_up_on(connection, desk, task, after.verdicts, first_time=action == "submit")
        close_flags(connection, desk, task, after.verdicts)
    return Submitted(machine, laid_out(after, desk, trusted, submitted=True))


def _judged(evaluation: Evaluation, verdicts: Collection[ItemVerdict]) -> dict[str, MachineWas]:
    listed = {item.id: item for item in evaluation.items}
    return {v.item: machine_was(listed[v.item], v) for v in verdicts if v.item in listed}
