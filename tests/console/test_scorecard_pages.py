from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from inspection.intervals import Figure
from inspection.period import Period
from inspection.scorecards.cards import ItemFigure, Scorecard, scorecards
from inspection.scorecards.figures import SCORE_METRICS
from inspection.service_metrics import METRICS
from records import runs
from records.database import writing
from records.scorecards import cards as stored_scorecards
from records.workspace import Workspace
from tests.console.filled_workspace import MONTH, clean_call, fill
from tests.console.page_text import Element, page_of
from tests.inspection.result_cases import results_policy, sla_policy
from tests.records.judged_samples import NIGHT, NOON


def rows_under(page: Element, name: str) -> list[list[str]]:
    return [[c.text for c in r.all("td")] for r in page.one("section", aria_labelledby=name).one("tbody").all("tr")]


def detail(console: TestClient, query: str = "") -> Element:
    listed = page_of(console.get(f"/scorecards{query}").text)
    return page_of(console.get(listed.one("tbody").all("a")[0].attributes["href"]).text)


def forty_calls(folder: Path) -> Path:
    """Enough to speak of one agent."""
    return fill(folder, [clean_call(number, "a7") for number in range(40)])


def workspace_with(folder: Path, cards: list[Scorecard]) -> Path:
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        run = runs.start(connection, business_date=NIGHT, source_set="drop", at=NOON)
        runs.finish(connection, run.run_id, at=NOON, exit_code=0, counts={})
        stored_scorecards.replace_period(connection, MONTH.label, cards)
    workspace.close()
    return folder


def cards_of(*agents: str) -> list[Scorecard]:
    judged = [e for at, agent in enumerate(agents) for e in clean_call(at, agent).evaluations]
    return list(scorecards(judged, [], MONTH, results_policy().scorecards, sla_policy()))


def test_the_list_shows_one_row_per_agent_with_n(console: TestClient) -> None:
    rows = page_of(console.get("/scorecards").text).one("tbody").all("tr")
    assert [(r.all("td")[0].text, r.all("td")[1].text) for r in rows] == [("a7", "15"), ("a8", "14"), ("a9", "13")]


def test_teams_and_vendors_and_single_days_have_lists_of_their_own(console: TestClient) -> None:
    teams = page_of(console.get("/scorecards?scope=team").text)
    assert [a.text for a in teams.one("tbody").all("a")] == ["a7 组", "a8 组", "a9 组"]
    day = page_of(console.get(f"/scorecards?scope=vendor&period={Period.day(NIGHT).label}").text)
    assert [a.text for a in day.one("tbody").all("a")] == ["示例外包"]
    assert [a.text for a in day.one("div", class_="tabs").all("a", aria_current="true")] == ["外包商", "2026-09-01"]


def test_enough_data_shows_the_interval_and_draws_it(tmp_path: Path, console_on: Callable[[Path], TestClient]) -> None:
    row = page_of(console_on(forty_calls(tmp_path / "w")).get("/scorecards").text).one("tbody").one("tr")
    texts = [c.text for c in row.all("td")]
    assert texts[:3] == ["a7", "40", "79.7"]  # of 60 + 0..40 without 34
    assert "…" in texts[3]
    assert "数据不足" not in texts[3]
    assert len(row.all("path", class_="whisker")) == 1


def test_too_little_data_shows_no_interval_and_draws_none(console: TestClient) -> None:
    page = page_of(console.get("/scorecards").text)
    assert page.all("path", class_="whisker") == []
    assert page.all("rect", class_="fill") == []
    assert len(page.all("rect", class_="hollow")) == 3


def test_the_detail_breaks_the_figure_down(console: TestClient) -> None:
    page = detail(console)
    assert [row[0] for row in rows_under(page, "lines")] == ["总分", "客户关键", "业务关键", "合规关键", "非关键"]
    assert [row[0] for row in rows_under(page, "channels")] == ["全部渠道", "电话"]
    assert [row[:3] for row in rows_under(page, "dimensions")] == [["服务态度", "15", "95.6"]]
    items = {row[0]: row[1:4] for row in rows_under(page, "items")}
    assert list(items) == ["态度恶劣", "开场问候", "诉求确认"]  # the lowest share first, what waits for a person last
    assert items["开场问候"] == ["15", "0", "100.0 %"]
    assert ["0", "15", "–"] in items.values()


def test_every_metric_stands_with_its_definition(console: TestClient) -> None:
    page = detail(console)
    rows = [*rows_under(page, "columns"), *rows_under(page, "metrics")]
    assert [row[-1] for row in rows] == [definition.zh for definition in {**SCORE_METRICS, **METRICS}.values()]
    assert [row[0] for row in rows_under(page, "columns")] == ["机器均分", "人工均分", "发布均分"]
    assert rows_under(page, "columns")[1][1:3] == ["0", "–"]


def test_a_sister_scorecard_is_one_click_away(console: TestClient) -> None:
    link = detail(console).one("section", aria_labelledby="lines").one("tbody").all("a")[1]
    page = page_of(console.get(link.attributes["href"]).text)
    facts = {d.one("dt").text: d.one("dd").text for d in page.one("dl", class_="facts").all("div")}
    assert facts["差错类别"] == "客户关键"


def test_a_scorecard_is_found_without_its_period_and_not_in_another(console: TestClient) -> None:
    listed = page_of(console.get("/scorecards").text).one("tbody").all("a")[0].attributes["href"]
    path = listed.partition("?")[0]
    assert console.get(path).status_code == 200
    assert console.get(f"{path}?period=2020-01").status_code == 404
    assert console.get("/scorecards/card_00000000000000000000").status_code == 404


def test_a_figure_nobody_measured_is_a_dash_not_a_zero(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    nothing = Figure(value=None, n=0, low=None, high=None, enough=False, unit="share")
    item = ItemFigure(item="greeting", applicable=0, needs_human=3, met=nothing)
    cards = [replace(c, items=(item,), mean=None, low=None, high=None, n=0, enough=False) for c in cards_of("a7")]
    page = detail(console_on(workspace_with(tmp_path / "w", cards)))
    assert rows_under(page, "items")[0][1:4] == ["0", "3", "–"]
    assert page.all("rect", class_="hollow") != []


@pytest.mark.parametrize(("page", "count"), [(1, 50), (2, 50), (3, 10), (4, 10)])
def test_many_agents_are_paged(tmp_path: Path, console_on: Callable[[Path], TestClient], page: int, count: int) -> None:
    console = console_on(workspace_with(tmp_path / "w", cards_of(*(f"agent-{n:03d}" for n in range(110)))))
    rows = page_of(console.get(f"/scorecards?page={page}").text).one("tbody").all("tr")
    assert len(rows) == count
