"""Everything the page of an interaction needs from the records, as far as this person may see it now."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from console.review_desk import desk_of
from console.visit import Visit
from inspection.access.policy import Action
from inspection.evaluation import Evaluation, EvaluationStatus
from inspection.facts import Facts
from inspection.fatal_state import FatalState, fatal_states
from inspection.flags import Flag
from inspection.item_verdicts import settled
from inspection.ledger import LedgerEntry
from inspection.review_steps import TaskState
from inspection.work_sheet import WorkSheet
from records import (
    audit,
    evaluations,
    facts,
    flags,
    interactions,
    ledger,
    media,
    recognition_fits,
    review_comments,
    review_queue,
    review_sheets,
    reviews,
    seen_interactions,
    sight_filter,
    told_evaluations,
    transcript_corrections,
)
from records.database import Connection
from records.interaction_rows import StoredInteraction
from records.media import RedactedRecording
from records.recognition_fits import StoredFit
from records.review_comments import ReviewComment
from records.review_queue import QueuedTask
from records.transcript_corrections import Correction

_LONGEST_HISTORY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """A review this person holds or has done, its sheet, and how many more they hold beside it."""

    queued: QueuedTask
    sheet: WorkSheet
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInteraction:
    """One interaction. `hidden` evaluations wait for a blind review: who may do it is told nothing of them.

    Of `current` ones whose drafts are not read there is what was published; `drafts` are the ids of the others.
    `fit` is the recogniser's measured error. `fatals` says of each shown evaluation how its fatals stand.
    `tasks` are open reviews of it by evaluation, `is_whole` when every turn is theirs to read (and then to hear).
    """

    stored: StoredInteraction | None
    heard: Facts | None
    recording: RedactedRecording | None
    turns_seen: frozenset[int]
    is_whole: bool
    entry: LedgerEntry | None
    current: tuple[Evaluation, ...]
    drafts: frozenset[str]
    hidden: frozenset[str]
    fatals: Mapping[str, Mapping[str, FatalState]]
    flags: tuple[Flag, ...]
    chains: tuple[tuple[Evaluation, ...], ...]
    changes: tuple[tuple[Evaluation, audit.AuditEntry], ...]
    tasks: tuple[QueuedTask, ...]
    reviewing: Reviewing | None
    comments: tuple[ReviewComment, ...]
    fit: StoredFit | None
    corrections: tuple[Correction, ...]


def find(connection: Connection, visit: Visit, source: str, interaction_id: str) -> FoundInteraction | None:
    """The interaction; None when nobody knows it, or it is held back from this person altogether."""
    sight = visit.sight(Action.READ_INTERACTIONS)
    stored = interactions.find(connection, source, interaction_id)
    entry = ledger.find(connection, source, interaction_id)
    agents = sight_filter.agents_seen(connection, sight, source, interaction_id)
    if (stored is None and entry is None) or not (agents or sight.is_everything):
        return None
    current = evaluations.current(connection, source, interaction_id, sight=sight)
    of_drafts = visit.sight(Action.READ_DRAFTS)
    drafts = evaluations.current(connection, source, interaction_id, sight=of_drafts)
    known = [e for e in current if e in drafts or e.status is not EvaluationStatus.DRAFT]
    current = tuple(told_evaluations.as_told(connection, known, of_drafts))
    tasks = _tasks(connection, visit, current)
    reviewing = _reviewing(connection, visit, tasks, current)
    hidden = _hidden(connection, visit, current, reviewing)
    shown = tuple(e for e in current if e.evaluation_id not in hidden)
    chains = tuple(_chain(e, lambda i: evaluations.find(connection, i)) if e in drafts else (e,) for e in shown)
    turns = _turns_seen(stored, visit, connection)
    raised = () if hidden else flags.of(connection, source, interaction_id, sight=visit.sight(Action.READ_FLAGS))
    told = [e for e in shown if e in drafts]
    return FoundInteraction(
        stored=stored,
        heard=_heard(connection, stored),
        recording=media.find(connection, source, interaction_id) if visit.may(Action.HEAR_RECORDINGS) else None,
        turns_seen=turns,
        is_whole=stored is not None and len(turns) == len(stored.interaction.turns),
        entry=entry,
        current=current,
        drafts=frozenset(e.evaluation_id for e in drafts),
        hidden=hidden,
        fatals=_fatals(connection, shown, frozenset(e.evaluation_id for e in drafts)),
        flags=tuple(raised),
        chains=chains,
        changes=tuple((e, a) for c in chains for e in c for a in audit.of(connection, f"evaluation:{e.evaluation_id}")),
        tasks=tasks,
        reviewing=reviewing,
        fit=recognition_fits.latest(connection),
        comments=tuple(c for e in told for c in review_comments.comments_on(connection, e.evaluation_id)),
        corrections=tuple(c for c in transcript_corrections.of(connection, source, interaction_id) if c.turn in turns),
    )


def _fatals(
    connection: Connection, shown: tuple[Evaluation, ...], drafts: frozenset[str]
) -> Mapping[str, Mapping[str, FatalState]]:
    """How fatals stand; who reads no drafts is told only those that were published, and these people confirmed."""
    said = reviews.verdicts_on(connection, [e for e in shown if e.evaluation_id in drafts])
    return {
        e.evaluation_id: fatal_states(e, settled(said[e.evaluation_id]))
        if e.evaluation_id in drafts
        else {item.id: FatalState.CONFIRMED for item in e.items if item.fatal_kind is not None}
        for e in shown
    }


def _tasks(connection: Connection, visit: Visit, current: tuple[Evaluation, ...]) -> tuple[QueuedTask, ...]:
    """Every review of these evaluations; none for who does not review."""
    if not visit.may(Action.REVIEW):
        return ()
    seen = sight_filter.evaluations_seen(connection, visit.sight(Action.REVIEW), [e.evaluation_id for e in current])
    return tuple(q for one in sorted(seen) for q in review_queue.of_evaluation(connection, one, visit.at))


def _reviewing(
    connection: Connection, visit: Visit, tasks: tuple[QueuedTask, ...], current: tuple[Evaluation, ...]
) -> Reviewing | None:
    """The review that is asked for, else the one that is held; one's own submitted review only when it is asked for."""
    if visit.viewer is None or not tasks:
        return None
    desk, asked = desk_of(visit), visit.asked("task")
    who = desk.person.who
    held = [q for q in tasks if q.state is TaskState.RESERVED and q.holder == who]
    done = [q for q in tasks if q.state is TaskState.SUBMITTED and q.submitted_by == who and q.task.task_id == asked]
    chosen = [q for q in held if q.task.task_id == asked] or held or done
    if not chosen:
        return None
    judged = next(e for e in current if e.evaluation_id == chosen[0].task.evaluation_id)
    sheet = review_sheets.sheet_of(connection, desk, chosen[0].task.task_id, every_rule(judged))
    more = [q for q in review_queue.held_by(connection, who, visit.at) if q.task.task_id != chosen[0].task.task_id]
    return Reviewing(queued=chosen[0], sheet=sheet, more=len(more))


def every_rule(evaluation: Evaluation) -> frozenset[str]:
    """All rule versions it was judged by: with these the score so far is the machine's, corrected by people."""
    return frozenset(item.rule_version for item in evaluation.items)


def _hidden(
    connection: Connection, visit: Visit, current: tuple[Evaluation, ...], reviewing: Reviewing | None
) -> frozenset[str]:
    """Evaluations of which this person must not know yet what the machine says."""
    if not visit.may(Action.REVIEW) or visit.viewer is None:
        return frozenset()
    who = visit.viewer.person.who
    open_to = {reviewing.queued.task.evaluation_id} if reviewing and not reviewing.sheet.blind else set()
    waiting = [
        e.evaluation_id for e in current
        if e.evaluation_id not in open_to and review_queue.waits_blind(connection, e.evaluation_id)
    ]  # fmt: skip
    judged = review_queue.judged_by(connection, waiting)
    return frozenset(one for one in waiting if who not in judged.get(one, ()))


def _heard(connection: Connection, stored: StoredInteraction | None) -> Facts | None:
    """The facts its words were judged by; they hold sound and word times."""
    if stored is None:
        return None
    return facts.find(connection, *stored.interaction.key, stored.transcript_hash)


def _turns_seen(stored: StoredInteraction | None, visit: Visit, connection: Connection) -> frozenset[int]:
    if stored is None:
        return frozenset()
    return seen_interactions.turns_seen(connection, visit.sight(Action.READ_INTERACTIONS), stored)


def _chain(current: Evaluation, find_one: Callable[[str], Evaluation | None]) -> tuple[Evaluation, ...]:
    """The current evaluation and those it superseded, newest first; it stops at one that was seen or is not stored."""
    chain = [current]
    while chain[-1].supersedes and len(chain) < _LONGEST_HISTORY:
        before = find_one(chain[-1].supersedes)
        if before is None or before in chain:
            break
        chain.append(before)
    return tuple(chain)
