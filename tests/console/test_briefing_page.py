"""The briefing before the shift: a team's own sheet to its lead, every team's to supervisors, nothing of others'."""

from pathlib import Path

from starlette.testclient import TestClient

from inspection.people import PersonRole
from records import audit, item_days
from records.database import reading, writing
from records.looks import subject_of
from records.workspace import Workspace
from tests.console.filled_workspace import call_of, clean_call, fill
from tests.console.page_text import page_of
from tests.console.staff import BASE, SignedIn, app_on, register, signed_in
from tests.records.judged_samples import NIGHT


def test_a_sheet_tells_problems_with_intervals_a_clip_and_whom_to_watch(tmp_path: Path) -> None:
    folder = fill(tmp_path / "w", [*(clean_call(n, "a7") for n in range(40)), *(call_of(f"r{n}") for n in range(35))])
    register(folder)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        item_days.refresh(connection, [NIGHT])
    workspace.close()
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        page = page_of(signed_in(app, PersonRole.TEAM_LEAD).get("/briefing").text)
        assert page.one("h1").text == "班前会 a7 组 2026-09-02"
        (problem,) = page.one("ol", class_="problems").all("li")
        assert "态度恶劣" in problem.text
        assert "100% (90% … 100%), n 35" in problem.text
        assert problem.one("a").attributes["href"].startswith("/interactions/drop/r")
        watched = page.one("section", aria_labelledby="watch").one("tbody").all("tr")
        href = problem.one("a").attributes["href"].split("#")[0]
        workspace = Workspace.open(folder)
        with reading(workspace.engine) as connection:
            looked = list(audit.of(connection, subject_of("drop", href.rsplit("/", 1)[1])))
        workspace.close()
        assert [(e.action, dict(e.after)) for e in looked] == [("look", {"page": "briefing"})]
        assert [c.text for c in watched[0].all("td")] == ["a7", "出现致命项(含待复核)", "态度恶劣"]


def test_a_lead_has_no_sheet_of_another_team_and_a_supervisor_chooses(signed_in_as: SignedIn) -> None:
    lead = signed_in_as(PersonRole.TEAM_LEAD)
    assert lead.get("/briefing?team=a8 组").status_code == 404
    assert lead.get("/briefing?team=nobody").status_code == 404
    boss = page_of(signed_in_as(PersonRole.SUPERVISOR).get("/briefing?team=a8 组").text)
    assert [o.text for o in boss.one("select").all("option")] == ["a7 组", "a8 组", "a9 组"]


def test_days_without_a_night_say_so(signed_in_as: SignedIn) -> None:
    page = page_of(signed_in_as(PersonRole.SUPERVISOR).get("/briefing?team=a7 组&on=2020-01-05").text)
    assert page.one("p", class_="notice").text == "这几天没有该班组的质检结果。"
    assert signed_in_as(PersonRole.SUPERVISOR).get("/briefing?on=x").status_code == 400
