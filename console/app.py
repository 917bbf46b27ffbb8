"""The application: which address is which page, behind the guard."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from console.frame import PageContext
from console.given_names import given_names
from console.guard import Guard
from console.health import health
from console.opening import open_for_reading
from console.pages import coaching, interaction, ledger, morning, scorecard, scorecards
from console.pages.problem import problem
from console.rendering import environment, render
from console.visit import LANGUAGE_COOKIE, Visit, visit_of
from console.words import Words, words_in_every_language
from inspection.errors import RecordsError
from records.workspace import Workspace

Build = Callable[[Workspace, Visit], PageContext | None]

PAGES: Mapping[str, tuple[Build, str]] = {
    "/": (morning.build, "morning.html"),
    "/ledger": (ledger.build, "ledger.html"),
    "/interactions/{source_and_id:path}": (interaction.build, "interaction.html"),
    "/scorecards": (scorecards.build, "scorecards.html"),
    "/scorecards/{scorecard_id}": (scorecard.build, "scorecard.html"),
    "/coaching": (coaching.build, "coaching.html"),
}
_STATIC = Path(__file__).parent / "static"


def create_app(workspace: Path, database_url: str | None = None) -> Guard:
    """The console on a workspace as an ASGI application, ready to be served on loopback.

    The guard stands outside of everything, so that error pages carry its headers too.

    Raises RecordsError when there is no workspace or a newer Mingjian wrote it.
    """
    opened = open_for_reading(workspace, database_url)
    desk = _Desk(opened, environment(), words_in_every_language(given_names()))

    @asynccontextmanager
    async def until_closed(_app: FastAPI) -> AsyncIterator[None]:
        yield
        opened.close()

    app = FastAPI(title="Mingjian", lifespan=until_closed, docs_url=None, redoc_url=None, openapi_url=None)
    for path, (build, template) in PAGES.items():
        app.add_api_route(path, desk.page(build, template), methods=["GET", "HEAD"], response_class=HTMLResponse)
    app.add_api_route("/health", desk.health, methods=["GET", "HEAD"])
    app.mount("/static", StaticFiles(directory=_STATIC))
    app.add_exception_handler(HTTPException, desk.refuse)
    app.add_exception_handler(RecordsError, desk.refuse)
    app.add_exception_handler(Exception, desk.refuse)
    return Guard(app)


class _Desk:
    """What every answer needs: the workspace, the templates and the words."""

    def __init__(self, workspace: Workspace, templates: Environment, words: Mapping[str, Words]) -> None:
        self._workspace = workspace
        self._templates = templates
        self._words = words

    def page(self, build: Build, template: str) -> Callable[[Request], Response]:
        """The endpoint of a page; unknown records are 404."""

        def answer(request: Request) -> Response:
            visit = visit_of(request, self._words)
            context = build(self._workspace, visit)
            if context is None:
                raise HTTPException(404)
            return self._html(request, template, context)

        return answer

    def health(self) -> JSONResponse:
        """Alive, or 503."""
        try:
            return JSONResponse(health(self._workspace))
        except RecordsError as error:
            return JSONResponse({"status": "database unavailable", "reason": error.reason}, status_code=503)

    def refuse(self, request: Request, error: Exception) -> Response:
        """The readable page for whatever could not be shown."""
        visit = visit_of(request, self._words)
        if isinstance(error, HTTPException):
            return self._html(request, "problem.html", problem(visit, error.status_code, error.detail or ""))
        if isinstance(error, RecordsError):
            return self._html(request, "problem.html", problem(visit, 503, detail=error.reason))
        return self._html(request, "problem.html", problem(visit, 500))

    def _html(self, request: Request, template: str, context: PageContext) -> Response:
        status = getattr(context, "status", 200)
        response = HTMLResponse(render(self._templates, template, context), status_code=status)
        if "lang" in request.query_params:
            year_s = 365 * 24 * 3600
            response.set_cookie(LANGUAGE_COOKIE, context.w.language, max_age=year_s, httponly=True, samesite="lax")
        return response
