"""In a real browser: a supervisor is led from home to what is unpublished, looks, confirms, and a long one goes on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.pages.publication import preview, publishing
from records import publication_planning, score_publishing
from tests.console.browser import empty_page, served, sign_in
from tests.console.filled_workspace import an_ordinary_night
from tests.console.staff import app_on
from tests.console.unpublished_workspace import unpublished_in

pytestmark = pytest.mark.browser


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    folder = unpublished_in(an_ordinary_night(tmp_path / "w"))
    with served(app_on(folder)) as found:
        yield found


def test_a_supervisor_publishes_the_last_night(address: str) -> None:
    with empty_page(address) as page:
        sign_in(page, "Zhao")
        page.get_by_role("link", name="昨夜未公布的质检结果").click()
        assert page.url.endswith("/publication?from=2026-09-01&to=2026-09-01")
        page.set_viewport_size({"width": 820, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth") <= 820
        page.get_by_role("button", name="确认公布 5 个成绩").click()
        page.wait_for_selector("[role=status]")
        assert page.inner_text("[role=status]").startswith("公布 5 个")
        page.get_by_role("link", name="查看仍暂缓的").click()
        page.locator("#held-suspected_fatal tbody a").first.click()
        assert "/interactions/drop/" in page.url


def test_a_long_publication_goes_on_by_itself_until_it_is_over(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (score_publishing, publication_planning):
        monkeypatch.setattr(module, "AT_ONCE", 20)
    for module in (publishing, preview):
        monkeypatch.setattr(module, "BUDGET_S", -1.0)
    with empty_page(address) as page:
        sign_in(page, "Zhao")
        page.goto("/publication")
        page.get_by_role("button", name="确认公布").click()
        page.wait_for_selector("form[data-goes-on]")
        assert page.inner_text("h2").startswith("已处理 20 / ")
        page.wait_for_selector("text=已公布完。")
        assert page.inner_text("[role=status]").startswith("公布 5 个")
