"""Sending one notice by HTTP: one POST, no redirect followed, no proxy, no cookie; the answer's body is not read."""

import http.client
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

ACCEPTED = range(200, 300)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came back: the HTTP status (None: no answer at all) and, where it was not taken, why in one line."""

    status: int | None
    error: str = ""

    @property
    def is_taken(self) -> bool:
        """True when the receiver took it; a redirect is no yes."""
        return self.status in ACCEPTED


class Send(Protocol):
    """How a notice goes out."""

    def __call__(self, url: str, headers: Mapping[str, str], body: bytes, *, timeout_s: float) -> Sent:
        """POST the body; never raises for what the network or the receiver does."""


def post(url: str, headers: Mapping[str, str], body: bytes, *, timeout_s: float) -> Sent:
    """POST the body to the URL and say what came back. Certificates are checked against the system's authorities."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        connection = http.client.HTTPSConnection(
            host, parts.port, timeout=timeout_s, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(host, parts.port, timeout=timeout_s)
    path = parts.path or "/"
    try:
        connection.request("POST", f"{path}?{parts.query}" if parts.query else path, body, dict(headers))
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        return Sent(None, f"{type(error).__name__}: {error}")
    finally:
        connection.close()
    return Sent(status, "" if status in ACCEPTED else f"it answered {status}")
