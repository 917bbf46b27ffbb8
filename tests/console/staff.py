"""People with accounts, one for each role, and browsers in which they are signed in. Their password is invented."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from argon2 import PasswordHasher
from httpx import Response
from starlette.testclient import TestClient

from console.app import Serving, create_app
from console.guard import Guard
from console.passwords import Passwords
from inspection.access.sign_in_name import sign_in_name
from inspection.people import Person, PersonRole
from records import accounts, people, sign_in_attempts
from records.database import writing
from records.workspace import Workspace
from tests.console.page_text import page_of

BASE = "http://127.0.0.1:8000"
CHINESE = {"Accept-Language": "zh-CN"}
PASSWORD = "柳絮 over quiet water 7"
FAST = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
_HASH = FAST.hash(PASSWORD)

STAFF = {
    PersonRole.AGENT: Person(who="Agent Seven", roles=(PersonRole.AGENT,), agent_id="a7", team="a7 组"),
    PersonRole.TEAM_LEAD: Person(who="班长", roles=(PersonRole.TEAM_LEAD,), team="a7 组"),
    PersonRole.REVIEWER: Person(who="质检员", roles=(PersonRole.REVIEWER,)),
    PersonRole.SUPERVISOR: Person(who="Zhao", roles=(PersonRole.SUPERVISOR,)),
    PersonRole.TRAINER: Person(who="Trainer", roles=(PersonRole.TRAINER,)),
    PersonRole.RULE_AUTHOR: Person(who="Author", roles=(PersonRole.RULE_AUTHOR,)),
    PersonRole.OPERATOR: Person(who="Operator", roles=(PersonRole.OPERATOR,)),
    PersonRole.ADMINISTRATOR: Person(who="Admin", roles=(PersonRole.ADMINISTRATOR,)),
}


def register(folder: Path, *more: Person) -> None:
    """Give everybody of STAFF (and more) an account with the password PASSWORD."""
    workspace = Workspace.open(folder)
    now = datetime.now(UTC)
    with writing(workspace.engine) as connection:
        everybody = [*STAFF.values(), *more]
        people.save(connection, everybody, who="setup", at=now, reason="test")
        for person in everybody:
            login = sign_in_name(person.who)
            accounts.add(connection, login, person.who, by="setup", at=now)
            accounts.set_password(connection, login, _HASH, by="setup", at=now)
            sign_in_attempts.forgive(connection, login)
    workspace.close()


def app_on(folder: Path, *, serving: Serving | None = None) -> Guard:
    """The console over a workspace, with quick hashes."""
    return create_app(folder, serving=replace(serving or Serving(), passwords=FAST))


def stranger(app: Guard) -> TestClient:
    """A fresh browser in which nobody is signed in. It does not follow where it is led by itself."""
    return TestClient(app, base_url=BASE, headers=CHINESE, follow_redirects=False)


def form_token(client: TestClient, path: str = "/sign-in") -> str:
    """The token in the first form of a page."""
    tokens = page_of(client.get(path).text).all("input", name="form_token")
    return tokens[0].attributes["value"]


def send(client: TestClient, path: str, on_page: str = "", **fields: str) -> Response:
    """Send a form as the browser does that has just opened the page it stands on."""
    return client.post(path, data={"form_token": form_token(client, on_page or path), **fields})


def signed_in(app: Guard, who: PersonRole | str = PersonRole.SUPERVISOR) -> TestClient:
    """A fresh browser in which somebody has signed in by the form."""
    client = stranger(app)
    name = STAFF[who].who if isinstance(who, PersonRole) else who
    answer = send(client, "/sign-in", name=name, password=PASSWORD)
    assert answer.status_code == 303, page_of(answer.text).one("main").text
    client.follow_redirects = True
    return client


SignedIn = Callable[[PersonRole], TestClient]
