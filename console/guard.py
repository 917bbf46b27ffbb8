"""Who may ask and what every answer carries: the host check against DNS rebinding, and the security headers."""

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)

SECURITY_HEADERS = {
    # nothing inline, nothing from elsewhere, nobody may frame it
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware: refuses requests that were not addressed to this machine, and adds the security headers.

    A page of another site can point its own name at 127.0.0.1 (DNS rebinding) and then read what the browser gets;
    the Host header still carries that name, so it is refused with 400.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SECURITY_HEADERS)
            await send(message)

        app = self._app if is_addressed_to_this_machine(scope) else _REFUSAL
        await app(scope, receive, send_with_headers)


def is_addressed_to_this_machine(scope: Scope) -> bool:
    """True when there is exactly one Host header and it names loopback."""
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    return len(hosts) == 1 and LOOPBACK_HOST.fullmatch(hosts[0].decode("latin-1")) is not None


_REFUSAL = PlainTextResponse(
    "Mingjian answers on this machine only: open http://127.0.0.1 or http://localhost. 明鉴只在本机访问。\n",
    status_code=400,
)
