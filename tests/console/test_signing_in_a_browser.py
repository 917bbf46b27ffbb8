"""Signing in, in a real browser: the first administrator, a wrong password, each role's first page, signing out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from console.first_run import first_administrator_path
from inspection.people import PersonRole
from records.workspace import Workspace
from tests.console.browser import empty_page, served, sign_in
from tests.console.filled_workspace import an_ordinary_night
from tests.console.staff import STAFF, app_on, register

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# What each role finds on its first page, and a page it cannot reach from there.
FIRST_PAGE = {
    PersonRole.AGENT: ("坐席成绩单", "夜间台账"),
    PersonRole.TEAM_LEAD: ("疑似致命项,先复核", "夜间台账"),
    PersonRole.REVIEWER: ("疑似致命项,先复核", "成绩单"),
    PersonRole.SUPERVISOR: ("台账:每个应到会话的结局", ""),
    PersonRole.TRAINER: ("辅导队列", "夜间台账"),
    PersonRole.RULE_AUTHOR: ("疑似致命项,先复核", "成绩单"),
    PersonRole.OPERATOR: ("台账:每个应到会话的结局", "成绩单"),
    PersonRole.ADMINISTRATOR: ("账号由命令 mingjian accounts 管理", "夜间台账"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = an_ordinary_night(tmp_path_factory.mktemp("browser") / "workspace")
    register(folder)
    with served(app_on(folder)) as found:
        yield found


@pytest.fixture
def page(address: str) -> Iterator["Page"]:
    with empty_page(address) as opened:
        yield opened


def test_who_follows_a_link_signs_in_by_keyboard_and_lands_at_the_very_place(page: "Page") -> None:
    page.goto("/interactions/drop/rude-1#item-0-rude")
    page.wait_for_url("**/sign-in?next=*")
    assert page.evaluate("document.activeElement.id") == "name"
    page.keyboard.type("zhao")
    page.keyboard.press("Tab")
    page.keyboard.type("柳絮 over quiet water 7")
    page.keyboard.press("Enter")
    page.wait_for_url("**/interactions/drop/rude-1*")
    assert "查看人: Zhao (质检主管)" in page.locator("footer").inner_text()


def test_a_wrong_password_says_so_and_keeps_the_name(page: "Page") -> None:
    sign_in(page, "Zhao", "wrong wrong wrong")
    assert page.get_by_role("alert").inner_text() == "登录名或密码不对。"
    assert page.locator("#name").input_value() == "Zhao"
    assert page.evaluate("document.activeElement.id") == "password"


@pytest.mark.parametrize("role", FIRST_PAGE)
def test_each_role_finds_its_first_page(page: "Page", role: PersonRole) -> None:
    sign_in(page, STAFF[role].who)
    shown, hidden = FIRST_PAGE[role]
    assert page.url.endswith("/")
    assert shown in page.locator("main").inner_text()
    entries = page.locator("nav a").all_inner_texts()
    assert not hidden or hidden not in entries
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_signing_out_leaves_nothing_behind_the_back_button(page: "Page") -> None:
    sign_in(page, "Trainer")
    page.goto("/coaching")
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in")
    page.go_back()
    page.wait_for_url("**/sign-in*")
    assert "辅导" not in page.locator("main").inner_text()


def test_a_form_of_ours_passes_the_check_of_its_origin_and_changes_the_password(page: "Page") -> None:
    sign_in(page, "Author")
    page.goto("/account")
    page.get_by_label("现用密码").fill("柳絮 over quiet water 7")
    page.get_by_label("新密码").fill("a quiet harbour at dusk")
    page.get_by_label("再输入一次").fill("a quiet harbour at dusk")
    page.get_by_role("button", name="修改密码").click()
    page.wait_for_url("**/account?done=password")
    assert page.get_by_role("status").inner_text().startswith("密码已修改")


def test_from_an_empty_workspace_to_the_first_administrator(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "w")
    path = first_administrator_path(workspace, at=datetime.now(UTC))
    workspace.close()
    with served(app_on(tmp_path / "w")) as address, empty_page(address) as page:
        page.goto(f"{path}?lang=en")
        assert page.get_by_role("heading").inner_text() == "The first administrator"
        assert page.get_by_label("supervisor").is_checked()
        page.keyboard.type("王小明")
        page.get_by_label("New password").fill("a quiet harbour at dusk")
        page.get_by_label("Once more").fill("a quiet harbour at dusk")
        page.get_by_role("button", name="Set your password").click()
        page.wait_for_url(f"{address}/")
        assert "王小明 (administrator, supervisor)" in page.locator("footer").inner_text()
