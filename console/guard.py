"""Which address we answer to and what every answer carries: the host check, https, and the security headers."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from inspection.errors import SettingsError

LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)

SECURITY_HEADERS = {
    # nothing inline, nothing from elsewhere, nobody may frame it
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; media-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
ONLY_HTTPS = {"Strict-Transport-Security": "max-age=31536000"}


@dataclass(frozen=True, slots=True)
class PublicAddress:
    """Where people reach the console through a proxy that ends TLS: `host`, with the port when it is not 443."""

    host: str

    @classmethod
    def of(cls, url: str) -> "PublicAddress":
        """The host of `https://host[:port]`. Raises SettingsError for anything else: signing in needs TLS."""
        try:
            parts = urlsplit(url.strip())
            is_plain = not (parts.username or parts.password or parts.query or parts.fragment) and parts.path in "/"
            is_good = parts.scheme == "https" and bool(parts.hostname) and is_plain and (parts.port or 443) > 0
        except ValueError:  # a port that is no number
            is_good = False
        if not is_good:
            raise SettingsError(
                f"the public address '{url[:100]}' cannot be used",
                "give https://HOST, the name people type; the proxy before the console ends TLS",
                where="console_public_url",
            )
        return cls(parts.netloc.lower().removesuffix(":443"))

    def is_named_by(self, host: str) -> bool:
        """True when a Host header names it."""
        return host.lower().removesuffix(":443") == self.host


class Guard:
    """ASGI middleware: refuses requests that were not addressed to us, and adds the security headers.

    Without a `public` address only this machine is answered. A page of another site can point its own name at
    127.0.0.1 (DNS rebinding) and then read what the browser gets; the Host header still carries that name, so it is
    refused with 400. With one, only that name over https (as the proxy says) is answered, and here `/health`.
    """

    def __init__(self, app: ASGIApp, public: PublicAddress | None = None) -> None:
        self._app = app
        self._public = public
        self._headers = SECURITY_HEADERS if public is None else SECURITY_HEADERS | ONLY_HTTPS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then pass on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        app = self._app if self._is_for_us(scope) else _REFUSAL
        await app(scope, receive, send_with_headers)

    def _is_for_us(self, scope: Scope) -> bool:
        if self._public is None:
            return is_addressed_to_this_machine(scope)
        host = _host_of(scope)
        is_public = host is not None and self._public.is_named_by(host) and scope["scheme"] == "https"
        return is_public or (scope["path"] == "/health" and is_addressed_to_this_machine(scope))


def is_addressed_to_this_machine(scope: Scope) -> bool:
    """True when there is exactly one Host header and it names loopback."""
    host = _host_of(scope)
    return host is not None and LOOPBACK_HOST.fullmatch(host) is not None


def _host_of(scope: Scope) -> str | None:
    hosts: list[bytes] = [value for name, value in scope["headers"] if name == b"host"]
    return hosts[0].decode("latin-1") if len(hosts) == 1 else None


_REFUSAL = PlainTextResponse(
    "This is not the address of this console. Without a public address it answers on this machine only: "
    "http://127.0.0.1 or http://localhost. 这不是本控制台的地址;未设公开地址时只在本机访问。\n",
    status_code=400,
)
