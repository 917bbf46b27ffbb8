"""Random tokens of sessions, links and forms, and what is stored or sent in their place."""

import hashlib
import hmac
import secrets

_BYTES = 32


def new_token() -> str:
    """256 random bits, fit for an address or a cookie."""
    return secrets.token_urlsafe(_BYTES)


def stored(token: str) -> str:
    """What the database keeps of a token: its SHA-256. A random token needs no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def form_token(secret: str) -> str:
    """The token a form carries: proof that whoever sends it could read a page of the browser that holds `secret`."""
    return hmac.new(secret.encode("utf-8", "surrogateescape"), b"mingjian form", hashlib.sha256).hexdigest()


def are_equal(given: str, expected: str) -> bool:
    """Compare in a time that does not depend on where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected.encode())
