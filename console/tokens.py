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


def session_token(login: str) -> str:
    """The token of a session. Its second half still says whose it was when no row of the session is left."""
    token = new_token()
    return f"{token}.{_mark(stored(token), login)}"


def writer_mark(token: str) -> str:
    """What a kept form carries of the session it was written in: enough to know its login again, nothing to use."""
    token, _, mark = token.partition(".")
    return f"{stored(token)}.{mark}"


def is_writer(login: str, writer: str) -> bool:
    """True when the session that left this mark was one of `login`."""
    salt, _, mark = writer.partition(".")
    return are_equal(mark, _mark(salt, login))


def form_token(secret: str) -> str:
    """The token a form carries: proof that whoever sends it could read a page of the browser that holds `secret`."""
    return hmac.new(secret.encode("utf-8", "surrogateescape"), b"mingjian form", hashlib.sha256).hexdigest()


def _mark(salt: str, login: str) -> str:
    return hmac.new(salt.encode("utf-8", "surrogateescape"), login.encode(), hashlib.sha256).hexdigest()


def are_equal(given: str, expected: str) -> bool:
    """Compare in a time that does not depend on where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected.encode())
