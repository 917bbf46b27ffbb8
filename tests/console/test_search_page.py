"""Searching interactions: what is found and quoted, what a team lead finds, and how it is noted."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from inspection.people import PersonRole
from records import audit
from records.database import reading
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import Element, page_of
from tests.console.staff import SignedIn


def found(page: Element) -> list[str]:
    return [link.text for body in page.one("main").all("tbody") for link in body.all("a")]


def notices(page: Element) -> list[str]:
    return [one.text for one in page.one("main").all(role="status")]


def test_everything_is_listed_newest_first_fifty_at_a_time(console: TestClient) -> None:
    page = page_of(console.get("/search").text)
    assert len(found(page)) == 42
    assert notices(page) == ["本页 42 条,新的在前"]
    assert page.all("a", rel="next") == []


@pytest.mark.parametrize("typed", ["太差", "taicha", "太差 12315", "你們服務"])
def test_words_lead_to_the_very_turn(console: TestClient, typed: str) -> None:
    page = page_of(console.get("/search", params={"text": typed}).text)
    assert found(page) == ["rude-2"]
    (quoted,) = page.all("div", class_="hit")
    assert quoted.text.startswith("客户")
    assert quoted.all("mark")


def test_filters_combine_and_wrong_ones_are_answered(console: TestClient) -> None:
    page = page_of(console.get("/search", params={"agent": "a8", "text": "退款", "score_to": "200"}).text)
    assert {row.all("td")[2].text for row in page.one("tbody").all("tr")} == {"a8a8 组"}
    assert notices(page)[0] == "机器分(到):「200」不是 0–100 的数,已忽略。"
    assert "没有会话符合这些条件。" in notices(page_of(console.get("/search?agent=nobody").text))


def test_a_team_lead_finds_the_own_team_only(signed_in_as: SignedIn) -> None:
    page = page_of(signed_in_as(PersonRole.TEAM_LEAD).get("/search").text)
    assert {row.all("td")[2].text for row in page.one("tbody").all("tr")} == {"a7a7 组"}
    assert "rude-2" not in page.one("body").text


def test_a_search_is_noted_with_what_it_showed(console: TestClient, ordinary_night: Path) -> None:
    console.get("/search", params={"text": "太差 13912345678"})
    console.get("/search", params={"text": "太差"})
    workspace = Workspace.open(ordinary_night)
    with reading(workspace.engine) as connection:
        trail = audit.of(connection, "page:/search")
    workspace.close()
    assert (trail[-1].who, dict(trail[-1].after)) == ("zhao", {"text": "太差", "interactions": ["drop/rude-2"]})
    assert "13912345678" not in str([entry.after for entry in trail])


def test_hostile_queries_stay_text(console: TestClient) -> None:
    for name in ("text", "agent", "team", "queue", "channel", "first", "after"):
        page = page_of(console.get("/search", params={name: HOSTILE}).text)
        assert [s.attributes.get("src") for s in page.all("script")] == ["/static/console.js", "/static/reviews.js"]
        assert not {n for e in page.all() for n in e.attributes if n.startswith("on") or n == "style"}


def test_the_page_speaks_english(console: TestClient) -> None:
    page = page_of(console.get("/search?lang=en&agent=nobody").text)
    assert page.one("h1").text == "Search"
    assert notices(page) == ["No interaction answers this."]
