"""A review by keyboard alone in a real browser: what is heard, what is pressed, how long it takes, what is kept."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from console.app import the_time
from records import reviews
from records.database import reading
from records.workspace import Workspace
from tests.console.bench_site import AT_S, WORDS, Clock, bench_app, bench_site
from tests.console.browser import empty_page, served, sign_in
from tests.console.staff import PASSWORD, app_on

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

HEARS = "!audio.paused && audio.currentTime > %s"
NOW = "audio.currentTime"
STILL = "audio.paused"


def until(page: "Page", holds: str, within_s: float = 6.0) -> None:
    """Wait for something to hold; the content policy forbids the browser to do it for us."""
    end = time.monotonic() + within_s
    while not page.evaluate(holds):
        assert time.monotonic() < end, f"never: {holds}"
        time.sleep(0.02)


@dataclass
class Keyboard:
    """A person at the keyboard, whose presses are counted."""

    page: "Page"
    presses: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.presses += 1
            self.page.keyboard.press(key)

    def lead_on(self, key: str) -> None:
        with self.page.expect_navigation():
            self.press(key)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bench_site(tmp_path_factory.mktemp("bench"), at=the_time())


@pytest.fixture
def folder(tmp_path: Path, centre: Path) -> Path:
    return Path(shutil.copytree(centre, tmp_path / "workspace"))


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with served(app_on(folder)) as found:
        yield found


@pytest.fixture
def page(address: str) -> Iterator["Page"]:
    with empty_page(address) as opened:
        sign_in(opened, "Wang")
        yield opened


def verdicts(folder: Path, interaction_id: str) -> list[tuple[str | None, str | None, str | None, float | None]]:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = reviews.of(connection, f"e-{interaction_id}")
    workspace.close()
    return [(r.item, r.state, r.reason_code, r.seconds_spent) for r in found]


def test_a_verdict_takes_three_keys_and_the_very_moment_is_heard(page: "Page", folder: Path) -> None:
    page.goto("/interactions/drop/fatal-1")
    hand, begun = Keyboard(page), time.monotonic()
    hand.lead_on("t")  # take it: the evidence is lit and heard by itself
    until(page, HEARS % (AT_S[0] - 0.8))
    assert page.evaluate(NOW) < AT_S[0] + 0.6
    assert page.evaluate("Array.from(document.querySelectorAll('mark.lit')).map(m => m.textContent).join('')") == WORDS
    hand.press("y")  # the machine is right
    hand.lead_on("Enter")  # submit and go to the next of the group
    assert hand.presses == 3
    assert time.monotonic() - begun < 6  # of a machine; a person adds the listening
    assert page.url.split("?")[0].endswith("/interactions/drop/fatal-2")
    assert page.evaluate("document.querySelector('.asked.here, .asked').id") == "item-0-rude"
    ((item, state, reason, seconds),) = verdicts(folder, "fatal-1")
    assert (item, state, reason) == ("rude", "unmet", "agrees")
    assert seconds is not None
    assert 0 <= seconds < 8


def test_the_moment_ends_by_itself_and_the_sound_can_be_moved_and_hastened(page: "Page") -> None:
    page.goto("/interactions/drop/fatal-1")
    page.keyboard.press(">")
    page.keyboard.press(">")
    assert page.evaluate("audio.playbackRate") == 1.5
    page.keyboard.press("j")
    until(page, HEARS % (AT_S[0] - 0.8))
    until(page, "document.querySelector('#turn-1.now') !== null")
    until(page, STILL)
    assert AT_S[1] <= page.evaluate(NOW) < AT_S[1] + 0.9
    line = page.evaluate("Number(document.querySelector('.playhead').getAttribute('x1'))")
    assert line == pytest.approx(1000 * page.evaluate(NOW) / 64, abs=15)
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(NOW) == pytest.approx(AT_S[1] + 0.5 - 3, abs=0.6)
    page.keyboard.press("p")
    until(page, "!audio.paused")
    page.keyboard.press(" ")
    until(page, STILL)
    box = page.locator(".wave").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    until(page, "audio.currentTime > 47.5 && audio.currentTime < 49.5")


def test_the_machine_is_called_wrong_with_a_reason_by_keyboard(page: "Page", folder: Path) -> None:
    page.goto("/interactions/drop/fatal-1")
    hand = Keyboard(page)
    hand.lead_on("t")
    hand.press("n")
    assert page.evaluate("document.activeElement.name") == "reason-rude"
    hand.press("4", "Enter")  # 4 引述或否定
    until(page, "document.querySelector('#live-score .big').textContent === '100'")
    hand.lead_on("Enter")
    assert hand.presses == 5
    assert [v[:3] for v in verdicts(folder, "fatal-1")] == [("rude", "met", "quoted")]


def test_a_comment_and_a_correction_take_the_moment_along(page: "Page") -> None:
    page.goto("/interactions/drop/fatal-1")
    page.keyboard.press("j")
    until(page, "document.querySelector('#turn-1.now') !== null")
    page.keyboard.press("c")
    assert page.evaluate("document.querySelector('#write-comment [name=turn]').value") == "2"
    page.keyboard.type("say it earlier")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "say it earlier" in page.locator("#turn-1").inner_text()
    page.evaluate(
        "() => { const word = document.querySelector('#turn-1 .weak').firstChild;"
        " getSelection().setBaseAndExtent(word, 0, word, word.length); }"
    )
    page.keyboard.press("e")
    filled = "n => document.querySelector(`#write-words [name=${n}]`).value"
    assert [page.evaluate(filled, name) for name in ("start", "turn", "heard")] == ["2", "2", "怎么"]
    page.keyboard.type("zenme")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#turn-1 .corrected ins").inner_text() == "zenme"


def test_the_help_sheet_opens_and_closes_and_keys_rest_meanwhile(page: "Page") -> None:
    page.goto("/interactions/drop/fatal-1")
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.keyboard.press("t")
    assert page.locator("#review").count() == 0
    page.keyboard.press("?")
    assert not page.locator("#help").is_visible()


def test_the_second_of_two_reviewers_sees_who_was_faster(page: "Page", address: str) -> None:
    page.goto("/interactions/drop/fatal-1")
    with page.context.browser.new_context(locale="zh-CN", base_url=address) as other:  # type: ignore[union-attr]
        second = other.new_page()
        sign_in(second, "Li")
        second.goto("/interactions/drop/fatal-1")
        with page.expect_navigation():
            page.keyboard.press("t")
        with second.expect_navigation():
            second.keyboard.press("t")
        assert "别人正在复核它。" in second.locator(".problem").inner_text()
        assert "Wang 正在复核" in second.locator(".held").inner_text()


@pytest.mark.parametrize("width", [1280, 820])
def test_the_bench_is_never_wider_than_the_screen(page: "Page", width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/interactions/drop/fatal-1")
    with page.expect_navigation():
        page.keyboard.press("t")
    page.keyboard.press("n")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_session_that_ends_in_the_middle_of_a_verdict_loses_nothing(folder: Path) -> None:
    clock = Clock(the_time())
    with served(bench_app(folder, clock)) as address, empty_page(address) as page:
        sign_in(page, "Wang")
        page.goto("/interactions/drop/fatal-1")
        with page.expect_navigation():
            page.keyboard.press("t")
        page.keyboard.press("n")
        page.keyboard.press("2")  # 2 识别错误
        clock.pass_by(minutes=45)
        page.keyboard.press("Enter")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.locator("input[name=name]").fill("Wang")
        page.locator("input[type=password]").fill(PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        with page.expect_navigation():
            page.locator("main form button").click()
    assert [v[:3] for v in verdicts(folder, "fatal-1")] == [("rude", "met", "misheard")]
