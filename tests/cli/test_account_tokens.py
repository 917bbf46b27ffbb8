"""Tokens and webhooks by command, as an administrator types them."""

import json
from pathlib import Path

import pytest

from records.database import reading
from records.webhook_outbox import latest
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Workspace.open(tmp_path / "w").close()
    for name, role in (("Zhao", "administrator"), ("BI", "trainer")):
        assert (
            mingjian("accounts", "add", name, "--role", role, "--workspace", tmp_path / "w", "--who", "Zhao").exit_code
            == 0
        )
    return tmp_path / "w"


def rows(*arguments: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in mingjian(*arguments, "--json").stdout.splitlines()]


def test_a_token_is_printed_once_listed_without_its_secret_and_revoked(folder: Path) -> None:
    made = mingjian("accounts", "token", "add", "BI", "--scope", "flags:read", "--for", "x", "--workspace", folder,
                    "--who", "Zhao", "--lang", "en")  # fmt: skip
    secret = made.stdout.strip()
    assert len(secret) >= 43
    (token,) = rows("accounts", "token", "list", "--workspace", folder)
    assert (token["login"], token["name"], token["scopes"], token["revoked_at"]) == ("bi", "x", ["flags:read"], None)
    assert secret not in json.dumps(token)
    assert (
        mingjian("accounts", "token", "revoke", token["token_id"], "--workspace", folder, "--who", "BI").exit_code == 0
    )
    assert rows("accounts", "token", "list", "--workspace", folder)[0]["revoked_at"]


def test_a_reset_ends_every_token(folder: Path) -> None:
    common = ("--workspace", folder, "--who", "Zhao")
    mingjian("accounts", "token", "add", "BI", "--scope", "flags:read", "--for", "x", *common)
    assert mingjian("accounts", "reset", "BI", *common).exit_code == 0
    (token,) = rows("accounts", "token", "list", "--workspace", folder)
    assert token["revoked_at"]


def test_tokens_that_cannot_be_made_are_refused_in_one_line(folder: Path) -> None:
    common = ("--workspace", folder, "--who", "Zhao")
    unknown = error_of("accounts", "token", "add", "nobody", "--scope", "flags:read", "--for", "x", *common)
    assert unknown.code == "unknown_account"
    endless = error_of("accounts", "token", "add", "BI", "--scope", "flags:read", "--for", "x", "--days", 400, *common)
    assert endless.code == "bad_token"
    assert error_of("accounts", "token", "revoke", "token_x", *common).code == "unknown_token"


def test_a_webhook_needs_a_host_of_the_settings_and_can_be_ended(folder: Path) -> None:
    command = ("webhooks", "add", "https://crm.example.com/qa", "--event", "night_finished", "--workspace", folder,
               "--who", "Zhao")  # fmt: skip
    assert error_of(*command).code == "host_not_allowed"
    (folder.parent / "mingjian.toml").write_text('[webhooks]\nhosts = ["crm.example.com"]\n', encoding="utf-8")
    assert mingjian(*command).stdout.startswith("whsec_")
    (webhook,) = rows("webhooks", "list", "--workspace", folder)
    assert (webhook["url"], webhook["active"], webhook["waiting"]) == ("https://crm.example.com/qa", True, 0)
    ended = mingjian("webhooks", "end", webhook["webhook_id"], "--workspace", folder, "--who", "Zhao")
    assert ended.exit_code == 0
    assert rows("webhooks", "list", "--workspace", folder)[0]["active"] is False
    assert mingjian("webhooks", "deliver", "--workspace", folder).exit_code == 0
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        assert latest(connection) == []
    workspace.close()
