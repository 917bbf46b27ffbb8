"""How an answer goes out: as JSON with an ETag, or 304 when the caller has it already."""

from hashlib import sha256

from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

JSON = "application/json"


def etag_of(body: bytes) -> str:
    """The tag of what was answered: other bytes, other tag."""
    return f'"{sha256(body).hexdigest()[:32]}"'


def body_of(model: BaseModel) -> bytes:
    """The JSON text of an answer."""
    return model.model_dump_json(by_alias=True).encode()


def read_answer(request: Request, model: BaseModel) -> Response:
    """The answer to a GET."""
    body = body_of(model)
    headers = {"ETag": etag_of(body)}
    if etag_of(body) in _tags(request, "if-none-match") or "*" in _tags(request, "if-none-match"):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=JSON)


def demand_match(request: Request, model: BaseModel | None) -> None:
    """Let pass who saw the present state (`If-Match`), or did not ask; HTTPException 412 for others."""
    wanted = _tags(request, "if-match")
    if model is not None and wanted and "*" not in wanted and etag_of(body_of(model)) not in wanted:
        raise HTTPException(412, "it has changed since you read it: read it again and decide anew")


def _tags(request: Request, header: str) -> frozenset[str]:
    given = ",".join(request.headers.getlist(header))
    return frozenset(part.strip().removeprefix("W/") for part in given.split(",") if part.strip())
