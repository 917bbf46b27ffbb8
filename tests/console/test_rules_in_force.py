"""The rules in force are compiled once: ahead of the first question where the console is served so."""

import threading
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

import console.rules_in_force as module
from console.app import Serving
from inspection.errors import RuleError
from records.database import reading
from records.workspace import Workspace
from tests.console.staff import BASE, app_on, register

NOW = datetime(2026, 9, 2, tzinfo=UTC)


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a book was compiled, each time in how many threads at once."""
    at_once: list[int] = []
    running: list[int] = []

    def compile_slowly(_texts: Any) -> Any:
        running.append(1)
        at_once.append(len(running))
        threading.Event().wait(0.05)
        running.pop()
        return SimpleNamespace(rulebook="book")

    module._compiled.cache_clear()
    monkeypatch.setattr(module, "compiled", compile_slowly)
    yield at_once  # type: ignore[misc]
    module._compiled.cache_clear()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "w")


def test_who_asks_while_it_is_compiled_waits_and_nobody_compiles_it_twice(
    workspace: Workspace, compiled: list[int]
) -> None:
    ahead = module.warm(workspace, NOW)
    with reading(workspace.engine) as connection:
        first = module.rules_in_force(connection, NOW)
        assert module.rules_in_force(connection, NOW) is first
    ahead.join(5)
    assert compiled == [1]
    workspace.close()


def test_a_book_that_does_not_compile_stops_no_start(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_texts: Any) -> Any:
        raise RuleError("is broken", "mend it", where="rulebook.yaml:1:1")

    module._compiled.cache_clear()
    monkeypatch.setattr(module, "compiled", broken)
    module.warm(workspace, NOW).join(5)
    with reading(workspace.engine) as connection, pytest.raises(RuleError):
        module.rules_in_force(connection, NOW)
    workspace.close()


@pytest.mark.parametrize(("ahead", "times"), [(True, [1]), (False, [])])
def test_the_console_compiles_ahead_only_where_it_is_asked_to(
    tmp_path: Path, compiled: list[int], ahead: bool, times: list[int]
) -> None:
    Workspace.open(tmp_path / "w").close()
    register(tmp_path / "w")
    with TestClient(app_on(tmp_path / "w", serving=Serving(compiles_ahead=ahead)), base_url=BASE) as client:
        assert client.get("/health").status_code == 200
    assert compiled == times
