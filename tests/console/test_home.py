"""What waits for whom in the morning, and what changed: each role's own counts, and where they lead."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from starlette.testclient import TestClient

from inspection.coaching.task import CoachingStatus
from inspection.ledger import Ending
from inspection.people import Person, PersonRole
from records import ledger, runs
from records.database import writing
from records.workspace import Workspace
from tests.console.coached_workspace import LIN, MONDAY, ON_MONDAY, a_centre_that_coaches, task
from tests.console.page_text import page_of
from tests.console.published_workspace import a_published_day, a_session_on, an_appeal_on, at_hour
from tests.console.staff import BASE, app_on, register, send, signed_in
from tests.records.judged_samples import NIGHT, NOON, entry


def todo(client: TestClient) -> dict[str, str]:
    """Name of what waits -> its count (with what is late) and where it leads."""
    section = page_of(client.get("/").text).one("section", aria_labelledby="todo")
    return {card.all("span")[1].text: f"{card.one('span', class_='big').text} {card.attributes['href']}"
            for card in section.all("a", class_="card")}  # fmt: skip


def test_an_appeal_waits_first_for_the_lead_then_for_the_supervisor_and_never_for_others(tmp_path: Path) -> None:
    app = app_on(a_published_day(tmp_path / "w"), serving=at_hour(1))
    with TestClient(app, base_url=BASE):
        wang, lead, boss = signed_in(app, "wang"), signed_in(app, "li"), signed_in(app, "chen")
        assert todo(wang) == {"申诉期内的成绩": "2 /appeals/new"}
        form = {"evaluation": "e-call-1", "item": "closing", "ground": "misjudged", "comment": "我说了"}
        address = send(wang, "/appeals/new", on_page="/appeals/new?evaluation=e-call-1", **form).url.path
        assert todo(lead) == {"等我办理的申诉": "1 /appeals?show=mine"}
        assert todo(boss) == {}
        send(lead, str(address), step="comment", comment="属实")
        assert todo(boss) == {"等我办理的申诉": "1 /appeals?show=mine"}
        assert todo(signed_in(app, "sun")) == {}


def test_a_trainer_is_told_what_to_plan_to_hold_today_and_to_close(tmp_path: Path) -> None:
    tasks = [
        task("t1"),
        task("t2", "a8", due_on=MONDAY - timedelta(days=1), trainer="lin"),
        task("t3", "a9", status=CoachingStatus.PLANNED, planned_on=MONDAY, trainer="lin"),
        task("t4", "a10", status=CoachingStatus.PLANNED, planned_on=MONDAY + timedelta(days=1), trainer="lin"),
        task("t5", "a11", status=CoachingStatus.ACKNOWLEDGED, trainer="lin"),
        task("t6", "a7", item="greeting", status=CoachingStatus.HELD, held_on=MONDAY, trainer="lin"),
    ]
    app = app_on(a_centre_that_coaches(tmp_path / "w", *tasks), serving=ON_MONDAY)
    with TestClient(app, base_url=BASE):
        lin = signed_in(app, "lin")
        assert todo(lin) == {
            "今天要做的辅导": "1 /coaching?state=planned&trainer=mine",
            "待安排的辅导": "2 /coaching/week",
            "可以关闭的辅导": "1 /coaching?state=acknowledged&trainer=mine",
        }
        assert "逾期 1" in page_of(lin.get("/").text).one("ul", class_="todo").text
        assert todo(signed_in(app, "wang")) == {"等我确认的辅导": "1 /coaching?state=held"}
        assert "没有等待您办理的事。" in signed_in(app, "Operator").get("/").text


def test_a_reviewer_is_told_of_calibration_cases_until_they_are_judged(tmp_path: Path) -> None:
    folder = a_published_day(tmp_path / "w")
    an_appeal_on(folder)
    session = a_session_on(folder)
    app = app_on(folder, serving=at_hour(3))
    with TestClient(app, base_url=BASE):
        reviewer = signed_in(app, "质检员")
        assert todo(reviewer) == {"校准会待评": f"1 /calibrations/{session}"}
        sheet = f"/calibrations/{session}/sheet"
        given = {"state.greeting": "met", "state.closing": "unmet", "state.rude": "met"}
        send(reviewer, sheet, case="1", **given)
        assert todo(reviewer) == {}


def test_last_night_stands_beside_the_usual_only_for_who_reads_the_night(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        for back in range(6):
            day = NIGHT - timedelta(weeks=back)
            many = 30 if back == 0 else 10 + back % 2
            rows = [replace(entry(f"c-{back}-{n}", ending=Ending.SCORED, code="scored"), business_date=day)
                    for n in range(many)]  # fmt: skip
            ledger.expect(connection, rows)
        runs.start(connection, business_date=NIGHT, source_set="drop", at=NOON)
    workspace.close()
    register(folder, LIN, Person(who="Vendor Boss", roles=(PersonRole.SUPERVISOR,), vendor="示例外包"))
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        page = page_of(signed_in(app, PersonRole.SUPERVISOR).get("/").text)
        row = page.one("section", aria_labelledby="scores").one("tbody").all("tr")[0]
        cells = [c.text for c in row.all("td")]
        assert (cells[0], cells[1], cells[2], cells[4]) == ("应到会话", "30", "11", "高于平常")
        for who in ("lin", "Vendor Boss"):  # the usual is the whole centre's
            assert "与平时相比" not in signed_in(app, who).get("/").text


def test_an_empty_workspace_has_a_home_for_every_role(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    Workspace.open(folder).close()
    register(folder, Person(who="two", roles=(PersonRole.AGENT, PersonRole.TEAM_LEAD)))
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        for role in (*PersonRole, "two"):
            answer = signed_in(app, role).get("/")
            assert answer.status_code == 200
            assert "还没有运行过夜间质检" in answer.text
