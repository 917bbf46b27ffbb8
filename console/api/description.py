"""The OpenAPI document of the API: what FastAPI knows of it, with tokens, problems and conditional headers added."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from console.api.api_gate import ApiGate
from console.api.problems import MEDIA_TYPE, Problem

VERSION = "1.0"
_ABOUT = (
    "The JSON API of Mingjian (明鉴). Rows have the fields of the exported tables. A token does what its person may, "
    "within its scopes, and sees what its person sees: what is not yours is 404. Errors are application/problem+json."
)
_SCHEMES = {
    "token": {
        "type": "http",
        "scheme": "bearer",
        "description": "a token of `mingjian accounts token add` or of the page /account; cookies are not looked at",
    }
}
_WHY = {
    400: "a header or cursor cannot be read",
    401: "no token, or one that is unknown, over or revoked",
    403: "the token lacks the scope, the person the right, or the step is not theirs",
    404: "nobody has it, or it is not yours to see",
    405: "the address does not take this method",
    409: "it stands otherwise by now, or the key was used for another request",
    412: "it has changed since you read it (If-Match)",
    413: "the body is too large",
    422: "something in the request is missing or makes no sense",
    429: "too many requests; see Retry-After",
    503: "the database is away or busy; see Retry-After",
}
_OF_READING = (400, 401, 403, 404, 422, 429, 503)
_OF_WRITING = (*_OF_READING, 409, 412, 413)


def refusals(method: str) -> dict[int | str, dict[str, Any]]:
    """How an operation may refuse."""
    codes = _OF_WRITING if method == "POST" else _OF_READING
    problem = {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    told: dict[int | str, dict[str, Any]] = {code: {"description": _WHY[code], **problem} for code in sorted(codes)}
    if method == "GET":
        told[304] = {"description": "you have it already (If-None-Match)"}
    return told


def operation_extra(method: str, gate: ApiGate, *, takes_match: bool) -> dict[str, Any]:
    """What FastAPI does not know of an operation: its scope, and headers it listens to."""
    scope = gate.scope.value if gate.scope else "any token"
    headers = [_header("If-None-Match", "an ETag you have: 304 when nothing has changed")]
    if method == "POST":
        key = {"maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"}
        headers = [_header("Idempotency-Key", "a random text of yours: sent again, the request changes nothing", key)]
        if takes_match:
            headers.append(_header("If-Match", "the ETag you decided on: 412 when it has changed since"))
    return {"security": [{"token": []}], "x-scope": scope, "x-right": gate.action.value, "parameters": headers}


def described(app: FastAPI) -> dict[str, Any]:
    """The document; made once for an application."""
    known: dict[str, Any] | None = getattr(app.state, "api_description", None)
    if known is None:
        routes = [r for r in app.routes if isinstance(r, APIRoute) and r.path.startswith("/api/")]
        known = get_openapi(title="Mingjian API", version=VERSION, description=_ABOUT, routes=routes)
        known["components"]["securitySchemes"] = _SCHEMES
        known["components"]["schemas"]["Problem"] = Problem.model_json_schema()
        app.state.api_description = known
    return known


def _header(name: str, description: str, limits: dict[str, Any] | None = None) -> dict[str, Any]:
    schema = {"type": "string", **(limits or {})}
    return {"name": name, "in": "header", "required": False, "description": description, "schema": schema}
