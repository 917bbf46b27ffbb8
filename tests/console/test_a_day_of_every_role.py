"""A day of everybody in a real browser, from the first one-time link to a decided appeal and a closed coaching."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from console.app import Serving
from console.first_run import first_administrator_path
from inspection.people import Person, PersonRole
from records import audit_search, evaluations, publications, rule_examples, runs
from records.audit import AuditEntry
from records.database import reading, writing
from records.score_publishing import publish_between
from records.workspace import Workspace
from tests.console.bench_site import NINE, bench_site
from tests.console.browser import empty_page, served
from tests.console.staff import PASSWORD, app_on
from tests.records.judged_samples import NIGHT
from tests.records.review_site import EVERY_RULE, POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ROSTER = """姓名,角色,班组,工号
周大伟,坐席,一组,a7
方若兰,班组长,一组,
钱主管,质检主管,,
李培训,培训师,,
孙规则,规则作者,,
周运维,运维,,
"""
CALL = "/interactions/drop/fatal-1"


@dataclass
class Centre:
    """The workspace, the browser, and the one-time links that wait for their people."""

    folder: Path
    browser: "Page"
    links: dict[str, str]

    @contextmanager
    def desk_of(self, name: str) -> Iterator["Page"]:
        """Somebody's own browser: with their one-time link the first time, with their password later."""
        mine = self.browser.context.browser.new_context(  # type: ignore[union-attr]
            viewport={"width": 1280, "height": 800}, locale="zh-CN", base_url=self.browser.url.partition("/w")[0]
        )
        page = mine.new_page()
        page.set_default_timeout(8000)
        link = self.links.pop(name, "")
        page.goto(link or "/sign-in")
        if link:
            page.get_by_label("新密码").fill(PASSWORD)
            page.get_by_label("再输入一次").fill(PASSWORD)
            page.get_by_role("button", name="设置密码").click()
        else:
            page.get_by_label("登录名", exact=True).fill(name)
            page.get_by_label("密码", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="登录", exact=True).click()
        page.wait_for_url(re.compile(r"//[^/]+/$"))
        assert f"查看人: {name}" in page.locator("footer").inner_text()
        yield page
        mine.close()


def text_of(page: "Page") -> str:
    return page.locator("main").inner_text()


def press_and_go(page: "Page", key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def click_and_go(page: "Page", name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    folder = bench_site(tmp_path, at=NINE, is_staffed=False)
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        run = runs.start(connection, business_date=NIGHT, source_set="drop", at=NINE)
        runs.finish(connection, run.run_id, at=NINE, exit_code=0, counts={"scored": 4})
    path = first_administrator_path(workspace, at=NINE)
    workspace.close()
    assert path is not None
    with served(app_on(folder, serving=Serving(now=lambda: NINE))) as address, empty_page(address) as page:
        page.goto(path)
        yield Centre(folder, page, {})


def test_from_the_first_link_to_a_decided_appeal_and_a_closed_coaching(centre: Centre) -> None:
    the_first_administrator_brings_everybody_in(centre)
    the_supervisor_confirms_a_suspected_fatal_by_keyboard(centre)
    publish(centre.folder)
    appeal = the_agent_reads_the_deduction_and_appeals(centre)
    the_lead_gives_a_word(centre, appeal)
    the_appeal_is_decided_by_fresh_hands(centre, appeal)
    the_rule_author_takes_the_example(centre)
    task = the_trainer_plans_and_holds_a_coaching(centre)
    the_agent_acknowledges(centre, task)
    the_trainer_closes_and_looks_for_the_effect(centre, task)
    the_operator_reads_the_run_and_what_was_left_over(centre)
    every_step_is_in_the_trail(centre)


def the_first_administrator_brings_everybody_in(centre: Centre) -> None:
    page = centre.browser
    page.keyboard.type("赵主管")
    page.get_by_label("新密码").fill(PASSWORD)
    page.get_by_label("再输入一次").fill(PASSWORD)
    page.get_by_role("button", name="设置密码").click()
    page.wait_for_url(re.compile(r"//[^/]+/$"))
    page.get_by_role("link", name="系统管理").click()
    page.get_by_role("link", name="批量导入").click()
    page.locator("textarea").fill(ROSTER)
    click_and_go(page, "登记全部")
    found = re.findall(r"^(\S+)\t(http\S+)$", text_of(page), re.MULTILINE)
    assert [name for name, _ in found] == ["周大伟", "方若兰", "钱主管", "李培训", "孙规则", "周运维"]
    centre.links.update(found)


def the_supervisor_confirms_a_suspected_fatal_by_keyboard(centre: Centre) -> None:
    page = centre.browser
    page.goto("/reviews")
    page.get_by_role("link", name="fatal-1").first.click()
    page.wait_for_load_state()
    press_and_go(page, "t")
    page.keyboard.press("y")
    press_and_go(page, "s")
    assert page.locator(".notice").first.inner_text() == "已提交 1 项结论。"


def publish(folder: Path) -> None:
    """What `mingjian publish-scores --publish` does, where every rule has earned its trust."""
    workspace, who = Workspace.open(folder), Person(who="赵主管", roles=(PersonRole.SUPERVISOR,))
    list(publish_between(workspace.engine, NIGHT, NIGHT, EVERY_RULE, POLICY, who, at=NINE, reason="September"))
    workspace.close()


def the_agent_reads_the_deduction_and_appeals(centre: Centre) -> str:
    with centre.desk_of("周大伟") as page:
        assert "申诉期内的成绩" in text_of(page)
        page.goto(CALL)
        first = page.locator("ul.items").first
        assert "致命已确认: 客户关键" in first.inner_text()
        assert "这里的分数都是已发布的分数" in page.locator("footer").inner_text()
        assert "草稿 → 已发布" in page.locator("section[aria-labelledby=history]").inner_text()
        appealing = page.get_by_role("link", name="申诉此项")
        assert appealing.count() == 1  # only what was taken away can be appealed against
        appealing.click()
        page.get_by_label("申诉理由").select_option("misjudged")
        page.locator("#comment").fill("我在转述客户的话")
        click_and_go(page, "提交申诉")
        assert "已提交" in page.locator("h1").inner_text()
        for forbidden in ("/ledger", "/rules/examples", "/administration", "/interactions/drop/calm-404"):
            assert page.request.get(forbidden).status in (403, 404)
        return page.url.partition("?")[0]


def the_lead_gives_a_word(centre: Centre, appeal: str) -> None:
    with centre.desk_of("方若兰") as page:
        page.get_by_role("link", name="等我办理的申诉").click()
        page.wait_for_load_state()
        page.goto(appeal)
        assert page.get_by_role("button", name="申诉成立").count() == 0
        page.locator("#comment").fill("客户先说的")
        click_and_go(page, "附意见")
        assert "组长已附意见" in page.locator("h1").inner_text()


def the_appeal_is_decided_by_fresh_hands(centre: Centre, appeal: str) -> None:
    centre.browser.goto(appeal)
    assert centre.browser.get_by_role("button", name="申诉成立").count() == 0  # who reviewed it does not decide
    with centre.desk_of("钱主管") as page:
        page.goto(appeal)
        page.locator("#comment").fill("核对原话,属转述")
        click_and_go(page, "申诉成立")
        assert "成立" in page.locator("h1").inner_text()
        assert "申诉成立:判定有误" in text_of(page)
    workspace = Workspace.open(centre.folder)
    with reading(workspace.engine) as connection:
        now = evaluations.find(connection, "e-fatal-1")
        rows = publications.history(connection, "e-fatal-1")
        waiting = rule_examples.in_state(connection)
    workspace.close()
    assert now is not None
    assert [row.published_score for row in rows] == [0.0, now.published_score]  # a new row beside the first
    assert now.published_score == 100.0
    assert [one.item_id for one in waiting] == ["rude"]


def the_rule_author_takes_the_example(centre: Centre) -> None:
    with centre.desk_of("孙规则") as page:
        page.get_by_role("link", name=re.compile("申诉产生、待加入规则的示例")).click()
        page.wait_for_url("**/rules/examples")
        assert "态度恶劣" in text_of(page)
        assert "应判为" in text_of(page)
        click_and_go(page, "已加入规则文件")


def the_trainer_plans_and_holds_a_coaching(centre: Centre) -> str:
    with centre.desk_of("李培训") as page:
        page.get_by_role("link", name="辅导队列").first.click()
        page.get_by_role("link", name="新建任务").click()
        page.get_by_label("坐席工号").fill("a7")
        page.get_by_label("评分项").select_option("closing")
        page.locator("#reason").fill("结束语漏说")
        page.locator("#trainer").select_option("李培训")
        click_and_go(page, "新建")
        task = page.url
        page.goto("/coaching/week")
        assert "结束语漏说" in text_of(page)
        click_and_go(page, "保存安排")
        page.goto(task)
        click_and_go(page, "已实施")
        return task


def the_agent_acknowledges(centre: Centre, task: str) -> None:
    with centre.desk_of("周大伟") as page:
        page.get_by_role("link", name="等我确认的辅导").click()
        page.wait_for_url("**/coaching?*")
        page.goto(task)
        click_and_go(page, "确认已辅导")


def the_trainer_closes_and_looks_for_the_effect(centre: Centre, task: str) -> None:
    with centre.desk_of("李培训") as page:
        page.get_by_role("link", name="可以关闭的辅导").click()
        page.goto(task)
        click_and_go(page, "关闭")
        assert "已关闭" in page.locator("h1").inner_text()
        page.goto("/coaching/effect")
        assert page.locator("h1").inner_text().startswith("辅导效果")


def the_operator_reads_the_run_and_what_was_left_over(centre: Centre) -> None:
    with centre.desk_of("周运维") as page:
        page.get_by_role("link", name="运行管理").click()
        assert "最近一次运行" in text_of(page)
        page.get_by_role("link", name="隔离区").click()
        page.wait_for_url("**/operations/quarantine")
        assert page.request.get(CALL).status == 403  # an operator reads no conversation


def every_step_is_in_the_trail(centre: Centre) -> None:
    page = centre.browser
    page.goto("/administration/audit")
    assert "申诉成立" in text_of(page)
    done = {(entry.who, entry.action) for entry in trail(centre.folder)}
    assert {
        ("赵主管", "submit"), ("周大伟", "appeal_file"), ("方若兰", "appeal_comment"), ("钱主管", "appeal_uphold"),
        ("钱主管", "rule_example"), ("孙规则", "rule_example_added"),
    } <= done  # fmt: skip


def trail(folder: Path) -> list[AuditEntry]:
    workspace = Workspace.open(folder)
    with reading(workspace.engine) as connection:
        found = audit_search.entries(connection, audit_search.AuditFilter(), limit=1000)
    workspace.close()
    return list(found)
