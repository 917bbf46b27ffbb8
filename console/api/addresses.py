"""Every address of the JSON API under `/api/v1`, and the document that describes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.api import appeals, coaching, me, night_and_rules, one_interaction, reviews
from console.api.api_gate import ApiGate
from console.api.api_route import ApiRoute
from console.api.description import described, operation_extra, refusals
from console.api.lists import LISTS, list_endpoint, row_endpoint
from console.api.review_models import HeldReviews, ReviewsPage, Sheet, SubmittedReview
from console.api.row_models import ROW_MODELS
from console.gate import OpenGate

PREFIX = "/api/v1"
DOCUMENT = f"{PREFIX}/openapi.json"
_ANYBODY = OpenGate("the description is the same for everybody and names no record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """What a program can do at an address."""

    method: str
    path: str
    endpoint: Callable[..., Response]
    answer: type[BaseModel]
    gate: ApiGate
    summary: str
    name: str
    status: int = 200
    takes_match: bool = False


def _read(path: str, endpoint: Callable[..., Response], answer: type[BaseModel], gate: ApiGate) -> Operation:
    return Operation(
        method="GET", path=path, endpoint=endpoint, answer=answer, gate=gate, name=endpoint.__name__,
        summary=_first_line(endpoint),
    )  # fmt: skip


def _write(
    path: str,
    endpoint: Callable[..., Response],
    answer: type[BaseModel],
    gate: ApiGate,
    *,
    status: int = 200,
    takes_match: bool = True,
) -> Operation:
    return Operation(
        method="POST", path=path, endpoint=endpoint, answer=answer, gate=gate, summary=_first_line(endpoint),
        name=f"{path.split('/')[1].replace('-', '_')}_{endpoint.__name__}", status=status, takes_match=takes_match,
    )  # fmt: skip


def _first_line(endpoint: Callable[..., Response]) -> str:
    return (endpoint.__doc__ or "").splitlines()[0].rstrip(".")


def operations() -> list[Operation]:
    """Every operation, lists first, each group in the order a reader meets it."""
    listed = [
        Operation(
            method="GET", path=one.path, endpoint=list_endpoint(one), answer=one.page, gate=one.gate,
            summary=one.summary, name=f"list_{one.path[1:].replace('-', '_')}",
        )
        for one in LISTS
    ]  # fmt: skip
    rows = [
        Operation(
            method="GET", path=f"{one.path}/{{row_id}}", endpoint=row_endpoint(one), answer=ROW_MODELS[one.table],
            gate=one.gate, summary=f"One of the {one.path[1:]}", name=f"one_of_{one.path[1:].replace('-', '_')}",
        )
        for one in LISTS
        if one.id_column
    ]  # fmt: skip
    return [*listed, *rows, *_OTHERS]


_OTHERS = (
    _read("/me", me.me, me.Me, me.GATE),
    _read(
        "/interactions/{source}/{interaction_id:path}", one_interaction.one_interaction,
        one_interaction.InteractionWithTurns, one_interaction.GATE,
    ),
    _read("/runs", night_and_rules.list_runs, night_and_rules.RunsPage, night_and_rules.NIGHT),
    _read("/runs/{run_id}", night_and_rules.one_run, night_and_rules.RunRow, night_and_rules.NIGHT),
    _read(
        "/rulebook-versions", night_and_rules.list_versions, night_and_rules.RulebookVersionsPage,
        night_and_rules.RULES,
    ),
    _read(
        "/rulebook-versions/{number}", night_and_rules.one_version, night_and_rules.RulebookVersionRow,
        night_and_rules.RULES,
    ),
    _read("/reviews", reviews.list_reviews, ReviewsPage, reviews.QUEUE),
    _read("/reviews/{task_id}", reviews.one_review, Sheet, reviews.READ),
    _write("/reviews/take", reviews.take_next, HeldReviews, reviews.WRITE, takes_match=False),
    _write("/reviews/{task_id}/take", reviews.take, Sheet, reviews.WRITE, takes_match=False),
    _write("/reviews/{task_id}/submit", reviews.submit, SubmittedReview, reviews.WRITE),
    _write("/reviews/{task_id}/release", reviews.release, HeldReviews, reviews.WRITE),
    _read("/appeals/{appeal_id}", appeals.one_appeal, appeals.AppealWithSteps, appeals.READ),
    _write("/appeals", appeals.file_appeal, appeals.AppealWithSteps, appeals.FILE, status=201, takes_match=False),
    _write("/appeals/{appeal_id}/comment", appeals.comment_on, appeals.AppealWithSteps, appeals.WORK),
    _write("/appeals/{appeal_id}/uphold", appeals.uphold, appeals.AppealWithSteps, appeals.WORK),
    _write("/appeals/{appeal_id}/reject", appeals.reject, appeals.AppealWithSteps, appeals.WORK),
    _write("/appeals/{appeal_id}/escalate", appeals.escalate, appeals.AppealWithSteps, appeals.WORK),
    _write("/appeals/{appeal_id}/withdraw", appeals.withdraw, appeals.AppealWithSteps, appeals.WORK),
    _read("/coaching-tasks/{task_id}", coaching.one_task, coaching.CoachingTaskWithSteps, coaching.READ),
    _write(
        "/coaching-tasks", coaching.add, coaching.CoachingTaskWithSteps, coaching.ARRANGE, status=201,
        takes_match=False,
    ),
    _write("/coaching-tasks/{task_id}/plan", coaching.plan, coaching.CoachingTaskWithSteps, coaching.WORK),
    _write("/coaching-tasks/{task_id}/hold", coaching.hold, coaching.CoachingTaskWithSteps, coaching.WORK),
    _write(
        "/coaching-tasks/{task_id}/acknowledge", coaching.acknowledge, coaching.CoachingTaskWithSteps, coaching.WORK,
    ),
    _write("/coaching-tasks/{task_id}/close", coaching.close, coaching.CoachingTaskWithSteps, coaching.WORK),
    _write("/coaching-tasks/{task_id}/cancel", coaching.cancel, coaching.CoachingTaskWithSteps, coaching.WORK),
    _write("/coaching-tasks/{task_id}/reassign", coaching.reassign, coaching.CoachingTaskWithSteps, coaching.ARRANGE),
)  # fmt: skip


def add_api(app: FastAPI) -> None:
    """Add every operation to the application; each declares its gate."""
    for one in operations():
        _add(app, one)

    def document(request: Request, _open: Annotated[Any, Depends(_ANYBODY)]) -> JSONResponse:
        """This document."""
        return JSONResponse(described(request.app))

    app.router.add_api_route(DOCUMENT, document, methods=["GET"], include_in_schema=False)


def _add(app: FastAPI, one: Operation) -> None:
    app.router.add_api_route(
        f"{PREFIX}{one.path}",
        one.endpoint,
        methods=[one.method],
        response_model=one.answer,
        status_code=one.status,
        summary=one.summary,
        name=one.name,
        operation_id=one.name,
        tags=[one.path.split("/")[1]],
        responses=refusals(one.method),
        openapi_extra=operation_extra(one.method, one.gate, takes_match=one.takes_match),
        route_class_override=ApiRoute,
    )
