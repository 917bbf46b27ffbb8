"""The line to the identity provider: few questions at once, bounded answers, no redirect, no proxy, no cookie.

What the provider says of itself is remembered for minutes, that it did not answer for seconds: pages never queue up
behind a provider that is down.
"""

import http.client
import json
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from console.single_sign_on.provider import Description, Provider, description_of
from inspection.errors import ProviderUnreachable, SignOnError

TIMEOUT_S = 5.0
BIGGEST_ANSWER_BYTES = 1_000_000
AT_ONCE = 8
_WAIT_FOR_A_LINE_S = 1.0
_REMEMBERED = timedelta(minutes=5)
_DOWN_FOR = timedelta(seconds=10)
_TRY_LATER = "try again later; signing in by password works meanwhile"


class ProviderLine:
    """Asks one provider. Safe to use from many threads."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._lines = threading.BoundedSemaphore(AT_ONCE)
        self._known: tuple[datetime, Description | SignOnError] | None = None

    def description(self, at: datetime) -> Description:
        """What it says of itself; SignOnError when that cannot be had or trusted."""
        known = self._known
        if known is not None and at - known[0] < (_REMEMBERED if isinstance(known[1], Description) else _DOWN_FOR):
            found = known[1]
        else:
            found = self._described()
            self._known = (at, found)
        if isinstance(found, SignOnError):
            raise found
        return found

    def ask(
        self, url: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> Mapping[str, Any]:
        """The JSON object at the URL (POST with a form, else GET).

        Raises ProviderUnreachable for no answer, SignOnError (`refused`) for an answer that says no.
        """
        if not self._lines.acquire(timeout=_WAIT_FOR_A_LINE_S):
            raise ProviderUnreachable("too many wait for the provider", _TRY_LATER, where=self.provider.issuer)
        try:
            status, body = self._answer(url, form, headers or {})
        except (OSError, http.client.HTTPException, ValueError) as error:  # ValueError: a header it made us send
            reason = f"the provider does not answer ({type(error).__name__}: {error})"
            raise ProviderUnreachable(reason, _TRY_LATER, where=self.provider.issuer) from None
        finally:
            self._lines.release()
        if status in (400, 401, 403):
            raise SignOnError(f"the provider said no ({status})", "sign in again", where=url, code="refused")
        if status != 200:
            raise ProviderUnreachable(f"the provider answered {status}", _TRY_LATER, where=url)
        return _object(body, url)

    def _described(self) -> Description | SignOnError:
        try:
            return description_of(self.provider.issuer, self.ask(self.provider.well_known))
        except SignOnError as error:
            return error

    def _answer(self, url: str, form: Mapping[str, str] | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
        parts = urlsplit(url)
        host, path = parts.hostname or "", parts.path or "/"
        connection = (
            http.client.HTTPSConnection(host, parts.port, timeout=TIMEOUT_S, context=self.provider.tls)
            if parts.scheme == "https"
            else http.client.HTTPConnection(host, parts.port, timeout=TIMEOUT_S)
        )
        sent = {"Accept": "application/json", "User-Agent": "Mingjian", **headers}
        body = None
        if form is not None:
            sent["Content-Type"], body = "application/x-www-form-urlencoded", urlencode(form)
        try:
            connection.request(
                "GET" if form is None else "POST", f"{path}?{parts.query}" if parts.query else path, body, sent
            )
            answer = connection.getresponse()
            return answer.status, answer.read(BIGGEST_ANSWER_BYTES + 1)
        finally:
            connection.close()


def _object(body: bytes, url: str) -> Mapping[str, Any]:
    try:
        said = json.loads(body) if len(body) <= BIGGEST_ANSWER_BYTES else None
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise ProviderUnreachable("the answer is no JSON object", "see whether a provider is there", where=url)
    return said
