"""The application: which address is which page, behind which gate, behind the guard."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from console.api import problems
from console.api.addresses import add_api
from console.api.api_desk import ApiDesk, Limiter
from console.areas import EVERY_FILE, EVERY_FORM, EVERY_PAGE, EVERY_SOUND
from console.cookies import Cookies
from console.desk import Clock, Desk
from console.doorkeeper import Doorkeeper, DoorPolicy
from console.gate import OpenGate, without_gate
from console.given_names import given_names
from console.guard import Guard, PublicAddress
from console.opening import open_for_reading
from console.passwords import Passwords
from console.rendering import environment
from console.rules_in_force import warm
from console.single_sign_on.addresses import add_single_sign_on
from console.single_sign_on.provider import Provider
from console.words import words_in_every_language
from inspection.access.rate_limit import RateLimit
from inspection.errors import InspectionError
from inspection.retention import AS_SHIPPED, Retention
from inspection.rule_standing import StandingPolicy
from records.workspace import Workspace

_SMALLEST_PACKED_BYTES = 1000
_LAST_WAIT_S = 10.0
_STATIC = Path(__file__).parent / "static"


def the_time() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How a console is served: `public` where people reach it when that is not this machine, `retention` what
    the settings keep, `api_limit` how often a program may ask, `standing` when a rule counts without a person,
    `provider` who else vouches for people; `compiles_ahead`: the rules in force are compiled at the start, beside
    everything else. The rest is for tests.
    """

    public: PublicAddress | None = None
    door: DoorPolicy = field(default_factory=DoorPolicy)
    now: Clock = the_time
    passwords: Passwords = field(default_factory=Passwords)
    api_limit: RateLimit = field(default_factory=RateLimit)
    standing: StandingPolicy = field(default_factory=StandingPolicy)
    retention: Retention = AS_SHIPPED
    compiles_ahead: bool = False
    provider: Provider | None = None


def create_app(workspace: Path, database_url: str | None = None, serving: Serving | None = None) -> Guard:
    """The console on a workspace as an ASGI application.

    The guard stands outside of everything, so that error pages carry its headers too. Raises RecordsError when there
    is no workspace or a newer Mingjian wrote it, and ValueError when an address has no gate.
    """
    opened = open_for_reading(workspace, database_url)
    app = application(opened, serving or Serving())
    return Guard(app, serving.public if serving else None)


def application(opened: Workspace, serving: Serving) -> FastAPI:
    """Every address behind its gate; it closes the workspace when it ends."""
    desk = Desk(
        keeper=Doorkeeper(opened, serving.passwords, serving.door),
        templates=environment(),
        words=words_in_every_language(given_names()),
        cookies=Cookies(is_https=serving.public is not None),
        now=serving.now,
        retention=serving.retention,
        standing=serving.standing,
        sign_on=serving.provider.label if serving.provider else None,
    )

    @asynccontextmanager
    async def until_closed(_app: FastAPI) -> AsyncIterator[None]:
        ahead = warm(opened, serving.now()) if serving.compiles_ahead else None
        yield
        if ahead is not None:
            ahead.join(_LAST_WAIT_S)
        opened.close()

    app = FastAPI(lifespan=until_closed, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.state.desk = desk
    app.state.api = ApiDesk(opened, serving.now, serving.standing, Limiter(serving.api_limit))
    # A long conversation is 80 KB of HTML and 15 KB on the wire. What is encoded already (sound) passes as it is.
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_PACKED_BYTES, compresslevel=5)
    _add_addresses(app, desk)
    add_api(app)
    if serving.provider is not None:
        add_single_sign_on(app, desk, serving.provider)
    for kind in (HTTPException, InspectionError, RequestValidationError, Exception):
        app.add_exception_handler(kind, _refusing(desk))
    unguarded = list(without_gate(app.routes))
    if unguarded:
        raise ValueError(f"addresses without a gate: {', '.join(unguarded)}")
    return app


def _refusing(desk: Desk) -> Callable[[Request, Exception], Response]:
    """A page for people, a problem as JSON for programs."""

    def refuse(request: Request, error: Exception) -> Response:
        return problems.refuse(request, error) if problems.is_of_api(request) else desk.refuse(request, error)

    return refuse


def _add_addresses(app: FastAPI, desk: Desk) -> None:
    for path, page in EVERY_PAGE.items():
        endpoint = desk.page(page.build, page.template)
        gate = [Depends(page.gate)]
        app.add_api_route(path, endpoint, methods=["GET", "HEAD"], response_class=HTMLResponse, dependencies=gate)
    for path, file in EVERY_FILE.items():
        gate = [Depends(file.gate)]
        app.add_api_route(path, desk.file(file.make), methods=["GET", "HEAD"], dependencies=gate)
    for path, sound in EVERY_SOUND.items():
        gate = [Depends(sound.gate)]
        app.add_api_route(
            path, desk.sound(sound.give), methods=["GET", "HEAD"], response_class=Response, dependencies=gate
        )
    for path, form in EVERY_FORM.items():
        endpoint = desk.form(form.submit, form.template, form.gate)
        app.add_api_route(path, endpoint, methods=["POST"], response_class=HTMLResponse)
    alive = [Depends(OpenGate("a supervisor process asks whether we live; strangers are told no more than that"))]
    app.add_api_route("/health", desk.health, methods=["GET", "HEAD"], dependencies=alive)
    app.mount("/static", StaticFiles(directory=_STATIC))
