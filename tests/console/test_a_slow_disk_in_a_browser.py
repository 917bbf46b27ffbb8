"""A disk that is slow, or held by a night, in a real browser: pages answer, a verdict is neither lost nor doubled."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from console.app import the_time
from records import reviews
from records.database import reading
from records.workspace import DATABASE_FILE, Workspace
from tests.console.bench_site import Clock, bench_app, bench_site
from tests.console.browser import empty_page, served, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HELD_S = 2.0
CALL = "/interactions/drop/fatal-1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return bench_site(tmp_path, at=the_time())


@pytest.fixture
def page(folder: Path) -> Iterator["Page"]:
    with served(bench_app(folder, Clock(the_time()))) as address, empty_page(address) as opened:
        sign_in(opened, "Wang")
        yield opened


@contextmanager
def disk_held(folder: Path, for_s: float) -> Iterator[None]:
    """Somebody else writes for so long, as a night on a slow disk does: every other writer waits."""
    begun = threading.Event()

    def hold() -> None:
        other = sqlite3.connect(folder / DATABASE_FILE, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        begun.set()
        time.sleep(for_s)
        other.execute("ROLLBACK")
        other.close()

    thread = threading.Thread(target=hold)
    thread.start()
    assert begun.wait(10)
    yield
    thread.join()


def verdicts(folder: Path) -> list[tuple[str | None, str | None]]:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = reviews.of(connection, "e-fatal-1")
    workspace.close()
    return [(one.item, one.state) for one in found]


def test_a_verdict_sent_while_the_disk_is_held_waits_and_is_kept_once(page: "Page", folder: Path) -> None:
    page.goto(CALL)
    with page.expect_navigation():
        page.keyboard.press("t")
    page.keyboard.press("y")
    begun = time.monotonic()
    with disk_held(folder, HELD_S):
        page.keyboard.press("s")
        page.keyboard.press("s")  # nobody waits patiently
        page.wait_for_selector(".notice:has-text('已提交')")
    assert time.monotonic() - begun >= HELD_S - 0.2
    assert "已提交" in page.locator(".notice").first.inner_text()
    assert verdicts(folder) == [("rude", "unmet")]


def test_lists_are_read_while_the_disk_is_held(page: "Page", folder: Path) -> None:
    with disk_held(folder, HELD_S):
        begun = time.monotonic()
        page.goto("/reviews")
        took_s = time.monotonic() - begun
        assert "fatal-1" in page.locator("main").inner_text()
    assert took_s < HELD_S


def test_going_back_from_a_refusal_brings_the_verdict_back(page: "Page", folder: Path) -> None:
    page.goto(CALL)
    with page.expect_navigation():
        page.keyboard.press("t")
    page.keyboard.press("y")
    # the helper of browser tests lets 401 pass, of all refusals; the browser treats them alike
    away = "<link rel=icon href='data:,'>the database is away"  # a page without an icon asks for one
    page.route("**/bench/submit", lambda route: route.fulfill(status=401, body=away, content_type="text/html"))
    with page.expect_navigation():
        page.keyboard.press("s")
    page.unroute("**/bench/submit")
    page.go_back()
    page.wait_for_url(f"**{CALL}*")
    chosen = page.locator("#review input[type=radio]:checked").all()
    assert [one.get_attribute("value") for one in chosen] == ["unmet"]
    with page.expect_navigation():
        page.keyboard.press("s")
    assert verdicts(folder) == [("rude", "unmet")]
