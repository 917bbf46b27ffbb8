"""The addresses of single sign-on: out to the provider, back from it, and signing out there as well."""

import logging

from fastapi import Depends, FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.desk import Desk
from console.doorkeeper import Refused
from console.figures import time_of_day
from console.gate import OpenGate
from console.pages.sign_in import SIGN_ON, not_vouched_for
from console.see_other import HOME, SeeOther, way_on
from console.single_sign_on.code_flow import authorization_url, end_session_url
from console.single_sign_on.letting_in import let_in
from console.single_sign_on.provider import Provider
from console.single_sign_on.provider_line import ProviderLine
from console.single_sign_on.started import LIFE_S, Started
from console.tokens import are_equal
from console.visit import Visit, visit_of
from inspection.errors import ProviderUnreachable, SignOnError

BACK, OUT = f"{SIGN_ON}/back", f"{SIGN_ON}/out"
logger = logging.getLogger("mingjian.sign_on")


def add_single_sign_on(app: FastAPI, desk: Desk, provider: Provider) -> None:
    """Give the application its three addresses."""
    door = _Door(desk, ProviderLine(provider))
    gate = [Depends(OpenGate("nobody can be signed in yet"))]
    for path, endpoint in ((SIGN_ON, door.begin), (BACK, door.come_back), (OUT, door.sign_out_there)):
        app.add_api_route(path, endpoint, methods=["GET"], dependencies=gate, response_model=None)


class _Door:
    """What the three addresses do."""

    def __init__(self, desk: Desk, line: ProviderLine) -> None:
        self._desk = desk
        self._line = line

    def begin(self, request: Request) -> Response:
        """Query: `next`, a path of ours. To the provider, with a cookie that recognises the browser when it is back."""
        visit = visit_of(request, self._desk.words)
        started = Started.anew(way_on(visit.asked("next")))
        if visit.viewer is not None:
            return self._desk.answer(request, "sign_in.html", SeeOther(started.way_on))
        try:
            url = authorization_url(self._line, started, _back(visit), at=visit.at)
        except SignOnError as error:
            return self._failed(request, visit, started.way_on, error)
        response = RedirectResponse(url, status_code=303)
        self._desk.cookies.set_token(response, self._desk.cookies.sign_on, started.cookie, life_s=LIFE_S)
        return response

    def come_back(self, request: Request) -> Response:
        """Query, from the provider: `state`, and `code` or `error`. Each sign-in comes back once."""
        response = self._came_back(request, visit_of(request, self._desk.words))
        self._desk.cookies.remove(response, self._desk.cookies.sign_on)
        return response

    def sign_out_there(self, request: Request) -> Response:
        """To where the provider signs people out; it leads back to our sign-in page."""
        visit = visit_of(request, self._desk.words)
        try:
            url = end_session_url(self._line, f"{visit.origin}/sign-in", at=visit.at)
        except SignOnError as error:
            return self._failed(request, visit, HOME, error)
        if url:
            return RedirectResponse(url, status_code=303)
        return self._refused(request, visit, HOME, visit.w["sign_on_no_out"], status=404)

    def _came_back(self, request: Request, visit: Visit) -> Response:
        started, code = (
            Started.of_cookie(self._desk.cookies.of(request, self._desk.cookies.sign_on)),
            visit.asked("code"),
        )
        if visit.asked("error") and not code:  # some say no without our state: nothing is done, so nothing is believed
            where = started.way_on if started else HOME
            return self._refused(request, visit, where, visit.w.of("sign_on_fault", "denied"))
        if started is None or not are_equal(visit.asked("state"), started.state):
            if visit.viewer is not None:
                return self._desk.answer(request, "sign_in.html", SeeOther(HOME))
            return self._refused(request, visit, HOME, visit.w.of("sign_on_fault", "start_again"))
        if not code or visit.query.get("iss", self._line.provider.issuer) != self._line.provider.issuer:  # RFC 9207
            return self._refused(request, visit, started.way_on, visit.w.of("sign_on_fault", "denied"))
        keeper = self._desk.keeper
        try:
            admitted = let_in(keeper, self._line, started, code, _back(visit), address=visit.address, at=visit.at)
        except SignOnError as error:
            return self._failed(request, visit, started.way_on, error)
        if isinstance(admitted, Refused):
            return self._not_let_in(request, visit, started.way_on, admitted)
        if visit.viewer is not None:
            keeper.sign_out(visit.viewer)
        return self._desk.answer(request, "sign_in.html", SeeOther(started.way_on, new_session=admitted.token))

    def _not_let_in(self, request: Request, visit: Visit, where: str, refused: Refused) -> Response:
        if refused.wait_until is None:
            return self._refused(request, visit, where, visit.w.of("sign_on_fault", "no_account"))
        wrong = visit.w["wait_until"].format(time=time_of_day(refused.wait_until))
        return self._refused(request, visit, where, wrong, status=429)

    def _failed(self, request: Request, visit: Visit, where: str, error: SignOnError) -> Response:
        """What people can act on stands on the page, what the operator needs in the log."""
        logger.warning("single sign-on: %s", error)
        known = visit.w.of("sign_on_fault", error.code)
        wrong = known if known != error.code else visit.w.of("sign_on_fault", "not_trusted")
        status = 503 if isinstance(error, ProviderUnreachable) or error.code == "other_issuer" else 401
        return self._refused(request, visit, where, wrong, status=status)

    def _refused(self, request: Request, visit: Visit, where: str, wrong: str, *, status: int = 401) -> Response:
        return self._desk.answer(request, "sign_in.html", not_vouched_for(visit, where, wrong, status=status))


def _back(visit: Visit) -> str:
    """Our address the provider leads back to: it must be registered there exactly so."""
    return f"{visit.origin}{BACK}"
