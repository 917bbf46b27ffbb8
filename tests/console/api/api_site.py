"""A centre with judged, published and appealed calls, reviews that wait, coaching, and tokens for its people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from console.app import Serving, create_app
from console.tokens import new_token, stored
from inspection.access.api_token import ApiScope, WantedToken
from inspection.access.rate_limit import RateLimit
from inspection.access.sign_in_name import sign_in_name
from inspection.coaching.task import CoachingKind, CoachingStatus, CoachingTask
from inspection.evaluation import Evaluation
from inspection.flags import Flag, Selection
from inspection.people import Person, PersonRole
from records import accounts, api_tokens, coaching, ledger, people, runs
from records.database import writing
from records.review_filling import fill
from records.workspace import Workspace
from tests.console.staff import BASE, FAST
from tests.inspection import appeal_cases as appealing
from tests.inspection.form_cases import UNMET
from tests.records import appeal_site, review_site
from tests.records.judged_samples import NIGHT, NOON, entry

NOW = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)  # eleven o'clock in Shanghai, two hours after publication
TRAINER = Person(who="Trainer", roles=(PersonRole.TRAINER,))
OTHER_LEAD = Person(who="sun2", roles=(PersonRole.TEAM_LEAD,), team="二组")
ADMIN = Person(who="Admin", roles=(PersonRole.ADMINISTRATOR,))
OPERATOR = Person(who="Operator", roles=(PersonRole.OPERATOR,))
AUTHOR = Person(who="Author", roles=(PersonRole.RULE_AUTHOR,))
VENDOR_BOSS = Person(who="Vendor Boss", roles=(PersonRole.SUPERVISOR,), vendor="别家")
REVIEWER = review_site.BY_NAME["Wang"]
SECOND_REVIEWER = review_site.BY_NAME["Li"]
SUPERVISOR, LEAD, AGENT = appealing.SUPERVISOR, appealing.LEAD, appealing.AGENT
COLLEAGUE = Person(who="Colleague", roles=(PersonRole.AGENT,), team="二组", agent_id="a8")
EVERYBODY = (
    SUPERVISOR, LEAD, AGENT, COLLEAGUE, TRAINER, OTHER_LEAD, ADMIN, OPERATOR, AUTHOR, VENDOR_BOSS, REVIEWER,
    SECOND_REVIEWER, appealing.SECOND_SUPERVISOR,
)  # fmt: skip
ALL = frozenset(ApiScope)


def login_of(person: Person) -> str:
    """Reviewers sign in as qa.NAME: two of them are called like an agent and a lead."""
    return sign_in_name(f"qa.{person.who}" if person in (REVIEWER, SECOND_REVIEWER) else person.who)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class ApiSite:
    """The console over the centre; `ask` and `send` speak for a person with a token of theirs."""

    folder: Path
    client: TestClient
    clock: Clock
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, person: Person, scopes: Iterable[ApiScope] = ALL, days: int = 30) -> str:
        """A new token of the person."""
        token = new_token()
        workspace = Workspace.open(self.folder)
        with writing(workspace.engine) as connection:
            wanted = WantedToken(name="test", scopes=frozenset(scopes), days=days)
            login = login_of(person)
            api_tokens.add(connection, stored(token), login, wanted, by="setup", at=self.clock())
        workspace.close()
        return token

    def bearer(self, person: Person) -> dict[str, str]:
        """The header of the person's one token with every scope."""
        if person.who not in self.tokens:
            self.tokens[person.who] = self.token(person)
        return {"Authorization": f"Bearer {self.tokens[person.who]}"}

    def ask(self, person: Person, path: str, headers: dict[str, str] | None = None, **query: Any) -> Response:
        """GET below /api/v1."""
        return self.client.get(f"/api/v1{path}", headers=self.bearer(person) | (headers or {}), params=query)

    def send(self, person: Person, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Response:
        """POST below /api/v1."""
        return self.client.post(f"/api/v1{path}", headers=self.bearer(person) | (headers or {}), json=body or {})


def a_centre(folder: Path) -> Path:
    """Calls 1-3 of agent a7 published (1 has lost its closing), 4 a suspected fatal, 5 to be judged blind; 6 of a8."""
    workspace = Workspace.open(folder)
    engine = workspace.engine
    with writing(engine) as connection:
        people.save(connection, [*review_site.STAFF, *EVERYBODY], who="setup", at=NOON, reason="test")
        for person in EVERYBODY:
            accounts.add(connection, login_of(person), person.who, by="setup", at=NOON)
        run = runs.start(connection, business_date=NIGHT, source_set="drop", at=NOON)
        ledger.expect(connection, [entry("gone-1", run_id=run.run_id)])
    appeal_site.open_centre(engine, appeal_site.call(), review_site.judged("call-2"), review_site.judged("call-3"))
    review_site.deliver(engine, *_more_calls())
    with writing(engine) as connection:
        fill(connection, NIGHT, NIGHT, review_site.POLICY, now=review_site.MORNING)
        coaching.save(connection, [a_task("task-1", "a7"), a_task("task-8", "a8")])
        runs.finish(connection, run.run_id, at=NOON, exit_code=0, counts={"scored": 6})
    workspace.close()
    return folder


def _more_calls() -> list[tuple[Evaluation, list[Flag]]]:
    suspected = review_site.judged("call-4", rude=UNMET)
    blind = review_site.judged("call-5", closing=UNMET)
    other = review_site.judged("call-6", closing=UNMET, agent_id="a8", team="二组")
    return [
        (suspected, [review_site.fatal_flag("call-4")]),
        (blind, [review_site.flag("call-5", Selection.RANDOM)]),
        (other, [review_site.flag("call-6", Selection.RISK, agent_id="a8")]),
    ]


def a_task(task_id: str, agent_id: str) -> CoachingTask:
    return CoachingTask(
        task_id=task_id, agent_id=agent_id, group="客服", item="closing", kind=CoachingKind.INDIVIDUAL, priority=1,
        expected_points=3.0, reason="收尾", evidence=(), trainer="Trainer", due_on=NIGHT + timedelta(days=14),
        status=CoachingStatus.OPEN, period="2026-09", effect={}, agents=(agent_id,),
    )  # fmt: skip


def open_api(folder: Path, *, limit: RateLimit | None = None) -> ApiSite:
    """The console over a centre, as a program on this machine reaches it."""
    clock = Clock()
    many = RateLimit(per_minute=60_000, burst=60_000)
    app = create_app(folder, serving=Serving(now=clock, passwords=FAST, api_limit=limit or many))
    return ApiSite(folder, TestClient(app, base_url=BASE, follow_redirects=False), clock)
