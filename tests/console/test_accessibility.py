"""axe finds nothing to complain about on any page, in the light and in the dark (WCAG 2.1 A and AA)."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from console.areas import EVERY_PAGE
from tests.console.browser import empty_page, served, sign_in
from tests.console.filled_workspace import an_ordinary_night
from tests.console.staff import STAFF, app_on, register
from tests.console.test_rights import READ, R

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

RULES = {
    "preload": False,
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
}
NO_PAGES = {"/health"}  # answers machines


def shown_to(role: R) -> list[str]:
    """The addresses of pages this role opens first: each page once over all roles, with what that role sees."""
    first = (R.SUPERVISOR, R.ADMINISTRATOR, R.OPERATOR, R.RULE_AUTHOR, R.TRAINER, R.TEAM_LEAD, R.AGENT)
    chosen = {route: next(r for r in first if r in readers) for route, (_, readers) in READ.items()}
    return [
        READ[route][0] for route, r in chosen.items() if r is role and route in EVERY_PAGE and route not in NO_PAGES
    ]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A served console over an ordinary night."""
    workspace: Path = an_ordinary_night(tmp_path_factory.mktemp("axe") / "workspace")
    register(workspace)
    with served(app_on(workspace)) as found:
        yield found


def complaints(page: "Page") -> list[str]:
    """What axe says of the page that is open: rule, what to do, and the first element, one line each."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [f"{page.url} {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_nobody_is_signed_in(address: str, scheme: str) -> None:
    with empty_page(address) as page:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto("/sign-in")
        assert complaints(page) == []


@pytest.mark.parametrize("role", [R.SUPERVISOR, R.ADMINISTRATOR, R.OPERATOR, R.RULE_AUTHOR, R.TRAINER, R.AGENT])
def test_axe_finds_nothing_on_any_page(address: str, role: R) -> None:
    paths = [path for path in (*shown_to(role), "/") if path.startswith("/")]
    found: list[str] = []
    with empty_page(address) as page:
        sign_in(page, STAFF[role].who)
        # Some examples of the table stand only in workspaces of their own tests (a backtest, a rulebook's version).
        there = [path for path in dict.fromkeys(paths) if page.request.get(path).status == 200]
        for path in there:
            page.goto(path)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found += complaints(page)
    assert there
    assert found == []
