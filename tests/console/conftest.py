"""The console over an ordinary night, and over a hostile one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.app import create_app
from console.guard import Guard
from tests.console.filled_workspace import an_ordinary_night

BASE = "http://127.0.0.1:8000"
CHINESE = {"Accept-Language": "zh-CN"}


@pytest.fixture(scope="session")
def ordinary_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return an_ordinary_night(tmp_path_factory.mktemp("console") / "workspace")


@pytest.fixture(scope="session")
def ordinary_app(ordinary_night: Path) -> Iterator[Guard]:
    app = create_app(ordinary_night)
    with TestClient(app, base_url=BASE):
        yield app


@pytest.fixture
def console(ordinary_app: Guard) -> TestClient:
    """A fresh browser (no cookies) on the console over the ordinary night."""
    return TestClient(ordinary_app, base_url=BASE, headers=CHINESE)


@pytest.fixture(scope="module")
def console_on() -> Iterator[Callable[[Path], TestClient]]:
    """A console on any workspace; closed when the test is over."""
    clients: list[TestClient] = []

    def open_on(workspace: Path) -> TestClient:
        client = TestClient(create_app(workspace), base_url=BASE, headers=CHINESE)
        client.__enter__()
        clients.append(client)
        return client

    yield open_on
    for client in clients:
        client.__exit__(None, None, None)
