"""`mingjian accounts` and `mingjian serve` as an administrator uses them."""

import csv
import json
import re
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest

from cli.main import CANNOT_GO_ON
from console.app import Serving, create_app
from inspection.errors import InspectionError
from records import accounts, people
from records.database import reading
from records.workspace import Workspace
from tests.cli.running import mingjian


@dataclass(frozen=True)
class Done:
    """What the user of a command sees, and its exit code."""

    exit_code: int
    output: str


def run(*arguments: str) -> Done:
    result = mingjian(*arguments)
    if isinstance(result.exception, InspectionError):
        return Done(CANNOT_GO_ON, f"{result.output}error: {result.exception}")
    return Done(result.exit_code, result.output)


ROSTER = """agent_id,accounts,name,team,lead,site,vendor,channels,hired_on,role
A1001,linx;8001,林晓雯,售后一组,方若兰,苏州,自营,chat;phone,2023-04-10,坐席
A1002,zhou;8002,周大伟,售后一组,方若兰,苏州,自营,chat,2025-11-03,坐席
,,方若兰,售后一组,,苏州,自营,,2020-01-01,班组长
,,<b>x</b>,售后一组,,苏州,自营,,2020-01-01,坐席
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    Workspace.open(tmp_path / "w").close()
    return tmp_path / "w"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "agents.csv"
    file.write_text(ROSTER, encoding="utf-8")
    return file


def test_the_roster_becomes_people_accounts_and_links_nobody_else_can_read(
    workspace: Path, roster: Path, tmp_path: Path
) -> None:
    links = tmp_path / "links.csv"
    done = run("accounts", "import", str(roster), "--workspace", str(workspace), "--links", str(links), "--lang", "en",
               "--url", "https://qa.example")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "3 people changed, 3 new accounts." in done.output
    assert "the sign-in name cannot be used" in done.output
    rows = list(csv.DictReader(links.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["login"] for row in rows] == ["林晓雯", "周大伟", "方若兰"]
    assert all(re.fullmatch(r"https://qa\.example/welcome/[\w-]{43}", row["link"]) for row in rows)
    assert stat.S_IMODE(links.stat().st_mode) == 0o600
    one = Workspace.open(workspace)
    with reading(one.engine) as connection:
        lin = people.find(connection, "林晓雯")
        assert (lin.agent_id, lin.team, lin.site, lin.vendor) == ("A1001", "售后一组", "苏州", "自营")
        assert {a.login: a.password_hash for a in accounts.everybody(connection)} == dict.fromkeys(
            ("周大伟", "方若兰", "林晓雯")
        )
    one.close()


def test_importing_again_changes_nothing_and_makes_no_link(workspace: Path, roster: Path) -> None:
    run("accounts", "import", str(roster), "--workspace", str(workspace))
    again = run("accounts", "import", str(roster), "--workspace", str(workspace), "--lang", "en")
    assert "0 people changed, 0 new accounts." in again.output
    assert "welcome" not in again.output


def test_links_are_never_written_over_another_file(workspace: Path, roster: Path, tmp_path: Path) -> None:
    (tmp_path / "links.csv").write_text("mine", encoding="utf-8")
    refused = run(
        "accounts", "import", str(roster), "--workspace", str(workspace), "--links", str(tmp_path / "links.csv")
    )
    assert refused.exit_code == 2
    assert "the file is there already" in refused.output
    assert (tmp_path / "links.csv").read_text(encoding="utf-8") == "mine"
    assert listed(workspace) == {}


def listed(workspace: Path) -> dict[str, str]:
    out = run("accounts", "list", "--workspace", str(workspace), "--json").output
    return {row["login"]: row["state"] for row in map(json.loads, out.splitlines())}


def test_add_disable_enable_and_reset(workspace: Path) -> None:
    at = ("--workspace", str(workspace), "--lang", "en")
    added = run("accounts", "add", "Li Lei", "--role", "team_lead", "--team", "一组", *at)
    assert re.search(r"^http://127\.0\.0\.1:8000/welcome/[\w-]{43}$", added.output, re.MULTILINE)
    assert listed(workspace) == {"li lei": "waiting"}
    assert "li lei is disabled" in run("accounts", "disable", "LI LEI", "--reason", "left", *at).output
    assert listed(workspace) == {"li lei": "disabled"}
    assert "li lei is as it was" in run("accounts", "disable", "Li Lei", *at).output
    assert "li lei is enabled" in run("accounts", "disable", "Li Lei", "--enable", *at).output
    assert "/welcome/" in run("accounts", "reset", "Li Lei", *at).output
    assert "no password yet" in run("accounts", "list", *at).output
    again = run("accounts", "add", "li lei", "--role", "agent", *at)
    assert again.exit_code == 2
    assert "'li lei' has an account" in again.output
    assert run("accounts", "reset", "ghost", *at).exit_code == 2


def test_once_there_is_an_administrator_only_administrators_keep_accounts(workspace: Path) -> None:
    from datetime import UTC, datetime

    from console.first_run import first_administrator_path
    from tests.console.staff import FAST

    app = create_app(workspace, serving=Serving(passwords=FAST))
    one = Workspace.open(workspace)
    now = datetime.now(UTC)
    path = first_administrator_path(one, at=now)
    assert path is not None
    keeper = app._app.state.desk.keeper  # type: ignore[attr-defined]
    keeper.make_first_administrator(path.removeprefix("/welcome/"), "Zhao", "a quiet harbour at dusk", (), at=now)
    one.close()
    at = ("--workspace", str(workspace), "--role", "agent")
    refused = run("accounts", "add", "Li", *at)
    assert refused.exit_code == 2
    assert "nobody is registered as" in refused.output
    assert run("accounts", "add", "Li", *at, "--who", "Zhao").exit_code == 0
    wrong = run("accounts", "add", "Wang", *at, "--who", "Li")
    assert "it takes one of: administrator" in wrong.output


def test_beyond_this_machine_the_console_wants_a_proxy_that_ends_tls(workspace: Path) -> None:
    for host in ("0.0.0.0", "10.0.0.5", "::"):
        refused = run("serve", "--workspace", str(workspace), "--host", host)
        assert refused.exit_code == 2
        assert "passwords would travel in the open" in refused.output
    for url in ("http://qa.example", "https://", "https://user@qa.example", "https://qa.example/path", "qa.example",
                "https://qa.example:x", "https://qa.example?x=1"):  # fmt: skip
        refused = run("serve", "--workspace", str(workspace), "--public-url", url)
        assert refused.exit_code == 2, url
        assert "cannot be used" in refused.output


def test_serving_prints_the_first_link_and_believes_no_proxy_unless_told(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[dict[str, object]] = []
    monkeypatch.setattr("uvicorn.run", lambda app, **how: served.append(how))
    out = run("serve", "--workspace", str(workspace), "--lang", "en").output
    assert re.search(r"http://127\.0\.0\.1:8000/welcome/[\w-]{43}", out)
    monkeypatch.setenv("MINGJIAN_CONSOLE_TRUSTED_PROXIES", "10.0.0.9, 10.0.0.10")
    out = run("serve", "--workspace", str(workspace), "--host", "0.0.0.0", "--public-url", "https://QA.example").output
    assert "https://qa.example/welcome/" in out
    assert [how["proxy_headers"] for how in served] == [False, True]
    assert served[1]["forwarded_allow_ips"] == "10.0.0.9,10.0.0.10"
