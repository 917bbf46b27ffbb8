"""The supervisor's way in a real browser: from the morning page to the very words, by keyboard alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.console.browser import empty_page, served, sign_in
from tests.console.filled_workspace import WORDS, an_ordinary_night
from tests.console.staff import app_on, register

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LIT = "Array.from(document.querySelectorAll('mark.lit')).map(m => m.textContent).join('')"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served console over an ordinary night."""
    workspace: Path = an_ordinary_night(tmp_path_factory.mktemp("browser") / "workspace")
    register(workspace)
    with served(app_on(workspace)) as found:
        yield found


@pytest.fixture
def page(address: str) -> Iterator["Page"]:
    """The supervisor's browser, signed in."""
    with empty_page(address) as opened:
        sign_in(opened, "Zhao")
        yield opened


def test_a_supervisor_reaches_the_very_words_by_keyboard(page: "Page") -> None:
    page.goto("/")
    page.keyboard.press("j")
    assert "昨夜未公布的质检结果" in page.evaluate("document.activeElement.textContent")  # what waits comes first
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "rude-1"
    page.keyboard.press("Enter")
    page.wait_for_url("**/interactions/drop/rude-1#flag-drop-rude-1")
    assert page.evaluate(LIT) == WORDS
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('li.item').id") == "item-0-rude"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('li.item').id") == "item-0-greeting"
    assert page.evaluate(LIT) == "您好"
    page.keyboard.press("k")
    assert page.evaluate(LIT) == WORDS
    page.keyboard.press("u")
    page.wait_for_url("**/")


def test_a_click_on_evidence_lights_its_words_where_they_can_be_seen(page: "Page") -> None:
    page.goto("/interactions/drop/rude-1")
    assert page.evaluate(LIT) == ""
    link = page.locator("#item-0-rude a[data-mark]")
    quoted = link.locator("q").inner_text()
    link.click()
    assert page.evaluate(LIT) == quoted == WORDS
    box = page.locator("mark.lit").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800
    assert page.locator("#lit").inner_text() == f"已高亮: {WORDS}"


def test_keys_typed_into_a_field_are_text(page: "Page") -> None:
    page.goto("/ledger")
    page.locator("select[name=ending]").focus()
    page.keyboard.press("j")
    page.keyboard.press("u")
    assert page.url.endswith("/ledger")
    assert page.evaluate("document.activeElement.name") == "ending"


@pytest.mark.parametrize("width", [1280, 820])
@pytest.mark.parametrize("path", ["/", "/ledger", "/interactions/drop/rude-1", "/scorecards", "/coaching", "/account"])
def test_no_page_is_wider_than_the_screen(page: "Page", path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_dark_theme_follows_the_system(page: "Page") -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 29)"
