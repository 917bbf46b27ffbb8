"""Signing in with an identity provider: as people do, as attackers try, and when the provider lies or is down."""

import base64
import hashlib
import hmac
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import Response
from joserfc.jwk import ECKey, OctKey, RSAKey
from starlette.testclient import TestClient

from console.app import Serving
from console.doorkeeper import DoorPolicy
from console.gate import without_gate
from console.single_sign_on.provider import Provider
from console.tokens import session_token, writer_mark
from inspection.access.lock_out import LockOutPolicy
from inspection.people import Person, PersonRole
from records import accounts, audit, people, provider_identities
from records.database import reading, writing
from records.workspace import Workspace
from tests.console.own_provider import ANOTHER_KEY, CLIENT, ITS_KEY, SECRET, OwnProvider, own_provider, unsigned
from tests.console.page_text import page_of
from tests.console.staff import BASE, CHINESE, PASSWORD, app_on, register, send, stranger

SESSION, COOKIE = "mingjian_session", "mingjian_sign_on"
LATER_S = 400


@dataclass
class Site:
    """A console beside a provider; the clock stands until it is moved."""

    folder: Path
    provider: OwnProvider
    now: datetime
    client: TestClient

    def begins(self, path: str = "/sign-in/provider", client: TestClient | None = None) -> str:
        """Where the button leads."""
        answer = (client or self.client).get(path)
        assert answer.status_code == 303, page_of(answer.text).one("main").text
        return answer.headers["location"]

    def signs_in(self, **person: Any) -> Response:
        """The whole way of somebody whom the provider names so."""
        self.provider.person = {"sub": "s-1", "preferred_username": "zhao"} | person
        return self.comes_back(self.provider.consents(self.begins()))

    def comes_back(self, brought: dict[str, str], client: TestClient | None = None) -> Response:
        return (client or self.client).get("/sign-in/provider/back", params=brought)

    def trail(self, login: str) -> list[tuple[str, str]]:
        """What the audit trail says about an account: (action, reason)."""
        workspace = Workspace.open(self.folder)
        with reading(workspace.engine) as connection:
            entries = audit.of(connection, f"account:{login}")
        workspace.close()
        return [(entry.action, entry.reason) for entry in entries]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sign_on") / "workspace"
    Workspace.open(folder).close()
    register(folder)
    return folder


@pytest.fixture
def site(furnished: Path, tmp_path: Path) -> Iterator[Site]:
    folder = Path(shutil.copytree(furnished, tmp_path / "workspace"))
    with own_provider() as provider:
        known = Provider(issuer=provider.issuer, client_id=CLIENT, client_secret=SECRET)
        policy = DoorPolicy(account=LockOutPolicy(free=3), address=LockOutPolicy(free=6))
        made = Site(folder, provider, datetime.now(UTC), None)  # type: ignore[arg-type]
        app = app_on(folder, serving=Serving(provider=known, door=policy, now=lambda: made.now))
        with TestClient(app, base_url=BASE):
            made.client = stranger(app)
            yield made


def wrong_of(answer: Response) -> str:
    return page_of(answer.text).one("p", role="alert").text


def is_in(client: TestClient) -> bool:
    return client.get("/account").status_code == 200


def test_the_button_leads_to_the_provider_and_back_into_the_account(site: Site) -> None:
    button = page_of(site.client.get("/sign-in?next=/ledger").text).one("a", id="provider")
    assert (button.text, button.attributes["href"]) == ("用单位账号登录", "/sign-in/provider?next=%2Fledger")
    url = site.begins(button.attributes["href"])
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    assert asked["redirect_uri"] == f"{BASE}/sign-in/provider/back"
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len({asked["state"], asked["nonce"], asked["code_challenge"]}) == 3
    answer = site.comes_back(site.provider.consents(url))
    assert (answer.status_code, answer.headers["location"]) == (303, "/ledger")
    assert site.client.get("/ledger").status_code == 200
    assert COOKIE not in site.client.cookies
    assert site.trail("zhao")[-2:] == [("identity_bound", ""), ("signed_in", "")]


def test_the_page_of_a_console_without_a_provider_has_no_button_and_no_addresses(tmp_path: Path) -> None:
    Workspace.open(tmp_path / "w").close()
    app = app_on(tmp_path / "w")
    with TestClient(app, base_url=BASE):
        client = stranger(app)
        assert page_of(client.get("/sign-in").text).all("a", id="provider") == []
        for path in ("/sign-in/provider", "/sign-in/provider/back", "/sign-in/provider/out"):
            assert client.get(path).status_code == 404


def test_each_of_its_addresses_has_a_gate(site: Site) -> None:
    routes = site.client.app._app.routes  # type: ignore[attr-defined]
    assert sum("/sign-in/provider" in getattr(route, "path", "") for route in routes) == 3
    assert list(without_gate(routes)) == []


def test_the_cookie_of_the_way_out_is_out_of_reach_and_short_lived(site: Site) -> None:
    answer = site.client.get("/sign-in/provider")
    flags = {part.strip().lower() for part in answer.headers["set-cookie"].split(";")}
    assert {"httponly", "samesite=lax", "path=/", "max-age=600"} <= flags


@pytest.mark.parametrize(
    "hostile", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/%0d%0aX:y"]
)
def test_nobody_is_led_to_another_site_afterwards(site: Site, hostile: str) -> None:
    answer = site.comes_back(site.provider.consents(site.begins(f"/sign-in/provider?next={hostile}")))
    assert urlsplit(answer.headers["location"]).netloc == ""
    assert answer.headers["location"] == "/"


def test_a_way_on_that_a_cookie_was_made_to_say_leads_home(site: Site) -> None:
    brought = site.provider.consents(site.begins())
    token = site.client.cookies[COOKIE].strip('"').partition(".")[0]
    site.client.cookies.clear()
    site.client.cookies.set(COOKIE, f"{token}.%2F%2Fevil.example", domain="127.0.0.1")
    assert site.comes_back(brought).headers["location"] == "/"


def test_who_is_signed_in_already_goes_on_at_once(site: Site) -> None:
    site.signs_in()
    assert site.client.get("/sign-in/provider?next=/ledger").headers["location"] == "/ledger"


# --- whose account opens


def test_the_subject_keeps_the_account_when_the_provider_renames_the_person(site: Site) -> None:
    site.signs_in()
    site.client.cookies.clear()
    assert site.signs_in(preferred_username="zhao.married").status_code == 303
    assert "Zhao" in page_of(site.client.get("/account").text).one("footer").text


def test_another_subject_under_the_same_name_does_not_inherit_the_account(site: Site) -> None:
    site.signs_in()
    site.client.cookies.clear()
    answer = site.signs_in(sub="s-2")
    assert answer.status_code == 401
    assert wrong_of(answer) == "您的单位账号在明鉴没有可用的账号,请联系管理员。"
    assert not is_in(site.client)
    assert site.trail("zhao")[-1] == ("sign_in_refused", "another subject of the provider under this name")


def test_who_took_the_name_of_somebody_bound_stays_in_their_own_account(site: Site) -> None:
    site.signs_in(sub="s-2", preferred_username="trainer")
    site.client.cookies.clear()
    assert site.signs_in(sub="s-2", preferred_username="zhao").status_code == 303
    assert "Trainer" in page_of(site.client.get("/account").text).one("footer").text


def test_after_unbinding_the_next_subject_under_the_name_gets_the_account(site: Site) -> None:
    site.signs_in()
    site.client.cookies.clear()
    workspace = Workspace.open(site.folder)
    with writing(workspace.engine) as connection:
        assert provider_identities.unbind(connection, "zhao", by="Admin", at=site.now, reason="new directory") == 1
        assert provider_identities.unbind(connection, "zhao", by="Admin", at=site.now, reason="again") == 0
    workspace.close()
    assert site.signs_in(sub="s-2").status_code == 303
    assert [action for action, _ in site.trail("zhao")][-3:] == ["identity_unbound", "identity_bound", "signed_in"]


@pytest.mark.parametrize("name", ["nobody.here", "<script>", "x" * 200, "zhao\u202e"])
def test_who_has_no_account_here_stays_out(site: Site, name: str) -> None:
    answer = site.signs_in(preferred_username=name)
    assert answer.status_code == 401
    assert wrong_of(answer) == "您的单位账号在明鉴没有可用的账号,请联系管理员。"
    assert not is_in(site.client)


@pytest.mark.parametrize("name", ["weiß", "ｗｅｉｓｓ", "ｗeiss", "wei\u017fs"])
def test_a_name_that_only_looks_like_one_here_is_somebody_else(site: Site, name: str) -> None:
    register(site.folder, Person(who="Weiss", roles=(PersonRole.SUPERVISOR,)))
    for _ in range(5):
        assert site.signs_in(sub="other", preferred_username=name).status_code in (401, 429)
    assert not is_in(site.client)
    assert [action for action, _ in site.trail("weiss")] == ["account_added", "password_set"]
    assert site.signs_in(preferred_username=" WEISS").status_code == 303


def test_an_account_that_is_switched_off_stays_shut_bound_or_not(site: Site) -> None:
    site.signs_in()
    site.client.cookies.clear()
    switched(site.folder, disabled=True)
    for sub in ("s-1", "s-2"):
        assert site.signs_in(sub=sub).status_code == 401
    assert not is_in(site.client)
    assert site.trail("zhao")[-1] == ("sign_in_refused", "no usable account")


def test_who_left_stays_out_and_a_session_ends_at_once(site: Site) -> None:
    site.signs_in()
    workspace = Workspace.open(site.folder)
    gone = Person(who="Zhao", roles=(PersonRole.SUPERVISOR,), active=False)
    with writing(workspace.engine) as connection:
        people.save(connection, [gone], who="Admin", at=site.now, reason="left")
    workspace.close()
    assert not is_in(site.client)
    site.client.cookies.clear()
    assert site.signs_in().status_code == 401


def test_an_account_without_a_password_opens_too(site: Site) -> None:
    workspace = Workspace.open(site.folder)
    with writing(workspace.engine) as connection:
        accounts.forget_password(connection, "zhao", by="Admin", at=site.now)
    workspace.close()
    assert site.signs_in().status_code == 303
    beside = stranger(site.client.app)  # type: ignore[arg-type]
    assert send(beside, "/sign-in", name="zhao", password=PASSWORD).status_code == 401


def switched(folder: Path, *, disabled: bool) -> None:
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        accounts.set_disabled(connection, "zhao", disabled=disabled, by="Admin", at=datetime.now(UTC), reason="test")
    workspace.close()


# --- what comes back must belong to this browser, and only once


def test_an_answer_with_another_state_is_refused_and_the_provider_is_not_asked(site: Site) -> None:
    brought = site.provider.consents(site.begins())
    site.provider.asked.clear()
    answer = site.comes_back(brought | {"state": "0" * 64})
    assert answer.status_code == 401
    assert wrong_of(answer).startswith("这次登录已过期或不是在此浏览器里开始的")
    assert site.provider.asked == []
    assert not is_in(site.client)


def test_what_an_attacker_began_cannot_be_finished_in_somebody_elses_browser(site: Site) -> None:
    brought = site.provider.consents(site.begins())
    victim = stranger(site.client.app)  # type: ignore[arg-type]
    assert site.comes_back(brought, victim).status_code == 401
    site.begins(client=victim)
    assert site.comes_back(brought, victim).status_code == 401
    assert not is_in(victim)


def test_a_code_works_once(site: Site) -> None:
    brought = site.provider.consents(site.begins())
    assert site.comes_back(brought).status_code == 303
    site.client.cookies.clear()
    again = parse_qs(urlsplit(site.begins()).query)["state"][0]
    answer = site.comes_back(brought | {"state": again})
    assert answer.status_code == 401
    assert not is_in(site.client)


def test_a_code_caught_elsewhere_is_worth_nothing_without_its_verifier(site: Site) -> None:
    caught = site.provider.consents(site.begins())["code"]
    thief = stranger(site.client.app)  # type: ignore[arg-type]
    state = parse_qs(urlsplit(site.begins(client=thief)).query)["state"][0]
    assert site.comes_back({"code": caught, "state": state}, thief).status_code == 401
    assert not is_in(thief)


def test_coming_back_twice_by_the_back_button_leads_home(site: Site) -> None:
    brought = site.provider.consents(site.begins())
    site.comes_back(brought)
    answer = site.comes_back(brought)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_who_says_no_at_the_provider_is_told_so(site: Site) -> None:
    state = parse_qs(urlsplit(site.begins()).query)["state"][0]
    answer = site.comes_back({"error": "access_denied", "state": state})
    assert wrong_of(answer) == "身份提供方没有放行,未登录。"
    assert not is_in(site.client)


def test_an_answer_that_names_another_issuer_is_refused(site: Site) -> None:
    brought = site.provider.consents(site.begins())
    assert site.comes_back(brought | {"iss": "https://evil.example"}).status_code == 401
    assert not is_in(site.client)


# --- tokens that must not be believed

NOW = int(datetime.now(UTC).timestamp())
LIES: dict[str, dict[str, Any]] = {
    "another nonce": {"nonce": "n"},
    "no nonce": {"nonce": None},
    "another audience": {"aud": "another client"},
    "several audiences and no party": {"aud": [CLIENT, "another client"]},
    "another party": {"azp": "another client"},
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "run out": {"exp": NOW - 120},
    "no end": {"exp": None},
    "made tomorrow": {"iat": NOW + 86_400},
    "no subject": {"sub": None},
    "a subject that is no text": {"sub": 7},
    "an empty subject": {"sub": ""},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_says_something_else_opens_nothing(site: Site, lie: str) -> None:
    site.provider.told = LIES[lie]
    answer = site.signs_in()
    assert answer.status_code == 401
    assert wrong_of(answer).startswith("身份提供方的答复未通过核验")
    assert not is_in(site.client)
    assert site.trail("?")[-1][0] == "sign_in_refused"


def test_the_right_party_among_several_audiences_is_believed(site: Site) -> None:
    site.provider.told = {"aud": [CLIENT, "another client"], "azp": CLIENT}
    assert site.signs_in().status_code == 303


def test_a_token_signed_by_another_key_opens_nothing(site: Site) -> None:
    site.provider.key = ANOTHER_KEY
    assert site.signs_in().status_code == 401
    assert not is_in(site.client)


def test_a_token_signed_by_a_key_nobody_shows_opens_nothing(site: Site) -> None:
    site.provider.key, site.provider.header = ANOTHER_KEY, {"alg": "ES256", "kid": "unheard of"}
    assert site.signs_in().status_code == 401


@pytest.mark.parametrize("kind", ["none", "shared secret", "no token", "rubbish"])
def test_a_token_without_a_signature_of_the_provider_opens_nothing(site: Site, kind: str) -> None:
    url = site.begins()
    asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
    claims = {
        "iss": site.provider.issuer, "aud": CLIENT, "sub": "s-1", "preferred_username": "zhao",
        "iat": NOW, "exp": NOW + 300, "nonce": asked["nonce"],
    }  # fmt: skip
    site.provider.raw_token = {
        "none": unsigned(claims),
        "shared secret": with_shared_secret(claims, ITS_KEY.as_pem(private=False)),
        "no token": " ",
        "rubbish": "a.b.c",
    }[kind]
    assert site.comes_back(site.provider.consents(url)).status_code == 401
    assert not is_in(site.client)


def with_shared_secret(claims: dict[str, Any], secret: bytes) -> str:
    """A token "signed" with the public key as if it were a secret of both (algorithm confusion)."""
    body = unsigned(claims, alg="HS256", kid="its own").removesuffix(".")
    mac = hmac.new(secret, body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def test_a_key_that_nobody_here_can_read_shuts_nobody_out(site: Site) -> None:
    its = ITS_KEY.as_dict(private=False)
    unknown: list[Any] = [
        {"kty": "EC", "crv": "secp999", "x": "AA", "y": "AA", "kid": "curve"},
        {"kty": "AKP", "alg": "ML-DSA-44", "pub": "x", "kid": "kind"},
        {"kty": "EC", "kid": "its own"}, {"kty": ["EC"]}, {}, "no key", None,
    ]  # fmt: skip
    site.provider.keys = {"keys": [*unknown, its]}
    assert site.signs_in().status_code == 303
    site.client.cookies.clear()
    none: list[dict[str, Any]] = [{"keys": unknown}, {"keys": []}, {"keys": None}, {"keys": 5}, {}]
    for nothing in none:
        site.provider.keys = nothing
        assert site.signs_in().status_code in (401, 503)
    assert not is_in(site.client)


def test_a_token_that_does_not_name_its_key_is_tried_with_each_and_believed_only_when_one_signed_it(site: Site) -> None:
    shared = OctKey.generate_key(256).as_dict(private=True)
    others = (ANOTHER_KEY, RSAKey.generate_key(2048), ECKey.generate_key("P-384"))
    shown = [*(key.as_dict(private=False) for key in others), shared]
    site.provider.header = {"alg": "ES256"}
    site.provider.keys = {"keys": [*shown, ITS_KEY.as_dict(private=False)]}
    for _ in range(3):
        assert site.signs_in().status_code == 303
        site.client.cookies.clear()
    for not_its in (shown, [*shown, ITS_KEY.as_dict(private=False) | {"use": "enc"}]):
        site.provider.keys = {"keys": not_its}
        assert site.signs_in().status_code == 401
    assert not is_in(site.client)


# --- asked every time


def test_at_shared_desks_the_provider_is_told_to_ask_and_must_say_that_it_did(site: Site) -> None:
    ask_every_time(site)
    asked = parse_qs(urlsplit(site.begins()).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    site.provider.told = {"auth_time": NOW - 3}
    assert site.signs_in().status_code == 303


@pytest.mark.parametrize("auth_time", [NOW - 8 * 3600, NOW - 700, None, "now", [NOW], float("nan")])
def test_who_signed_in_there_long_ago_does_not_open_an_account_at_a_shared_desk(site: Site, auth_time: object) -> None:
    """Whoever takes the wish out of the address in their browser gets a token all the same: it tells on them."""
    ask_every_time(site)
    site.provider.told = {"auth_time": auth_time}
    assert site.signs_in().status_code == 401
    assert not is_in(site.client)


def test_elsewhere_a_sign_in_of_the_morning_is_enough(site: Site) -> None:
    site.provider.told = {"auth_time": NOW - 8 * 3600}
    asked = parse_qs(urlsplit(site.begins()).query)
    assert not {"prompt", "max_age"} & set(asked)
    assert site.signs_in().status_code == 303


def ask_every_time(site: Site) -> None:
    known = Provider(issuer=site.provider.issuer, client_id=CLIENT, client_secret=SECRET, prompt="login")
    app = app_on(site.folder, serving=Serving(provider=known, now=lambda: site.now))
    site.client = stranger(app)


# --- who they are


def test_a_name_the_token_lacks_is_asked_for_of_the_same_subject(site: Site) -> None:
    site.provider.userinfo = {"sub": "s-1", "preferred_username": "zhao"}
    assert site.signs_in(preferred_username=None).status_code == 303


def test_what_is_said_of_another_subject_is_not_believed(site: Site) -> None:
    site.provider.userinfo = {"sub": "s-2", "preferred_username": "zhao"}
    assert site.signs_in(preferred_username=None).status_code == 401
    assert not is_in(site.client)


def test_an_account_that_comes_without_a_name_is_told_so(site: Site) -> None:
    site.provider.userinfo = {"sub": "s-1"}
    answer = site.signs_in(preferred_username=None)
    assert wrong_of(answer) == "单位账号没有提供可用的登录名,请联系管理员。"


# --- counting


def test_who_must_wait_for_wrong_passwords_waits_at_either_door(site: Site) -> None:
    for _ in range(4):
        send(site.client, "/sign-in", name="zhao", password="wrong wrong wrong")
    site.client.cookies.clear()
    answer = site.signs_in()
    assert answer.status_code == 429
    assert "请在" in wrong_of(answer)
    site.now += timedelta(seconds=31)
    assert site.signs_in().status_code == 303


def test_codes_that_are_not_right_are_counted_against_the_address(site: Site) -> None:
    for _ in range(6):
        state = parse_qs(urlsplit(site.begins()).query)["state"][0]
        assert site.comes_back({"code": "guessed", "state": state}).status_code == 401
    site.provider.asked.clear()
    state = parse_qs(urlsplit(site.begins()).query)["state"][0]
    assert site.comes_back({"code": "guessed", "state": state}).status_code == 429
    assert "/token" not in site.provider.asked


@pytest.mark.parametrize("broken", ["an expired secret", "a token that runs out at once", "no name"])
def test_a_provider_that_is_set_up_wrongly_locks_nobody_out_of_their_password(site: Site, broken: str) -> None:
    site.provider.described = {"token_endpoint": f"{site.provider.issuer}/no"} if "secret" in broken else {}
    site.provider.told = {"exp": 1} if "token" in broken else {"preferred_username": None}
    answers = [site.signs_in().status_code for _ in range(8)]
    assert answers[:6] == [401] * 6
    beside = stranger(site.client.app)  # type: ignore[arg-type]
    assert send(beside, "/sign-in", name="zhao", password=PASSWORD).status_code == 303


def test_who_must_wait_uses_up_nothing_of_the_address(site: Site) -> None:
    for _ in range(4):
        send(site.client, "/sign-in", name="zhao", password="wrong wrong wrong")
    site.client.cookies.clear()
    assert [site.signs_in().status_code for _ in range(8)] == [429] * 8
    assert site.signs_in(sub="s-2", preferred_username="trainer").status_code == 303


def test_wrong_passwords_of_an_address_leave_single_sign_on_open(site: Site) -> None:
    for number in range(7):
        send(site.client, "/sign-in", name=f"nobody{number}", password="wrong wrong wrong")
    assert send(site.client, "/sign-in", name="trainer", password=PASSWORD).status_code == 429
    assert site.signs_in().status_code == 303


def test_sign_ins_that_were_right_use_nothing_up(site: Site) -> None:
    for _ in range(10):
        site.client.cookies.clear()
        assert site.signs_in().status_code == 303


# --- a provider that is down, or is somebody else


def test_while_the_provider_is_down_the_page_says_so_and_passwords_work(site: Site) -> None:
    site.provider.status = 500
    answer = site.client.get("/sign-in/provider?next=/ledger")
    assert answer.status_code == 503
    assert wrong_of(answer).startswith("单位账号登录暂不可用:身份提供方没有应答")
    answer = send(site.client, "/sign-in", name="zhao", password=PASSWORD, next="/ledger")
    assert (answer.status_code, answer.headers["location"]) == (303, "/ledger")


def test_a_provider_that_is_down_is_not_asked_again_at_once_and_found_when_it_is_back(site: Site) -> None:
    site.provider.status = 500
    for _ in range(3):
        assert site.client.get("/sign-in/provider").status_code == 503
    assert len(site.provider.asked) == 1
    site.provider.status = 200
    site.now += timedelta(seconds=11)
    assert site.client.get("/sign-in/provider").status_code == 303


def test_a_provider_that_goes_down_on_the_way_locks_nobody_out(site: Site) -> None:
    for _ in range(8):
        brought = site.provider.consents(site.begins())
        site.provider.described = {"jwks_uri": f"{site.provider.issuer.rpartition(':')[0]}:1/keys"}
        site.now += timedelta(seconds=LATER_S)
        assert site.comes_back(brought).status_code == 503
        site.provider.described = {}
        site.now += timedelta(seconds=LATER_S)
    assert send(site.client, "/sign-in", name="zhao", password=PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("described", "status"),
    [
        ({"issuer": "https://evil.example"}, 503),
        ({"token_endpoint": "http://10.0.0.9/token"}, 503),
        ({"jwks_uri": None}, 503),
        ({"authorization_endpoint": "javascript:alert(1)"}, 503),
        ({"token_endpoint_auth_methods_supported": 5}, 503),
        ({"token_endpoint_auth_methods_supported": "client_secret_post"}, 503),
        ({"token_endpoint_auth_methods_supported": {"client_secret_post": True}}, 503),
        ({"jwks_uri": 5}, 503),
        ({"issuer": ["x"]}, 503),
    ],
)
def test_a_description_that_is_not_the_providers_or_not_safe_is_not_followed(
    site: Site, described: dict[str, Any], status: int
) -> None:
    site.provider.described = described
    assert site.client.get("/sign-in/provider").status_code == status


def test_a_provider_that_takes_the_secret_in_the_form_only_gets_it_there(site: Site) -> None:
    site.provider.described = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert site.signs_in().status_code == 303


# --- signing out


def test_who_signs_out_is_told_of_the_other_sign_in_and_led_to_its_end(site: Site) -> None:
    site.signs_in()
    answer = send(site.client, "/sign-out", on_page="/account")
    assert answer.headers["location"] == "/sign-in?out=1"
    page = page_of(site.client.get("/sign-in?out=1").text)
    assert page.one("p", role="status").text.startswith("您已退出明鉴。")
    url = site.client.get("/sign-in/provider/out").headers["location"]
    assert url.startswith(f"{site.provider.issuer}/bye?")
    asked = parse_qs(urlsplit(url).query)
    assert asked == {"client_id": [CLIENT], "post_logout_redirect_uri": [f"{BASE}/sign-in"]}
    assert not is_in(site.client)


def test_where_the_provider_cannot_sign_out_the_page_says_what_to_do(site: Site) -> None:
    site.provider.described = {"end_session_endpoint": None}
    answer = site.client.get("/sign-in/provider/out")
    assert answer.status_code == 404
    assert "请关闭浏览器" in wrong_of(answer)


def test_the_words_are_there_in_english(site: Site) -> None:
    english = stranger(site.client.app)  # type: ignore[arg-type]
    english.headers["Accept-Language"] = "en"
    assert page_of(english.get("/sign-in").text).one("a", id="provider").text.startswith("Sign in with your")
    assert "begin again" in wrong_of(site.comes_back({"code": "x", "state": "y"}, english))
    assert CHINESE["Accept-Language"] == "zh-CN"


# --- what was written while the session ended


def test_what_a_browser_kept_is_shown_to_its_writer_before_it_is_sent(site: Site) -> None:
    site.signs_in()
    kept = f"verdict=met&form_token=stolen&written_by={writer_mark(site.client.cookies[SESSION])}"
    answer = send(site.client, "/send-again", send_to="/bench/submit", kept=kept)
    assert answer.status_code == 200
    form = page_of(answer.text).one("form", method="post", action="/bench/submit")
    sent = {one.attributes["name"]: one.attributes["value"] for one in form.all("input")}
    assert sent["verdict"] == "met"
    assert sent["form_token"] != "stolen"


@pytest.mark.parametrize("written_by", ["somebody else", "nobody", "rubbish"])
def test_what_somebody_else_wrote_is_neither_shown_nor_sent(site: Site, written_by: str) -> None:
    mark = {"somebody else": writer_mark(session_token("trainer")), "nobody": "", "rubbish": "x.y"}[written_by]
    site.signs_in()
    answer = send(site.client, "/send-again", send_to="/bench/submit", kept=f"comment=secret&written_by={mark}")
    assert answer.status_code == 200
    assert "已丢弃" in page_of(answer.text).one("p", role="status").text
    assert "secret" not in answer.text
    assert "/bench/submit" not in answer.text


@pytest.mark.parametrize("hostile", ["https://evil.example/x", "//evil.example", "/\\evil.example", ""])
def test_nothing_is_sent_again_to_another_site(site: Site, hostile: str) -> None:
    site.signs_in()
    assert send(site.client, "/send-again", send_to=hostile, kept="a=b").status_code == 404


def test_nobody_hands_over_a_form_without_a_session(site: Site) -> None:
    assert site.client.get("/send-again").status_code == 303
    answer = site.client.post("/send-again", data={"send_to": "/bench/submit", "kept": "a=b"})
    assert answer.status_code == 401
