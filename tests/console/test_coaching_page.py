from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from starlette.testclient import TestClient

from inspection.coaching.task import CoachingKind, CoachingTask
from records import coaching
from records.database import reading, writing
from records.workspace import Workspace
from tests.console.filled_workspace import call_of, fill
from tests.console.page_text import page_of


def with_tasks(folder: Path, change: Callable[[CoachingTask], list[CoachingTask]]) -> Path:
    fill(folder, [call_of("one")])
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        (first,) = coaching.queue(connection)
    with writing(workspace.engine) as connection:
        coaching.save(connection, change(first))
    workspace.close()
    return folder


def test_a_task_says_whom_what_why_and_by_when(console: TestClient) -> None:
    first, second = page_of(console.get("/coaching").text).one("tbody").all("tr")
    texts = [c.text for c in first.all("td")]
    assert texts[:2] == ["1", "a7"]
    assert texts[7] == "待复核确认"
    assert [c.text for c in second.all("td")][1] == "a8"


def test_evidence_leads_to_the_item_on_the_page_of_the_interaction(console: TestClient) -> None:
    link = page_of(console.get("/coaching").text).one("tbody").all("a")[0]
    path, _, place = link.attributes["href"].partition("#")
    assert (path, place) == ("/interactions/drop/rude-1", "item-0-rude")
    assert len(page_of(console.get(path).text).all("li", id=place)) == 1


def test_a_common_cause_names_its_group(tmp_path: Path, console_on: Callable[[Path], TestClient]) -> None:
    def common(task: CoachingTask) -> list[CoachingTask]:
        return [replace(task, agent_id=None, group="售后一组", kind=CoachingKind.COMMON_CAUSE)]

    page = page_of(console_on(with_tasks(tmp_path / "w", common)).get("/coaching").text)
    texts = [c.text for c in page.one("tbody").one("tr").all("td")]
    assert (texts[1], texts[3]) == ("售后一组", "共性")


def test_fifty_tasks_a_page(tmp_path: Path, console_on: Callable[[Path], TestClient]) -> None:
    def many(task: CoachingTask) -> list[CoachingTask]:
        return [replace(task, task_id=f"t{n}", priority=n + 2) for n in range(60)]

    console = console_on(with_tasks(tmp_path / "w", many))
    assert len(page_of(console.get("/coaching").text).one("tbody").all("tr")) == 50
    assert len(page_of(console.get("/coaching?page=2").text).one("tbody").all("tr")) == 11
    assert "查看全部 61 条" in page_of(console.get("/").text).one("section", aria_labelledby="coaching").text


def test_a_period_without_tasks_says_so(console: TestClient) -> None:
    page = page_of(console.get("/coaching?period=2020-01").text)
    assert page.all("tbody") == []
    assert page.one("p", class_="none").text == "无"
