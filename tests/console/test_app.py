from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from console import app as console_app
from console.address import Page
from console.app import create_app
from console.gate import OpenGate
from inspection.errors import RecordsError
from records.database import writing
from records.schema import newest_version
from records.workspace import Workspace
from tests.console.page_text import page_of


def test_a_folder_that_is_not_there_is_refused_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="run mingjian nightly first"):
        create_app(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_folder_without_a_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="holds no database"):
        create_app(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    with writing(workspace.engine) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    workspace.close()
    with pytest.raises(RecordsError, match="newer"):
        create_app(tmp_path)


def test_health_names_the_schema_and_the_last_run(console: TestClient) -> None:
    assert console.get("/health").json() == {
        "status": "ok",
        "schema": newest_version(),
        "last_run": {
            "run_id": "2026-09-01-1", "business_date": "2026-09-01", "status": "finished", "exit_code": 0,
        },
    }  # fmt: skip


def test_a_database_that_is_away_gives_a_readable_page_and_ill_health(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    workspace = Workspace.open(tmp_path / "w")
    console = console_on(tmp_path / "w")
    with writing(workspace.engine) as connection:
        connection.execute(sa.text("ALTER TABLE runs RENAME TO away"))
    workspace.close()
    assert console.get("/health").status_code == 503
    answer = console.get("/")
    assert answer.status_code == 503
    assert "数据库暂时无法读取" in page_of(answer.text).one("p", class_="notice").text


def test_a_mistake_of_ours_shows_no_trace_and_keeps_the_headers(
    ordinary_night: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(console_app, "EVERY_PAGE", {"/": Page(broken, "morning.html", OpenGate("a test"))})
    client = TestClient(create_app(ordinary_night), base_url="http://127.0.0.1", raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    assert "Content-Security-Policy" in answer.headers


def test_an_unknown_address_has_a_readable_page_with_a_way_back(console: TestClient) -> None:
    answer = console.get("/nowhere")
    assert answer.status_code == 404
    page = page_of(answer.text)
    assert page.one("p", class_="notice").text == "没有这个页面或记录。"
    assert page.one("main").one("a").attributes["href"] == "/"


@pytest.mark.parametrize(
    "path", ["/", "/ledger", "/ledger?ending=missing", "/interactions/drop/rude-1", "/scorecards", "/coaching",
     "/account", "/no"],
)  # fmt: skip
def test_every_page_has_one_heading_a_title_labels_and_says_who_looked(console: TestClient, path: str) -> None:
    page = page_of(console.get(path).text)
    assert len(page.all("h1")) == 1
    assert page.one("head").one("title").text.endswith("· 明鉴")
    assert "查看人: Zhao (质检主管)" in page.one("footer").text
    assert page.one("body").all("a")[0].attributes["href"] == "#content"
    for field in [*page.all("input"), *page.all("select")]:
        around = any(field in label.all() for label in page.all("label"))
        named = field.attributes.get("id") in {label.attributes.get("for", "") for label in page.all("label")}
        own = field.attributes.get("type") == "hidden" or "aria-label" in field.attributes
        assert around or named or own, field.attributes
    for drawing in page.all("svg"):
        assert drawing.attributes["role"] == "img"
        assert drawing.attributes.get("aria-label") or drawing.attributes.get("aria-labelledby")
    for element in page.all():
        assert int(element.attributes.get("tabindex", "0")) <= 0
    ids = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in page.all():
        for name in (element.attributes.get("aria-labelledby"), element.attributes.get("aria-describedby")):
            assert name is None or name in ids


def test_the_first_page_is_light(console: TestClient) -> None:
    size = sum(len(console.get(path).content) for path in ("/", "/static/console.css", "/static/console.js"))
    assert size < 50_000
