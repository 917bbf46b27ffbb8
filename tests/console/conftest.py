"""The console over an ordinary night, and over a hostile one; `console` is the supervisor's browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.guard import Guard
from inspection.people import PersonRole
from tests.console.staff import BASE, SignedIn, app_on, register, signed_in
from tests.console.staff import stranger as stranger_on
from tests.console.whole_night import a_whole_night, serving


@pytest.fixture(scope="session")
def ordinary_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_whole_night(tmp_path_factory.mktemp("console") / "workspace")


@pytest.fixture(scope="session")
def ordinary_app(ordinary_night: Path) -> Iterator[Guard]:
    with serving(ordinary_night) as app:
        yield app


@pytest.fixture
def signed_in_as(ordinary_app: Guard) -> SignedIn:
    """A fresh browser on the console over the ordinary night, in which somebody of a role has signed in."""
    return lambda role: signed_in(ordinary_app, role)


@pytest.fixture
def console(signed_in_as: SignedIn) -> TestClient:
    """The supervisor's browser."""
    return signed_in_as(PersonRole.SUPERVISOR)


@pytest.fixture
def stranger(ordinary_app: Guard) -> TestClient:
    """A browser in which nobody is signed in; it stays where it is."""
    return stranger_on(ordinary_app)


@pytest.fixture(scope="module")
def console_on() -> Iterator[Callable[[Path], TestClient]]:
    """The supervisor's browser on a console over any workspace; closed when the test is over."""
    clients: list[TestClient] = []

    def open_on(workspace: Path) -> TestClient:
        register(workspace)
        app = app_on(workspace)
        serving = TestClient(app, base_url=BASE)
        serving.__enter__()
        clients.append(serving)
        return signed_in(app)

    yield open_on
    for client in clients:
        client.__exit__(None, None, None)
