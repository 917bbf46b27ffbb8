"""One-time links: the first administrator, and a password for an account."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.app import Serving
from console.doorkeeper import Admitted, Refused
from console.first_run import first_administrator_path, password_path
from console.guard import Guard
from inspection.errors import AccessRefused
from inspection.people import PersonRole
from records import accounts, people
from records.database import reading, writing
from records.workspace import Workspace
from tests.console.page_text import page_of
from tests.console.staff import BASE, PASSWORD, app_on, register, send, stranger

NOW = datetime(2026, 9, 2, 1, 0, tzinfo=UTC)
NEW = "a quiet harbour at dusk"


class House:
    """An empty workspace with its console at a time that stands still."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.workspace = Workspace.open(folder)
        self.app: Guard = app_on(folder, serving=Serving(now=lambda: self.now))

    @property
    def client(self) -> TestClient:
        return stranger(self.app)

    def first_path(self) -> str:
        path = first_administrator_path(self.workspace, at=self.now)
        assert path is not None
        return path

    def make_first(self, path: str, name: str = "Zhao", password: str = NEW, **more: str) -> tuple[int, TestClient]:
        client = self.client
        fields = {"name": name, "password": password, "again": password, "role": "supervisor", **more}
        return send(client, path, **fields).status_code, client


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    one = House(tmp_path / "w")
    with TestClient(one.app, base_url=BASE):
        yield one
    one.workspace.close()


def test_from_an_empty_database_to_the_first_administrator(house: House) -> None:
    status, client = house.make_first(house.first_path())
    assert status == 303
    assert client.get("/account").status_code == 200  # signed in already
    with reading(house.workspace.engine) as connection:
        zhao = people.find(connection, "Zhao")
    assert set(zhao.roles) == {PersonRole.ADMINISTRATOR, PersonRole.SUPERVISOR}
    assert send(house.client, "/sign-in", name="zhao", password=NEW).status_code == 303


def test_the_link_works_once_and_no_second_one_is_made(house: House) -> None:
    path = house.first_path()
    house.make_first(path)
    assert house.client.get(path).status_code == 404
    assert first_administrator_path(house.workspace, at=NOW) is None


def test_looking_at_a_link_does_not_use_it_and_a_mistake_neither(house: House) -> None:
    path = house.first_path()
    for _ in range(3):
        assert house.client.get(path).status_code == 200
    answer = send(house.client, path, name="Zhao", password="short", again="short")
    assert answer.status_code == 422
    assert "密码太短。" in answer.text
    assert 'value="Zhao"' in answer.text
    assert house.make_first(path)[0] == 303


@pytest.mark.parametrize("name", ["", "<b>", "a/b", "zh\u202eao", "x" * 65])
def test_a_first_administrator_without_a_proper_name_is_refused(house: House, name: str) -> None:
    status, _ = house.make_first(house.first_path(), name=name)
    assert status == 422
    with reading(house.workspace.engine) as connection:
        assert people.everybody(connection) == []


def test_every_start_of_the_console_makes_a_new_link_and_ends_the_old_one(house: House) -> None:
    old, new = house.first_path(), house.first_path()
    assert house.client.get(old).status_code == 404
    assert house.client.get(new).status_code == 200


def test_the_first_link_ends_after_a_day_and_an_accounts_after_three(house: House) -> None:
    path = house.first_path()
    house.now = NOW + timedelta(hours=24)
    assert house.client.get(path).status_code == 404
    house.now = NOW
    house.make_first(path)
    path = password_path(house.workspace, "zhao", by="x", at=NOW)
    house.now = NOW + timedelta(days=2, hours=23)
    assert house.client.get(path).status_code == 200
    house.now = NOW + timedelta(days=3)
    assert house.client.get(path).status_code == 404


@pytest.mark.parametrize("guess", ["x", "..%2f", "%00", "A" * 43, "%F0%9F%98%80"])
def test_a_link_nobody_made_leads_nowhere(house: House, guess: str) -> None:
    house.first_path()
    assert house.client.get(f"/welcome/{guess}").status_code == 404


def test_a_link_of_an_account_sets_its_password_and_nothing_else(house: House) -> None:
    house.make_first(house.first_path())
    register(house.workspace.path)
    path = password_path(house.workspace, "operator", by="zhao", at=NOW)
    client = house.client
    answer = send(client, path, name="zhao", role="administrator", password=NEW + "!", again=NEW + "!")
    assert answer.status_code == 303
    page = page_of(client.get("/account").text)
    assert page.one("h1").one("bdi").text == "operator"
    with reading(house.workspace.engine) as connection:
        assert people.find(connection, "Operator").roles == (PersonRole.OPERATOR,)
    assert send(house.client, "/sign-in", name="operator", password=PASSWORD).status_code == 401
    assert send(house.client, "/sign-in", name="zhao", password=PASSWORD).status_code == 303


def test_a_link_for_nobody_is_not_made(house: House) -> None:
    with pytest.raises(AccessRefused, match="there is no account 'ghost'"):
        password_path(house.workspace, "ghost", by="x", at=NOW)


def test_a_disabled_account_has_no_link_and_gets_no_session_from_one(house: House) -> None:
    house.make_first(house.first_path())
    register(house.workspace.path)
    old = password_path(house.workspace, "operator", by="zhao", at=NOW)
    with writing(house.workspace.engine) as connection:
        accounts.set_disabled(connection, "operator", disabled=True, by="zhao", at=NOW, reason="left")
    assert house.client.get(old).status_code == 404
    path = password_path(house.workspace, "operator", by="zhao", at=NOW)
    client = house.client
    send(client, path, password=NEW, again=NEW)
    assert client.get("/account").status_code == 303


def test_of_many_who_use_a_link_at_once_one_gets_in(house: House) -> None:
    token = house.first_path().removeprefix("/welcome/")
    keeper = house.app._app.state.desk.keeper  # type: ignore[attr-defined]

    def use(number: int) -> object:
        return keeper.make_first_administrator(token, f"Boss {number}", NEW, (), at=NOW)

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(use, range(6)))
    assert sum(isinstance(answer, Admitted) for answer in answers) == 1
    assert sum(answer == Refused() for answer in answers) == 5
    with reading(house.workspace.engine) as connection:
        assert len(people.everybody(connection)) == 1
        assert len(accounts.everybody(connection)) == 1


def test_the_token_of_a_link_is_not_in_the_database_or_in_a_referrer(house: House) -> None:
    path = house.first_path()
    raw = b"".join(file.read_bytes() for file in house.workspace.path.glob("mingjian.sqlite3*"))
    assert path.removeprefix("/welcome/").encode() not in raw
    assert house.client.get(path).headers["referrer-policy"] == "same-origin"
