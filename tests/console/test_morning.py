from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from starlette.testclient import TestClient

from inspection.flags import FlagStatus
from records import flags, runs
from records.database import writing
from records.workspace import Workspace
from tests.console.filled_workspace import call_of, clean_call, fill, risk_flag
from tests.console.page_text import Element, page_of
from tests.records.judged_samples import NIGHT, NOON, flag


def section(page: Element, name: str) -> Element:
    return page.one("section", aria_labelledby=name)


def test_the_ledger_is_counted_by_ending_and_reason(console: TestClient) -> None:
    endings = page_of(console.get("/").text).one("ul", class_="endings")
    assert [(e.text, e.attributes["href"]) for e in endings.all("a")] == [
        ("已评 42", "/ledger?date=2026-09-01&ending=scored"),
        ("排除 1", "/ledger?date=2026-09-01&ending=excluded"),
        ("时长过短 1", "/ledger?date=2026-09-01&ending=excluded&code=too_short"),
        ("失败 2", "/ledger?date=2026-09-01&ending=failed"),
        ("该行无法读取 1", "/ledger?date=2026-09-01&ending=failed&code=bad_row"),
        ("录音不完整 1", "/ledger?date=2026-09-01&ending=failed&code=truncated"),
        ("缺录音 1", "/ledger?date=2026-09-01&ending=missing"),
        ("录音缺失 1", "/ledger?date=2026-09-01&ending=missing&code=recording_missing"),
    ]


def test_suspected_fatals_stand_before_customers_at_risk_and_both_apart_from_other_flags(console: TestClient) -> None:
    page = page_of(console.get("/").text)
    order = [s.attributes["aria-labelledby"] for s in page.all("section")]
    assert order == ["todo", "night", "scores", "fatals", "risks", "flags", "coaching", "agents"]
    assert [a.text for a in section(page, "fatals").all("a")] == ["rude-1", "rude-2"]
    assert [a.text for a in section(page, "risks").all("a")] == ["clean-0000"]
    assert section(page, "flags").all("a") == []


def test_a_flag_leads_to_its_place_on_the_page_of_its_interaction(console: TestClient) -> None:
    first = section(page_of(console.get("/").text), "fatals").all("a")[0]
    assert first.attributes["href"] == "/interactions/drop/rude-1#flag-drop-rude-1"


def test_flags_people_have_dealt_with_are_gone(tmp_path: Path, console_on: Callable[[Path], TestClient]) -> None:
    folder = fill(tmp_path / "w", [call_of("one"), call_of("two")])
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        flags.decide(connection, "flag-drop-one", FlagStatus.REVIEWED, who="qa", at=NOON, reason="confirmed")
    workspace.close()
    fatals = section(page_of(console_on(folder).get("/").text), "fatals")
    assert [a.text for a in fatals.all("a")] == ["two"]


def test_more_than_fifty_flags_are_paged_without_losing_one(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    many = tuple(risk_flag("clean-0000", number) for number in range(120))
    console = console_on(fill(tmp_path / "w", [replace(clean_call(0, "a7"), flags=many)]))
    seen: list[str] = []
    for number in (1, 2, 3):
        risks = section(page_of(console.get(f"/?risks={number}").text), "risks")
        seen += [a.attributes["href"] for a in risks.one("tbody").all("a")]
    assert len(seen) == len(set(seen)) == 120
    assert f"/interactions/drop/clean-0000#{many[0].flag_id}" in seen


def test_the_score_distribution_counts_every_evaluation_once_and_keeps_fatals_apart(console: TestClient) -> None:
    scores = section(page_of(console.get("/").text), "scores")
    bars = {bar.all("title")[0].text: bar for bar in scores.all("rect")}
    assert {label: label.rpartition(": ")[2] for label in bars if "fatal" in bars[label].attributes["class"]} == {
        "疑似致命: 2": "2"
    }
    assert sum(int(label.rpartition(": ")[2]) for label in bars) == 42
    assert scores.one("p").text == "42 条质检结果,其中疑似致命 2 条;判分不足 0 条未计入"


def test_agents_without_enough_data_are_said_to_have_none(console: TestClient) -> None:
    rows = section(page_of(console.get("/").text), "agents").one("tbody").all("tr")
    assert [row.all("td")[0].text for row in rows] == ["a7", "a8", "a9"]
    assert all("数据不足" in row.text for row in rows)


def test_before_the_first_night_the_page_says_what_to_do(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    Workspace.open(tmp_path / "new").close()
    answer = console_on(tmp_path / "new").get("/")
    assert answer.status_code == 200
    assert "mingjian nightly" in page_of(answer.text).one("p", class_="notice").text


def test_a_run_that_stopped_shows_its_error(tmp_path: Path, console_on: Callable[[Path], TestClient]) -> None:
    workspace = Workspace.open(tmp_path / "w")
    with writing(workspace.engine) as connection:
        run = runs.start(connection, business_date=NIGHT, source_set="drop", at=NOON)
        runs.finish(connection, run.run_id, at=NOON + timedelta(1), exit_code=2, counts={}, error="disk is full")
    workspace.close()
    night = section(page_of(console_on(tmp_path / "w").get("/").text), "night")
    assert "已中断" in night.text
    assert night.one("p", class_="notice").text == "错误 disk is full"


def test_severe_flags_come_first(tmp_path: Path, console_on: Callable[[Path], TestClient]) -> None:
    plain = replace(flag("z"), code="long_dead_air", item=None)
    low = replace(plain, flag_id="a-low", severity=type(plain.severity).LOW, interaction_id="low")
    high = replace(plain, flag_id="b-high", severity=type(plain.severity).HIGH, interaction_id="high")
    console = console_on(fill(tmp_path / "w", [replace(clean_call(0, "a7"), flags=(low, high))]))
    assert [a.text for a in section(page_of(console.get("/").text), "flags").all("a")] == ["high", "low"]
