"""The operator's, rule author's, administrator's and supervisor's main job, each in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.browser import empty_page, served, sign_in
from tests.console.filled_workspace import an_ordinary_night
from tests.console.many_days import many_days
from tests.console.rules_workspace import with_examples, with_rules
from tests.console.staff import PASSWORD, app_on, register

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = an_ordinary_night(tmp_path_factory.mktemp("running") / "workspace")
    register(many_days(with_examples(with_rules(folder))))
    with served(app_on(folder)) as found:
        yield found


def test_an_operator_goes_from_trouble_to_its_entries_by_keyboard(address: str) -> None:
    with empty_page(address) as page:
        sign_in(page, "Operator")
        page.goto("/operations")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.textContent") == "该行无法读取"
        page.keyboard.press("Enter")
        page.wait_for_url("**/ledger?date=2026-09-01&ending=failed&code=bad_row")
        with page.expect_download() as taken:
            page.locator("p.take-along a").first.click()
        assert taken.value.suggested_filename == "ledger-2026-09-01.csv"


def test_an_author_reads_a_rule_and_takes_an_example_in(address: str) -> None:
    with empty_page(address) as page:
        sign_in(page, "Author")
        page.goto("/rules/items/dead_air")
        page.click("dl.prose a")
        assert page.url.endswith("#c1")
        page.goto("/rules/examples")
        before = page.locator("section.card").count()
        with page.expect_navigation():
            page.locator("section.card").first.locator("button[value=added]").click()
        assert page.locator("section.card").count() == before - 1


def test_an_administrator_registers_somebody_who_then_signs_in(address: str) -> None:
    with empty_page(address) as page:
        sign_in(page, "Admin")
        page.goto("/administration/new")
        page.fill("input[name=who]", "Han Mei")
        page.check("input[value=trainer]")
        with page.expect_navigation():
            page.click("main button")
        link = page.locator("code.link").inner_text()
        with page.expect_navigation():
            page.click("text=退出登录")
        page.goto(link)
        page.fill("input[name=password]", PASSWORD)
        page.fill("input[name=again]", PASSWORD)
        with page.expect_navigation():
            page.click("main button")
        assert "Han Mei" in page.locator("header").inner_text()


@pytest.mark.parametrize("width", [1280, 820])
def test_no_page_is_wider_than_the_screen(address: str, width: int) -> None:
    of = {
        "Zhao": ("/dashboards", "/operations", "/operations/runs/2026-09-01-1", "/rules", "/rules/versions/1",
                 "/rules/backtests/b1", "/rules/items/leaks_private_info"),
        "Admin": ("/administration", "/administration/people/Zhao", "/administration/audit", "/administration/centre"),
    }  # fmt: skip
    for who, paths in of.items():
        with empty_page(address) as page:
            page.set_viewport_size({"width": width, "height": 900})
            sign_in(page, who)
            for path in paths:
                page.goto(path)
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide == 0, path
