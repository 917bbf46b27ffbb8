"""The dashboard: read in two minutes, true to who looks, and the tables behind it to take along."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from console.charts_days import Series, day_lines, stacked_days
from console.guard import Guard
from inspection.people import Person, PersonRole
from records.workspace import Workspace
from tests.console.filled_workspace import an_ordinary_night
from tests.console.many_days import many_days
from tests.console.page_text import Element, page_of
from tests.console.staff import BASE, app_on, register, signed_in

R = PersonRole
BOSS = Person(who="Vendor Boss", roles=(R.SUPERVISOR,), vendor="示例外包")
DAY = "?period=2026-09-01"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guard]:
    folder = many_days(an_ordinary_night(tmp_path_factory.mktemp("board") / "workspace"))
    register(folder, BOSS)
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        yield app


@pytest.fixture(scope="module")
def boss(app: Guard) -> TestClient:
    return signed_in(app, R.SUPERVISOR)


def table(page: Element, name: str) -> list[list[str]]:
    body = page.one("section", aria_labelledby=name).one("tbody")
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in body.all("tr")]


def test_what_is_unlike_the_usual_week_stands_first(boss: TestClient) -> None:
    page = page_of(boss.get("/dashboards").text)
    lines = page.one("section", aria_labelledby="unusual").all("li")
    assert [(line.attributes["class"], line.text.split(" ")[2:5]) for line in lines] == [
        ("odd", ["电话", "会话量", "191,平常"]),
        ("bad", ["电话", "服务水平", "49.7"]),
        ("bad", ["电话", "疑似致命率", "9.4"]),
    ]
    headings = [h.text for h in page.one("main").all("h2")]
    assert headings[0] == "与平常的星期相比"


def test_an_ordinary_day_raises_no_alarm(boss: TestClient) -> None:
    page = page_of(boss.get("/dashboards?period=2026-08-25").text)
    assert "没有异常" in page.one("section", aria_labelledby="unusual").text


def test_channels_show_scores_and_service_with_intervals_and_the_goal(boss: TestClient) -> None:
    rows = {row[0]: row for row in table(page_of(boss.get(f"/dashboards{DAY}").text), "channels")}
    phone = rows["电话"]
    assert phone[1:4] == ["191", "81.0", "79.6 … 82.4"]
    assert phone[6] == "49.7 %"
    assert phone[9] == "80% 低于目标"
    assert rows["在线聊天"][9] == "80%"


def test_topics_are_ordered_by_complaints_and_hostile_ones_are_text(boss: TestClient) -> None:
    rows = table(page_of(boss.get(f"/dashboards{DAY}").text), "topics")
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), key=int, reverse=True)
    assert rows[0][0] == "退款"
    assert rows[1][0].startswith("<script>")
    assert rows[2][0] == "未注明"


def test_the_heat_map_leads_to_scorecards_the_lowest_mean_first(boss: TestClient) -> None:
    page = page_of(boss.get(f"/dashboards{DAY}").text)
    rows = page.one("table", class_="heat").one("tbody").all("tr")
    means = [float(row.all("td")[0].text) for row in rows]
    assert means == sorted(means)
    assert boss.get(rows[0].one("a").attributes["href"]).status_code == 200


def test_filters_stay_within_sight_and_choose(boss: TestClient) -> None:
    page = page_of(boss.get("/dashboards?period=2026-08&team=三组&channel=chat").text)
    assert "2026-08-01 – 2026-08-31" in page.one("h1").text
    assert [row[0] for row in table(page, "channels")] == ["在线聊天"]
    chosen = [o.text for o in page.one("main").all("option") if "selected" in o.attributes]
    assert chosen == ["2026-08", "三组", "在线聊天"]
    assert boss.get("/dashboards?period=nonsense&team=<b>&channel=x").status_code == 200
    assert boss.get("/dashboards?period=2026-13-45").status_code == 400


def test_a_lead_sees_their_team_and_a_vendors_supervisor_the_vendors(app: Guard) -> None:
    lead = page_of(signed_in(app, R.TEAM_LEAD).get(f"/dashboards{DAY}").text)
    assert [row[1] for row in table(lead, "channels")] == ["60", "61"]
    assert [row.one("th").text for row in lead.one("table", class_="heat").one("tbody").all("tr")] == ["a7"]
    theirs = page_of(signed_in(app, "Vendor Boss").get("/dashboards?period=2026-09-01").text).one("main")
    assert "三组" not in theirs.text
    assert "a8 组" in theirs.text


@pytest.mark.parametrize(
    ("name", "head", "count"), [("days", "业务日期", 6), ("topics", "主题", 3), ("items", "坐席", 6)]
)
def test_the_tables_behind_it_are_taken_along(boss: TestClient, name: str, head: str, count: int) -> None:
    answer = boss.get(f"/dashboards/file{DAY}&table={name}")
    first, *body, last = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert first[0] == head
    assert len(body) >= count
    assert last[0].startswith("导出人: Zhao")
    assert f"dashboard-{name}-2026-09-01" in answer.headers["content-disposition"]


def test_a_file_holds_what_its_taker_sees_and_no_formula(app: Guard, boss: TestClient) -> None:
    lead = signed_in(app, R.TEAM_LEAD)
    days = lead.get(f"/dashboards/file{DAY}&table=days").text
    assert "a7 组" in days
    assert "三组" not in days
    assert "a8" not in lead.get(f"/dashboards/file{DAY}&table=items").text
    sheet = openpyxl.load_workbook(
        io.BytesIO(boss.get(f"/dashboards/file{DAY}&table=topics&format=xlsx").content)
    ).active
    assert sheet["A3"].data_type == "s"
    assert boss.get("/dashboards/file?table=secrets").status_code == 404


def test_a_queue_is_chosen_counted_by_itself_and_kept_by_links_and_files(app: Guard, boss: TestClient) -> None:
    whole = page_of(boss.get(f"/dashboards{DAY}").text)
    page = page_of(boss.get(f"/dashboards{DAY}&queue=售前").text)
    assert [o.attributes["value"] for o in page.one("select", name="queue").all("option")] == ["", "售前", "售后"]
    counts = [int(table(one, "channels")[0][1]) for one in (whole, page)]
    assert 0 < counts[1] < counts[0]
    links = [a.attributes["href"] for p in page.all("p", class_="take-along") for a in p.all("a")]
    assert links
    assert all("queue=%E5%94%AE%E5%89%8D" in link for link in links)
    rows = list(csv.DictReader(io.StringIO(boss.get(links[0]).content.decode("utf-8-sig"))))
    assert {row["队列"] for row in rows if row["渠道"]} == {"售前"}
    other = page_of(boss.get("/dashboards?queue=nobody").text)
    assert "nobody" in [o.text for o in other.one("select", name="queue").all("option")]
    lead = page_of(signed_in(app, R.TEAM_LEAD).get("/dashboards").text)
    assert [o.text for o in lead.one("select", name="queue").all("option")] == ["全部", "售前"]


def test_before_the_first_night_it_says_so(tmp_path: Path, console_on: Callable[[Path], TestClient]) -> None:
    Workspace.open(tmp_path / "w").close()
    console = console_on(tmp_path / "w")
    assert "还没有汇总数据" in console.get("/dashboards").text
    assert console.get("/dashboards/file").status_code == 404


def test_bars_stand_on_each_other_and_reach_what_they_count() -> None:
    drawn = stacked_days([date(2026, 9, 1)], [Series("phone", "P", [30]), Series("chat", "C", [20])])
    below, above = drawn.boxes
    assert below.y + below.height == 150.0
    assert above.y + above.height == below.y
    assert (below.height, above.height) == (90.0, 60.0)  # the axis reaches 50
    assert below.title == "2026-09-01 P: 30"


def test_a_line_breaks_where_a_day_has_no_value_and_thin_days_are_hollow() -> None:
    days = [date(2026, 9, n) for n in (1, 2, 3)]
    drawn = day_lines(days, [Series("phone", "P", [80.0, None, 90.0])], [[50, 0, 3]], 30)
    (line,) = drawn.lines
    assert line.path.count("M") == 2
    assert [dot.hollow for dot in line.dots] == [False, True]
    assert line.dots[0].y == 150.0  # the axis begins at 80


def test_without_days_nothing_is_drawn() -> None:
    assert stacked_days([], []).boxes == ()
    assert day_lines([], [], [], 30).lines == ()
