"""Signing in and out as people and attackers do it."""

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.app import Serving
from console.doorkeeper import DoorPolicy
from console.guard import Guard, PublicAddress
from console.passwords import Passwords
from console.tokens import form_token as token_of
from inspection.access.lock_out import LockOutPolicy
from inspection.people import PersonRole
from records import accounts, audit, people
from records.database import reading, writing
from records.workspace import Workspace
from tests.console.filled_workspace import an_ordinary_night
from tests.console.page_text import Element, page_of
from tests.console.staff import (
    BASE,
    CHINESE,
    PASSWORD,
    STAFF,
    SignedIn,
    app_on,
    form_token,
    register,
    send,
    signed_in,
    stranger,
)

SESSION = "mingjian_session"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.time

    def moves(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = an_ordinary_night(tmp_path_factory.mktemp("door") / "workspace")
    register(folder)
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(folder: Path, clock: Clock) -> Iterator[Guard]:
    """A console whose clock the test moves: 3 wrong passwords an account, 6 an address."""
    policy = DoorPolicy(account=LockOutPolicy(free=3), address=LockOutPolicy(free=6))
    register(folder)
    app = app_on(folder, serving=Serving(door=policy, now=clock))
    with TestClient(app, base_url=BASE):
        yield app


def from_address(app: Guard, address: str) -> TestClient:
    return TestClient(app, base_url=BASE, headers=CHINESE, follow_redirects=False, client=(address, 50000))


def attempt(client: TestClient, name: str = "Zhao", password: str = "not the password", **more: str) -> int:
    return send(client, "/sign-in", name=name, password=password, **more).status_code


def test_the_right_password_opens_and_signing_out_closes(door: Guard) -> None:
    client = signed_in(door)
    assert client.get("/ledger").status_code == 200
    client.follow_redirects = False
    answer = send(client, "/sign-out", on_page="/account")
    assert answer.headers["location"] == "/sign-in"
    assert client.get("/ledger").status_code == 303


def test_a_token_of_a_session_that_was_signed_out_is_worth_nothing(door: Guard) -> None:
    client = signed_in(door)
    token = client.cookies[SESSION]
    send(client, "/sign-out", on_page="/account")
    thief = stranger(door)
    thief.cookies.set(SESSION, token)
    assert thief.get("/account").status_code == 303


@pytest.mark.parametrize("name", ["zhao", "ZHAO", " Zhao ", "Ｚｈａｏ"])
def test_any_spelling_of_the_name_is_the_account(door: Guard, name: str) -> None:
    assert attempt(from_address(door, f"10.1.0.{len(name)}"), name, PASSWORD) == 303


def test_the_database_holds_neither_password_nor_token(door: Guard, folder: Path) -> None:
    token = signed_in(door).cookies[SESSION]
    raw = b"".join(file.read_bytes() for file in folder.glob("mingjian.sqlite3*"))
    assert PASSWORD.encode() not in raw
    assert token.encode() not in raw


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(door: Guard) -> None:
    client = stranger(door)
    assert {"httponly", "samesite=lax", "path=/"} <= flags_of(client.get("/sign-in"))
    assert {"httponly", "samesite=lax", "path=/"} <= flags_of(send(client, "/sign-in", name="Zhao", password=PASSWORD))


def flags_of(answer: object) -> set[str]:
    header = answer.headers.get_list("set-cookie")[0]  # type: ignore[attr-defined]
    return {part.strip().lower() for part in header.split(";")[1:]}


# --- wrong names and passwords


def test_a_wrong_password_and_a_wrong_name_get_the_same_answer(door: Guard) -> None:
    answers = []
    for number, name in enumerate(("Zhao", "nobody")):
        client = from_address(door, f"10.2.0.{number}")
        answers.append(send(client, "/sign-in", name=name, password="wrong wrong wrong"))
    assert [a.status_code for a in answers] == [401, 401]
    first, second = (page_of(a.text) for a in answers)
    assert first.one("p", class_="notice").text == second.one("p", class_="notice").text == "登录名或密码不对。"
    assert SESSION not in "".join(a.headers.get("set-cookie", "") for a in answers)


@pytest.mark.parametrize(
    "name",
    ["", " ", "<script>alert(1)</script>", "x' OR '1'='1' --", "zh\u202eao", "Zhao\x00", "a" * 5000, "../../etc",
     "%00", "﷽",
     "=cmd|' /C calc'!A0", "\r\nSet-Cookie: a=b", "{{ 7*7 }}", "😀", "ＺＨＡＯ\u200b"],
)  # fmt: skip
def test_hostile_names_are_refused_like_any_wrong_one(door: Guard, name: str) -> None:
    client = from_address(door, f"10.3.{sum(map(ord, name)) % 250}.{len(name) % 250}")
    answer = send(client, "/sign-in", name=name, password=PASSWORD)
    assert answer.status_code == 401
    page = page_of(answer.text)
    assert len(page.all("script")) == 1
    assert page.one("input", id="name").attributes["value"] == name[:64]
    assert "a=b" not in answer.headers.get("set-cookie", "")


def test_a_password_as_long_as_a_novel_is_refused_quickly(door: Guard) -> None:
    started = time.perf_counter()
    assert attempt(from_address(door, "10.4.0.1"), "Operator", "x" * 200_000) == 401
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("how", ["disabled", "left", "no password"])
def test_an_account_that_is_off_is_refused_in_the_same_words(tmp_path: Path, how: str) -> None:
    folder = an_ordinary_night(tmp_path / "w")
    register(folder)
    app = app_on(folder)
    client = signed_in(app, PersonRole.TRAINER)
    workspace = Workspace.open(folder)
    now = datetime.now(UTC)
    with writing(workspace.engine) as connection:
        if how == "disabled":
            accounts.set_disabled(connection, "trainer", disabled=True, by="x", at=now, reason="left")
        elif how == "left":
            gone = STAFF[PersonRole.TRAINER].__class__(who="Trainer", roles=(PersonRole.TRAINER,), active=False)
            people.save(connection, [gone], who="x", at=now, reason="left")
        else:
            accounts.forget_password(connection, "trainer", by="x", at=now)
    workspace.close()
    client.follow_redirects = False
    assert client.get("/account").status_code == 303  # what was open is closed at once
    assert attempt(stranger(app), "Trainer", PASSWORD) == 401


def test_a_name_nobody_has_takes_as_long_as_a_known_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the real hashes: the medians of both differ by less than a quarter, and as many hashes are made."""
    app = app_on(
        folder, serving=Serving(door=DoorPolicy(account=LockOutPolicy(free=99), address=LockOutPolicy(free=99)))
    )
    keeper = app._app.state.desk.keeper  # type: ignore[attr-defined]
    object.__setattr__(keeper, "passwords", Passwords())
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        accounts.set_password(connection, "author", keeper.passwords.hash(PASSWORD), by="x", at=datetime.now(UTC))
    workspace.close()
    times: dict[str, list[float]] = {"author": [], "nobody": []}
    for _ in range(7):
        for name, taken in times.items():
            started = time.process_time()
            keeper.sign_in(name, "wrong wrong wrong", address="10.5.0.1", at=datetime.now(UTC))
            taken.append(time.process_time() - started)
    known, unknown = (statistics.median(taken) for taken in times.values())
    assert unknown > 0.5 * known
    assert 0.6 < unknown / known < 1.67


# --- locking out


def test_after_three_wrong_passwords_even_the_right_one_must_wait(door: Guard, clock: Clock) -> None:
    client = from_address(door, "10.6.0.1")
    assert [attempt(client, "Operator") for _ in range(4)] == [401, 401, 401, 429]
    assert attempt(client, "Operator", PASSWORD) == 429
    assert attempt(from_address(door, "10.6.0.2"), "Operator", PASSWORD) == 429
    page = page_of(send(client, "/sign-in", name="Operator", password=PASSWORD).text)
    assert "尝试次数过多" in page.one("p", class_="notice").text
    clock.moves(seconds=31)
    assert attempt(client, "Operator", PASSWORD) == 303


def test_a_name_nobody_has_is_locked_like_a_known_one(door: Guard) -> None:
    client = from_address(door, "10.7.0.1")
    assert [attempt(client, "ghost") for _ in range(4)] == [401, 401, 401, 429]


def test_an_address_that_tries_many_names_must_wait_and_others_need_not(door: Guard, clock: Clock) -> None:
    client = from_address(door, "10.8.0.1")
    assert [attempt(client, f"name{n}") for n in range(7)] == [401] * 6 + [429]
    assert attempt(client, "Admin", PASSWORD) == 429
    assert attempt(from_address(door, "10.8.0.2"), "Admin", PASSWORD) == 303
    clock.moves(seconds=31)
    assert attempt(client, "Admin", PASSWORD) == 303


def test_who_is_signed_in_goes_on_working_while_a_stranger_locks_the_account(door: Guard) -> None:
    client = signed_in(door, PersonRole.TRAINER)
    for _ in range(5):
        attempt(from_address(door, "10.9.0.1"), "Trainer")
    assert client.get("/coaching").status_code == 200


def test_parallel_attempts_are_counted_before_they_are_checked(door: Guard) -> None:
    """Fifty at once get no more tries than three."""
    keeper = door._app.state.desk.keeper  # type: ignore[attr-defined]
    checked: list[str] = []

    class Counting(Passwords):
        def is_right(self, password: str, password_hash: str | None) -> bool:
            checked.append(password)
            return False

    from concurrent.futures import ThreadPoolExecutor

    object.__setattr__(keeper, "passwords", Counting())
    with ThreadPoolExecutor(8) as pool:
        at = datetime.now(UTC)
        [*pool.map(lambda n: keeper.sign_in("质检员", f"guess {n}", address=f"10.10.0.{n}", at=at), range(50))]
    assert len(checked) == 3


def test_what_happened_at_the_door_is_in_the_audit_trail(door: Guard, folder: Path) -> None:
    client = from_address(door, "10.11.0.1")
    attempt(client, "班长")
    attempt(client, "班长", PASSWORD)
    send(client, "/sign-out", on_page="/account")
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        trail = [(e.action, e.after.get("address")) for e in audit.of(connection, "account:班长")][-3:]
    workspace.close()
    assert trail == [("sign_in_refused", "10.11.0.1"), ("signed_in", "10.11.0.1"), ("signed_out", None)]


# --- sessions


def test_a_session_nobody_uses_ends_and_one_in_use_lives_to_the_end_of_the_day(door: Guard, clock: Clock) -> None:
    idle, busy = signed_in(door), signed_in(door)
    idle.follow_redirects = busy.follow_redirects = False
    for _ in range(24):
        clock.moves(minutes=29)
        assert busy.get("/account").status_code == 200
    assert idle.get("/account").status_code == 303
    clock.moves(minutes=25)  # twelve hours and a minute after the sign-in
    assert busy.get("/account").status_code == 303


WRITTEN = {"comment": "第一行\n<b>第二行</b> & \u202e", "item": "greeting", "empty": "", "password": "secret words"}


def test_what_was_written_while_the_session_ended_is_kept_through_the_sign_in(door: Guard, clock: Clock) -> None:
    client = signed_in(door)
    token = form_token(client, "/account")
    clock.moves(minutes=31)
    ended = client.post("/account/sessions", data={"form_token": token, **WRITTEN})
    assert ended.status_code == 401
    page = page_of(ended.text)
    assert "刚才填写的内容都还在" in page.one("p", class_="notice").text
    assert "secret" not in ended.text

    def sent(page: Element, **typed: str) -> dict[str, str]:
        hidden = page.one("main").all("input", type="hidden")
        return {f.attributes["name"]: f.attributes["value"] for f in hidden} | typed

    wrong = client.post("/sign-in", data=sent(page, name="Zhao", password="wrong wrong wrong"))
    assert wrong.status_code == 401
    again = client.post("/sign-in", data=sent(page_of(wrong.text), name="Zhao", password=PASSWORD))
    assert again.status_code == 200
    page = page_of(again.text)
    assert page.one("form", class_="door").attributes["action"] == "/account/sessions"
    assert "查看人: Zhao" in page.one("footer").text
    fields = sent(page)
    assert {n: v for n, v in fields.items() if n != "form_token"} == {
        n: v for n, v in WRITTEN.items() if n != "password"
    }
    done = client.post("/account/sessions", data=fields)
    assert (done.status_code, done.url.path) == (200, "/account")


def test_what_one_person_wrote_is_neither_shown_to_nor_sent_by_the_next(door: Guard, clock: Clock) -> None:
    client = signed_in(door)
    token = form_token(client, "/account")
    clock.moves(minutes=31)
    signed_in(door, PersonRole.TRAINER)  # which removes the row of the session that is over
    ended = client.post("/account/sessions", data={"form_token": token, **WRITTEN})
    hidden = page_of(ended.text).one("main").all("input", type="hidden")
    kept = {field.attributes["name"]: field.attributes["value"] for field in hidden}
    assert "zhao" not in kept["kept"].lower()
    other = client.post("/sign-in", data=kept | {"name": "Trainer", "password": PASSWORD})
    assert other.status_code == 200
    page = page_of(other.text)
    assert "已丢弃,未提交" in page.one("main").one("p", role="status").text
    assert page.one("main").all("form") == []
    assert not any(text in other.text for text in ("第一行", "greeting", "/account/sessions"))
    assert "查看人: Trainer" in page.one("footer").text
    client = stranger(door)
    again = send(client, "/sign-in", name="zhao", password=PASSWORD, send_to=kept["send_to"], kept=kept["kept"])
    assert "第一行" in again.text


@pytest.mark.parametrize("kind", ["without a token", "with another's token", "from elsewhere"])
def test_a_form_from_elsewhere_is_not_kept_by_a_session_that_ended(door: Guard, clock: Clock, kind: str) -> None:
    client = signed_in(door)
    own = form_token(client, "/account")
    clock.moves(minutes=31)
    token = {"without a token": "", "with another's token": token_of("x"), "from elsewhere": own}[kind]
    headers = {"Origin": "https://evil.example"} if kind == "from elsewhere" else {}
    answer = client.post("/account/sessions", data={"form_token": token, "comment": "evil"}, headers=headers)
    assert answer.status_code == 401
    assert "evil" not in answer.text
    assert "登录已结束" in page_of(answer.text).one("p", class_="notice").text


@pytest.mark.parametrize("where", ["", "/", "https://evil.example/x", "//evil.example", "javascript:alert(1)"])
def test_a_kept_form_is_sent_only_to_an_address_of_ours(door: Guard, where: str) -> None:
    client = stranger(door)
    answer = send(client, "/sign-in", name="Zhao", password=PASSWORD, send_to=where, kept="comment=evil")
    assert (answer.status_code, answer.headers.get("location")) == (303, "/")


def test_a_session_given_from_outside_is_never_taken_over(door: Guard) -> None:
    """Session fixation: the attacker plants a token; signing in always makes a new one."""
    client = stranger(door)
    client.cookies.set(SESSION, "planted-by-an-attacker")
    answer = send(client, "/sign-in", name="Zhao", password=PASSWORD)
    assert answer.status_code == 303
    assert "planted" not in answer.headers["set-cookie"]
    thief = stranger(door)
    thief.cookies.set(SESSION, "planted-by-an-attacker")
    assert thief.get("/account").status_code == 303


def test_signing_in_again_ends_the_session_before(door: Guard) -> None:
    client = signed_in(door)
    before = client.cookies[SESSION]
    assert send(client, "/sign-in", on_page="/account", name="Admin", password=PASSWORD).status_code == 200
    assert client.cookies[SESSION] != before
    thief = stranger(door)
    thief.cookies.set(SESSION, before)
    assert thief.get("/account").status_code == 303


# --- forms from elsewhere


@pytest.mark.parametrize("token", ["", "x", "0" * 64, token_of("another secret"), "\u00e9"])
def test_a_form_without_its_token_is_refused(door: Guard, token: str) -> None:
    client = signed_in(door)
    for path in ("/sign-out", "/account/sessions", "/account/password", "/sign-in"):
        answer = client.post(path, data={"form_token": token})
        assert answer.status_code == 403, path
        assert "此表单已过期" in answer.text
    assert client.get("/account").status_code == 200


def test_a_token_of_one_session_does_not_open_another(door: Guard) -> None:
    mine, yours = signed_in(door), signed_in(door, PersonRole.ADMINISTRATOR)
    token = form_token(mine, "/account")
    assert yours.post("/account/sessions", data={"form_token": token}).status_code == 403


def test_the_token_of_the_sign_in_page_ends_with_the_sign_in(door: Guard) -> None:
    client = stranger(door)
    token = form_token(client)
    send(client, "/sign-in", name="Zhao", password=PASSWORD)
    assert client.post("/sign-out", data={"form_token": token}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:9999"}, {"Origin": ""},
     {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)  # fmt: skip
def test_a_form_that_stood_on_another_page_is_refused(door: Guard, headers: dict[str, str]) -> None:
    client = signed_in(door)
    token = form_token(client, "/account")
    assert client.post("/account/sessions", data={"form_token": token}, headers=headers).status_code == 403
    ours = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/account/sessions", data={"form_token": token}, headers=ours).status_code == 200


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [("application/json", b"{}", 415), ("multipart/form-data; boundary=x", b"--x--", 415), ("text/plain", b"a=b", 415),
     ("application/x-www-form-urlencoded", b"a=b&" * 600, 400), ("application/x-www-form-urlencoded", b"\xff\xfe", 400),
     ("application/x-www-form-urlencoded", b"a=%ff", 400), ("application/x-www-form-urlencoded", b"x" * 300_000, 413)],
)  # fmt: skip
def test_bodies_that_are_no_form_of_ours_are_refused(door: Guard, kind: str, body: bytes, status: int) -> None:
    answer = stranger(door).post("/sign-in", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status
    assert page_of(answer.text).one("h1").text == str(status)


# --- where to go afterwards


@pytest.mark.parametrize(
    ("wanted", "where"),
    [("/ledger?ending=failed", "/ledger?ending=failed"), ("/interactions/drop/a%2Fb", "/interactions/drop/a%2Fb"),
     ("", "/"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/"),
     ("\\\\evil.example", "/"),
     ("/\t/evil.example", "/"), ("javascript:alert(1)", "/"), (" //evil.example", "/"), ("/x\r\nSet-Cookie: a=b", "/"),
     ("///evil.example", "/"), ("evil.example", "/"), ("/" + "a" * 3000, "/"), ("/ok\\..\\x", "/")],
)  # fmt: skip
def test_after_signing_in_nobody_is_led_to_another_site(door: Guard, wanted: str, where: str) -> None:
    client = stranger(door)
    answer = send(client, "/sign-in", name="Zhao", password=PASSWORD, next=wanted)
    assert (answer.status_code, answer.headers["location"]) == (303, where)
    signed = signed_in(door)
    signed.follow_redirects = False
    assert signed.get("/sign-in", params={"next": wanted}).headers["location"] == where


def test_who_must_sign_in_first_comes_back_to_the_very_page(door: Guard) -> None:
    client = stranger(door)
    wanted = "/ledger?ending=failed&code=truncated"
    asked = client.get(wanted)
    page = page_of(client.get(asked.headers["location"]).text)
    way = page.one("input", name="next").attributes["value"]
    answer = send(client, "/sign-in", name="Zhao", password=PASSWORD, next=way)
    assert answer.headers["location"] == wanted


# --- behind a proxy


def test_behind_https_cookies_are_secure_and_bound_to_the_host(folder: Path) -> None:
    register(folder)
    app = app_on(folder, serving=Serving(public=PublicAddress("qa.example")))
    with TestClient(app, base_url="https://qa.example", follow_redirects=False) as client:
        first = client.get("/sign-in")
        answer = send(client, "/sign-in", name="Zhao", password=PASSWORD)
        cookies = [first.headers["set-cookie"], *answer.headers.get_list("set-cookie")]
        assert answer.status_code == 303
        assert all(c.startswith("__Host-mingjian_") and "; Secure" in c and "Domain" not in c for c in cookies)
        assert answer.headers["strict-transport-security"].startswith("max-age=")
        assert client.get("/ledger").status_code == 200
        for url in ("http://qa.example/sign-in", "https://evil.example/sign-in", "https://qa.example:8443/sign-in",
                    "http://127.0.0.1:8000/sign-in"):  # fmt: skip
            assert client.get(url).status_code == 400, url
        assert client.get("http://127.0.0.1:8000/health").json() == {"status": "ok"}


# --- one's own account


def test_a_new_password_ends_every_token_and_every_session_but_this_one(tmp_path: Path) -> None:
    folder = an_ordinary_night(tmp_path / "w")
    register(folder)
    app = app_on(folder)
    here, there = signed_in(app, PersonRole.TRAINER), signed_in(app, PersonRole.TRAINER)
    made = send(here, "/account/tokens", name="BI", days="30", scope="flags:read")
    bearer = {"Authorization": f"Bearer {page_of(made.text).one('code', id='made').text.strip()}"}
    assert stranger(app).get("/api/v1/me", headers=bearer).status_code == 200
    new = "a new and longer sentence"
    answer = send(here, "/account/password", on_page="/account", current=PASSWORD, password=new, again=new)
    assert answer.status_code == 200
    assert "密码已修改" in answer.text
    assert stranger(app).get("/api/v1/me", headers=bearer).status_code == 401
    there.follow_redirects = False
    assert there.get("/account").status_code == 303
    assert attempt(stranger(app), "Trainer", PASSWORD) == 401
    assert attempt(stranger(app), "Trainer", new) == 303


@pytest.mark.parametrize(
    ("current", "new", "again", "said"),
    [("wrong wrong wrong", "a longer sentence", "a longer sentence", "现用密码不对。"),
     (PASSWORD, "short", "short", "密码太短。"),
     (PASSWORD, "a longer sentence", "another sentence", "两次输入的密码不一致。"),
     (PASSWORD, "Password123456", "Password123456", "这个密码很容易被猜到。"),
     (PASSWORD, "my name is zhao!", "my name is zhao!", "密码里含有登录名。")],
)  # fmt: skip
def test_a_password_that_cannot_be_changed_says_why(door: Guard, current: str, new: str, again: str, said: str) -> None:
    client = signed_in(door)
    answer = send(client, "/account/password", on_page="/account", current=current, password=new, again=again)
    assert answer.status_code == 422
    assert said in page_of(answer.text).one("ul", id="wrong").text
    assert client.get("/account").status_code == 200


def test_guessing_the_present_password_locks_too(door: Guard, clock: Clock) -> None:
    client = signed_in(door, PersonRole.REVIEWER)
    for _ in range(3):
        send(client, "/account/password", on_page="/account", current="guess", password="x", again="x")
    answer = send(client, "/account/password", on_page="/account", current=PASSWORD, password="x", again="x")
    assert "尝试次数过多" in answer.text


def test_one_can_sign_out_everywhere_else(door: Guard) -> None:
    here, there = signed_in(door, PersonRole.RULE_AUTHOR), signed_in(door, PersonRole.RULE_AUTHOR)
    assert "其他浏览器上的登录:" in here.get("/account").text
    assert "其他登录已结束。" in send(here, "/account/sessions", on_page="/account").text
    there.follow_redirects = False
    assert there.get("/account").status_code == 303


def test_the_account_page_says_who_one_is_and_how_far_each_right_reaches(signed_in_as: SignedIn) -> None:
    page = page_of(signed_in_as(PersonRole.TEAM_LEAD).get("/account").text)
    rights = {row.all("td")[0].text: row.all("td")[1].text for row in page.one("tbody").all("tr")}
    assert rights["查看会话"] == "本班组"
    assert "查看夜间运行与台账" not in rights
    assert "a7 组" in page.one("dl", class_="facts").text
