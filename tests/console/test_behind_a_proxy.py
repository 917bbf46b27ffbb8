"""A served console behind a proxy that ends TLS: whose word is believed about the caller and about https."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from console.app import Serving
from console.doorkeeper import DoorPolicy
from console.guard import PublicAddress
from inspection.access.lock_out import LockOutPolicy
from inspection.errors import SettingsError
from records import audit
from records.database import reading
from records.workspace import Workspace
from tests.console.browser import served
from tests.console.page_text import page_of
from tests.console.staff import PASSWORD, app_on, register

HTTPS = {"Host": "qa.example", "X-Forwarded-Proto": "https"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proxy") / "workspace"
    Workspace.open(folder).close()
    register(folder)
    return folder


@pytest.fixture(scope="module")
def behind(folder: Path) -> Iterator[str]:
    """A console that trusts this machine as its proxy; two wrong passwords an address."""
    door = DoorPolicy(account=LockOutPolicy(free=50), address=LockOutPolicy(free=2))
    app = app_on(folder, serving=Serving(public=PublicAddress("qa.example"), door=door))
    with served(app, "127.0.0.1") as address:
        yield address


def sign_in(address: str, caller: str, password: str) -> httpx.Response:
    headers = HTTPS | {"X-Forwarded-For": caller}
    first = httpx.get(f"{address}/sign-in", headers=headers)
    token = page_of(first.text).one("input", name="form_token").attributes["value"]
    cookie = first.headers["set-cookie"].partition(";")[0]
    fields = {"form_token": token, "name": "Zhao", "password": password}
    return httpx.post(f"{address}/sign-in", headers=headers | {"Cookie": cookie}, data=fields)


def test_who_comes_by_the_proxy_signs_in_and_is_known_by_their_own_address(behind: str, folder: Path) -> None:
    answer = sign_in(behind, "203.0.113.7", PASSWORD)
    assert answer.status_code == 303
    assert "__Host-mingjian_session=" in answer.headers["set-cookie"]
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        last = audit.of(connection, "account:zhao")[-1]
    workspace.close()
    assert (last.action, last.after) == ("signed_in", {"address": "203.0.113.7"})
    assert (datetime.now(UTC) - last.at).total_seconds() < 60


def test_callers_behind_one_proxy_are_locked_out_one_by_one(behind: str) -> None:
    codes = [sign_in(behind, "203.0.113.9", "wrong wrong wrong").status_code for _ in range(3)]
    assert codes == [401, 401, 429]
    assert sign_in(behind, "203.0.113.10", PASSWORD).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [{"Host": "qa.example"}, HTTPS | {"X-Forwarded-Proto": "http"}, HTTPS | {"Host": "evil.example"},
     HTTPS | {"Host": "127.0.0.1"}, HTTPS | {"X-Forwarded-Host": "evil.example", "Host": "evil.example"}],
)  # fmt: skip
def test_whoever_does_not_come_by_https_under_the_public_name_is_refused(behind: str, headers: dict[str, str]) -> None:
    answer = httpx.get(f"{behind}/sign-in", headers=headers)
    assert answer.status_code == 400
    assert "set-cookie" not in answer.headers


def test_a_caller_who_is_no_proxy_cannot_claim_https_or_another_address(folder: Path) -> None:
    app = app_on(folder, serving=Serving(public=PublicAddress("qa.example")))
    with served(app, "10.9.9.9") as address:
        assert httpx.get(f"{address}/sign-in", headers=HTTPS).status_code == 400
        assert httpx.get(f"{address}/health").json() == {"status": "ok"}


def test_without_a_public_address_nobodys_word_is_believed(folder: Path) -> None:
    door = DoorPolicy(address=LockOutPolicy(free=2))
    with served(app_on(folder, serving=Serving(door=door))) as address:
        codes = []
        for caller in ("1.1.1.1", "2.2.2.2", "3.3.3.3"):
            with httpx.Client(base_url=address, headers={"X-Forwarded-For": caller}) as client:
                token = page_of(client.get("/sign-in").text).one("input", name="form_token").attributes["value"]
                fields = {"form_token": token, "name": "Admin", "password": "wrong"}
                codes.append(client.post("/sign-in", data=fields).status_code)
    assert codes == [401, 401, 429]


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://qa.example", "qa.example"), ("https://QA.example/", "qa.example"),
     ("https://qa.example:443", "qa.example"),
     ("https://qa.example:8443", "qa.example:8443")],
)  # fmt: skip
def test_public_addresses(url: str, host: str) -> None:
    assert PublicAddress.of(url).host == host
    assert PublicAddress.of(url).is_named_by(host.upper())


@pytest.mark.parametrize("url", ["", "http://qa.example", "https://a@qa.example", "https://qa.example/x", "https://:1",
                                 "https://qa.example:99999", "javascript:x"])  # fmt: skip
def test_addresses_that_are_none_are_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="give https://HOST"):
        PublicAddress.of(url)
