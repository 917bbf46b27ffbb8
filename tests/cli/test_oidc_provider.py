"""The identity provider from the settings: what is refused at the start, and what the doctor says of it."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cli.doctor import findings_of
from cli.oidc_provider import CLIENT_SECRET, identity_provider, what_it_answers
from console.single_sign_on.provider import Provider
from inspection.access.api_token import ApiScope, WantedToken
from inspection.errors import ProviderUnreachable, SettingsError, SignOnError
from inspection.people import PersonRole
from records import api_tokens, provider_identities
from records.database import reading, writing
from records.provider_identities import Binding
from records.workspace import Workspace
from tests.cli.running import mingjian
from tests.console.own_provider import own_provider
from tests.console.staff import STAFF, register
from tests.pipelines.small_night import small_rules


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(CLIENT_SECRET, raising=False)
    return tmp_path / "mingjian.toml"


def write(settings: Path, **values: object) -> None:
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
    settings.write_text("\n".join(["[oidc]", *lines]), encoding="utf-8")


def test_without_an_issuer_there_is_none_and_nothing_is_asked(settings: Path) -> None:
    write(settings, client_id="mingjian")
    assert identity_provider() is None


@pytest.mark.parametrize(
    "issuer",
    ["http://sso.example.com", "http://10.0.0.9", "sso.example.com", "https://", "https://u:p@sso.example.com",
     "https://sso.example.com?x=1", "https://sso.example.com#x", "ftp://127.0.0.1"],
)  # fmt: skip
def test_an_issuer_in_the_open_is_refused_in_one_line(settings: Path, issuer: str) -> None:
    write(settings, issuer=issuer, client_id="mingjian")
    with pytest.raises(SettingsError, match=r"\[oidc\]: the issuer .* cannot be used.*give https://HOST"):
        identity_provider()


@pytest.mark.parametrize(
    "issuer",
    ["https://sso.example.com/realms/a", "http://127.0.0.1:9400", "http://localhost:9400", "http://[::1]:9400"],
)
def test_https_and_loopback_are_taken(settings: Path, issuer: str) -> None:
    write(settings, issuer=issuer, client_id="mingjian")
    found = identity_provider()
    assert found is not None
    assert (found.issuer, found.client_secret) == (issuer, "")


def test_the_secret_comes_from_the_variable_or_a_file_and_never_from_the_settings(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (settings.parent / "secret").write_text("from a file\n", encoding="utf-8")
    known = {"issuer": "https://sso.example.com", "client_id": "mingjian"}
    write(settings, **known, client_secret_file="secret")
    assert secret_now() == "from a file"
    monkeypatch.setenv(CLIENT_SECRET, " ")  # as a compose file gives a variable that is not set
    assert secret_now() == "from a file"
    monkeypatch.setenv(CLIENT_SECRET, "from the environment")
    assert secret_now() == "from the environment"
    assert "from the environment" not in repr(identity_provider())
    write(settings, **known, client_secret="in the open")
    with pytest.raises(SettingsError, match="no setting is named 'oidc_client_secret'"):
        identity_provider()


def secret_now() -> str:
    found = identity_provider()
    assert found is not None
    return found.client_secret


def test_what_is_missing_is_said(settings: Path) -> None:
    write(settings, issuer="https://sso.example.com")
    with pytest.raises(SettingsError, match="client_id is missing"):
        identity_provider()
    write(settings, issuer="https://sso.example.com", client_id="m", client_secret_file="nowhere")
    with pytest.raises(SettingsError, match="the secret cannot be read"):
        identity_provider()
    write(settings, issuer="https://sso.example.com", client_id="m", ca_file="mingjian.toml")
    with pytest.raises(SettingsError, match="no certificates in it"):
        identity_provider()


def test_the_console_does_not_start_with_an_issuer_in_the_open(settings: Path) -> None:
    write(settings, issuer="http://sso.example.com", client_id="mingjian")
    assert "cannot be used" in str(mingjian("serve", "--workspace", settings.parent).exception)


def test_whether_the_provider_answers_is_told_in_one_line(settings: Path) -> None:
    with own_provider() as provider:
        known = Provider(issuer=provider.issuer, client_id="mingjian")
        told = f"{provider.issuer} answers, 1 keys; this console is 'mingjian' there, as a public client"
        assert what_it_answers(known) == told
        with pytest.raises(SignOnError, match="calls itself 'http://127"):
            what_it_answers(replace(known, issuer=f"{provider.issuer}/"))
        provider.described = {"jwks_uri": f"{provider.issuer}/userinfo"}
        with pytest.raises(ProviderUnreachable, match="shows no keys"):
            what_it_answers(known)
    with pytest.raises(ProviderUnreachable, match=r"does not answer \(ConnectionRefusedError"):
        what_it_answers(known)


def test_the_doctor_lists_a_provider_that_does_not_answer(settings: Path) -> None:
    write(settings, issuer="http://127.0.0.1:1", client_id="mingjian")
    rules = small_rules(settings.parent / "book")
    found = next(f for f in findings_of(None, None, None, rules) if f.subject == "single sign-on")
    assert not found.ok
    assert found.detail.startswith("http://127.0.0.1:1: the provider does not answer")


def test_an_administrator_unbinds_an_account(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    Workspace.open(folder).close()
    register(folder)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        provider_identities.bind(
            connection,
            Binding(issuer="https://sso.example.com", subject="s-1", login="zhao", bound_at=datetime.now(UTC)),
        )
        wanted = WantedToken(name="reports", scopes=frozenset(ApiScope), days=30)
        api_tokens.add(connection, "hash", "zhao", wanted, by="zhao", at=datetime.now(UTC))
        api_tokens.add(connection, "other", "trainer", wanted, by="trainer", at=datetime.now(UTC))
    by = STAFF[PersonRole.ADMINISTRATOR].who
    command = ("accounts", "unbind", "Zhao", "--workspace", folder, "--lang", "zh")
    assert "may not do this step" in str(mingjian(*command, "--who", "Trainer").exception)
    assert "已与单位账号解除绑定" in mingjian(*command, "--who", by).output
    assert "没有变化" in mingjian(*command, "--who", by).output
    with reading(workspace.engine) as connection:
        assert provider_identities.every_of(connection, "zhao") == []
        living = [api_tokens.of(connection, login)[0].is_living(datetime.now(UTC)) for login in ("zhao", "trainer")]
    assert living == [False, True]
    workspace.close()
