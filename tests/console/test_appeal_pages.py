"""Appeals in the console: from the agent's own deduction to the corrected score, and what must not happen."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient

from records import audit, rule_examples
from records.database import reading
from records.looks import subject_of
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE
from tests.console.page_text import Element, page_of
from tests.console.published_workspace import MovingClock, a_published_day, at_hour
from tests.console.staff import BASE, app_on, send, signed_in
from tests.inspection.form_cases import UNMET
from tests.records.review_site import deliver, judged

FILE = "/appeals/new?evaluation=e-call-1"
In = Callable[[str], TestClient]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_published_day(tmp_path / "w")


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock()


@pytest.fixture
def as_(folder: Path, clock: MovingClock) -> Iterator[In]:
    """A browser in which somebody of the centre has signed in."""
    app = app_on(folder, serving=replace(at_hour(1), now=clock))
    with ExitStack() as serving:
        serving.enter_context(TestClient(app, base_url=BASE))
        yield lambda who: signed_in(app, who)


def file(client: TestClient, item: str = "closing", ground: str = "misjudged", comment: str = "我说了再见") -> Response:
    return send(client, "/appeals/new", on_page=FILE, evaluation="e-call-1", item=item, ground=ground, comment=comment)


def filed(as_: In, **more: str) -> str:
    """The address of a fresh appeal of the agent."""
    return str(file(as_("wang"), **more).url.path)


def facts(page: Element) -> dict[str, str]:
    return {d.one("dt").text: d.one("dd").text for d in page.one("dl", class_="facts").all("div")}


def test_an_agent_sees_which_scores_may_be_appealed_against_until_when(as_: In) -> None:
    rows = page_of(as_("wang").get("/appeals/new").text).one("tbody").all("tr")
    assert [[c.text for c in row.all("td")] for row in rows] == [
        ["call-1", "电话", "2026-09-01", "60", "2026-09-07 24:00"],
        ["call-2", "电话", "2026-09-01", "60", "2026-09-07 24:00"],
    ]


def test_the_form_tells_the_deduction_and_its_ground_and_has_the_asked_item_chosen(as_: In) -> None:
    page = page_of(as_("wang").get(f"{FILE}&item=closing").text)
    chosen = [i.attributes["value"] for i in page.all("input", type="radio") if "checked" in i.attributes]
    assert chosen == ["closing"]
    about = page.one("div", class_="about").text
    assert "扣分 40 / 40" in about
    assert "规则判定" in about
    assert [o.text for o in page.one("select", id="ground").all("option")][1:] == [
        "非本人", "串线", "系统故障", "客户原因", "判定有误", "其他",
    ]  # fmt: skip


def test_from_the_deduction_to_the_corrected_score_and_the_rules_example(as_: In, folder: Path) -> None:
    address = filed(as_)
    lead = as_("li")
    (row,) = page_of(lead.get("/appeals").text).one("tbody").all("tr")
    assert [c.text for c in row.all("td")][:5] == ["已提交", "a7", "一组", "结束语", "判定有误"]
    commented = send(lead, address, step="comment", comment="属实,录音里有")
    assert "组长已附意见" in page_of(commented.text).one("h1").text
    boss = as_("chen")
    page = page_of(boss.get(address).text)
    assert page.one("select", name="state").all("option")[0].attributes.get("selected") == ""
    decided = page_of(send(boss, address, step="uphold", comment="早上好也是问候", state="met").text)
    assert (facts(decided)["申诉时的发布分"], facts(decided)["现在的发布分"]) == ("60", "100")
    assert "该项改为「达标」 · 规则判错了" in decided.one("section", aria_labelledby="decision").text
    names = [li.one("strong").text for li in decided.one("ol", class_="trail").all("li")]
    assert names == ["提交申诉", "附意见", "申诉成立"]
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        looked = [(e.who, dict(e.after)["page"]) for e in audit.of(connection, subject_of("drop", "call-1"))]
        (example,) = rule_examples.of_appeal(connection, address.rpartition("/")[2])
    workspace.close()
    assert ("chen", "appeal") in looked
    assert (example.item_id, example.expect) == ("closing", "met")


def test_after_a_rejection_the_agent_goes_to_the_final_instance_and_another_supervisor_ends_it(as_: In) -> None:
    address = filed(as_)
    send(as_("li"), address, step="comment", comment="请裁定")
    boss = as_("chen")
    without = send(boss, address, step="reject", comment="")
    assert without.status_code == 422
    assert page_of(without.text).one("p", role="alert").text == "请写明说明。"
    send(boss, address, step="reject", comment="录音里没有")
    agent = as_("wang")
    assert "待我办理 1" in page_of(agent.get("/appeals").text).one("main").text
    send(agent, address, step="escalate", comment="请再听 02:10")
    refused = send(boss, address, step="uphold", comment="改判")
    assert refused.status_code == 422
    assert "须由他人办理" in page_of(refused.text).one("p", role="alert").text
    ended = page_of(send(as_("zhou"), address, step="reject", comment="维持").text)
    assert "终审驳回" in ended.one("h1").text
    assert facts(ended)["现在的发布分"] == "60"


def test_silence_of_the_lead_lets_the_supervisor_decide_only_once_its_days_are_up(as_: In, clock: MovingClock) -> None:
    address = filed(as_)
    boss = as_("chen")
    assert page_of(boss.get(address).text).all("button", value="uphold") == []
    clock.pass_hours(24 * 3)
    later_boss = as_("chen")
    assert len(page_of(later_boss.get(address).text).all("button", value="uphold")) == 1
    row = page_of(later_boss.get("/appeals?show=open").text).one("tbody").one("tr")
    assert "逾期" in row.text


def test_too_late_is_told_and_nothing_is_written(as_: In, clock: MovingClock) -> None:
    clock.pass_hours(24 * 6)
    agent = as_("wang")
    assert "该成绩的申诉期已过。" in agent.get(FILE).text
    late = file(agent)
    assert late.status_code == 422
    assert page_of(late.text).one("p", role="alert").text == "期限已过。"
    assert page_of(agent.get("/appeals?show=open").text).all("tbody") == []


def test_an_appeal_stands_once_and_a_withdrawn_one_may_be_filed_again(as_: In) -> None:
    address, agent = filed(as_), as_("wang")
    assert file(agent).status_code == 422
    send(agent, address, step="withdraw", comment="看错了")
    again = file(agent)
    assert again.status_code == 200
    assert again.url.path != address


def test_what_was_written_survives_a_refusal(as_: In) -> None:
    refused = file(as_("wang"), ground="nonsense", comment="我说了再见,请听 00:12")
    page = page_of(refused.text)
    assert page.one("textarea").text == "我说了再见,请听 00:12"
    assert page.one("p", role="alert").text == "请选择申诉理由。"


@pytest.mark.parametrize("who", ["Colleague", "sun"])
def test_nobody_finds_or_moves_an_appeal_of_another_team(as_: In, who: str) -> None:
    address, stranger = filed(as_), as_(who)
    assert stranger.get(address).status_code == 404
    assert "call-1" not in stranger.get("/appeals?show=open").text
    assert send(stranger, address, on_page="/account", step="comment", comment="x").status_code == 404


def test_a_colleague_cannot_file_against_a_score_that_is_not_theirs(as_: In) -> None:
    colleague = as_("Colleague")
    assert colleague.get(FILE).status_code == 404
    sent = send(colleague, "/appeals/new", on_page="/appeals/new?evaluation=e-call-3", evaluation="e-call-1",
                item="closing", ground="misjudged", comment="x")  # fmt: skip
    assert sent.status_code == 404


def test_a_colleague_is_not_told_that_anothers_score_is_a_draft(as_: In, folder: Path) -> None:
    workspace = Workspace.open(folder)
    deliver(workspace.engine, (judged("call-9", closing=UNMET), []))
    workspace.close()
    address = "/appeals/new?evaluation=e-call-9"
    own, theirs = as_("wang").get(address), as_("Colleague").get(address)
    assert (own.status_code, theirs.status_code) == (422, 404)
    nobodys = as_("Colleague").get("/appeals/new?evaluation=nobody")
    assert page_of(theirs.text).one("main").text == page_of(nobodys.text).one("main").text


def test_a_refused_attempt_is_on_the_audit_trail(as_: In, folder: Path) -> None:
    address = filed(as_)
    send(as_("li"), address, step="withdraw", comment="x")
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        trail = audit.of(connection, f"appeal:{address.rpartition('/')[2]}")
    workspace.close()
    assert [e.action for e in trail if e.who == "li"] == ["refused"]


def test_hostile_words_stay_words_and_personal_data_is_masked(as_: In) -> None:
    address = filed(as_, comment=f"{HOSTILE} 客户电话 13812345678")
    html = as_("li").get(address).text
    assert "<script>alert" not in html
    assert "13812345678" not in html
    assert "{{ 7*7 }}" in page_of(html).one("section", aria_labelledby="said").raw_text


@pytest.mark.parametrize("step", ["", "nonsense", "attach", "file"])
def test_a_step_nobody_offered_is_refused(as_: In, step: str) -> None:
    address = filed(as_)
    assert send(as_("wang"), address, step=step).status_code == 422


def test_an_english_appeal_speaks_english(as_: In) -> None:
    address, agent = filed(as_), as_("wang")
    page = page_of(agent.get(address, params={"lang": "en"}).text)
    assert [b.text for b in page.one("section", aria_labelledby="step").all("button")] == ["Withdraw"]
    assert "filed" in page.one("h1").text
