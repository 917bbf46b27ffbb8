"""The review queue: what a filter shows, whose words are quoted, what giving out says, and who gets nothing of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import delete, select
from starlette.testclient import TestClient

from console.app import Serving
from console.guard import Guard
from inspection.flags import Selection
from inspection.people import Person, PersonRole
from records import audit, people
from records.database import reading, writing
from records.review_tables import review_tasks
from records.search_tables import saved_views
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import Element, page_of
from tests.console.staff import BASE, app_on, register, send, signed_in
from tests.inspection.form_cases import UNMET
from tests.records.review_site import MORNING, fatal_flag, flag, judged, open_site

VENDOR_BOSS = Person(who="Vendor Boss", roles=(PersonRole.SUPERVISOR,), vendor="别家")
SMALL = Person(who="Small", roles=(PersonRole.REVIEWER,), per_day=1)
MATES = Person(who="Mate", roles=(PersonRole.REVIEWER,), team="1 组")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fatal, a blind draw of a fatal, and sixty risky calls of two agents, one hostile throughout."""
    folder = tmp_path_factory.mktemp("queue") / "workspace"
    workspace = Workspace.open(folder)
    risky = [
        (judged(f"risk-{n:02d}", UNMET, agent_id=f"a{7 + n % 2}", team=f"{n % 2} 组", machine_score=30.0 + n),
         [flag(f"risk-{n:02d}", Selection.RISK, probability=0.5 - n / 1000, agent_id=f"a{7 + n % 2}")])
        for n in range(60)
    ]  # fmt: skip
    hostile = judged("hostile", UNMET, agent_id=HOSTILE, team=HOSTILE, queue=HOSTILE)
    open_site(
        workspace.engine,
        (judged("fatal", rude=UNMET, machine_score=0.0), [fatal_flag("fatal")]),
        (judged("blind", rude=UNMET, machine_score=0.0), [fatal_flag("blind"), flag("blind", Selection.RANDOM)]),
        (replace(hostile, interaction_id="hostile"), [flag("hostile", Selection.RISK, agent_id=HOSTILE)]),
        *risky,
    )
    workspace.close()
    register(folder, VENDOR_BOSS, SMALL, MATES)
    return folder


@pytest.fixture
def workspace(folder: Path) -> Iterator[Workspace]:
    opened = Workspace.open(folder)
    yield opened
    with writing(opened.engine) as connection:
        connection.execute(review_tasks.update().values(assignee=None))
        connection.execute(delete(saved_views))
    opened.close()


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[Guard]:
    app = app_on(folder, serving=Serving(now=lambda: MORNING))
    with TestClient(app, base_url=BASE):
        yield app


@pytest.fixture(scope="module")
def boss(app: Guard) -> TestClient:
    return signed_in(app)


def shown(client: TestClient, query: str = "") -> list[str]:
    page = page_of(client.get(f"/reviews{query}").text)
    return [link.text for row in page.one("main").all("tbody") for link in row.all("a")]


def notices(page: Element) -> list[str]:
    return [one.text for one in page.one("main").all(role="status")]


def counts(page: Element) -> list[str]:
    return [one.text for one in page.one("nav", class_="tabs").all("span", class_="count")]


def tasks_of(workspace: Workspace, *ids: str) -> dict[str, str]:
    with reading(workspace.engine) as connection:
        rows = connection.execute(select(review_tasks.c.task_id, review_tasks.c.interaction_id)).all()
    found = {row.interaction_id: row.task_id for row in rows}
    return {one: found[one] for one in ids}


def keepers(workspace: Workspace) -> dict[str, str]:
    with reading(workspace.engine) as connection:
        rows = connection.execute(select(review_tasks.c.interaction_id, review_tasks.c.assignee)).all()
    return {row.interaction_id: row.assignee for row in rows if row.assignee}


def test_the_queue_is_shown_fifty_at_a_time_as_it_is_worked(boss: TestClient) -> None:
    page = page_of(boss.get("/reviews").text)
    assert counts(page) == ["63", "0", "63", "0"]
    first = shown(boss)
    assert first[:3] == ["fatal", "hostile", "risk-00"] or first[:2] == ["fatal", "risk-00"]
    assert len(first) == 50
    assert page.all("a", rel="prev") == []
    after = page.one("a", rel="next").attributes["href"]
    second = page_of(boss.get(after).text)
    rest = [link.text for row in second.one("main").all("tbody") for link in row.all("a")]
    assert rest[-1] == "blind"
    assert len({*first, *rest}) == 63
    back = boss.get(second.one("a", rel="prev").attributes["href"]).text
    assert [a.text for a in page_of(back).one("tbody").all("a")] == first


def test_a_row_leads_into_the_workbench_and_keeps_the_filter(boss: TestClient, workspace: Workspace) -> None:
    task = tasks_of(workspace, "risk-01")["risk-01"]
    page = page_of(boss.get("/reviews?agent=a8&score_to=31").text)
    link = page.one("tbody").one("a").attributes["href"]
    assert link == f"/interactions/drop/risk-01?task={task}&queue=agent%3Da8%26score_to%3D31#item-0-greeting"


def test_filters_combine_and_a_wrong_one_is_answered(boss: TestClient) -> None:
    assert shown(boss, "?agent=a8&score_from=40&score_to=43") == ["risk-11", "risk-13"]
    page = page_of(boss.get("/reviews?agent=a8&score_to=many&first=gestern&state=lost").text)
    assert notices(page) == [
        "机器分(到):「many」不是 0–100 的数,已忽略。",
        "业务日期(从):「gestern」无法识别,已忽略。",
        "状态:「lost」无法识别,已忽略。",
    ]
    assert len(page.one("tbody").all("tr")) == 30
    nothing = page_of(boss.get("/reviews?team=nobody").text)
    assert "没有符合条件的复核任务" in nothing.one("main").text


@pytest.mark.parametrize(
    "query", ["?item=rude", "?score_to=10", "?reason=suspected_fatal", "?sure_to=100&purpose=random"]
)
def test_a_blind_review_tells_nothing_of_the_machine(boss: TestClient, query: str) -> None:
    assert "blind" not in shown(boss, query)


def test_the_row_of_a_blind_review_has_no_score_and_no_due_time(boss: TestClient) -> None:
    row = page_of(boss.get("/reviews?purpose=random").text).one("tbody").one("tr")
    cells = [cell.text for cell in row.all("td")]
    assert cells[5:8] == ["整张评分表(盲评)", "–", "–"]
    assert cells[9] == ""


@pytest.mark.parametrize("typed", ["退款", "tuikuan", "tui kuan", "退款 怎么"])
def test_words_are_found_and_marked_in_who_said_them(boss: TestClient, typed: str) -> None:
    page = page_of(boss.get("/reviews", params={"text": typed, "agent": "a8"}).text)
    assert len(page.one("tbody").all("tr")) == 30
    first = page.all("div", class_="hit")[0]
    assert first.text.startswith("客户")
    assert first.all("mark")[0].text == "退款"


def test_a_search_is_in_the_audit_trail_without_personal_data(boss: TestClient, workspace: Workspace) -> None:
    boss.get("/reviews", params={"text": "退款 13912345678"})
    boss.get("/reviews", params={"text": "退款", "score_to": "30.5"})
    with reading(workspace.engine) as connection:
        trail = audit.of(connection, "page:/reviews")
    assert trail[-1].action == "search"
    assert dict(trail[-1].after) == {"text": "退款", "interactions": ["drop/fatal", "drop/risk-00"]}
    assert trail[-2].after["interactions"] == []
    assert all("13912345678" not in str(entry.after) for entry in trail)


def test_ticked_reviews_go_to_one_person_and_what_stays_says_why(boss: TestClient, workspace: Workspace) -> None:
    ids = tasks_of(workspace, "risk-00", "risk-01", "risk-02")
    answer = send(boss, "/reviews/share", "/reviews", do="give", to="Mate", queue="agent=a8", task=list(ids.values()))  # type: ignore[arg-type]
    page = page_of(answer.text)
    assert notices(page) == ["已分配 2 条:Mate 2 条 1 条未动:本班组或本人,须回避"]
    assert keepers(workspace) == {"risk-00": "Mate", "risk-02": "Mate"}
    assert len(page.one("tbody").all("tr")) == 30  # the filter stays
    small = send(boss, "/reviews/share", "/reviews", do="give", to="Small", all="1", queue="")
    assert notices(page_of(small.text)) == ["已分配 1 条:Small 1 条 62 条未动:当日名额已满"]
    back = send(boss, "/reviews/share", "/reviews", do="none", all="1", queue="")
    assert notices(page_of(back.text)) == ["已取消分配 3 条"]
    assert keepers(workspace) == {}


def test_everything_in_the_filter_is_shared_out_in_turn(boss: TestClient, workspace: Workspace) -> None:
    answer = send(boss, "/reviews/share", "/reviews", do="turn", all="1", queue="agent=a8&score_to=50")
    told = notices(page_of(answer.text))[0]
    kept = keepers(workspace)
    assert told.startswith(f"已分配 {len(kept)} 条:")
    assert set(kept) == {f"risk-{n:02d}" for n in range(1, 21, 2)}
    assert "Mate" not in kept.values()
    with reading(workspace.engine) as connection:
        entry = audit.of(connection, "review_queue")[-1]
        assert (entry.who, entry.action) == ("Zhao", "assign")
        assert sum(entry.after["counts"].values()) == len(kept)
        assert people.find(connection, "Small").per_day == 1
    assert list(kept.values()).count("Small") <= 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"do": "give", "all": "1"}, "请选择分配给谁。"),
        ({"do": "turn"}, "没有选中任务。"),
        ({"do": "turn", "task": "task_of_somebody_else"}, "没有选中任务。"),
        ({"do": "give", "to": "Nobody at all", "all": "1"}, "nobody is registered as 'Nobody at all'"),
    ],
)
def test_what_cannot_be_given_out_is_answered(
    boss: TestClient, workspace: Workspace, fields: dict[str, str], told: str
) -> None:
    answer = send(boss, "/reviews/share", "/reviews", queue="", **fields)
    assert told in notices(page_of(answer.text))[0]
    assert keepers(workspace) == {}


def test_a_view_is_kept_shared_with_a_role_and_forgotten_by_its_owner(
    app: Guard, boss: TestClient, workspace: Workspace
) -> None:
    page = page_of(
        send(boss, "/reviews/views", "/reviews?agent=a8", name=" 我的 风险 ", queue="agent=a8", role="reviewer").text
    )
    (view,) = page.one("ul", aria_label="常用视图").all("li")
    assert view.one("a").attributes["href"] == "/reviews?agent=a8"
    assert view.text == "我的 风险 质检员可见 ×"
    colleague = signed_in(app, PersonRole.REVIEWER)
    theirs = page_of(colleague.get("/reviews").text).one("ul", aria_label="常用视图").one("li")
    assert theirs.text == "我的 风险 Zhao; 质检员可见"
    view_id = view.one("input", name="view").attributes["value"]
    assert send(colleague, "/reviews/views/forget", "/reviews", view=view_id, queue="").status_code == 404
    gone = send(boss, "/reviews/views/forget", "/reviews", view=view_id, queue="agent=a8")
    assert gone.url.query == b"agent=a8"
    assert page_of(gone.text).all("ul", aria_label="常用视图") == []


@pytest.mark.parametrize("name", ["", "   ", "长" * 41])
def test_a_view_needs_a_name(boss: TestClient, workspace: Workspace, name: str) -> None:
    answer = send(boss, "/reviews/views", "/reviews?agent=a8", name=name, queue="agent=a8", role="")
    assert notices(page_of(answer.text)) == ["视图名称须为 1–40 个字。"]


def test_hostile_text_stays_text_and_hostile_queries_too(boss: TestClient, workspace: Workspace) -> None:
    for query in ("", "?agent=", "?text=", "?team=", "?whose=", "?first=", "?reason=", "?after=", "?before="):
        address = f"/reviews{query}"
        page = page_of(
            boss.get(address if not query else "/reviews", params=None if not query else {query[1:-1]: HOSTILE}).text
        )
        assert [s.attributes.get("src") for s in page.all("script")] == ["/static/console.js", "/static/reviews.js"]
        assert {i.attributes["src"] for i in page.all("img")} == {"/static/mark.svg"}
        assert not {n for e in page.all() for n in e.attributes if n.startswith("on") or n == "style"}
    named = page_of(send(boss, "/reviews/views", "/reviews?agent=a8", name=HOSTILE[:40], queue=f"agent={HOSTILE}").text)
    assert named.one("main").all("img") == []
    assert HOSTILE[:8] in named.one("ul", aria_label="常用视图").text


def test_the_list_as_a_file_says_who_took_it(boss: TestClient, workspace: Workspace, tmp_path: Path) -> None:
    answer = boss.get("/reviews/export/csv?agent=a8&score_to=33")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("复核类型,会话,渠道,坐席")
    assert [line.split(",")[1] for line in lines[1:-1]] == ["risk-01", "risk-03"]
    assert "Zhao" in lines[-1]
    book = tmp_path / "reviews.xlsx"
    book.write_bytes(boss.get("/reviews/export/xlsx?team=" + "x").content)
    assert openpyxl.load_workbook(book).active.max_row >= 1
    assert boss.get("/reviews/export/pdf").status_code == 404
    with reading(workspace.engine) as connection:
        entry = next(e for e in audit.of(connection, "table:reviews") if e.after["rows"] == 2)
    assert entry.after["chosen"] == {"agent": "a8", "score_to": "33"}
    rows = boss.get("/reviews/export/csv").content.decode("utf-8-sig")
    assert not any(cell.startswith(("=", "+", "@")) for line in rows.splitlines() for cell in line.split(","))


def test_who_belongs_to_another_vendor_sees_an_empty_queue_and_moves_nothing(app: Guard, workspace: Workspace) -> None:
    other = signed_in(app, "Vendor Boss")
    page = page_of(other.get("/reviews").text)
    assert counts(page) == ["0", "0", "0", "0"]
    assert "没有待复核的会话。" in page.one("main").text
    assert page.one("datalist").all("option") == []
    task = tasks_of(workspace, "risk-00")["risk-00"]
    answer = send(other, "/reviews/share", "/account", do="give", to="Zhao", task=task)
    assert notices(page_of(answer.text)) == ["没有选中任务。"]
    assert len(other.get("/reviews/export/csv").content.decode("utf-8-sig").splitlines()) == 2


def test_a_reviewer_reads_the_queue_in_english_and_gives_nothing_out(app: Guard) -> None:
    page = page_of(signed_in(app, PersonRole.REVIEWER).get("/reviews?lang=en").text)
    assert page.one("h1").text == "Reviews"
    assert page.all(action="/reviews/share") == []
    assert "Export" not in page.one("main").text
