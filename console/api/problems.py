"""What went wrong, as `application/problem+json` (RFC 9457): one line with what, where and what to do."""

import json
from collections.abc import Mapping
from http import HTTPStatus

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from inspection.errors import AccessRefused, InputError, InspectionError, RecordsBusy, RecordsError, SettingsError

MEDIA_TYPE = "application/problem+json"
API = "/api/"
_AWAY = "the database or a file of the workspace cannot be used now; try again, then ask the operator"
_GONE = frozenset({"no_task", "unknown_account"})


class Problem(BaseModel):
    """Why a request was not answered."""

    type: str = Field("about:blank", description="always about:blank: `code` tells problems apart")
    title: str = Field(description="the words of the HTTP status")
    status: int = Field(ge=400, le=599)
    detail: str = Field(description="one line: where, what, what to do")
    code: str = Field(description="a stable word to branch on")


def is_of_api(request: Request) -> bool:
    """True when a program asks."""
    path: str = request.scope["path"]
    return path.startswith(API)


def refuse(_request: Request, error: Exception) -> Response:
    """The problem an error is told as; mistakes of ours tell nothing but that they are ours."""
    if isinstance(error, RequestValidationError):
        return _problem(422, _first_mistake(error), "invalid_request")
    if isinstance(error, HTTPException):
        return _problem(error.status_code, error.detail, _code_of(error.status_code), error.headers)
    if isinstance(error, InspectionError):
        status = status_of(error)
        headers = {"Retry-After": "5"} if status == 503 else None
        detail = _AWAY if status == 503 else str(error)
        return _problem(status, detail, error.code, headers)
    return _problem(500, "a mistake of ours; tell the operator when it happened", "internal_error")


def status_of(error: InspectionError) -> int:
    """The HTTP status of an error of the records: who may not (403), what cannot be read (422), what stands in the way
    (409), what is not there (404), and a database that is away or busy (503).
    """
    if error.code in _GONE:
        return 404
    if isinstance(error, AccessRefused):
        return 403
    if isinstance(error, InputError | SettingsError):
        return 400 if error.code == "bad_cursor" else 422
    is_away = isinstance(error, RecordsBusy) or error.code == RecordsError.default_code
    return 503 if is_away or not isinstance(error, RecordsError) else 409


def _problem(status: int, detail: str, code: str, headers: Mapping[str, str] | None = None) -> Response:
    one_line = " ".join(detail.split()) or HTTPStatus(status).phrase
    problem = Problem(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=one_line, code=code)
    text = json.dumps(problem.model_dump(), ensure_ascii=True)
    return Response(text, status_code=status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def _code_of(status: int) -> str:
    return HTTPStatus(status).phrase.lower().replace(" ", "_").replace("-", "_")


def _first_mistake(error: RequestValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where[:200]}: {first['msg']}; correct it"
