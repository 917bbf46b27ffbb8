"""The operator's pages: what runs, what failed and what to do, which models judge, what lies in the quarantine."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from console.app import Serving
from console.guard import Guard
from console.trouble_advice import ADVICE
from inspection.formats.refusal_codes import REFUSAL_CODES
from inspection.ledger import Ending
from inspection.people import Person, PersonRole
from inspection.retention import Retention
from records import audit
from records.database import reading
from records.workspace import Workspace
from tests.console.page_text import Element, page_of
from tests.console.running_workspace import some_nights
from tests.console.staff import BASE, app_on, register, signed_in

BOSS = Person(who="Vendor Boss", roles=(PersonRole.SUPERVISOR,), vendor="示例外包")


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = some_nights(tmp_path_factory.mktemp("operations") / "workspace")
    register(folder, BOSS)
    return folder


@pytest.fixture(scope="module")
def app(nights: Path) -> Iterator[Guard]:
    app = app_on(nights, serving=Serving(retention=Retention(recordings_days=90, keeps_originals=True)))
    with TestClient(app, base_url=BASE):
        yield app


@pytest.fixture(scope="module")
def operator(app: Guard) -> TestClient:
    return signed_in(app, PersonRole.OPERATOR)


def section(page: Element, name: str) -> Element:
    return page.one("section", aria_labelledby=name)


def rows(part: Element) -> list[list[str]]:
    return [[cell.text for cell in row.children if isinstance(cell, Element)] for row in part.one("tbody").all("tr")]


def test_a_running_night_shows_how_far_it_is(operator: TestClient) -> None:
    last = section(page_of(operator.get("/operations").text), "last")
    assert "正在运行 2026-09-04-1" in last.text
    assert last.one("progress").attributes == {"max": "8", "value": "3", "aria-label": "分片"}
    assert "判分" in last.text


def test_runs_stand_newest_first_with_how_they_ended_and_how_often_they_went_on(operator: TestClient) -> None:
    found = rows(section(page_of(operator.get("/operations").text), "runs"))
    assert [row[0] for row in found] == ["2026-09-04-1", "2026-09-03-1", "2026-09-02-1", "2026-09-01-1"]
    assert found[1][5:] == ["1 小时 15 分", "1", "已评 7 失败 2"]
    assert found[3][6:] == ["0", "已评 42"]


def test_what_failed_stands_with_its_remedy_and_the_way_to_it(operator: TestClient) -> None:
    troubles = section(page_of(operator.get("/operations").text), "troubles")
    found = {row[1]: row for row in rows(troubles)}
    assert found["录音不完整"][0:5] == ["失败", "录音不完整", "1", "1", ADVICE["truncated"][0]]
    assert set(found) == {"录音不完整", "该行无法读取", "录音缺失"}  # what was excluded is no trouble
    link = next(a for a in troubles.all("a") if a.text == "录音不完整").attributes["href"]
    ledger = page_of(operator.get(link).text).one("main").one("tbody")
    assert [row.one("td", class_="said").text for row in ledger.all("tr")] == ["录音不完整"]


def test_models_say_since_which_run_they_judge_and_what_stood_before(operator: TestClient) -> None:
    found = {row[0]: row[1:] for row in rows(section(page_of(operator.get("/operations").text), "pins"))}
    assert found["语音识别模型"] == ["large-v3", "2026-09-03-1", "base"]
    assert found["方案内容哈希"] == ["a" * 12, "2026-09-02-1", "–"]  # the first night had not noted any
    assert found["规则来自"][0] == "随附方案"


def test_disk_and_retention_stand_as_the_settings_say(operator: TestClient) -> None:
    disk = section(page_of(operator.get("/operations").text), "disk")
    assert rows(disk) == [["脱敏录音", "90 天", "–", "0"], ["加密原件", "30 天", "–", "0"]]
    assert "Operator,删除 6 件" in disk.text


def test_a_run_says_what_differs_from_the_run_before(operator: TestClient) -> None:
    page = page_of(operator.get("/operations/runs/2026-09-03-1").text)
    fixed = {row[0]: row[1:] for row in rows(section(page, "fixed"))}
    assert fixed["语音识别模型"] == ["large-v3 有变化", "base"]
    assert fixed["质检方案"] == ["mingjian@1.0", ""]
    assert "2026-09-02-1" in section(page, "fixed").one("h2").text
    assert operator.get("/operations/runs/2026-09-09-1").status_code == 404
    assert operator.get("/operations/runs/%2e%2e%2f").status_code == 404


def test_the_quarantine_tells_reasons_and_never_content(operator: TestClient) -> None:
    page = page_of(operator.get("/operations/quarantine").text)
    found = {row[1]: row[3] for row in rows(page.one("main"))}
    assert found["calls.csv"] == "不是音频no audio"
    assert found["calls.csv:9"].startswith("该行无法读取too few cells")
    assert "13800001111" not in page.raw_text
    assert "<img src=x" in page.one("main").raw_text  # what came with it is text


def test_who_is_bound_to_a_vendor_sees_no_quarantine(app: Guard) -> None:
    boss = signed_in(app, "Vendor Boss")
    page = page_of(boss.get("/operations/quarantine").text).one("main")
    assert "只有全中心权限可见" in page.text
    assert page.all("tbody") == []
    assert "calls.csv" not in page.text


@pytest.mark.parametrize("path", ["/operations", "/operations/runs/2026-09-01-1"])
def test_who_is_bound_to_a_vendor_sees_no_counts_of_the_centre(app: Guard, operator: TestClient, path: str) -> None:
    everything, bound = operator.get(path).text, signed_in(app, "Vendor Boss").get(path).text
    assert "全中心的合计" not in everything
    assert "全中心的合计" in bound
    for shown, n in ((everything, 1), (bound, 0)):
        page = page_of(shown)
        assert len(page.all("section", aria_labelledby="troubles")) == n
        counted = [a for a in page.one("main").all("a") if "&ending=" in a.attributes["href"]]
        assert bool(counted) == bool(n)


@pytest.mark.parametrize(
    ("query", "ids"),
    [("", {"rude-1", "clean-0000", "cut-1", "gone-1", "short-1", ""}), ("&ending=failed", {"cut-1", ""}),
     ("&ending=failed&code=truncated", {"cut-1"}), ("&ending=<x>", set())],
)  # fmt: skip
def test_the_ledger_is_taken_along_as_it_is_filtered(operator: TestClient, query: str, ids: set[str]) -> None:
    answer = operator.get(f"/operations/ledger?date=2026-09-01{query}")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="ledger-2026-09-01.csv"'
    head, *body, last = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert head[:5] == ["业务日期", "来源", "会话", "运行", "结局"]
    assert ids <= {row[2] for row in body}
    assert not ids or len(body) == (46 if not query else len(ids))
    assert last[0].startswith("导出人: Operator · ")


def test_a_workbook_is_one_that_a_spreadsheet_opens(operator: TestClient) -> None:
    answer = operator.get("/operations/ledger?date=2026-09-01&format=xlsx&lang=en")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[1]][:3] == ["Business date", "Source", "Interaction"]
    assert sheet.max_row == 1 + 46 + 2


def test_a_vendors_supervisor_takes_only_what_is_the_vendors(app: Guard) -> None:
    body = signed_in(app, "Vendor Boss").get("/operations/ledger?date=2026-09-01").text
    assert "rude-2" in body
    assert "cut-1" not in body


@pytest.mark.parametrize(
    ("query", "status"), [("?format=exe", 404), ("?date=x", 400), ("?date=1999-01-01", 200), ("", 200)]
)
def test_odd_wishes_for_a_file_are_answered_plainly(operator: TestClient, query: str, status: int) -> None:
    assert operator.get(f"/operations/ledger{query}").status_code == status


def test_every_download_is_in_the_audit_trail_before_it_is_handed_out(app: Guard, nights: Path) -> None:
    operator = signed_in(app, PersonRole.OPERATOR)
    operator.get("/operations/ledger?date=2026-09-01&ending=missing")
    workspace = Workspace.open(nights)
    with reading(workspace.engine) as connection:
        taken = audit.of(connection, "table:ledger")[-1]
    workspace.close()
    assert (taken.who, taken.action) == ("Operator", "download")
    assert taken.after == {
        "file": "ledger-2026-09-01.csv", "rows": 1, "chosen": {"date": "2026-09-01", "ending": "missing"},
    }  # fmt: skip


def test_before_the_first_night_the_pages_say_so(tmp_path: Path, console_on: Callable[[Path], TestClient]) -> None:
    Workspace.open(tmp_path / "w").close()
    console = console_on(tmp_path / "w")
    assert "还没有运行过夜间质检" in console.get("/operations").text
    assert console.get("/operations/quarantine").status_code == 200
    assert console.get("/operations/ledger").status_code == 404


def test_every_code_that_can_fail_has_a_remedy_in_both_languages() -> None:
    bad = {code for code, meaning in REFUSAL_CODES.items() if meaning.ending in (Ending.FAILED, Ending.MISSING)}
    assert bad <= set(ADVICE)
    assert all(zh and en for zh, en in ADVICE.values())
