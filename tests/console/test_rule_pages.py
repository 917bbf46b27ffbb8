"""The rule author's pages: rules as prose, what a version changed, how rules live, examples taken in or dropped."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from console.guard import Guard
from inspection.people import Person, PersonRole
from records import audit, rule_examples
from records.audit import AuditEntry
from records.database import reading
from records.rule_examples import RuleExample
from records.workspace import Workspace
from tests.console.filled_workspace import an_ordinary_night
from tests.console.page_text import Element, page_of
from tests.console.rules_workspace import with_examples, with_rules
from tests.console.staff import BASE, app_on, register, send, signed_in

R = PersonRole
LEAD = Person(who="班长二", roles=(R.TEAM_LEAD,), team="a8 组")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = with_examples(with_rules(an_ordinary_night(tmp_path_factory.mktemp("rules") / "workspace")))
    register(found, LEAD)
    return found


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[Guard]:
    app = app_on(folder)
    with TestClient(app, base_url=BASE):
        yield app


@pytest.fixture(scope="module")
def author(app: Guard) -> TestClient:
    return signed_in(app, R.RULE_AUTHOR)


def row_of(page: Element, title: str) -> list[str]:
    """The cells of the row in which a link of this text stands."""
    rows = [row for row in page.all("tr") if any(a.text == title for a in row.all("a"))]
    return [cell.text for cell in rows[0].all("td")]


def test_the_book_in_force_lists_every_item_with_its_standing(author: TestClient) -> None:
    page = page_of(author.get("/rules").text)
    assert "#1 mingjian@1.0" in page.one("h1").text
    assert "当前生效" in page.one("h1").text
    items = page.one("section", aria_labelledby="items")
    assert len(items.one("tbody").all("tr")) == 51
    silence = row_of(items, "冷场")
    assert silence[0] == "冷场dead_air@3"
    assert silence[3].startswith("仅提示27 of 40 reviewed hits confirmed")
    assert row_of(items, "开场问候")[3] == "试用中"
    assert "降为仅提示" in page.one("section", aria_labelledby="notices").text
    assert "3 个示例等待规则作者" in page.one("main").text


def test_the_shipped_book_and_the_version_can_both_be_read(author: TestClient) -> None:
    shipped = page_of(author.get("/rules?version=shipped").text)
    assert row_of(shipped, "冷场")[0] == "冷场dead_air@2"
    assert "当前生效" not in shipped.one("h1").text
    here = page_of(author.get("/rules/items/dead_air?version=shipped").text).one("main").text
    assert "超过 电话 15 秒" in here
    assert "超过 电话 25 秒" in page_of(author.get("/rules/items/dead_air").text).one("main").text
    assert author.get("/rules?version=77").status_code == 404
    assert author.get("/rules/items/dead_air?version=77").status_code == 404
    assert author.get("/rules/items/nothing").status_code == 404


def test_an_item_is_read_aloud_with_its_conditions_under_numbers(author: TestClient) -> None:
    page = page_of(author.get("/rules/items/dead_air").text)
    lines = {line.one("dt").text: line.one("dd").text for line in page.one("dl", class_="prose").all("div")}
    assert lines["渠道"] == "电话"
    assert lines["违规"] == "条件 1"
    assert lines["不重复扣分"] == "同一行为由「等待前告知」计分"
    first, second = page.one("ol").all("li", value="1")[0], page.one("ol").all("li", value="2")[0]
    assert "坐席开口前的静默或等待超过 电话 25 秒; 不在条件 2之后的 2 轮内" in first.text
    assert "任何一方说出以下任一说法:「稍等」" in second.text
    link = page.one("dl", class_="prose").all("a")[0].attributes["href"]
    assert link == f"#{first.attributes['id']}"


def test_its_examples_stand_beside_it_with_what_they_must_come_to(app: Guard, author: TestClient) -> None:
    examples = page_of(author.get("/rules/items/greeting").text).one("section", aria_labelledby="examples")
    assert examples.one("tbody").all("tr")[0].text == "客户 在吗坐席 您好，请问有什么可以帮您？ 在线聊天达标"
    assert "24 个示例" in examples.text
    in_english = page_of(signed_in(app, R.RULE_AUTHOR).get("/rules/items/greeting?lang=en").text)
    assert "The duty" in in_english.one("dl", class_="prose").text
    assert "within their first 3 turns" in in_english.one("ol").text


def test_a_version_tells_who_why_and_what_changed(author: TestClient) -> None:
    page = page_of(author.get("/rules/versions/1").text)
    changed = page.one("section", aria_labelledby="changed").all("a")
    assert [(a.text, a.attributes["href"]) for a in changed] == [("冷场", "/rules/items/dead_air?version=1")]
    diff = page.one("section", aria_labelledby="diff")
    assert {line.text for line in diff.all("span", class_="added")} == {
        "+version: 3",
        "+ wait: {over_s: {phone: 25}, ended_by: agent}",
    }
    assert "发布" in page.one("section", aria_labelledby="steps").text
    assert author.get("/rules/versions/9").status_code == 404


def test_a_backtest_tells_what_it_would_do_and_leads_to_samples(author: TestClient) -> None:
    page = page_of(author.get("/rules/backtests/b1").text)
    row = page.one("tbody").all("tr")[0]
    assert [cell.text for cell in row.all("td")][:5] == ["改动", "2 → 3", "0", "8", "4"]
    assert [a.attributes["href"] for a in row.all("a")] == ["/interactions/drop/clean-0003"]
    assert "81.00 → 82.50 (n 40)" in page.one("main").text
    assert author.get("/rules/backtests/none").status_code == 404


def test_samples_are_given_only_to_who_sees_every_interaction(app: Guard) -> None:
    page = signed_in(app, "班长二").get("/rules/backtests/b1").text
    assert "dead_air" in page or "冷场" in page
    assert "clean-0003" not in page


def test_an_example_is_taken_in_with_the_authors_name(author: TestClient, folder: Path) -> None:
    page = page_of(author.get("/rules/examples").text)
    assert len(page.all("section", class_="card")) == 3
    assert "- name: one" in page.all("pre")[0].raw_text
    answer = send(author, "/rules/examples/example-one", "/rules/examples", state="added")
    assert answer.status_code == 200  # led on to the list
    assert "完成:已加入规则" in page_of(answer.text).one("main").text
    assert len(page_of(answer.text).all("section", class_="card")) == 2
    kept, trail = kept_of(folder, "example-one")
    assert (kept.state.value, kept.who) == ("added", "Author")
    assert trail[-1].action == "rule_example_added"
    assert "Author" in author.get("/rules/examples?all=1").text


def test_an_example_is_dropped_only_with_a_reason_and_only_once(author: TestClient, folder: Path) -> None:
    path = "/rules/examples/example-two"
    silent = send(author, path, "/rules/examples", state="dropped", note="   ")
    assert silent.status_code == 422
    assert "须写明原因" in page_of(silent.text).one("main").text
    assert kept_of(folder, "example-two")[0].state.value == "waiting"
    send(author, path, "/rules/examples", state="dropped", note="the recording is too bad")
    assert kept_of(folder, "example-two")[0].note == "the recording is too bad"
    again = send(author, path, "/rules/examples", state="added")
    assert again.status_code == 422
    assert kept_of(folder, "example-two")[0].state.value == "dropped"


@pytest.mark.parametrize("state", ["", "waiting", "<b>"])
def test_other_states_are_nothing_one_can_ask_for(author: TestClient, state: str) -> None:
    assert send(author, "/rules/examples/example-three", "/rules/examples", state=state).status_code == 404


def test_an_unknown_example_is_a_plain_answer(author: TestClient) -> None:
    assert send(author, "/rules/examples/none", "/rules/examples", state="added").status_code == 422


def test_the_procedure_of_the_workspace_says_who_settles(app: Guard, author: TestClient, folder: Path) -> None:
    """The policy opens the address; the appeals' own table decides, and a refusal is on record."""
    shipped = (Path(__file__).parents[2] / "scoring_rules" / "appeals.yaml").read_text(encoding="utf-8")
    assert "who: [rule_author, administrator]" in shipped
    own = folder / "appeals.yaml"
    own.write_text(shipped.replace("who: [rule_author, administrator]", "who: [administrator]"), encoding="utf-8")
    try:
        answer = send(author, "/rules/examples/example-three", "/rules/examples", state="added")
    finally:
        own.unlink()
    assert answer.status_code == 400
    assert kept_of(folder, "example-three")[0].state.value == "waiting"


def kept_of(folder: Path, example_id: str) -> tuple[RuleExample, list[AuditEntry]]:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = rule_examples.find(connection, example_id)
        trail = audit.of(connection, rule_examples.subject(found))
    workspace.close()
    return found, trail


def test_without_a_published_version_the_shipped_book_is_in_force(
    tmp_path: Path, console_on: Callable[[Path], TestClient]
) -> None:
    Workspace.open(tmp_path / "w").close()
    page = page_of(console_on(tmp_path / "w").get("/rules").text)
    assert page.one("h1").text == "质检规则 mingjian@1.0 当前生效"
    assert "还没有发布过方案" in page.one("main").text
