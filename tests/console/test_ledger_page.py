from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from inspection.ledger import Ending
from tests.console.filled_workspace import call_of, fill
from tests.console.page_text import Element, page_of
from tests.records.judged_samples import entry


def rows_of(html: str) -> list[Element]:
    bodies = page_of(html).all("tbody")
    return bodies[0].all("tr") if bodies else []


def cells(row: Element) -> list[str]:
    return [cell.text for cell in row.all("td")]


def test_a_failed_entry_shows_why_and_where_it_came_from(console: TestClient) -> None:
    (row,) = rows_of(console.get("/ledger?ending=failed&code=truncated").text)
    assert cells(row) == ["cut-1", "失败", "录音不完整", "calls.csv:7", "recordings/1.wav", "drop", "是", "0"]


def test_input_without_an_interaction_is_listed_and_leads_nowhere(console: TestClient) -> None:
    (row,) = rows_of(console.get("/ledger?code=bad_row").text)
    assert cells(row)[0] == "–"
    assert row.all("a") == []


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 46), ("ending=scored", 42), ("ending=failed", 2), ("ending=scored&code=truncated", 0), ("date=2026-08-31", 0),
     ("ending=nonsense", 0), ("date=2026-09-01&ending=missing", 1)],
)  # fmt: skip
def test_filters_combine(console: TestClient, query: str, count: int) -> None:
    assert len(rows_of(console.get(f"/ledger?{query}").text)) == count


def test_the_filter_form_keeps_what_was_asked(console: TestClient) -> None:
    page = page_of(console.get("/ledger?ending=failed&code=truncated").text)
    assert page.one("input", name="date").attributes["value"] == "2026-09-01"
    chosen = [o.text for o in page.all("option") if "selected" in o.attributes]
    assert chosen == ["失败 (2)", "录音不完整 (1)"]


def test_a_date_nobody_can_read_is_refused_readably(console: TestClient) -> None:
    answer = console.get("/ledger?date=yesterday")
    assert answer.status_code == 400
    assert "2026-09-01" in page_of(answer.text).one("p", class_="notice").text


def test_fifty_rows_a_page_and_links_that_keep_the_filter(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    missing = [entry(f"m-{n:03d}", ending=Ending.MISSING, code="not_arrived", row=n) for n in range(120)]
    console = console_on(fill(tmp_path / "w", [call_of("one")], more_entries=missing))
    first = page_of(console.get("/ledger?ending=missing").text)
    assert len(first.one("tbody").all("tr")) == 50
    following = first.one("a", rel="next").attributes["href"]
    assert following == "/ledger?ending=missing&page=2#page"
    assert first.all("a", rel="prev") == []
    last = page_of(console.get("/ledger?ending=missing&page=999").text)
    assert [row.all("td")[0].text for row in last.one("tbody").all("tr")] == [f"m-{n:03d}" for n in range(100, 120)]
    assert last.one("nav", class_="pager").all("span")[0].text == "第 101–120 条,共 120 条"
    assert last.all("a", rel="next") == []


@pytest.mark.parametrize("page", ["0", "-1", "abc", "1e9", "９", "99999999999999999999"])
def test_a_page_number_that_is_none_shows_a_page(console: TestClient, page: str) -> None:
    assert console.get("/ledger", params={"page": page}).status_code == 200
