"""In a real browser: a file beside an appeal, a rule set to advise only and back, a queue chosen on the dashboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.console.browser import empty_page, served, sign_in
from tests.console.filled_workspace import an_ordinary_night
from tests.console.many_days import many_days
from tests.console.published_workspace import an_appeal_on
from tests.console.rules_workspace import with_rules
from tests.console.staff import app_on, register

pytestmark = pytest.mark.browser
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of the console, and that of an appeal of a7 on it."""
    folder = many_days(with_rules(an_ordinary_night(tmp_path_factory.mktemp("decisions") / "w")))
    register(folder)
    appeal = an_appeal_on(folder)
    with served(app_on(folder)) as address:
        yield address, f"/appeals/{appeal}"


def test_the_agent_attaches_a_file_and_takes_the_same_bytes_along(site: tuple[str, str]) -> None:
    address, appeal = site
    with empty_page(address) as page:
        sign_in(page, "Agent Seven")
        page.goto(appeal)
        page.set_input_files("input[type=file]", {"name": "截图.png", "mimeType": "text/html", "buffer": PNG})
        with page.expect_navigation():
            page.get_by_role("button", name="附件").click()
        assert "已办理" in page.inner_text("main")
        with page.expect_download() as taken:
            page.get_by_role("link", name="截图.png").click()
        assert taken.value.suggested_filename.startswith("appeal-")
        assert Path(taken.value.path()).read_bytes() == PNG


def test_a_supervisor_lets_a_rule_count_again_after_seeing_what_that_means(site: tuple[str, str]) -> None:
    with empty_page(site[0]) as page:
        sign_in(page, "Zhao")
        page.goto("/rules/items/dead_air")
        page.get_by_role("link", name="变更信任状态").click()
        page.select_option("#standing", "trial")
        with page.expect_navigation():
            page.get_by_role("button", name="先看影响").click()
        assert "回到试用" in page.inner_text("main")
        page.get_by_role("button", name="确认变更").click()
        assert page.evaluate("document.querySelector('#note').validity.valueMissing")  # the reason is asked for
        page.fill("#note", "改了时限")
        with page.expect_navigation():
            page.get_by_role("button", name="确认变更").click()
        assert "已变更" in page.inner_text("[role=status]")


def test_a_queue_stays_chosen_and_no_new_page_is_wider_than_a_tablet(site: tuple[str, str]) -> None:
    with empty_page(site[0]) as page:
        sign_in(page, "Zhao")
        page.goto("/dashboards?period=2026-09-01")
        page.select_option("select[name=queue]", "售前")
        with page.expect_navigation():
            page.locator("form.filters button").click()
        assert page.input_value("select[name=queue]") == "售前"
        page.set_viewport_size({"width": 820, "height": 1000})
        for path in ("/fairness", "/rules/versions/shipped/restore", "/rules/standings/dead_air@3", "/dashboards",
                     "/account/tokens", "/interactions/drop/rude-1"):  # fmt: skip
            page.goto(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 820, path
