"""The gate of every address (门禁): which right it takes, or why it takes none. An address without one does not start.

A form that writes must carry the token of the browser's session and come from one of our own pages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.routing import BaseRoute, Mount

from console.form_fields import READS, FormFields, form_fields
from console.sent_files import fields_with_files
from console.tokens import are_equal, form_token
from inspection.access.policy import Action

FORM_TOKEN = "form_token"  # noqa: S105 - the name of a field
OPEN_MOUNTS = frozenset({"/static"})  # style, script and the mark: the same for everybody


class NotSignedIn(HTTPException):
    """Nobody is signed in (any more): a reader is led to the sign-in page, a writer gets it with what they wrote.

    `kept` is what was sent, when it came from a page of the session that has ended.
    """

    def __init__(self, kept: FormFields | None = None) -> None:
        super().__init__(401, "problem_401")
        self.kept = kept


class AnyGate:
    """What an address has exactly one of: asked with the request, it lets pass or raises HTTPException."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Gate(AnyGate):
    """Lets pass who is signed in and has the action in the policy."""

    action: Action

    def __call__(self, request: Request, fields: Annotated[FormFields, Depends(form_fields)]) -> FormFields:
        """The form's fields; NotSignedIn without a session, HTTPException 403 without the right or the token."""
        viewer = request.app.state.desk.admit(request)
        if viewer is None:
            raise NotSignedIn(_of_the_ended_session(request, fields))
        if not viewer.may(self.action):
            raise HTTPException(403, "problem_403")
        _demand_token(request, fields)
        return fields


@dataclass(frozen=True, slots=True)
class UploadGate(AnyGate):
    """A gate for forms that carry files: whoever lacks the right is refused before anything they send is read."""

    action: Action

    async def __call__(self, request: Request) -> FormFields:
        """The form's fields and files; refusals as `Gate` has them, HTTPException 413 or 400 for a body too large."""
        viewer = await run_in_threadpool(request.app.state.desk.admit, request)
        if viewer is None:
            raise NotSignedIn
        if not viewer.may(self.action):
            raise HTTPException(403, "problem_403")
        fields = await fields_with_files(request)
        _demand_token(request, fields)
        return fields


@dataclass(frozen=True, slots=True)
class OpenGate(AnyGate):
    """Lets everybody pass; `why` says what makes that right. Forms must carry the token all the same."""

    why: str

    def __call__(self, request: Request, fields: Annotated[FormFields, Depends(form_fields)]) -> FormFields:
        """The form's fields; HTTPException 403 without the token."""
        request.app.state.desk.admit(request)
        _demand_token(request, fields)
        return fields


def gate_of(route: APIRoute) -> AnyGate | None:
    """The one gate a route declares; None when it declares none or several."""
    calls: list[object] = [d.call for d in route.dependant.dependencies]
    gates = [call for call in calls if isinstance(call, AnyGate)]
    return gates[0] if len(gates) == 1 else None


def without_gate(routes: Iterable[BaseRoute]) -> Iterator[str]:
    """The addresses that nothing guards."""
    for route in routes:
        path: Any = getattr(route, "path", repr(route))
        is_open_mount = isinstance(route, Mount) and path in OPEN_MOUNTS
        if not is_open_mount and not (isinstance(route, APIRoute) and gate_of(route) is not None):
            yield path


def _demand_token(request: Request, fields: FormFields) -> None:
    if request.method not in READS and not _is_ours(request, fields, request.state.form_secret):
        raise HTTPException(403, "problem_form")


def _of_the_ended_session(request: Request, fields: FormFields) -> FormFields | None:
    is_ours = request.method not in READS and _is_ours(request, fields, request.state.session_token)
    return fields if is_ours else None


def _is_ours(request: Request, fields: FormFields, secret: str) -> bool:
    """The form carries the token of this secret and stood on one of our pages."""
    is_bound = bool(secret) and are_equal(fields.one(FORM_TOKEN), form_token(secret))
    return is_bound and not _is_from_elsewhere(request)


def _is_from_elsewhere(request: Request) -> bool:
    """What browsers say of where a form stood. `Origin: null` is a page without a home, such as a file."""
    origin = request.headers.get("origin")
    is_other = origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()
    return is_other or request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
