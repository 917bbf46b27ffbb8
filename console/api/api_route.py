"""A route of the API: the gate first, then the body and no more of it than a request may have, then everything else."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from console.api.api_gate import ApiGate
from console.gate import gate_of

BIGGEST_BODY_BYTES = 256 * 1024
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class ApiRoute(APIRoute):
    """Who may not ask is told so before anything they sent is read."""

    def get_route_handler(self) -> Handler:
        """The handler behind the gate."""
        handle = super().get_route_handler()
        gate = gate_of(self)

        async def guarded(request: Request) -> Response:
            if isinstance(gate, ApiGate):
                await run_in_threadpool(gate, request)
            if request.method == "POST":
                request = _with_body(request, await _body(request))
            return await handle(request)

        return guarded


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BIGGEST_BODY_BYTES:
            raise HTTPException(413, f"the body is larger than {BIGGEST_BODY_BYTES} bytes")
    return body


def _with_body(request: Request, body: bytes) -> Request:
    """The same request, whose body can be read once more."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return Request(request.scope, receive)
