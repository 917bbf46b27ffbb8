"""The desk: what every answer needs, from the viewer behind a request to the page, its cookies and its refusals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated

from fastapi import Depends
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from console.cookies import Cookies
from console.doorkeeper import Doorkeeper
from console.download import Download
from console.form_fields import READS, FormFields
from console.frame import PageContext
from console.gate import Gate, NotSignedIn, OpenGate, UploadGate
from console.health import health
from console.kept_form import kept_form
from console.pages.problem import problem
from console.pages.sign_in import sign_in_and_send_again
from console.rendering import render
from console.see_other import SeeOther, Shown
from console.tokens import new_token
from console.viewer import Viewer
from console.visit import Visit, path_of, visit_of, with_query
from console.words import Words
from inspection.access.policy import Action
from inspection.errors import InspectionError, RecordsError
from inspection.retention import AS_SHIPPED, Retention
from inspection.rule_standing import StandingPolicy
from records.workspace import Workspace

Clock = Callable[[], datetime]
Build = Callable[[Workspace, Visit], PageContext | SeeOther | None]
Make = Callable[[Workspace, Visit], Download | None]
Give = Callable[[Workspace, Visit], Response | None]
Submit = Callable[[Doorkeeper, Visit, FormFields], PageContext | SeeOther | Shown | None]
SIGN_IN = "/sign-in"


@dataclass(frozen=True, slots=True)
class Desk:
    """Admits, answers and refuses. `now` is the only clock the pages know; `retention` is what the settings keep,
    `standing` says when a rule counts without a person.

    `sign_on` is what stands on the button of single sign-on (empty: a general text), None without an identity provider.
    """

    keeper: Doorkeeper
    templates: Environment
    words: Mapping[str, Words]
    cookies: Cookies
    now: Clock
    retention: Retention = AS_SHIPPED
    standing: StandingPolicy = field(default_factory=StandingPolicy)
    sign_on: str | None = None

    def admit(self, request: Request) -> Viewer | None:
        """Who asks, written onto the request with the time and the secret of its forms; None: nobody is signed in."""
        state, token = request.state, self.cookies.of(request, self.cookies.session)
        state.at = self.now()
        state.viewer = self.keeper.viewer(token, at=state.at)
        # A form is bound to the session, or before there is one to a cookie of its own.
        state.session_token = token
        known_secret = token if state.viewer else self.cookies.of(request, self.cookies.form)
        state.new_form_secret = "" if known_secret else new_token()
        state.form_secret = known_secret or state.new_form_secret
        viewer: Viewer | None = state.viewer
        return viewer

    def page(self, build: Build, template: str) -> Callable[[Request], Response]:
        """The endpoint of a page; unknown records, and those of others, are 404."""

        def answer(request: Request) -> Response:
            return self.answer(request, template, build(self.keeper.workspace, visit_of(request, self.words)))

        return answer

    def file(self, make: Make) -> Callable[[Request], Response]:
        """The endpoint of a file to take along; unknown ones, and those of others, are 404."""

        def answer(request: Request) -> Response:
            made = make(self.keeper.workspace, visit_of(request, self.words))
            if made is None:
                raise HTTPException(404)
            headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
            return Response(made.content, media_type=made.media_type, headers=headers)

        return answer

    def sound(self, give: Give) -> Callable[[Request], Response]:
        """The endpoint of a sound; what nobody has, and what is somebody else's, is 404."""

        def answer(request: Request) -> Response:
            found = give(self.keeper.workspace, visit_of(request, self.words))
            if found is None:
                raise HTTPException(404)
            return found

        return answer

    def form(self, submit: Submit, template: str, gate: Gate | OpenGate | UploadGate) -> Callable[..., Response]:
        """The endpoint of a form: it leads on, or shows the page again with what is wrong."""

        def answer(request: Request, fields: Annotated[FormFields, Depends(gate)]) -> Response:
            return self.answer(request, template, submit(self.keeper, visit_of(request, self.words), fields))

        return answer

    def health(self, request: Request) -> JSONResponse:
        """Alive, or 503; how the last run stands only for who may read about the night."""
        viewer: Viewer | None = request.state.viewer
        try:
            facts = health(self.keeper.workspace)
        except RecordsError:
            return JSONResponse({"status": "database unavailable"}, status_code=503)
        is_told = viewer is not None and viewer.may(Action.READ_NIGHT)
        return JSONResponse(facts if is_told else {"status": facts["status"]})

    def refuse(self, request: Request, error: Exception) -> Response:
        """The readable page for whatever could not be shown; who must sign in first is led there and back."""
        if isinstance(error, NotSignedIn) and request.method in READS:
            way_back = with_query(path_of(request), dict(request.query_params))
            return RedirectResponse(with_query(SIGN_IN, {"next": "" if way_back == "/" else way_back}), status_code=303)
        visit = self._visit_of_a_refused(request)
        if isinstance(error, NotSignedIn) and error.kept is not None:
            kept = kept_form(visit.path, error.kept, request.state.session_token)
            return self.answer(request, "sign_in.html", sign_in_and_send_again(visit, kept))
        if isinstance(error, HTTPException):
            return self.answer(request, "problem.html", problem(visit, error.status_code, error.detail or ""))
        if isinstance(error, RecordsError):
            return self.answer(request, "problem.html", problem(visit, 503))
        if isinstance(error, InspectionError):
            return self.answer(request, "problem.html", problem(visit, 400, detail=error.reason))
        return self.answer(request, "problem.html", problem(visit, 500))

    def _visit_of_a_refused(self, request: Request) -> Visit:
        """A refusal may come before anybody was admitted, and while the database is away: then for nobody."""
        if not hasattr(request.state, "viewer"):
            try:
                self.admit(request)
            except RecordsError:
                request.state.viewer = None
                request.state.form_secret = request.state.new_form_secret = ""
        return visit_of(request, self.words)

    def answer(self, request: Request, template: str, answer: PageContext | SeeOther | Shown | None) -> Response:
        """The page with its cookies, or where it leads on to; None is 404."""
        if answer is None:
            raise HTTPException(404)
        if isinstance(answer, SeeOther):
            return self._lead_on(answer)
        if isinstance(answer, Shown):
            response = self.answer(request, answer.template, answer.page)
            self._begin_session(response, answer.new_session)
            return response
        response = HTMLResponse(render(self.templates, template, answer), status_code=answer.frame.status)
        if "lang" in request.query_params:
            self.cookies.set_language(response, answer.w.language)
        if request.state.new_form_secret:
            self.cookies.set_token(response, self.cookies.form, request.state.new_form_secret)
        return response

    def _begin_session(self, response: Response, token: str) -> None:
        self.cookies.set_token(response, self.cookies.session, token)
        self.cookies.remove(response, self.cookies.form)

    def _lead_on(self, answer: SeeOther) -> Response:
        response = RedirectResponse(answer.url, status_code=303)
        if answer.new_session:
            self._begin_session(response, answer.new_session)
        if answer.ends_session:
            self.cookies.remove(response, self.cookies.session)
        return response
