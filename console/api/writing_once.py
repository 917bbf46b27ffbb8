"""One write of the API: within what the caller sees, on the state they saw, and once however often it is sent."""

import re
from collections.abc import Callable
from hashlib import sha256

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from console.api.answers import JSON, body_of, demand_match, etag_of
from console.api.api_desk import ApiDesk
from console.api.api_gate import ApiCaller
from console.visit import path_of
from records import idempotent_answers
from records.database import Connection, writing
from records.idempotent_answers import Answer
from records.refusals import noting_refusals

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
REPLAYED = "Idempotency-Replayed"
Shown = Callable[[Connection], BaseModel]


def written(
    request: Request,
    caller: ApiCaller,
    act: Shown,
    *,
    subject: str,
    body: BaseModel | None = None,
    before: Callable[[Connection], BaseModel | None] | None = None,
    status: int = 200,
) -> Response:
    """Do it in one transaction and answer with what `act` gives back.

    `before` shows what is to be changed (None: it has no state to compare) and refuses what the caller does not see;
    `subject` names it in the audit trail of refusals. With an `Idempotency-Key` the first answer is kept in the same
    transaction: sent again, the same request gets it and changes nothing.
    """
    desk: ApiDesk = request.app.state.api
    key = _key_of(request)
    engine, login = desk.workspace.engine, caller.token.login
    with (
        noting_refusals(engine, who=caller.person.who, at=caller.at, subject=subject),
        writing(engine) as connection,
    ):
        known = idempotent_answers.claim(connection, login, key, _hash_of(request, body), at=caller.at) if key else None
        if known is not None:
            return _answer(known, {REPLAYED: "true"})
        if before is not None:
            demand_match(request, before(connection))
        answer = Answer(status, body_of(act(connection)).decode())
        if key:
            idempotent_answers.keep(connection, login, key, answer)
    return _answer(answer)


def _answer(answer: Answer, headers: dict[str, str] | None = None) -> Response:
    body = answer.body.encode()
    return Response(body, answer.status, {"ETag": etag_of(body), **(headers or {})}, JSON)


def _key_of(request: Request) -> str:
    given = request.headers.get("idempotency-key", "")
    if given and _KEY.fullmatch(given) is None:
        raise HTTPException(
            400, "Idempotency-Key: 1 to 255 visible ASCII characters; take a random one, such as a UUID"
        )
    return given


def _hash_of(request: Request, body: BaseModel | None) -> str:
    """What makes two requests the same: method, address and body."""
    said = body.model_dump_json() if body is not None else ""
    return sha256(f"{request.method} {path_of(request)}\n{said}".encode()).hexdigest()
