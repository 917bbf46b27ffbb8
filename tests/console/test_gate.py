"""Every address has exactly one gate; a new one without a gate does not even start."""

import ast
from pathlib import Path

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute

from console import app as console_app
from console.gate import Gate, OpenGate, gate_of, without_gate
from console.guard import Guard
from inspection.access.policy import Action
from tests.console.staff import app_on

PAGES = Path(__file__).parents[2] / "console" / "pages"
OPEN = {"/sign-in", "/welcome/{link}", "/health", "/api/v1/openapi.json"}
# What of records/ gives back rows that belong to somebody: pages must say whose sight it is for.
SIGHTED = {
    ("ledger", "between"), ("flags", "between"), ("flags", "of"), ("cards", "of_period"), ("coaching", "queue"),
    ("evaluations", "current"), ("evaluations", "scores_between"),
}  # fmt: skip
# These find one row by its id and are called only for what was found with a sight before.
BY_ID = {
    ("interactions", "find"), ("ledger", "find"), ("evaluations", "find"), ("audit", "of"), ("runs", "latest"),
    ("sight_filter", "agents_seen"), ("one_time_links", "find"), ("sessions", "count"), ("looks", "note"),
    ("evaluations", "StoredScore"), ("api_tokens", "of"), ("api_tokens", "add"), ("api_tokens", "revoke"),
}  # fmt: skip


def routes(guard: Guard) -> list[APIRoute]:
    app = guard._app
    assert isinstance(app, FastAPI)
    assert list(without_gate(app.routes)) == []
    return [route for route in app.routes if isinstance(route, APIRoute)]


def test_every_route_declares_one_gate_and_few_are_open(ordinary_app: Guard) -> None:
    found = routes(ordinary_app)
    assert len(found) >= 15
    gates = {route.path: gate_of(route) for route in found}
    assert {path for path, gate in gates.items() if isinstance(gate, OpenGate)} == OPEN
    assert all(gate.why for gate in gates.values() if isinstance(gate, OpenGate))


def test_reading_and_writing_of_one_address_take_gates_of_one_kind(ordinary_app: Guard) -> None:
    by_path: dict[str, set[type]] = {}
    for route in routes(ordinary_app):
        by_path.setdefault(route.path, set()).add(type(gate_of(route)))
    assert {path for path, kinds in by_path.items() if len(kinds) > 1} == set()


def nothing() -> str:
    return "nothing"


@pytest.mark.parametrize(
    "gates",
    [[], [Depends(nothing)], [Depends(Gate(Action.READ_HOME)), Depends(Gate(Action.READ_NIGHT))],
     [Depends(Gate(Action.READ_HOME)), Depends(OpenGate("x"))]],
)  # fmt: skip
def test_an_address_without_exactly_one_gate_does_not_start(
    ordinary_night: Path, monkeypatch: pytest.MonkeyPatch, gates: list[object]
) -> None:
    def forgotten(app: FastAPI, _desk: object) -> None:
        app.add_api_route("/forgotten", nothing, methods=["GET"], dependencies=gates)  # type: ignore[arg-type]

    monkeypatch.setattr(console_app, "_add_addresses", forgotten)
    with pytest.raises(ValueError, match="addresses without a gate: /forgotten"):
        app_on(ordinary_night)


def test_mounts_other_than_the_static_files_and_included_routers_count_as_unguarded() -> None:
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.mount("/media", FastAPI())
    app.mount("/static", FastAPI())
    router = APIRouter()
    router.add_api_route("/inside", nothing)
    app.include_router(router)
    media, included = without_gate(app.routes)
    assert media == "/media"
    assert "Router" in included


def calls(path: Path) -> list[tuple[str, str, set[str | None], int]]:
    """(module, function, names of keywords, line) of calls like `flags.between(...)`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    stores = {
        (alias.asname or alias.name): alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module == "records" or node.module == "records.scorecards")
        for alias in node.names
    }
    return [
        (stores[node.func.value.id], node.func.attr, {k.arg for k in node.keywords}, node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in stores
    ]


@pytest.mark.parametrize("page", sorted(PAGES.rglob("*.py")), ids=lambda p: str(p.relative_to(PAGES)))
def test_a_page_asks_the_records_only_with_a_sight(page: Path) -> None:
    for module, function, keywords, line in calls(page):
        where = f"{page.name}:{line} {module}.{function}"
        if (module, function) in SIGHTED:
            assert "sight" in keywords, where
        else:
            assert (module, function) in BY_ID, f"{where}: say in SIGHTED or BY_ID whose rows it gives"


@pytest.mark.parametrize("page", sorted(PAGES.rglob("*.py")), ids=lambda p: str(p.relative_to(PAGES)))
def test_a_page_takes_no_single_function_out_of_a_store(page: Path) -> None:
    """Else the test above would not see its calls."""
    tree = ast.parse(page.read_text(encoding="utf-8"))
    taken = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("records.")
        for alias in node.names
        if alias.name[0].islower()
    }
    assert taken <= {"records.database.reading", "records.database.writing", "records.scorecards.cards"}
