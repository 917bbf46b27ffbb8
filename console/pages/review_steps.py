"""What a reviewer does on the page of an interaction: take, open by hand, submit, give back, see the score."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from console.doorkeeper import Doorkeeper
from console.form_fields import FormFields
from console.frame import PageContext, frame_of
from console.links import interaction_url, item_anchor, review_url
from console.pages.interaction import InteractionPage, interaction_page
from console.pages.interaction_found import every_rule
from console.pages.review_form import LiveView, Typed, live_view
from console.pages.verdict_fields import given_in
from console.review_desk import SECONDS_BACK, desk_of
from console.see_other import SeeOther
from console.taking_steps import refusal
from console.visit import Visit, with_query
from inspection.errors import InspectionError
from inspection.queue_filter import decoded, query_of
from inspection.review_queue import ReviewTask
from inspection.review_steps import TaskState
from inspection.submission import as_the_machine_says
from inspection.verdicts_so_far import Lacking, lacking, so_far
from records import queue_listing, queue_taking, review_queue, review_sheets, review_submitting, review_taking
from records.database import Connection, reading, writing
from records.review_queue import QueuedTask
from records.review_taking import Desk
from records.workspace import Workspace

QUEUE = "/reviews"
Answer = InteractionPage | SeeOther | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveScorePage(PageContext):
    """The score with what is typed so far: a piece of the page, fetched while somebody fills in the form."""

    live: LiveView


class _StillLacking(Exception):
    def __init__(self, lacks: Mapping[str, Lacking]) -> None:
        super().__init__()
        self.lacks = lacks


def take(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Answer:
    """Reserve one review, and go to it."""
    desk, queue = desk_of(visit), fields.one("queue")

    def taken(connection: Connection) -> str:
        return _url(review_taking.take_task(connection, desk, fields.one("task")).task, queue)

    return _doing(keeper.workspace, visit, fields, taken)


def take_next(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Answer:
    """Reserve what comes next in the queue, and go to it; back to the queue when nothing is left."""
    return SeeOther(_next(keeper.workspace, desk_of(visit), fields.one("queue")))


def open_by_hand(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Answer:
    """Open any interaction for a score by hand, on the full form."""
    desk, segment = desk_of(visit), fields.one("segment")

    def opened(connection: Connection) -> str:
        number = int(segment) if segment.isdecimal() and len(segment) < 5 else 0
        key = (fields.one("source"), fields.one("interaction"))
        return _url(review_taking.open_manual(connection, desk, *key, number).task, "")

    return _doing(keeper.workspace, visit, fields, opened)


def release(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Answer:
    """Give a review back."""
    desk = desk_of(visit)

    def released(connection: Connection) -> str:
        review_taking.release(connection, desk, fields.one("task"))
        return interaction_url(fields.one("source"), fields.one("interaction"))

    return _doing(keeper.workspace, visit, fields, released)


def submit(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> Answer:
    """Submit the review and go on to the next; a reservation that ran out meanwhile is renewed where nobody took it."""
    workspace, desk, task_id = keeper.workspace, desk_of(visit), fields.one("task")
    try:
        with writing(workspace.engine) as connection:
            queued = review_queue.find(connection, task_id, visit.at)
            if queued.state in (TaskState.OPEN, TaskState.RESERVED) and queued.holder != desk.person.who:
                queued = review_taking.take_task(connection, desk, task_id)
        with writing(workspace.engine) as connection:
            count = _submit(connection, desk, queued, fields)
    except _StillLacking as still:
        problem = visit.w["bench_lacking"].format(items=_names(visit, still.lacks))
        return _shown_again(workspace, visit, fields, Typed(fields=fields, lacking=still.lacks, problem=problem))
    except InspectionError as error:
        return _shown_again(workspace, visit, fields, Typed(fields=fields, problem=review_refusal(visit, error)))
    if fields.one("then") == "stay" or queued.state is TaskState.SUBMITTED:
        here = interaction_url(fields.one("source"), fields.one("interaction"))
        return SeeOther(with_query(here, {"done": str(count)}))
    return SeeOther(_next(workspace, desk, fields.one("queue"), after=task_id, done=count))


def score(keeper: Doorkeeper, visit: Visit, fields: FormFields) -> LiveScorePage | None:
    """What the evaluation comes to with what is typed; None for a review that is not theirs."""
    desk, task_id = desk_of(visit), fields.one("task")
    with reading(keeper.workspace.engine) as connection:
        queued = review_queue.find(connection, task_id, visit.at)
        if desk.person.who not in (queued.holder, queued.submitted_by):
            return None
        case = review_sheets.case_of(connection, task_id, desk)
        rules = every_rule(case.evaluation)
        sheet = review_sheets.sheet_of(connection, desk, task_id, rules)
        typed = so_far(sheet, given_in(fields), who=desk.person.who, at=visit.at)
        live = review_sheets.live_of(connection, desk, task_id, typed, rules)
    return LiveScorePage(frame=frame_of(visit, ""), w=visit.w, live=live_view(live, visit.w, is_blind=sheet.blind))


def review_refusal(visit: Visit, error: InspectionError) -> str:
    """Why a step of a review could not be done, in the reader's language where it has words for it."""
    return refusal(error, visit.w, "review_refusal")


def _submit(connection: Connection, desk: Desk, queued: QueuedTask, fields: FormFields) -> int:
    """Keep the verdicts; how many. `_StillLacking` when something is missing."""
    task_id, given = queued.task.task_id, list(given_in(fields))
    sheet = review_sheets.sheet_of(connection, desk, task_id, ())
    if fields.one("confirm") and not sheet.blind:
        said = {one.item for one in given}
        given += [one for one in as_the_machine_says(sheet) if one.item not in said]
    is_correction = queued.state is TaskState.SUBMITTED and queued.submitted_by == desk.person.who
    lacks = lacking(sheet, given)
    if is_correction:
        lacks = {item: need for item, need in lacks.items() if need is not Lacking.VERDICT}
    if lacks:
        raise _StillLacking(lacks)
    seconds = seconds_since(fields.one("opened_at"), desk.now)
    if is_correction:
        review_submitting.correct(connection, desk, task_id, given, (), seconds_spent=seconds or 0.0)
    else:
        review_submitting.submit(connection, desk, task_id, given, (), seconds_spent=seconds)
    return len(given)


def seconds_since(opened_at: str, now: datetime) -> float | None:
    """Seconds from the moment the form was opened, as it says; None when that is no time a review takes."""
    with suppress(ValueError):
        begun = datetime.fromisoformat(opened_at)
        if begun.tzinfo is not None and begun <= now <= begun + SECONDS_BACK:
            return round((now - begun).total_seconds(), 1)
    return None


def _next(workspace: Workspace, desk: Desk, queue: str, *, after: str = "", done: int = 0) -> str:
    """The way to what comes next: what they hold, else the next of the list they came from, else that list.

    `queue` is the filter of the list; without one the queue hands out what is most urgent. `after` was just done.
    """
    wanted = decoded(queue)
    with suppress(InspectionError), writing(workspace.engine) as connection:
        held = review_queue.held_by(connection, desk.person.who, desk.now)
        if not held and not queue:
            held = review_taking.take(connection, desk)
        if not held and queue:
            looking = queue_listing.Looking(who=desk.person.who, sight=desk.sight, now=desk.now)
            found = queue_taking.take_next_in(connection, desk, looking, wanted, after=after)
            held = [found] if found else []
        if held:
            return _url(held[0].task, queue, str(done) if done else "")
    return with_query(QUEUE, query_of(wanted.encoded))


def _url(task: ReviewTask, queue: str, done: str = "") -> str:
    first = item_anchor(task.segment, task.items[0]) if task.items else "review"
    return review_url(task.source, task.interaction_id, task.task_id, queue, first, done=done)


def _doing(workspace: Workspace, visit: Visit, fields: FormFields, step: Callable[[Connection], str]) -> Answer:
    """Take a step and go where it leads; the page again, with the reason, where it is refused."""
    try:
        with writing(workspace.engine) as connection:
            return SeeOther(step(connection))
    except InspectionError as error:
        return _shown_again(workspace, visit, fields, Typed(fields=fields, problem=review_refusal(visit, error)))


def _shown_again(workspace: Workspace, visit: Visit, fields: FormFields, typed: Typed) -> InteractionPage | None:
    asked = replace(visit, query={"task": fields.one("task"), "queue": fields.one("queue")})
    return interaction_page(workspace, asked, fields.one("source"), fields.one("interaction"), typed)


def _names(visit: Visit, lacks: Mapping[str, Lacking]) -> str:
    return "; ".join(f"{visit.w.of('item', i)}: {visit.w.of('lacking', need.value)}" for i, need in lacks.items())
