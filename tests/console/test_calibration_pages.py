"""Calibration in the console: opened, judged blind by two, revealed, agreed; and what nobody sees before."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from inspection.interaction import Role, Turn
from inspection.people import Person, PersonRole
from records.database import reading, writing
from records.judges import sessions
from records.shard import save_shard
from records.tables import evaluations
from records.workspace import Workspace
from tests.console.browser import empty_page, served, sign_in
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import page_of
from tests.console.published_workspace import a_published_day, at_hour
from tests.console.staff import BASE, app_on, form_token, register, send, signed_in
from tests.records import judged_samples as sample
from tests.records.appeal_site import call

In = Callable[[str], TestClient]
SECOND = Person(who="Second", roles=(PersonRole.REVIEWER,))
UNINVITED = Person(who="Third", roles=(PersonRole.REVIEWER,))
OURS = "V1"  # the vendor the calls were judged for
BOUND = Person(who="Bound", roles=(PersonRole.SUPERVISOR,), vendor=OURS)
BOUND_REVIEWER = Person(who="Near", roles=(PersonRole.REVIEWER,), vendor=OURS)
SAYS = {"state.greeting": "met", "state.closing": "unmet", "state.rude": "met"}


@pytest.fixture
def as_(tmp_path: Path) -> Iterator[In]:
    folder = a_published_day(tmp_path / "w")
    register(folder, SECOND, UNINVITED, BOUND, BOUND_REVIEWER)
    give_away(folder, "e-call-3")
    app = app_on(folder, serving=at_hour(2))
    with ExitStack() as serving:
        serving.enter_context(TestClient(app, base_url=BASE))
        yield lambda who: signed_in(app, who)


def opened(boss: TestClient, **changes: object) -> str:
    """The address of a fresh session on one named call."""
    given = {"title": "结束语怎么算", "who": ["质检员", "Second"], "random": "0", "named": "drop/call-1", **changes}
    body = {"form_token": form_token(boss, "/calibrations/new"), **given}
    answer = boss.post("/calibrations/new", data=body)
    assert answer.status_code == 200, page_of(answer.text).one(role="alert").text
    return str(answer.url.path)


def test_two_people_judge_blind_it_is_revealed_and_agreed(as_: In) -> None:
    boss, one, two = as_("Zhao"), as_("质检员"), as_("Second")
    session = opened(boss)
    sheet = page_of(one.get(f"{session}/sheet").text)
    assert len(sheet.all("fieldset", class_="asked")) == 3
    assert "because" not in sheet.text  # the machine's reason
    assert all("checked" not in i.attributes for i in sheet.all("input", type="radio"))
    done = send(one, f"{session}/sheet", case="1", **SAYS)
    assert done.url.path == session
    progress = page_of(boss.get(session).text)
    assert progress.one("section", aria_labelledby="progress").one("dl").text == "Second0 / 1质检员1 / 1"
    assert progress.all("section", aria_labelledby="result") == []
    send(two, f"{session}/sheet", case="1", **(SAYS | {"state.closing": "met"}))
    revealed = page_of(send(boss, session, step="close").text)
    rows = {r.all("td")[0].text: [c.text for c in r.all("td")] for r in revealed.one(
        "section", aria_labelledby="result").one("tbody").all("tr")}  # fmt: skip
    assert rows["结束语"][1] == "1"
    assert rows["结束语"][-1] == "数据不足"
    case = revealed.one("section", id="case-1")
    assert "Second: 达标; 质检员: 未达标" in case.text
    unnamed = send(boss, session, step="agree", case="1")
    assert page_of(unnamed.text).one(role="alert").text == "有分歧的项须逐一写明共识。"
    agreed = page_of(send(boss, session, step="agree", case="1", **{"state.closing": "unmet"}).text)
    assert "已有共识" in agreed.one("h1").text
    assert "100%" in agreed.one("section", aria_labelledby="people").text


def test_nothing_of_others_and_no_result_is_told_while_people_judge(as_: In) -> None:
    boss, one, two = as_("Zhao"), as_("质检员"), as_("Second")
    session = opened(boss)
    send(one, f"{session}/sheet", case="1", **SAYS)
    for client in (boss, two):
        page = page_of(client.get(session).text)
        assert page.all("tbody") == []
        assert "未达标" not in page.one("main").text
    early = send(boss, session, step="close")
    assert page_of(early.text).one(role="alert").text == "还没有两人评判过同一例。"


def test_a_case_is_judged_once_and_an_incomplete_sheet_is_kept(as_: In) -> None:
    boss, one = as_("Zhao"), as_("质检员")
    session = opened(boss)
    sheet = f"{session}/sheet"
    half = send(one, sheet, case="1", **{"state.greeting": "met"})
    assert half.status_code == 422
    page = page_of(half.text)
    assert "评判不完整" in page.one(role="alert").text
    assert [i.attributes["value"] for i in page.all("input", type="radio") if "checked" in i.attributes] == ["met"]
    send(one, sheet, case="1", **SAYS)
    again = one.post(sheet, data={"form_token": form_token(one, "/account"), "case": "1", **SAYS})
    assert again.url.path == session  # nothing is left to judge


def test_who_is_not_invited_does_not_know_of_a_session(as_: In) -> None:
    boss, stranger = as_("Zhao"), as_("Third")
    session = opened(boss)
    assert stranger.get(session).status_code == 404
    assert stranger.get(f"{session}/sheet").status_code == 404
    assert "结束语怎么算" not in stranger.get("/calibrations").text
    body = {"form_token": form_token(stranger, "/account"), "case": "1", **SAYS}
    assert stranger.post(f"{session}/sheet", data=body).status_code == 404


@pytest.mark.parametrize("named", ["drop/call-3", "e-call-3", "drop/call-1\ne-call-3"])
def test_who_belongs_to_a_vendor_opens_no_session_on_calls_of_another(as_: In, tmp_path: Path, named: str) -> None:
    bound = as_("Bound")
    body = {"form_token": form_token(bound, "/calibrations/new"), "title": "t", "who": ["Bound", "Near"],
            "random": "0", "named": named}  # fmt: skip
    answer = bound.post("/calibrations/new", data=body)
    assert (answer.status_code, page_of(answer.text).one(role="alert").text) == (422, "没有这条质检结果。")
    assert cases(tmp_path / "w") == []


def test_a_lot_draws_only_calls_of_the_own_vendor(as_: In, tmp_path: Path) -> None:
    whole_day = {"random": "9", "first": "2026-09-01", "last": "2026-09-01", "named": ""}
    opened(as_("Bound"), who=["Bound", "Near"], **whole_day)
    assert cases(tmp_path / "w") == [{"e-call-1", "e-call-2"}]
    opened(as_("Zhao"), **whole_day)
    assert {"e-call-1", "e-call-2", "e-call-3"} in cases(tmp_path / "w")


def test_of_a_transferred_call_a_sheet_shows_the_part_that_is_judged_and_what_one_sees_anyway(
    as_: In, tmp_path: Path
) -> None:
    hand_over_to_a8(tmp_path / "w")
    session = opened(as_("Zhao"), who=["质检员", "Near"])
    assert "我是八号" in as_("质检员").get(f"{session}/sheet").text
    near = as_("Near").get(f"{session}/sheet").text
    assert "很高兴为您服务" in near
    assert "我是八号" not in near


def cases(folder: Path) -> list[set[str]]:
    """The cases of every session."""
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = [set(one.cases) for one in sessions.everything(connection)]
    workspace.close()
    return found


def hand_over_to_a8(folder: Path) -> None:
    """Let a8 speak last in call-1."""
    one = sample.judged("call-1", call("call-1"))
    heard = one.facts.interaction
    last = Turn(index=3, sender=Role.AGENT, text="我是八号", agent_id="a8")
    longer = replace(
        one.facts, interaction=replace(heard, turns=(*heard.turns, last)), readings=(*one.facts.readings, None)
    )
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        save_shard(connection, [replace(one, facts=longer, flags=())])
    workspace.close()


def give_away(folder: Path, evaluation_id: str) -> None:
    """Make it a call of another vendor."""
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        one = sa.update(evaluations).where(evaluations.c.evaluation_id == evaluation_id)
        connection.execute(one.values(vendor="V2"))
    workspace.close()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"named": "drop/none"}, "没有这条质检结果。"),
        ({"random": "many"}, "数量无法识别。"),
        ({"random": "3", "first": "x", "last": "y"}, "日期无法识别。"),
    ],
)
def test_a_session_that_cannot_be_opened_says_why_and_keeps_the_form(
    as_: In, changes: dict[str, object], said: str
) -> None:
    boss = as_("Zhao")
    body = {"form_token": form_token(boss, "/calibrations/new"), "title": HOSTILE, "who": ["质检员", "Second"],
            "random": "0", "named": "drop/call-1", **changes}  # fmt: skip
    answer = boss.post("/calibrations/new", data=body)
    page = page_of(answer.text)
    assert (answer.status_code, page.one(role="alert").text) == (422, said)
    assert page.one("input", id="title").attributes["value"] == HOSTILE
    ticked = [i.attributes["value"] for i in page.all("input", type="checkbox") if "checked" in i.attributes]
    assert ticked == ["Second", "质检员"]


def test_hostile_titles_stay_text(as_: In) -> None:
    boss = as_("Zhao")
    session = opened(boss, title=HOSTILE)
    for path in ("/calibrations", session):
        assert "<script>alert" not in boss.get(path).text


def test_how_people_judge_says_when_there_is_too_little(as_: In) -> None:
    boss = as_("Zhao")
    assert "还没有足够的复核可以比较。" in boss.get("/judges").text
    assert 'href="/judges"' in boss.get("/calibrations").text


def test_who_is_bound_to_a_vendor_is_not_told_how_the_centre_judges(tmp_path: Path) -> None:
    folder = a_published_day(tmp_path / "w")
    register(folder, Person(who="Vendor Judge", roles=(PersonRole.SUPERVISOR,), vendor="示例外包"))
    app = app_on(folder, serving=at_hour(2))
    with TestClient(app, base_url=BASE):
        boss = signed_in(app, "Vendor Judge")
        assert boss.get("/judges").status_code == 404
        assert 'href="/judges"' not in boss.get("/calibrations").text


@pytest.mark.browser
def test_a_case_is_judged_by_one_key_an_item(tmp_path: Path) -> None:
    folder = a_published_day(tmp_path / "w")
    register(folder, SECOND)
    app = app_on(folder, serving=at_hour(2))
    with TestClient(app, base_url=BASE):
        session = opened(signed_in(app, "Zhao"))
    with served(app_on(folder, serving=at_hour(2))) as address, empty_page(address) as page:
        sign_in(page, "Second")
        page.goto(f"{session}/sheet")
        page.keyboard.type("121")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.endswith(session)
        assert "Second" in page.locator("#progress + dl").inner_text()
        assert "1 / 1" in page.locator("#progress + dl").inner_text()
