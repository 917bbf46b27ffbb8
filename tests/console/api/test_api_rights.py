"""What every role and every stranger gets from every operation of the API; whose rows they are."""

from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from console.api.addresses import operations
from console.api.api_gate import ApiGate
from console.gate import gate_of
from console.guard import Guard
from inspection.access.api_token import ApiScope
from inspection.access.policy import may
from inspection.people import Person
from tests.console.api.api_site import (
    ADMIN,
    AGENT,
    AUTHOR,
    COLLEAGUE,
    LEAD,
    OPERATOR,
    OTHER_LEAD,
    REVIEWER,
    SUPERVISOR,
    TRAINER,
    VENDOR_BOSS,
    ApiSite,
)
from tests.console.staff import CHINESE, PASSWORD, send, stranger

PEOPLE = (SUPERVISOR, LEAD, AGENT, TRAINER, ADMIN, OPERATOR, AUTHOR, REVIEWER)
OPERATIONS = [(one.method, one.path, one.gate) for one in operations()]
IDS = [f"{method} {path}" for method, path, _ in OPERATIONS]


def address(path: str) -> str:
    for name, value in {
        "{source}/{interaction_id:path}": "drop/none", "{row_id}": "none", "{run_id}": "none", "{number}": "99",
        "{task_id}": "none", "{appeal_id}": "none",
    }.items():  # fmt: skip
        path = path.replace(name, value)
    return path


def test_every_address_of_the_api_is_an_operation_of_this_table_with_one_gate(site: ApiSite) -> None:
    guard = site.client.app
    assert isinstance(guard, Guard)
    assert isinstance(guard._app, FastAPI)
    routes = [r for r in guard._app.routes if isinstance(r, APIRoute) and r.path.startswith("/api/")]
    gates = {(next(iter(r.methods)), r.path): gate_of(r) for r in routes}
    named = {(method, f"/api/v1{path}"): gate for method, path, gate in OPERATIONS}
    assert gates.pop(("GET", "/api/v1/openapi.json")) is not None
    assert gates == named
    assert all(isinstance(gate, ApiGate) for gate in gates.values())
    assert len(named) >= 36


@pytest.mark.parametrize(("method", "path", "gate"), OPERATIONS, ids=IDS)
@pytest.mark.parametrize("person", PEOPLE, ids=lambda p: p.roles[0].value)
def test_the_policy_and_nothing_else_says_who_is_answered(
    site: ApiSite, method: str, path: str, gate: ApiGate, person: Person
) -> None:
    """An empty body and an id that nobody has: who may is told that (or that the body lacks something)."""
    answer = site.client.request(method, f"/api/v1{address(path)}", headers=site.bearer(person))
    if may(person, gate.action):
        assert answer.status_code in (200, 404, 422), answer.text
    else:
        assert answer.status_code == 403
        assert gate.action.value in answer.json()["detail"]


@pytest.mark.parametrize(("method", "path", "gate"), OPERATIONS, ids=IDS)
def test_strangers_and_wrong_tokens_get_401_and_a_token_without_the_scope_403(
    site: ApiSite, method: str, path: str, gate: ApiGate
) -> None:
    def ask(authorization: str | None) -> Any:
        headers = {"Authorization": authorization} if authorization else {}
        return site.client.request(method, f"/api/v1{address(path)}", headers=headers, content=b"{")

    for given in (None, "Bearer ", "Bearer x", "Basic YTpi", "Bearer " + "x" * 5000):
        answer = ask(given)
        assert answer.status_code == 401, given
        assert answer.headers["www-authenticate"].startswith('Bearer realm="mingjian"')
        assert answer.headers["content-type"] == "application/problem+json"
    if gate.scope is not None:
        lacking = site.tokens.setdefault(f"-{gate.scope}", site.token(SUPERVISOR, set(ApiScope) - {gate.scope}))
        answer = ask(f"Bearer {lacking}")
        assert answer.status_code == 403
        assert f'scope="{gate.scope.value}"' in answer.headers["www-authenticate"]


def test_a_browser_that_is_signed_in_is_a_stranger_here(ordinary_app: Guard) -> None:
    client = stranger(ordinary_app)
    assert send(client, "/sign-in", name="Zhao", password=PASSWORD).status_code == 303
    assert client.get("/account").status_code == 200
    assert client.get("/api/v1/me").status_code == 401
    assert client.post("/api/v1/reviews/take").status_code == 401


def test_a_token_opens_no_page(site: ApiSite) -> None:
    answer = site.client.get("/account", headers=site.bearer(SUPERVISOR) | CHINESE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Faccount")


def ids(answer: Any, name: str = "interaction_id") -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row[name] for row in answer.json()["rows"]]


def test_each_sees_the_evaluations_that_are_theirs_and_drafts_only_who_reads_drafts(site: ApiSite) -> None:
    assert ids(site.ask(AGENT, "/evaluations")) == ["call-1", "call-2", "call-3"]
    assert ids(site.ask(COLLEAGUE, "/evaluations")) == []
    assert ids(site.ask(LEAD, "/evaluations")) == ["call-1", "call-2", "call-3", "call-4", "call-5"]
    assert ids(site.ask(OTHER_LEAD, "/evaluations")) == ["call-6"]
    assert ids(site.ask(TRAINER, "/evaluations")) == [f"call-{n}" for n in range(1, 7)]
    assert ids(site.ask(VENDOR_BOSS, "/evaluations")) == []


def test_an_agent_is_told_what_is_published_and_nothing_the_machine_alone_says(site: ApiSite) -> None:
    own, full = (site.ask(who, "/evaluations/e-call-1").json() for who in (AGENT, LEAD))
    assert (own["machine_score"], own["raw_score"], own["fatal_items"]) == (None, None, [])
    assert own["published_score"] == full["machine_score"] == 60.0
    closing = {who: next(i for i in row["items"] if i["id"] == "closing") for who, row in (("a", own), ("l", full))}
    assert closing["a"] == closing["l"]
    listed = site.ask(AGENT, "/evaluations").json()["rows"]
    assert [row["machine_score"] for row in listed] == [None] * 3
    assert listed[0] == own


def test_who_may_review_it_is_told_nothing_of_what_waits_for_a_blind_review(site: ApiSite) -> None:
    for person in (REVIEWER, SUPERVISOR):
        assert "call-5" not in ids(site.ask(person, "/evaluations"))
        assert "call-5" not in ids(site.ask(person, "/flags"))
        assert site.ask(person, "/evaluations/e-call-5").status_code == 404
        row = next(r for r in site.ask(person, "/reviews").json()["rows"] if r["interaction_id"] == "call-5")
        assert (row["blind"], row["weight"], row["reason"], row["due_at"]) == (True, None, "", None)
    assert "call-5" in ids(site.ask(AUTHOR, "/flags"))


@pytest.mark.parametrize(
    ("path", "person"),
    [("/interactions/drop/call-1", OTHER_LEAD), ("/evaluations/e-call-1", OTHER_LEAD), ("/evaluations/e-call-4", AGENT),
     ("/evaluations/e-call-1", VENDOR_BOSS), ("/coaching-tasks/task-8", AGENT), ("/coaching-tasks/task-8", LEAD),
     ("/interactions/drop/call-1", VENDOR_BOSS), ("/flags/flag-call-4-event", OTHER_LEAD)],
)  # fmt: skip
def test_what_is_somebody_elses_looks_exactly_like_what_nobody_has(site: ApiSite, path: str, person: Person) -> None:
    theirs, nobodys = site.ask(person, path), site.ask(person, path.rsplit("/", 1)[0] + "/nobody")
    assert (theirs.status_code, theirs.text) == (nobodys.status_code, nobodys.text) == (404, nobodys.text)


def test_a_reviewer_of_another_vendor_is_handed_nothing(site: ApiSite) -> None:
    assert ids(site.ask(VENDOR_BOSS, "/reviews")) == []
    task = site.ask(SUPERVISOR, "/reviews").json()["rows"][0]["task_id"]
    for path in (f"/reviews/{task}/take", f"/reviews/{task}/submit", f"/reviews/{task}/release"):
        body = {"verdicts": [{"item": "closing", "state": "met"}]} if path.endswith("submit") else {}
        assert site.send(VENDOR_BOSS, path, body).status_code == 404
    assert site.send(VENDOR_BOSS, "/reviews/take").json() == {"rows": []}


def test_the_description_is_open_and_names_no_record(site: ApiSite) -> None:
    answer = TestClient(site.client.app, base_url="http://127.0.0.1:8000").get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert "call-1" not in answer.text
    assert "/api/v1/evaluations" in answer.json()["paths"]
    assert not [path for path in answer.json()["paths"] if not path.startswith("/api/v1/")]


def test_what_a_run_counts_is_told_only_who_sees_the_whole_centre(site: ApiSite) -> None:
    (run,) = site.ask(OPERATOR, "/runs").json()["rows"]
    assert run["counts"] == {"scored": 6}
    (theirs,) = site.ask(VENDOR_BOSS, "/runs").json()["rows"]
    assert theirs == run | {"counts": {}} == site.ask(VENDOR_BOSS, f"/runs/{run['run_id']}").json()
