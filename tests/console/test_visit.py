import pytest
from starlette.testclient import TestClient

from tests.console.page_text import page_of


def language(console: TestClient, path: str = "/", **headers: str) -> str:
    return page_of(console.get(path, headers=headers).text).one("html").attributes["lang"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [("zh-CN,zh;q=0.9", "zh-CN"), ("en-GB,en;q=0.8", "en"), ("fr, en;q=0.5, zh;q=0.4", "en"), ("fr", "zh-CN"),
     ("", "zh-CN"), ("en;q=0.3,zh-TW;q=0.9", "zh-CN"), (";;q=,,=", "zh-CN"), ("EN", "en")],
)  # fmt: skip
def test_the_browsers_wish_decides_at_first(console: TestClient, accept: str, expected: str) -> None:
    assert language(console, **{"Accept-Language": accept}) == expected


def test_what_was_asked_for_wins_and_is_remembered(console: TestClient) -> None:
    assert language(console, "/?lang=en") == "en"
    assert language(console, "/ledger") == "en"
    assert language(console, "/?lang=zh-CN") == "zh-CN"
    assert language(console, "/ledger") == "zh-CN"


@pytest.mark.parametrize("wish", ["xx", "", "<script>", "e" * 5000])
def test_a_language_nobody_has_changes_nothing(console: TestClient, wish: str) -> None:
    answer = console.get("/", params={"lang": wish})
    assert page_of(answer.text).one("html").attributes["lang"] == "zh-CN"
    assert wish == "" or wish not in answer.headers.get("set-cookie", "")


def test_the_cookie_is_out_of_reach_of_scripts(console: TestClient) -> None:
    cookie = console.get("/?lang=en").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_the_other_language_keeps_the_question(console: TestClient) -> None:
    link = page_of(console.get("/ledger?ending=failed&code=truncated").text).one("a", class_="language")
    assert link.attributes["href"] == "/ledger?ending=failed&code=truncated&lang=en"
    assert link.attributes["lang"] == "en"
