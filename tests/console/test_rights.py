"""What every role gets for every address: table-driven over all routes and all roles, and over foreign ids."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from console.guard import Guard
from console.rules_in_view import heads_of
from inspection.people import Person, PersonRole
from records import audit
from records.database import reading
from records.looks import subject_of
from records.scorecards.cards import of_period
from records.workspace import Workspace
from tests.console.coached_workspace import a_held_task_of
from tests.console.filled_workspace import MONTH, an_ordinary_night
from tests.console.page_text import page_of
from tests.console.published_workspace import a_file_beside, a_session_on, an_appeal_on
from tests.console.rules_workspace import longer_silences
from tests.console.staff import SignedIn, app_on, form_token, register, signed_in, stranger
from tests.console.whole_night import a_whole_night, serving

R = PersonRole
EVERYBODY = set(PersonRole)
INSPECTING = {R.SUPERVISOR, R.REVIEWER, R.TRAINER, R.RULE_AUTHOR, R.TEAM_LEAD, R.AGENT}
JUDGING = INSPECTING - {R.AGENT}
BOARDS = {R.SUPERVISOR, R.TRAINER, R.TEAM_LEAD}
KEEPING = {R.ADMINISTRATOR}
RUNNING = {R.SUPERVISOR, R.OPERATOR}
APPEALING = {R.AGENT, R.TEAM_LEAD, R.SUPERVISOR, R.ADMINISTRATOR}
CALIBRATING = {R.REVIEWER, R.SUPERVISOR}
DRAFTING = INSPECTING - {R.AGENT}
REVIEWING = {R.SUPERVISOR, R.REVIEWER}
DECIDING = {R.SUPERVISOR, R.RULE_AUTHOR}
LEADING = {R.SUPERVISOR, R.TRAINER, R.TEAM_LEAD, R.AGENT}
# Address of a route -> an address to ask for, and who is answered. The agent is a7, the lead leads a7's team.
READ: dict[str, tuple[str, set[PersonRole]]] = {
    "/": ("/", EVERYBODY),
    "/ledger": ("/ledger", {R.SUPERVISOR, R.OPERATOR}),
    "/search": ("/search", INSPECTING - {R.AGENT}),
    "/reviews": ("/reviews", {R.SUPERVISOR, R.REVIEWER}),
    "/reviews/export/{kind}": ("/reviews/export/csv", {R.SUPERVISOR}),
    "/interactions/{source_and_id:path}": ("/interactions/drop/rude-1", INSPECTING),
    "/explanations/{source_and_id:path}": ("/explanations/drop/rude-1?segment=0&item=rude", DRAFTING),
    "/scorecards": ("/scorecards", LEADING),
    "/scorecards/{scorecard_id}": ("OWN_CARD", LEADING),
    "/briefing": ("/briefing", {R.TEAM_LEAD, R.SUPERVISOR, R.TRAINER}),
    "/scorecards/compare": ("/scorecards/compare", LEADING),
    "/scorecards/{scorecard_id}/lost": ("OWN_CARD/lost", LEADING),
    "/coaching": ("/coaching", LEADING),
    "/coaching/week": ("/coaching/week", {R.SUPERVISOR, R.TRAINER}),
    "/coaching/new": ("/coaching/new", {R.SUPERVISOR, R.TRAINER, R.TEAM_LEAD}),
    "/coaching/effect": ("/coaching/effect", {R.SUPERVISOR, R.TRAINER}),
    "/coaching/tasks/{task_id}": ("OWN_TASK", LEADING),
    "/appeals": ("/appeals", APPEALING),
    "/appeals/new": ("/appeals/new", {R.AGENT}),
    "/appeals/{appeal_id}": ("OWN_APPEAL", APPEALING),
    "/appeals/{appeal_id}/files/{sha256}": ("OWN_FILE", APPEALING),
    "/calibrations": ("/calibrations", CALIBRATING),
    "/calibrations/new": ("/calibrations/new", {R.SUPERVISOR}),
    "/calibrations/{session_id}": ("SESSION", CALIBRATING),
    "/calibrations/{session_id}/sheet": ("SESSION/sheet", CALIBRATING),
    "/judges": ("/judges", {R.SUPERVISOR}),
    "/account": ("/account", EVERYBODY),
    "/send-again": ("/send-again", EVERYBODY),
    "/account/tokens": ("/account/tokens", EVERYBODY),
    "/health": ("/health", EVERYBODY),
    "/rules": ("/rules", JUDGING),
    "/rules/items/{item_id}": ("/rules/items/dead_air", JUDGING),
    "/rules/versions/{version}": ("/rules/versions/1", JUDGING),
    "/rules/versions/{version}/restore": ("/rules/versions/shipped/restore", DECIDING),
    "/rules/standings/{rule_version}": ("STANDING", DECIDING),
    "/rules/backtests/{backtest_id}": ("/rules/backtests/b1", JUDGING),
    "/rules/examples": ("/rules/examples", {R.RULE_AUTHOR}),
    "/fairness": ("/fairness", {R.SUPERVISOR, R.ADMINISTRATOR}),
    "/fairness/file": ("/fairness/file", {R.SUPERVISOR, R.ADMINISTRATOR}),
    "/publication": ("/publication", {R.SUPERVISOR}),
    "/dashboards": ("/dashboards", BOARDS),
    "/dashboards/file": ("/dashboards/file", BOARDS),
    "/administration": ("/administration", KEEPING),
    "/administration/new": ("/administration/new", KEEPING),
    "/administration/people/{who}": ("/administration/people/Zhao", KEEPING),
    "/administration/roster": ("/administration/roster", KEEPING),
    "/administration/centre": ("/administration/centre", KEEPING),
    "/administration/audit": ("/administration/audit", KEEPING),
    "/administration/audit/file": ("/administration/audit/file", KEEPING),
    "/operations": ("/operations", RUNNING),
    "/operations/runs/{run_id}": ("/operations/runs/2026-09-01-1", RUNNING),
    "/operations/quarantine": ("/operations/quarantine", RUNNING),
    "/operations/ledger": ("/operations/ledger?date=2026-09-01", RUNNING),
}
WRITE: dict[str, set[PersonRole]] = {
    "/bench/take": REVIEWING,
    "/bench/next": REVIEWING,
    "/bench/by-hand": REVIEWING,
    "/bench/submit": REVIEWING,
    "/bench/score": REVIEWING,
    "/bench/release": REVIEWING,
    "/bench/comment": REVIEWING,
    "/bench/words": REVIEWING,
    "/sign-out": EVERYBODY,
    "/reviews/share": {R.SUPERVISOR},
    "/reviews/views": {R.SUPERVISOR, R.REVIEWER},
    "/reviews/views/forget": {R.SUPERVISOR, R.REVIEWER},
    "/publication": {R.SUPERVISOR},
    "/coaching/week": {R.SUPERVISOR, R.TRAINER},
    "/coaching/group": {R.SUPERVISOR, R.TRAINER},
    "/coaching/new": {R.SUPERVISOR, R.TRAINER, R.TEAM_LEAD},
    "/coaching/tasks/{task_id}": LEADING,
    "/calibrations/new": {R.SUPERVISOR},
    "/calibrations/{session_id}": {R.SUPERVISOR},
    "/calibrations/{session_id}/sheet": CALIBRATING,
    "/appeals/new": {R.AGENT},
    "/appeals/{appeal_id}": APPEALING,
    "/appeals/{appeal_id}/files": APPEALING,
    "/send-again": EVERYBODY,
    "/account/password": EVERYBODY,
    "/account/sessions": EVERYBODY,
    "/account/tokens": EVERYBODY,
    "/account/tokens/revoke": EVERYBODY,
    "/rules/versions/{version}/restore": DECIDING,
    "/rules/standings/{rule_version}": DECIDING,
    "/rules/examples/{example_id}": {R.RULE_AUTHOR},
    "/administration/new": KEEPING,
    "/administration/people/{who}": KEEPING,
    "/administration/people/{who}/link": KEEPING,
    "/administration/people/{who}/account": KEEPING,
    "/administration/people/{who}/sessions": KEEPING,
    "/administration/roster": KEEPING,
}
OPEN = {"/sign-in", "/welcome/{link}"}
SOUNDS = {"/recordings/{source_and_id:path}"}  # who gets which: test_recordings
OTHERS = ("rude-2", "a8", "a9")  # another agent's interaction, and other agents


@pytest.fixture(scope="module")
def ordinary_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of this file's own: `own` adds to it what the other files must not meet."""
    return a_whole_night(tmp_path_factory.mktemp("rights") / "workspace")


@pytest.fixture(scope="module")
def ordinary_app(ordinary_night: Path) -> Iterator[Guard]:
    with serving(ordinary_night) as app:
        yield app


@pytest.fixture(scope="module")
def own(ordinary_night: Path) -> Callable[[str], str]:
    """The address to ask for, with what is a7's in the place of OWN_..."""
    appeal, session = an_appeal_on(ordinary_night), a_session_on(ordinary_night)
    known = {
        "OWN_CARD/lost": f"/scorecards/{card_of(ordinary_night, 'a7')}/lost?item=rude",
        "OWN_CARD": f"/scorecards/{card_of(ordinary_night, 'a7')}?period={MONTH.label}",
        "OWN_TASK": f"/coaching/tasks/{a_held_task_of(ordinary_night, 'a7')}",
        "SESSION": f"/calibrations/{session}",
        "SESSION/sheet": f"/calibrations/{session}/sheet",
        "STANDING": f"/rules/standings/{a_rule_version()}",
        "OWN_APPEAL": f"/appeals/{appeal}",
        "OWN_FILE": f"/appeals/{appeal}/files/{a_file_beside(ordinary_night, appeal)}",
    }
    return lambda path: known.get(path, path)


def a_rule_version() -> str:
    return next(one.rule_version for one in heads_of(longer_silences()) if one.id == "dead_air")


def card_of(folder: Path, agent_id: str) -> str:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        cards = [c for c in of_period(connection, MONTH.label) if c.agent_id == agent_id and c.channel == "all"]
    workspace.close()
    return next(c.scorecard_id for c in cards if c.line == "overall")


def test_the_tables_of_this_file_name_every_route(ordinary_app: Guard) -> None:
    app = ordinary_app._app
    assert isinstance(app, FastAPI)
    pages = [
        r for r in app.routes if isinstance(r, APIRoute) and not r.path.startswith("/api/")
    ]  # those: tests/console/api
    gets = {r.path for r in pages if "GET" in r.methods}
    posts = {r.path for r in pages if "POST" in r.methods}
    assert gets == set(READ) | OPEN | SOUNDS
    assert posts == set(WRITE) | OPEN


@pytest.mark.parametrize("role", PersonRole)
@pytest.mark.parametrize("route", READ)
def test_who_reads_what(signed_in_as: SignedIn, own: Callable[[str], str], route: str, role: PersonRole) -> None:
    path, readers = READ[route]
    client = signed_in_as(role)
    for method in ("GET", "HEAD"):
        answer = client.request(method, own(path))
        assert answer.status_code == (200 if role in readers else 403), (method, path)
    if role not in readers:
        refused = client.get(own(path)).text
        assert "您的角色不能打开此页。" in refused


@pytest.mark.parametrize("route", READ)
def test_a_stranger_is_led_to_sign_in_and_back_and_learns_nothing(
    stranger: TestClient, own: Callable[[str], str], route: str
) -> None:
    path = own(READ[route][0])
    for method in ("GET", "HEAD"):
        answer = stranger.request(method, path)
        if route == "/health":
            assert answer.status_code == 200
            assert method == "HEAD" or answer.json() == {"status": "ok"}
        else:
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/sign-in")
            assert answer.content == b""


@pytest.mark.parametrize("route", WRITE)
def test_a_stranger_writes_nothing_even_with_a_token_of_their_own(stranger: TestClient, route: str) -> None:
    token = form_token(stranger)
    assert stranger.post(route, data={"form_token": token}).status_code == 401


@pytest.mark.parametrize("path", ["/nowhere", "/interactions", "/api/v1/nothing", "/scorecards/x/y", "/admin"])
def test_a_stranger_cannot_tell_addresses_apart(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 404


@pytest.mark.parametrize("role", PersonRole)
@pytest.mark.parametrize("route", WRITE)
def test_who_writes_where_and_never_without_the_forms_token(
    signed_in_as: SignedIn, route: str, role: PersonRole
) -> None:
    client = signed_in_as(role)
    assert client.post(route).status_code == 403
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [(m, p) for p in ("/", "/ledger", "/interactions/drop/rude-1", "/coaching") for m in ("POST", "PUT", "DELETE")],
)
def test_a_page_takes_no_writing(console: TestClient, method: str, path: str) -> None:
    assert console.request(method, path).status_code == 405


def pages_reached(client: TestClient) -> dict[str, str]:
    """Every page somebody reaches by following links from the home page."""
    found: dict[str, str] = {}
    waiting = ["/", "/account"]
    while waiting:
        url = waiting.pop()
        if url in found:
            continue
        answer = client.get(url)
        assert answer.status_code == 200, url
        found[url] = answer.text
        page = page_of(answer.text)
        links = [a.attributes["href"].partition("#")[0] for a in page.all("a") if "download" not in a.attributes]
        waiting += [link for link in links if link.startswith("/") and "lang=" not in link]
    return found


@pytest.mark.parametrize("role", [R.AGENT, R.TEAM_LEAD])
def test_no_page_of_an_agent_or_lead_holds_anything_of_others(signed_in_as: SignedIn, role: PersonRole) -> None:
    pages = pages_reached(signed_in_as(role))
    for url, html in pages.items():
        text = page_of(html).one("body").raw_text
        assert [other for other in OTHERS if re.search(rf"(?<![\w-]){other}(?![\w-])", text)] == [], url
    assert any(url.startswith("/interactions/") for url in pages)
    assert "/ledger" not in "".join(pages)


def test_a_supervisor_reaches_everybody(signed_in_as: SignedIn) -> None:
    pages = pages_reached(signed_in_as(R.SUPERVISOR)).values()
    everything = "".join(page_of(html).one("body").raw_text for html in pages)
    assert all(other in everything for other in OTHERS)


@pytest.mark.parametrize("role", [R.AGENT, R.TEAM_LEAD])
def test_a_foreign_id_looks_exactly_like_one_that_nobody_has(
    signed_in_as: SignedIn, ordinary_night: Path, role: PersonRole
) -> None:
    client = signed_in_as(role)
    theirs, nobodys = client.get("/interactions/drop/rude-2"), client.get("/interactions/drop/none-2")
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    assert without_time(theirs.text).replace("rude-2", "none-2") == without_time(nobodys.text)
    assert client.get(f"/scorecards/{card_of(ordinary_night, 'a8')}?period={MONTH.label}").status_code == 404
    assert client.get(f"/scorecards/{card_of(ordinary_night, 'a7')}?period={MONTH.label}").status_code == 200


def without_time(html: str) -> str:
    return re.sub(r"<time>.*?</time>|value=\"[0-9a-f]{64}\"", "", html)


def test_an_agent_reads_their_words_but_no_draft_and_no_flag(signed_in_as: SignedIn) -> None:
    """A suspicion of the machine is not told before a person has looked at it."""
    page = page_of(signed_in_as(R.AGENT).get("/interactions/drop/rude-1").text)
    assert "退款怎么还没到" in page.one("section", class_="transcript").text
    verdicts = page.one("section", class_="verdicts").text
    assert "该会话没有质检结果。" in verdicts
    assert "辱骂" not in page.one("main").text
    lead = page_of(signed_in_as(R.TEAM_LEAD).get("/interactions/drop/rude-1").text)
    assert "辱骂" in lead.one("section", class_="verdicts").text


@pytest.mark.parametrize(
    ("role", "entries"),
    [
        (R.AGENT, ["晨间概览", "成绩单", "辅导队列", "申诉"]),
        (
            R.TEAM_LEAD,
            ["晨间概览", "会话检索", "班前会", "成绩单", "辅导队列", "申诉", "看板", "质检规则"],
        ),
        (R.REVIEWER, ["晨间概览", "复核队列", "会话检索", "校准会", "质检规则"]),
        (
            R.SUPERVISOR,
            [
                "晨间概览",
                "复核队列",
                "会话检索",
                "夜间台账",
                "班前会",
                "成绩单",
                "辅导队列",
                "申诉",
                "校准会",
                "看板",
                "公平性",
                "质检规则",
                "运行管理",
            ],
        ),
        (R.TRAINER, ["晨间概览", "会话检索", "班前会", "成绩单", "辅导队列", "看板", "质检规则"]),
        (R.RULE_AUTHOR, ["晨间概览", "会话检索", "质检规则"]),
        (R.OPERATOR, ["晨间概览", "夜间台账", "运行管理"]),
        (R.ADMINISTRATOR, ["晨间概览", "申诉", "公平性", "系统管理"]),
    ],
)
def test_the_navigation_leads_only_where_somebody_may_go(
    signed_in_as: SignedIn, role: PersonRole, entries: list[str]
) -> None:
    page = page_of(signed_in_as(role).get("/").text)
    assert [a.text for a in page.one("nav").all("a")] == entries


def test_who_belongs_to_a_vendor_sees_only_what_is_the_vendors(tmp_path: Path) -> None:
    folder = an_ordinary_night(tmp_path / "w")
    theirs = Person(who="Vendor Boss", roles=(R.SUPERVISOR,), vendor="示例外包")
    others = Person(who="Other Boss", roles=(R.SUPERVISOR,), vendor="别家")
    register(folder, theirs, others)
    app = app_on(folder)
    client = signed_in(app, "Vendor Boss")
    assert client.get("/interactions/drop/rude-2").status_code == 200
    entries = page_of(client.get("/ledger").text).one("main").all("tbody")[0].text
    assert "rude-2" in entries
    assert "cut-1" not in entries  # a recording that was never judged: nobody knows whose it was
    other = signed_in(app, "Other Boss")
    assert other.get("/interactions/drop/rude-2").status_code == 404
    assert "rude-2" not in other.get("/ledger").text
    assert "/interactions/" not in other.get("/").text
    assert "a8" not in page_of(other.get("/scorecards").text).one("body").text


def test_every_look_and_every_refused_one_is_in_the_audit_trail(ordinary_app: Guard, ordinary_night: Path) -> None:
    signed_in(ordinary_app, R.TRAINER).get("/interactions/drop/clean-0003")
    signed_in(ordinary_app, R.AGENT).get("/interactions/drop/clean-0001")
    signed_in(ordinary_app, R.OPERATOR).get("/interactions/drop/clean-0003")
    stranger(ordinary_app).get("/interactions/drop/clean-0003")
    workspace = Workspace.open(ordinary_night)
    with reading(workspace.engine) as connection:
        looked = audit.of(connection, subject_of("drop", "clean-0003"))
        refused = audit.of(connection, subject_of("drop", "clean-0001"))
    workspace.close()
    trainers = [(e.who, e.action, dict(e.after)) for e in looked if e.who == "trainer"]
    assert trainers == [("trainer", "look", {"page": "interaction"})]
    assert {e.who for e in looked} <= {"trainer", "zhao", "班长", "质检员", "author"}
    assert [(e.who, e.action) for e in refused if e.who == "agent seven"] == [("agent seven", "look_refused")]


def test_an_operator_gets_counts_without_links_into_conversations(signed_in_as: SignedIn) -> None:
    page = signed_in_as(R.OPERATOR).get("/ledger").text
    assert "rude-1" in page
    assert "/interactions/" not in page


def test_the_state_of_the_night_is_told_only_to_who_reads_the_night(signed_in_as: SignedIn) -> None:
    assert "last_run" in signed_in_as(R.OPERATOR).get("/health").json()
    assert signed_in_as(R.AGENT).get("/health").json() == {"status": "ok"}
