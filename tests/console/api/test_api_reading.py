"""Lists page by page, single rows, conditional answers, and what is written down about who read."""

from typing import Any

import pytest

from inspection.access.rate_limit import RateLimit
from records import audit
from records.database import reading
from records.export_fields import EXPORT_FIELDS
from records.looks import subject_of
from records.workspace import Workspace
from tests.console.api.api_site import AGENT, LEAD, SUPERVISOR, TRAINER, ApiSite, login_of, open_api
from tests.records.judged_samples import NIGHT


def pages(site: ApiSite, path: str, **query: Any) -> list[list[Any]]:
    found, cursor = [], None
    while True:
        answer = site.ask(TRAINER, path, **query, **({"cursor": cursor} if cursor else {})).json()
        found.append(answer["rows"])
        cursor = answer["next"]
        if cursor is None:
            return found


@pytest.mark.parametrize("limit", [1, 2, 4, 6, 200])
def test_pages_give_every_row_once_in_order_whatever_their_size(site: ApiSite, limit: int) -> None:
    found = pages(site, "/evaluations", limit=limit)
    assert [len(page) for page in found][:-1] == [limit] * (len(found) - 1)
    assert [row["evaluation_id"] for page in found for row in page] == [f"e-call-{n}" for n in range(1, 7)]


def test_a_row_has_the_fields_of_the_export_in_their_order(site: ApiSite) -> None:
    for path, table in {
        "/evaluations": "evaluations", "/interactions": "interactions", "/coaching-tasks": "coaching",
    }.items():  # fmt: skip
        row = site.ask(TRAINER, path).json()["rows"][0]
        assert list(row) == [field.name for field in EXPORT_FIELDS[table]]
    assert site.ask(SUPERVISOR, "/flags").json()["rows"][0]["schema_version"] == 1


def test_filters_and_days_narrow_a_list_and_what_is_no_filter_is_refused(site: ApiSite) -> None:
    def found(**query: Any) -> list[str]:
        return [row["interaction_id"] for row in site.ask(TRAINER, "/evaluations", **query).json()["rows"]]

    assert found(agent_id="a8") == ["call-6"]
    assert found(interaction_id="call-2", status="published") == ["call-2"]
    assert found(**{"from": NIGHT.isoformat(), "to": NIGHT.isoformat()}) == [f"call-{n}" for n in range(1, 7)]
    assert found(to="2026-08-31") == []
    assert found(agent_id="' OR 1=1 --") == found(agent_id="\x00") == found(agent_id="\ud7ff😀") == []
    for query in ({"colour": "red"}, {"from": "1756684800"}, {"from": "2026-9-1"}, {"limit": "0"}, {"limit": "201"}):
        answer = site.ask(TRAINER, "/evaluations", **query)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


@pytest.mark.parametrize("cursor", ["x", "e30=", "WyIyMDI2LTA5LTAxIl0=", "WzEsMl0=", "WyJhIiwiYiJd", "é", "W1tbW1tb"])
@pytest.mark.parametrize("path", ["/evaluations", "/appeals", "/reviews"])
def test_a_cursor_that_was_made_up_is_refused_in_one_line(site: ApiSite, path: str, cursor: str) -> None:
    answer = site.ask(SUPERVISOR, path, cursor=cursor)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")
    assert "\n" not in answer.json()["detail"]


def test_a_cursor_of_another_person_shows_no_more_than_ones_own_rows(site: ApiSite) -> None:
    cursor = site.ask(TRAINER, "/evaluations", limit=1).json()["next"]
    rows = site.ask(AGENT, "/evaluations", cursor=cursor).json()["rows"]
    assert [row["interaction_id"] for row in rows] == ["call-2", "call-3"]


def test_the_same_again_is_304_until_something_changes(fresh_site: ApiSite) -> None:
    site = fresh_site
    first = site.ask(LEAD, "/coaching-tasks/task-1")
    tag = first.headers["etag"]
    again = site.ask(LEAD, "/coaching-tasks/task-1", {"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert site.send(TRAINER, "/coaching-tasks/task-1/plan", {"on": "2026-09-03"}).status_code == 200
    changed = site.ask(LEAD, "/coaching-tasks/task-1", {"If-None-Match": tag})
    assert (changed.status_code, changed.json()["status"]) == (200, "planned")


def test_an_interaction_comes_with_its_masked_words_and_the_look_is_written_down(site: ApiSite) -> None:
    answer = site.ask(TRAINER, "/interactions/drop/call-3").json()
    assert [turn["turn"] for turn in answer["transcript"]] == list(range(answer["turns"]))
    assert all(isinstance(turn["text"], str) for turn in answer["transcript"])
    site.ask(AGENT, "/interactions/drop/nothing-3")
    site.ask(TRAINER, "/evaluations", limit=2)
    workspace = Workspace.open(site.folder)
    with reading(workspace.engine) as connection:
        looked = [(e.who, e.action, dict(e.after)) for e in audit.of(connection, subject_of("drop", "call-3"))]
        refused = [(e.who, e.action) for e in audit.of(connection, subject_of("drop", "nothing-3"))]
        listed = [e.after for e in audit.of(connection, "api:evaluations") if e.who == login_of(TRAINER)]
    workspace.close()
    assert (login_of(TRAINER), "look", {"page": "api"}) in looked
    assert refused == [(login_of(AGENT), "look_refused")]
    assert {"drop/call-1", "drop/call-2"} <= set(listed[-1]["interactions"])


def test_an_id_with_a_slash_is_found_where_the_slash_is_written_as_such(site: ApiSite) -> None:
    assert site.ask(TRAINER, "/interactions/drop/a%2Fb").status_code == 404
    assert site.ask(TRAINER, "/interactions/drop/a/b").status_code == 404
    assert site.ask(TRAINER, "/interactions/drop/call%2D3").status_code == 200


def test_me_tells_whom_the_token_speaks_for(site: ApiSite) -> None:
    me = site.ask(AGENT, "/me").json()
    assert (me["who"], me["agent_id"], me["roles"]) == ("wang", "a7", ["agent"])
    assert {"action": "read_interactions", "reaches": ["own"]} in me["rights"]
    assert "flags:read" in me["scopes"]
    assert "hash" not in str(me)


def test_who_asks_too_often_waits_and_is_told_how_long(fresh_site: ApiSite) -> None:
    site = open_api(fresh_site.folder, limit=RateLimit(per_minute=60, burst=2))
    with site.client:
        codes = [site.ask(AGENT, "/me").status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        answer = site.ask(AGENT, "/me")
        assert (answer.headers["retry-after"], answer.json()["code"]) == ("1", "too_many_requests")
        assert site.ask(LEAD, "/me").status_code == 200
        site.clock.pass_s(1)
        assert site.ask(AGENT, "/me").status_code == 200
        strangers = [site.client.get("/api/v1/me", headers={"Authorization": f"Bearer {n}"}) for n in range(3)]
        assert [answer.status_code for answer in strangers] == [401, 401, 429]


def test_a_token_that_ended_or_was_revoked_and_a_person_who_left_are_refused_at_once(fresh_site: ApiSite) -> None:
    site = fresh_site
    assert site.ask(AGENT, "/me").status_code == 200
    site.clock.pass_s(30 * 24 * 3600)
    answer = site.ask(AGENT, "/me")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


def test_an_address_nobody_knows_and_a_wrong_method_are_problems_too(site: ApiSite) -> None:
    for method, path, status in (
        ("GET", "/api/v1/nothing", 404),
        ("DELETE", "/api/v1/flags", 405),
        ("GET", "/api/v2/x", 404),
    ):
        answer = site.client.request(method, path, headers=site.bearer(SUPERVISOR))
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert set(answer.json()) == {"type", "title", "status", "detail", "code"}
