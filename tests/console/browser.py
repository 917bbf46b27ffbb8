"""A real browser on a served console: Chromium by playwright, and nothing it complains about goes unnoticed."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import uvicorn

from console.guard import Guard
from tests.console.staff import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@contextmanager
def served(app: Guard, trusted_proxies: str = "") -> Iterator[str]:
    """The address of a console that answers on a free port of this machine, as `mingjian serve` serves it."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", proxy_headers=bool(trusted_proxies),
                       forwarded_allow_ips=trusted_proxies or None)
    )  # fmt: skip
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the console did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def empty_page(address: str) -> Iterator["Page"]:
    """An empty page of a Chinese browser; what goes wrong inside it fails the test."""
    if not CHROMIUM:
        reason = "no Chromium on the PATH: install the package chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", base_url=address)
        opened = context.new_page()
        wrong: list[str] = []
        opened.on("console", lambda message: wrong.append(message.text))
        opened.on("pageerror", lambda error: wrong.append(str(error)))
        yield opened
        browser.close()
    # a refused sign-in is an answer, not a fault of the page
    assert [text for text in wrong if "status of 401" not in text] == [], wrong


def sign_in(page: "Page", name: str, password: str = PASSWORD) -> None:
    """Sign in by keyboard, as the page's form asks."""
    page.goto("/sign-in")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
