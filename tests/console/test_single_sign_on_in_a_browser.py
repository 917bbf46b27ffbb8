"""Single sign-on in a real browser against a provider process nobody here wrote: in, refused, out, nothing lost."""

import importlib.util
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from console.app import Serving, the_time
from console.guard import Guard
from console.single_sign_on.provider import Provider
from records import accounts, audit, reviews
from records.database import reading, writing
from records.workspace import Workspace
from tests.console.bench_site import Clock, bench_site
from tests.console.browser import empty_page, served
from tests.console.provider_process import name_anew, provider_process
from tests.console.staff import app_on

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(importlib.util.find_spec("oidc_provider_mock") is None, reason="extra dev is not installed"),
]

PEOPLE = {
    "u-1001": {"preferred_username": "wang", "email": "wang@example.com"},
    "u-1002": {"preferred_username": "nobody.here"},
    "u-1003": {"preferred_username": "trainer"},
    "u-1004": {"preferred_username": "li"},
    "u-1005": {"preferred_username": "li"},
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider_process(PEOPLE) as address:
        yield address


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bench_site(tmp_path_factory.mktemp("sign_on"), at=the_time())


@pytest.fixture
def folder(centre: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(centre, tmp_path / "workspace"))


def app_beside(issuer: str, folder: Path, clock: Clock | None = None) -> Guard:
    provider = Provider(issuer=issuer, client_id="mingjian", client_secret="secret", label="用集团账号登录")
    return app_on(folder, serving=Serving(provider=provider, now=clock or the_time))


@contextmanager
def browser_at(app: Guard) -> Iterator["Page"]:
    """A browser on the console; what the provider's own pages want from elsewhere is empty, for there is no network."""
    with served(app) as address, empty_page(address) as page:
        page.route(re.compile(r"https://|/favicon\.ico"), lambda route: route.fulfill(status=200, body=""))
        yield page


@pytest.fixture
def page(issuer: str, folder: Path) -> Iterator["Page"]:
    with browser_at(app_beside(issuer, folder)) as opened:
        yield opened


def by_button(page: "Page", subject: str, label: str = "用集团账号登录") -> None:
    """Press the button here and say who one is there."""
    page.get_by_role("link", name=label).click()
    page.get_by_role("button", name=subject, exact=True).first.click()
    page.wait_for_load_state()


def test_from_a_link_to_the_provider_to_the_very_page_and_out_again(page: "Page", folder: Path) -> None:
    page.goto("/interactions/drop/fatal-1")
    page.wait_for_url("**/sign-in?next=*")
    assert page.evaluate("document.activeElement.id") == "provider"
    by_button(page, "u-1001")
    page.wait_for_url("**/interactions/drop/fatal-1")
    assert "查看人: Wang" in page.locator("footer").inner_text()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in?out=1")
    assert page.get_by_role("status").inner_text().startswith("您已退出明鉴。")
    page.get_by_role("link", name="一并退出单位账号").click()
    page.get_by_role("button", name="End session").click()
    page.wait_for_url("**/sign-in")
    page.go_back()
    page.goto("/")
    page.wait_for_url("**/sign-in")
    assert actions(folder, "wang") == ["identity_bound", "signed_in", "signed_out"]


def test_who_has_no_account_is_told_so_and_the_password_still_works(page: "Page") -> None:
    page.goto("/sign-in")
    by_button(page, "u-1002")
    assert page.get_by_role("alert").inner_text() == "您的单位账号在明鉴没有可用的账号,请联系管理员。"
    sign_in_here(page, "Wang")
    page.wait_for_url("**/")
    assert "查看人: Wang" in page.locator("footer").inner_text()


def sign_in_here(page: "Page", name: str) -> None:
    page.get_by_label("登录名", exact=True).fill(name)
    page.get_by_label("密码", exact=True).fill("柳絮 over quiet water 7")
    page.get_by_role("button", name="登录", exact=True).click()


def test_who_says_no_there_is_not_signed_in_here(page: "Page") -> None:
    page.goto("/sign-in")
    page.get_by_role("link", name="用集团账号登录").click()
    page.get_by_role("button", name="Deny").click()
    page.wait_for_load_state()
    assert page.get_by_role("alert").inner_text().startswith("身份提供方没有放行")


def test_a_name_given_to_somebody_else_there_does_not_open_the_account_here(page: "Page") -> None:
    page.goto("/sign-in")
    by_button(page, "u-1004")
    page.wait_for_url("**/")
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in?out=1")
    by_button(page, "u-1005")
    assert page.get_by_role("alert").inner_text().startswith("您的单位账号在明鉴没有可用的账号")


def test_a_renamed_person_keeps_the_account_and_a_switched_off_one_stays_shut(
    page: "Page", issuer: str, folder: Path
) -> None:
    page.goto("/sign-in")
    by_button(page, "u-1003")
    page.wait_for_url("**/")
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in?out=1")
    name_anew(issuer, "u-1003", {"preferred_username": "trainer.renamed"})
    by_button(page, "u-1003")
    page.wait_for_url("**/")
    assert "查看人: Trainer" in page.locator("footer").inner_text()
    switch_off(folder, "trainer")
    page.goto("/")
    page.wait_for_url("**/sign-in")
    by_button(page, "u-1003")
    assert page.get_by_role("alert").inner_text().startswith("您的单位账号在明鉴没有可用的账号")


def test_a_provider_that_is_gone_is_told_in_one_line(folder: Path) -> None:
    with provider_process({}) as gone:
        app = app_beside(gone, folder)
    with browser_at(app) as page:
        page.goto("/sign-in")
        answer = page.request.get("/sign-in/provider")
        assert answer.status == 503
        assert "身份提供方没有应答。请稍后再试,或用登录名和密码登录。" in answer.text()
        sign_in_here(page, "Wang")
        page.wait_for_url("**/")
        assert "查看人: Wang" in page.locator("footer").inner_text()


def test_a_verdict_written_while_the_session_ended_is_not_lost_by_single_sign_on(issuer: str, folder: Path) -> None:
    clock = Clock(the_time())
    with browser_at(app_beside(issuer, folder, clock)) as page:
        page.goto("/sign-in")
        by_button(page, "u-1001")
        page.goto("/interactions/drop/fatal-1")
        with page.expect_navigation():
            page.keyboard.press("t")
        page.keyboard.press("n")
        page.keyboard.press("2")
        clock.pass_by(minutes=45)
        page.keyboard.press("Enter")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "刚才填写的内容都还在" in page.get_by_role("alert").inner_text()
        by_button(page, "u-1001")
        page.get_by_role("status").wait_for()
        assert "尚未提交" in page.get_by_role("status").inner_text()
        with page.expect_navigation():
            page.get_by_role("button", name="再次提交").click()
        assert page.evaluate("sessionStorage.length") == 0
        page.goto("/send-again")
        assert "没有需要再次提交的内容" in page.locator("main").inner_text()
    assert verdicts(folder) == [("rude", "met", "misheard")]


def test_what_nobody_came_back_for_does_not_wait_for_the_next_at_the_desk(page: "Page") -> None:
    page.goto("/sign-in")
    page.evaluate("sessionStorage.setItem('mingjian-kept-form', '[\"/x\", \"a=b\"]')")
    page.goto("/sign-in?next=/send-again")
    assert page.evaluate("sessionStorage.length") == 1
    page.goto("/sign-in")
    assert page.evaluate("sessionStorage.length") == 0


def actions(folder: Path, login: str) -> list[str]:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        entries = audit.of(connection, f"account:{login}")
    workspace.close()
    return [entry.action for entry in entries if entry.action not in ("account_added", "password_set")]


def switch_off(folder: Path, login: str) -> None:
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        accounts.set_disabled(connection, login, disabled=True, by="Admin", at=datetime.now(UTC), reason="left")
    workspace.close()


def verdicts(folder: Path) -> list[tuple[str | None, str | None, str | None]]:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = reviews.of(connection, "e-fatal-1")
    workspace.close()
    return [(one.item, one.state, one.reason_code) for one in found]
