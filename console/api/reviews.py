"""Reviews: the queue, the sheet of one task, taking, submitting and giving back, as `mingjian review` does."""

import json
from typing import Annotated

from fastapi import Body, Depends, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api.answers import read_answer
from console.api.api_desk import ApiDesk
from console.api.api_gate import ApiCaller, ApiGate
from console.api.beholding import beholder_of
from console.api.cursors import packed, unpacked
from console.api.reading_noted import note_look
from console.api.review_models import (
    HeldReviews,
    ReviewsPage,
    ReviewsQuery,
    Sheet,
    Submission,
    SubmittedReview,
    TakeNext,
    WhyReleased,
    given_verdicts,
    sheet_model,
    task_row,
)
from console.api.writing_once import written
from console.review_desk import desk_for
from inspection.access.api_token import ApiScope
from inspection.access.policy import Action
from records import (
    evaluations,
    interactions,
    review_queue,
    review_sheets,
    review_submitting,
    review_taking,
    rule_trust,
    seen_interactions,
    seen_tasks,
)
from records.database import Connection, reading
from records.review_taking import Desk

QUEUE = ApiGate(Action.READ_REVIEWS, ApiScope.REVIEWS_READ)
READ = ApiGate(Action.REVIEW, ApiScope.REVIEWS_READ)
WRITE = ApiGate(Action.REVIEW, ApiScope.REVIEWS_WRITE)


def list_reviews(
    request: Request, caller: Annotated[ApiCaller, Depends(QUEUE)], query: Annotated[ReviewsQuery, Query()]
) -> Response:
    """The review queue by business date; of a blind task nothing that tells of the machine."""
    desk: ApiDesk = request.app.state.api
    after = seen_tasks.key_from(unpacked(query.cursor)) if query.cursor else None
    with reading(desk.workspace.engine) as connection:
        found = seen_tasks.page_of(
            connection, beholder_of(caller, Action.READ_REVIEWS), equal=query.equal(), first=query.first,
            last=query.last, after=after, limit=query.limit, now=caller.at,
        )  # fmt: skip
    following = packed(found.after) if found.after else None
    return read_answer(request, ReviewsPage(rows=[task_row(one) for one in found.tasks], next=following))


def one_review(request: Request, caller: Annotated[ApiCaller, Depends(READ)], task_id: str) -> Response:
    """The sheet of one review with the masked words: what is asked, and of the machine's verdict what may be seen."""
    desk: ApiDesk = request.app.state.api
    with reading(desk.workspace.engine) as connection:
        sheet = _sheet(connection, desk, caller, task_id)
    note_look(desk.workspace, caller, sheet.task.source, sheet.task.interaction_id, was_shown=True)
    return read_answer(request, sheet)


def take_next(
    request: Request, caller: Annotated[ApiCaller, Depends(WRITE)], body: Annotated[TakeNext | None, Body()] = None
) -> Response:
    """Reserve the next review (findings of one agent on one item together); what is held is handed out again."""

    def taken(connection: Connection) -> HeldReviews:
        held = review_taking.take(connection, desk_of(caller))
        return HeldReviews(rows=[task_row(one) for one in held])

    return written(request, caller, taken, subject="review:next", body=body)


def take(request: Request, caller: Annotated[ApiCaller, Depends(WRITE)], task_id: str) -> Response:
    """Reserve one review and get its sheet; for who holds it already: until later."""
    desk: ApiDesk = request.app.state.api

    def act(connection: Connection) -> Sheet:
        review_taking.take_task(connection, desk_of(caller), task_id)
        return _sheet(connection, desk, caller, task_id)

    def before(connection: Connection) -> None:
        _demand_seen(connection, caller, task_id)

    answer = written(request, caller, act, subject=f"review:{task_id}", before=before)
    shown = json.loads(bytes(answer.body))["task"]
    note_look(desk.workspace, caller, shown["source"], shown["interaction_id"], was_shown=True)
    return answer


def release(
    request: Request, caller: Annotated[ApiCaller, Depends(WRITE)], task_id: str, body: WhyReleased
) -> Response:
    """Give a review back; a supervisor takes one back from somebody else."""
    desk: ApiDesk = request.app.state.api

    def act(connection: Connection) -> HeldReviews:
        review_taking.release(connection, desk_of(caller), task_id, reason=body.reason)
        return HeldReviews(rows=[task_row(review_queue.find(connection, task_id, caller.at))])

    return written(
        request, caller, act, subject=f"review:{task_id}", body=body,
        before=lambda connection: _sheet(connection, desk, caller, task_id),
    )  # fmt: skip


def submit(request: Request, caller: Annotated[ApiCaller, Depends(WRITE)], task_id: str, body: Submission) -> Response:
    """Submit one's verdicts on a review one holds: one for each asked item, with a reason where one differs.

    `correct` changes verdicts submitted before.
    """
    desk: ApiDesk = request.app.state.api

    def act(connection: Connection) -> SubmittedReview:
        sits, given = desk_of(caller), given_verdicts(body.verdicts)
        trusted = rule_trust.trusted_now(connection, desk.standing)
        if body.correct:
            seconds = body.seconds_spent or 0.0
            done = review_submitting.correct(connection, sits, task_id, given, trusted, seconds_spent=seconds)
        else:
            done = review_submitting.submit(connection, sits, task_id, given, trusted, seconds_spent=body.seconds_spent)
        return SubmittedReview(task_id=task_id, machine_was=done.machine, score=done.sheet.live)

    return written(
        request, caller, act, subject=f"review:{task_id}", body=body,
        before=lambda connection: _sheet(connection, desk, caller, task_id),
    )  # fmt: skip


def desk_of(caller: ApiCaller) -> Desk:
    """Where the caller sits down to review."""
    return desk_for(caller.person, caller.at, caller.sight(Action.REVIEW))


def _sheet(connection: Connection, desk: ApiDesk, caller: ApiCaller, task_id: str) -> Sheet:
    _demand_seen(connection, caller, task_id)
    queued = review_queue.find(connection, task_id, caller.at)
    trusted = rule_trust.trusted_now(connection, desk.standing)
    sheet = review_sheets.sheet_of(connection, desk_of(caller), task_id, trusted)
    evaluation = evaluations.find(connection, queued.task.evaluation_id)
    stored = interactions.find(connection, evaluation.source, evaluation.interaction_id) if evaluation else None
    seen = seen_interactions.turns_seen(connection, caller.sight(Action.REVIEW), stored) if stored else frozenset()
    turns = [turn for turn in stored.interaction.turns if turn.index in seen] if stored else []
    return sheet_model(queued, sheet, turns)


def _demand_seen(connection: Connection, caller: ApiCaller, task_id: str) -> None:
    if not seen_tasks.is_seen(connection, beholder_of(caller, Action.REVIEW), task_id):
        raise HTTPException(404, "there is no such review, or it is not yours to see; see /reviews")
