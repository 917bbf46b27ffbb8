"""The queue in a real browser: find, choose and give out by keyboard, and open the one that was searched for."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from console.app import Serving
from inspection.flags import Selection
from records.workspace import Workspace
from tests.console.browser import empty_page, served, sign_in
from tests.console.staff import app_on, register
from tests.inspection.form_cases import UNMET
from tests.records.review_site import MORNING, flag, judged, open_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("queue") / "workspace"
    workspace = Workspace.open(folder)
    calls = [
        (
            judged(f"risk-{n}", UNMET, agent_id=f"a{7 + n % 2}"),
            [flag(f"risk-{n}", Selection.RISK, probability=0.9 - n / 10)],
        )
        for n in range(4)
    ]
    open_site(workspace.engine, *calls)
    workspace.close()
    register(folder)
    with served(app_on(folder, serving=Serving(now=lambda: MORNING))) as found:
        yield found


@pytest.fixture
def page(address: str) -> Iterator["Page"]:
    with empty_page(address) as opened:
        sign_in(opened, "Zhao")
        yield opened


def test_a_search_in_pinyin_leads_into_the_workbench_by_keyboard(page: "Page") -> None:
    page.goto("/reviews?agent=a8")
    page.keyboard.press("/")
    page.keyboard.type("tuikuan")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("tbody tr").count() == 2
    assert page.locator(".hit mark").first.inner_text() == "退款"
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/interactions/drop/risk-1?task=*&queue=text%3Dtuikuan%26agent%3Da8*")


def test_two_rows_are_chosen_and_given_out(page: "Page") -> None:
    page.goto("/reviews")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.locator("select[name=to]").select_option("质检员")
    with page.expect_navigation():
        page.get_by_role("button", name="分配", exact=True).click()
    assert page.locator("#outcome").inner_text() == "已分配 2 条:质检员 2 条"
    assert page.locator("tbody").inner_text().count("质检员") == 2


@pytest.mark.parametrize("width", [1280, 820])
@pytest.mark.parametrize("path", ["/reviews", "/reviews?team=x&score_to=abc", "/search?text=tuikuan"])
def test_no_page_is_wider_than_the_screen(page: "Page", path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
