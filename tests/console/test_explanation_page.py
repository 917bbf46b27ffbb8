"""Why an item came out as it did: told for hits and misses, only to who may know."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.guard import Guard
from inspection.people import PersonRole
from records.database import writing
from records.workspace import Workspace
from tests.console.bench_site import Clock, bench_app, bench_site
from tests.console.filled_workspace import an_ordinary_night
from tests.console.page_text import page_of
from tests.console.staff import BASE, app_on, register, signed_in
from tests.inspection.form_cases import UNMET
from tests.records.appeal_site import publish
from tests.records.review_site import say

WHY = "/explanations/drop/{}?segment={}&item={}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bench_site(tmp_path_factory.mktemp("why"))


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[Guard]:
    found = bench_app(folder, Clock())
    with TestClient(found, base_url=BASE):
        yield found


def test_an_item_is_explained_by_the_way_to_it_and_what_would_change_it(app: Guard) -> None:
    answer = signed_in(app, "Wang").get(WHY.format("calm-1", 0, "greeting"))
    page = page_of(answer.text)
    assert answer.status_code == 200
    assert "问候" in page.one("h1").text
    assert [h.text for h in page.all("h2")] == ["经过", "怎样会不同"]
    assert page.one("a", data_back="").attributes["href"] == "/interactions/drop/calm-1#item-0-greeting"


def test_a_verdict_the_present_rules_would_not_give_says_so(app: Guard) -> None:
    """The site's machine called this one rude; nothing rude was said."""
    page = page_of(signed_in(app, "Wang").get(WHY.format("fatal-1", 0, "rude")).text)
    assert "库中存的判定是「违规」" in page.one("main").text
    assert page.one("h1").one("span", class_="badge").text == "未发现"
    english = signed_in(app, "Wang").get(WHY.format("fatal-1", 0, "rude") + "&lang=en").text
    assert "the rules have changed since" in page_of(english).one("main").text


def test_an_item_the_rules_no_longer_have_shows_what_was_stored(tmp_path: Path) -> None:
    folder = an_ordinary_night(tmp_path / "w")
    register(folder)
    workspace = Workspace.open(folder)
    with workspace.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE evaluation_items SET item_id = 'of_old' WHERE item_id = 'rude'")
    workspace.close()
    page = page_of(signed_in(app_on(folder)).get(WHY.format("rude-1", 0, "of_old")).text)
    assert "现行规则里没有这一项" in page.one("main").text
    assert "辱骂:发现违规表述" in page.one("main").text


@pytest.mark.parametrize(
    ("interaction", "segment", "item"),
    [("calm-1", "0", "no_such_item"), ("calm-1", "7", "closing"), ("none", "0", "closing"), ("calm-1", "x", "")],
)
def test_what_is_not_there_is_not_explained(app: Guard, interaction: str, segment: str, item: str) -> None:
    assert signed_in(app, "Wang").get(WHY.format(interaction, segment, item)).status_code == 404


def test_another_vendors_interaction_is_not_explained_and_an_agent_is_not_told(app: Guard) -> None:
    assert signed_in(app, "Elsewhere").get(WHY.format("calm-1", 0, "closing")).status_code == 404
    assert signed_in(app, PersonRole.AGENT).get(WHY.format("calm-1", 0, "closing")).status_code == 403


def test_an_agent_hears_the_published_deduction_and_may_appeal(app: Guard, folder: Path) -> None:
    client = signed_in(app, PersonRole.AGENT)
    assert client.get("/interactions/drop/fatal-2").text.count("item-0-rude") == 0
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        say(connection, "e-fatal-2", "rude", UNMET, fatal=True)
    publish(workspace.engine)
    workspace.close()
    html = client.get("/interactions/drop/fatal-2").text
    page = page_of(html)
    rude = page.one("article").one("li", id="item-0-rude")
    assert rude.one("a", data_step="").attributes["data-start"] == "20.0"
    assert page.one("source").attributes["src"] == "/recordings/drop/fatal-2"
    assert [a.attributes["href"] for a in rude.all("a") if a.text == "申诉此项"] == [
        "/appeals/new?evaluation=e-fatal-2&item=rude"
    ]
    assert "/bench/" not in html
    assert "/explanations/" not in html
    supervisor = signed_in(app, PersonRole.SUPERVISOR).get("/interactions/drop/fatal-2").text
    assert "/appeals/new" not in supervisor
