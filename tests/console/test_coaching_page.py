"""The coaching board and its steps: from an open task to a closed one, and what must not happen."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from inspection.coaching.clips import Example
from inspection.coaching.task import CoachingKind, CoachingStatus, CoachingTask
from inspection.people import Person, PersonRole
from records import audit, coaching
from records.database import reading
from records.looks import subject_of
from records.workspace import Workspace
from tests.console.browser import empty_page, served, sign_in
from tests.console.coached_workspace import MONDAY, ON_MONDAY, a_centre_that_coaches, clip, task
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import Element, page_of
from tests.console.staff import BASE, app_on, form_token, register, send, signed_in

In = Callable[[str], TestClient]
OnTasks = Callable[..., In]
ONE = "/coaching/tasks/task_1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "w"


@pytest.fixture
def centre(folder: Path) -> Iterator[OnTasks]:
    """Browsers of people at a centre with these tasks, on a Monday morning."""
    with ExitStack() as serving:

        def on(*tasks: CoachingTask) -> In:
            app = app_on(a_centre_that_coaches(folder, *tasks), serving=ON_MONDAY)
            serving.enter_context(TestClient(app, base_url=BASE))
            return lambda who: signed_in(app, who)

        yield on


def stored(folder: Path, task_id: str = "task_1") -> CoachingTask:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = coaching.find(connection, task_id).task
    workspace.close()
    return found


def columns(page: Element) -> dict[str, list[str]]:
    """Heading of each column -> who stands in it."""
    return {
        section.one("h2").text: [card.one("strong").text for card in section.all("a", class_="card")]
        for section in page.all("section", class_="column")
    }


def problem(answer_text: str) -> str:
    return page_of(answer_text).one(role="alert").text


def test_the_board_has_a_column_for_each_state_and_says_whom_on_what_until_when(centre: OnTasks) -> None:
    page = page_of(centre(
        task("task_1"),
        task("task_2", "a8", status=CoachingStatus.PLANNED, planned_on=MONDAY, trainer="lin"),
        task("task_3", "a8", status=CoachingStatus.CANCELLED, item="greeting"),
    )("lin").get("/coaching").text)  # fmt: skip
    assert columns(page) == {"待辅导 1": ["a7"], "已安排 1": ["a8"], "已辅导 0": [], "坐席已确认 0": [], "已关闭 0": []}
    card = page.all("a", class_="card")[0]
    assert card.attributes["href"] == ONE
    assert "结束语" in card.text
    assert "期限 2026-12-07" in card.text


def test_a_trainer_begins_with_their_own_and_nobodys_tasks(centre: OnTasks) -> None:
    lin = centre(task("task_1"), task("task_2", "a8", trainer="Trainer"))("lin")
    assert columns(page_of(lin.get("/coaching").text))["待辅导 1"] == ["a7"]
    assert columns(page_of(lin.get("/coaching?trainer=all").text))["待辅导 2"] == ["a7", "a8"]
    assert columns(page_of(lin.get("/coaching?trainer=Trainer").text))["待辅导 1"] == ["a8"]


def test_filters_combine_and_late_tasks_are_marked(centre: OnTasks) -> None:
    late = task("task_2", "a8", due_on=MONDAY - timedelta(days=1))
    lin = centre(task("task_1"), late, task("task_3", "a8", item="greeting"))("lin")
    page = page_of(lin.get("/coaching?late=1&item=closing&agent=a8").text)
    assert columns(page)["待辅导 1"] == ["a8"]
    assert "逾期" in page.one("a", class_="card").text
    assert columns(page_of(lin.get("/coaching?late=1&agent=a7").text))["待辅导 0"] == []


def test_a_column_is_listed_whole_fifty_a_page(centre: OnTasks) -> None:
    many = [task(f"t{n:02d}", f"b{n}", priority=n + 1) for n in range(60)]
    lin = centre(*many)("lin")
    board = page_of(lin.get("/coaching").text)
    assert len(board.all("a", class_="card")) == 8
    assert "全部 60 项" in board.one("main").text
    assert len(page_of(lin.get("/coaching?state=open").text).one("tbody").all("tr")) == 50
    assert len(page_of(lin.get("/coaching?state=open&page=2").text).one("tbody").all("tr")) == 10
    assert len(page_of(lin.get("/coaching?state=open&page=99").text).one("tbody").all("tr")) == 10


def test_from_planned_to_closed_each_by_who_may(centre: OnTasks, folder: Path) -> None:
    as_ = centre()
    lin, wang = as_("lin"), as_("wang")
    send(lin, ONE, step="plan", on="2026-11-25", comment="周三上午")
    assert (stored(folder).planned_on, stored(folder).trainer) == (date(2026, 11, 25), "lin")
    send(lin, ONE, step="hold", held_on="2026-11-23", material="结束语话术 v2")
    mine = page_of(wang.get(ONE).text)
    assert [b.text for b in mine.one("section", aria_labelledby="step").all("button")] == ["确认已辅导"]
    send(wang, ONE, step="acknowledge", comment="明白了")
    done = page_of(send(lin, ONE, step="close").text)
    assert "已关闭" in done.one("h1").text
    assert [li.one("strong").text for li in done.one("ol", class_="trail").all("li")] == [
        "安排", "已实施", "确认已辅导", "关闭",
    ]  # fmt: skip
    now = stored(folder)
    assert (now.status, now.material, now.held_on) == (CoachingStatus.CLOSED, "结束语话术 v2", MONDAY)


def test_clips_lead_to_the_item_and_a_colleague_stays_unnamed_for_the_agent(centre: OnTasks) -> None:
    as_ = centre()
    clips = page_of(as_("lin").get(ONE).text).one("ul", class_="clip-list")
    assert [a.attributes["href"] for a in clips.all("a")] == [
        "/interactions/drop/own-1#item-0-closing", "/interactions/drop/other-1#item-0-closing",
    ]  # fmt: skip
    wang = as_("wang")
    mine = page_of(wang.get(ONE).text).one("ul", class_="clip-list")
    assert [a.attributes["href"] for a in mine.all("a")] == ["/interactions/drop/own-1#item-0-closing"]
    assert "同事(不具名)" in mine.text
    assert "other-1" not in wang.get(ONE).text
    assert "a8" not in page_of(wang.get(ONE).text).one("main").text


def test_the_words_of_clips_are_looks_at_their_interactions_a_colleagues_too(centre: OnTasks, folder: Path) -> None:
    silent = replace(clip("other-1", "a8", Example.COLLEAGUE), spans=())
    as_ = centre(task("task_1"), task("task_2", "a7", item="greeting", evidence=(silent,)))
    as_("wang").get("/coaching/tasks/task_2")
    as_("wang").get(ONE)
    as_("sun").get(ONE)
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        looked = [[(e.who, e.action, e.after["page"]) for e in audit.of(connection, subject_of("drop", name))]
                  for name in ("own-1", "other-1")]  # fmt: skip
    workspace.close()
    assert looked == [[("wang", "look", "coaching")]] * 2


def test_a_group_task_is_seen_and_acknowledged_by_each_of_its_agents_who_see_no_others(
    centre: OnTasks, folder: Path
) -> None:
    shared = task("task_1", agent_id="a7", agents=("a7", "a8"), status=CoachingStatus.HELD, held_on=MONDAY)
    as_ = centre(replace(shared, agent_id=None, group="-"))
    wang = as_("wang")
    page = page_of(wang.get(ONE).text)
    assert page.one("h1").text == "a7, 另有 1 人 · 结束语 已辅导"
    send(wang, ONE, step="acknowledge")
    assert stored(folder).status is CoachingStatus.HELD
    assert page_of(wang.get(ONE).text).one("section", aria_labelledby="step").all("button") == []
    assert "尚未确认" in page_of(as_("lin").get(ONE).text).text
    send(as_("sun"), ONE, step="acknowledge")
    assert stored(folder).status is CoachingStatus.ACKNOWLEDGED


def test_an_agent_finds_no_task_of_others_and_none_that_waits_for_a_review(centre: OnTasks) -> None:
    suspected = task("task_1", kind=CoachingKind.FATAL, status=CoachingStatus.WAITING_FOR_REVIEW)
    as_ = centre(suspected, task("task_2", "a8"))
    wang = as_("wang")
    assert wang.get(ONE).status_code == 404
    assert wang.get("/coaching/tasks/task_2").status_code == 404
    assert page_of(wang.get("/coaching").text).all("a", class_="card") == []
    assert "待复核确认" not in wang.get("/coaching").text
    assert send(wang, "/coaching/tasks/task_2", on_page="/account", step="acknowledge").status_code == 404
    assert next(iter(columns(page_of(as_("lin").get("/coaching").text)))) == "待复核确认 1"


def test_a_refused_step_says_why_keeps_the_words_and_changes_nothing(centre: OnTasks, folder: Path) -> None:
    as_ = centre()
    lin = as_("lin")
    past = send(lin, ONE, step="plan", on="2026-11-20", comment="早一点")
    assert (past.status_code, problem(past.text)) == (422, "日期须是今天或以后。")
    assert page_of(past.text).one("textarea").text == "早一点"
    assert problem(send(lin, ONE, step="plan", on="soon").text) == "日期无法识别。"
    assert problem(send(lin, ONE, step="cancel", comment=" ").text) == "请写明说明。"
    assert problem(send(lin, ONE, step="close").text) == "现在的状态不能办理这一步。"
    assert send(lin, ONE, step="nonsense").status_code == 422
    assert stored(folder) == replace(task("task_1"))
    wang = as_("wang")
    assert send(wang, ONE, on_page="/account", step="plan", on="2026-11-25").status_code == 422
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        refused = [(e.who, e.action) for e in audit.of(connection, "coaching:task_1")]
    workspace.close()
    assert refused == [("wang", "refused")]


def test_a_week_is_proposed_saved_in_one_go_and_no_day_gets_more_than_asked(centre: OnTasks, folder: Path) -> None:
    many = [task(f"t{n}", f"b{n}", priority=n) for n in range(1, 6)]
    lin = centre(*many)("lin")
    page = page_of(lin.get("/coaching/week?per_day=2").text)
    chosen = {
        select.attributes["name"]: next(
            o.attributes["value"] for o in select.all("option") if "selected" in o.attributes
        )
        for select in page.one("tbody").all("select")
    }
    assert chosen == {
        "on.t1": "2026-11-23", "on.t2": "2026-11-23", "on.t3": "2026-11-24", "on.t4": "2026-11-24",
        "on.t5": "2026-11-25",
    }  # fmt: skip
    saved = page_of(send(lin, "/coaching/week", **chosen).text)
    assert saved.one(role="status").text == "已安排 5 项。"
    assert "没有待安排的任务。" in saved.text
    assert stored(folder, "t5").planned_on == date(2026, 11, 25)


def test_one_bad_day_of_a_week_stays_on_the_page_and_the_others_are_planned(centre: OnTasks, folder: Path) -> None:
    lin = centre(task("t1"), task("t2", "a8"))("lin")
    answer = send(lin, "/coaching/week", **{"on.t1": "2026-11-25", "on.t2": "2020-01-01", "on.t9": ""})
    assert answer.status_code == 422
    assert problem(answer.text) == "t2: 日期须是今天或以后。"
    assert stored(folder, "t1").status is CoachingStatus.PLANNED
    assert stored(folder, "t2").status is CoachingStatus.OPEN


def test_ticked_tasks_become_one_of_a_group(centre: OnTasks, folder: Path) -> None:
    lin = centre(task("t1"), task("t2", "a8"))("lin")
    page = "/coaching/week"
    token = {"form_token": page_of(lin.get(page).text).all("input", name="form_token")[0].attributes["value"]}
    body = {**token, "task": ["t1", "t2"], "item": "closing", "reason": "同一套话术"}
    made = page_of(lin.post("/coaching/group", data=body).text)
    assert made.one("h1").text.startswith("a7, a8 · 结束语")
    assert stored(folder, "t1").status is CoachingStatus.CANCELLED
    alone = lin.post("/coaching/group", data={**body, "task": ["t1"]})
    assert (alone.status_code, problem(alone.text)) == (422, "合并至少需要两项任务。")


SEVEN_OF_A = Person(who="Agent 7", roles=(PersonRole.AGENT,), agent_id="a7", team="a7 组", vendor="甲")
SEVENTY_OF_A = Person(who="Agent 70", roles=(PersonRole.AGENT,), agent_id="a70", vendor="甲")
EIGHT_OF_B = Person(who="Agent 8", roles=(PersonRole.AGENT,), agent_id="a8", team="a8 组", vendor="乙")
BOUND = Person(who="bound", roles=(PersonRole.TRAINER,), vendor="甲")


@pytest.fixture
def vendors(folder: Path) -> Iterator[OnTasks]:
    """A centre whose a7 and a70 work for one vendor and a8 for another, and a trainer of the first."""
    with ExitStack() as serving:

        def on(*tasks: CoachingTask) -> In:
            register(a_centre_that_coaches(folder, *tasks), SEVEN_OF_A, SEVENTY_OF_A, EIGHT_OF_B, BOUND)
            app = app_on(folder, serving=ON_MONDAY)
            serving.enter_context(TestClient(app, base_url=BASE))
            return lambda who: signed_in(app, who)

        yield on


@pytest.mark.parametrize("named", ["other_2", "other", "none"])
def test_a_trainer_of_a_vendor_plans_no_task_of_another(vendors: OnTasks, folder: Path, named: str) -> None:
    bound = vendors(task("own_1"), task("other_2", "a8"))("bound")
    answer = send(bound, "/coaching/week", **{f"on.{named}": "2026-11-25", "on.own_1": "2026-11-25"})
    assert (answer.status_code, problem(answer.text)) == (422, f"{named}: 没有这项辅导任务。")
    assert stored(folder, "other_2") == task("other_2", "a8")
    assert stored(folder, "own_1").status is CoachingStatus.PLANNED


def test_a_trainer_of_a_vendor_groups_no_task_with_agents_of_another(vendors: OnTasks, folder: Path) -> None:
    shared = task("both_3", agent_id="a7", agents=("a7", "a8"))
    as_ = vendors(
        task("own_1"), task("other_2", "a8", reason="别人的事"), replace(shared, agent_id=None), task("own_4", "a70")
    )
    bound = as_("bound")
    body = {"form_token": form_token(bound, "/coaching/week"), "item": "closing", "reason": "一起"}
    for other, said in (
        ("other_2", "没有这项辅导任务。"),
        ("other", "没有这项辅导任务。"),
        ("both_3", "其中有任务还涉及您看不到的坐席,不能合并。"),
    ):
        answer = bound.post("/coaching/group", data={**body, "task": ["own_1", other]})
        assert (answer.status_code, problem(answer.text)) == (422, said)
        assert "别人的事" not in answer.text
    assert {stored(folder, one).status for one in ("own_1", "other_2", "both_3")} == {CoachingStatus.OPEN}
    made = bound.post("/coaching/group", data={**body, "task": ["own_1", "own_4"]})
    assert page_of(made.text).one("h1").text.startswith("a7, a70 · 结束语")
    assert stored(folder, "own_1").status is CoachingStatus.CANCELLED


def test_a_trainer_of_a_vendor_reads_the_effect_on_its_own_agents_only(vendors: OnTasks) -> None:
    held: dict[str, Any] = {"status": CoachingStatus.CLOSED, "held_on": date(2026, 10, 1)}
    as_ = vendors(task("own_1", trainer="bound", **held), task("other_2", "a8", trainer="lin", **held))
    for by, own, other in (("agent", "a7", "a8"), ("trainer", "bound", "lin")):
        path = f"/coaching/effect?by={by}"
        assert effect_keys(as_("bound").get(path).text) == [own]
        assert sorted(effect_keys(as_("lin").get(path).text)) == sorted([own, other])


def effect_keys(html: str) -> list[str]:
    """The keys of the lines of the effect page, the line of everything left out."""
    bodies = page_of(html).all("tbody")
    return [row.all("td")[0].text for row in bodies[-1].all("tr") if row.all("td")[0].text != "全部"]


def test_a_task_by_hand_and_never_a_second_one_on_the_same_item(centre: OnTasks) -> None:
    lin = centre()("lin")
    form = {"agents": "a7, a8", "item": "greeting", "reason": "新话术,请见 13812345678", "trainer": "lin"}
    made = send(lin, "/coaching/new", **form)
    assert page_of(made.text).one("h1").text == "a7, a8 · 开场问候 待辅导"
    assert "13812345678" not in made.text
    again = send(lin, "/coaching/new", **form)
    assert (again.status_code, problem(again.text)) == (422, "该坐席在此评分项上已有进行中的任务。")
    kept = page_of(again.text)
    assert kept.one("input", id="agents").attributes["value"] == "a7, a8"


def test_a_lead_makes_tasks_for_their_own_team_only(centre: OnTasks) -> None:
    lead = centre()("班长")
    own = send(lead, "/coaching/new", agents="a7", item="greeting", reason="r")
    assert own.status_code == 200
    other = send(lead, "/coaching/new", agents="a8", item="greeting", reason="r")
    assert (other.status_code, problem(other.text)) == (422, "只有该坐席所在班组的班组长可以办理。")


def test_an_effect_is_told_with_its_interval_and_the_lack_of_evidence_by_its_name(centre: OnTasks) -> None:
    measured = {
        "effect_points": 8.0,
        "effect_low": -0.2,
        "effect_high": 16.2,
        "expected_points": 65.0,
        "controls": 37.0,
    }
    lin = centre(task("task_1", status=CoachingStatus.CLOSED, held_on=date(2026, 10, 1), effect=measured))("lin")
    why = page_of(lin.get(ONE).text).one("section", aria_labelledby="why").text
    assert "+8.0 (-0.2 … +16.2): 没有证据表明有效果" in why
    page = page_of(lin.get("/coaching/effect").text)
    assert "数据不足" in page.one("main").text


def test_hostile_words_stay_words(centre: OnTasks) -> None:
    lin = centre(task("task_1", reason=HOSTILE, group=HOSTILE, trainer=HOSTILE, material=HOSTILE,
                      evidence=(clip("own-1", "a7", Example.WORST),)))("Zhao")  # fmt: skip
    for path in ("/coaching", "/coaching?state=open", ONE, "/coaching?agent=%3Cscript%3Ealert(1)"):
        html = lin.get(path).text
        assert "<script>alert" not in html, path
        page_of(html)


@pytest.mark.browser
def test_a_trainer_plans_five_tasks_with_five_keys_and_one_click(folder: Path) -> None:
    many = [task(f"t{n}", f"b{n}", priority=n) for n in range(1, 6)]
    with (
        served(app_on(a_centre_that_coaches(folder, *many), serving=ON_MONDAY)) as address,
        empty_page(address) as page,
    ):
        sign_in(page, "lin")
        page.goto("/coaching/week")
        page.keyboard.press("j")
        for key in "11230":
            page.keyboard.press(key)
        page.keyboard.press("x")
        assert page.locator("input[value=t5]").is_checked()
        page.keyboard.press("x")
        page.click("#save")
        assert page.locator("[role=status]").inner_text() == "已安排 4 项。"
    assert [stored(folder, f"t{n}").planned_on for n in range(1, 6)] == [
        MONDAY, MONDAY, date(2026, 11, 24), date(2026, 11, 25), None,
    ]  # fmt: skip
