"""The console's cookies: their names, and the flags that keep them from scripts and other sites."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from console.visit import LANGUAGE_COOKIE

_YEAR_S = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cookies:
    """`is_https`: people reach the console by https; then cookies are Secure and bound to this host (`__Host-`)."""

    is_https: bool

    @property
    def session(self) -> str:
        """Name of the cookie with the token of a session."""
        return f"{self._prefix}mingjian_session"

    @property
    def form(self) -> str:
        """Name of the cookie that proves, before anybody has signed in, that a form came from our page."""
        return f"{self._prefix}mingjian_form"

    @property
    def sign_on(self) -> str:
        """Name of the cookie of a browser that was sent to the identity provider and is to come back."""
        return f"{self._prefix}mingjian_sign_on"

    @property
    def _prefix(self) -> str:
        return "__Host-" if self.is_https else ""

    def of(self, request: Request, name: str) -> str:
        """A cookie's value; empty without one."""
        return request.cookies.get(name, "")

    def set_token(self, response: Response, name: str, token: str, *, life_s: int | None = None) -> None:
        """Give the browser a token until it is closed, or for so long.

        Lax: a link from a mail finds the session, a form does not.
        """
        response.set_cookie(name, token, max_age=life_s, path="/", httponly=True, samesite="lax", secure=self.is_https)

    def remove(self, response: Response, name: str) -> None:
        """Take a token back."""
        response.delete_cookie(name, path="/", httponly=True, samesite="lax", secure=self.is_https)

    def set_language(self, response: Response, language: str) -> None:
        """Remember the language for a year."""
        response.set_cookie(
            LANGUAGE_COOKIE, language, max_age=_YEAR_S, httponly=True, samesite="lax", secure=self.is_https
        )
