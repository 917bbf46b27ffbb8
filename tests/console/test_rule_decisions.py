"""Returning to a former rulebook and setting how far a rule counts: in two steps, with a reason, on the trail."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from inspection.people import Person, PersonRole
from records import audit, rule_decisions, rule_standings, rulebook_versions
from records.database import reading, writing
from records.workspace import Workspace
from tests.console.filled_workspace import HOSTILE, an_ordinary_night
from tests.console.page_text import Element, page_of
from tests.console.rules_workspace import longer_silences, with_rules
from tests.console.staff import BASE, app_on, register, send, signed_in
from tests.records.judged_samples import NOON

BOUND = Person(who="Bound", roles=(PersonRole.SUPERVISOR,), vendor="示例外包")
RESTORE = "/rules/versions/shipped/restore"
STANDING = "/rules/standings/dead_air@3"
In = Callable[[PersonRole | str], TestClient]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = with_rules(an_ordinary_night(tmp_path / "w"))
    register(where, BOUND)
    return where


@pytest.fixture
def as_(folder: Path) -> Iterator[In]:
    app = app_on(folder)
    with ExitStack() as serving:
        serving.enter_context(TestClient(app, base_url=BASE))
        yield lambda who: signed_in(app, who)


def read(folder: Path, ask: Callable[[Any], Any]) -> Any:
    workspace = Workspace.open(folder)
    try:
        with reading(workspace.engine) as connection:
            return ask(connection)
    finally:
        workspace.close()


def hidden(page: Element) -> dict[str, str]:
    return {i.attributes["name"]: i.attributes.get("value", "") for i in page.one("main").all("input", type="hidden")}


def test_going_back_shows_what_changes_before_anything_does_and_then_asks_why(as_: In, folder: Path) -> None:
    boss = as_(PersonRole.SUPERVISOR)
    page = page_of(boss.get(RESTORE).text)
    assert "#1 mingjian@1.0" in page.one("dl", class_="facts").text
    assert len(page.one("ul", class_="chosen").all("li")) == 1  # dead air alone judges otherwise
    assert read(folder, lambda c: len(rulebook_versions.history(c))) == 1
    fields = hidden(page)
    without = boss.post(RESTORE, data={**fields, "note": "  "})
    assert (without.status_code, "请写明原因" in without.text) == (422, True)
    done = boss.post(RESTORE, data={**fields, "note": f"太宽 {HOSTILE}"})
    assert "已恢复,现在生效。" in done.text
    assert "<script>alert" not in done.text
    history = read(folder, rulebook_versions.history)
    assert [(v.number, v.step.value, v.publisher, v.content_of) for v in history][-1] == (2, "rollback", "Zhao", None)
    assert read(folder, lambda c: audit.of(c, "rulebook_version:2"))[-1].reason.startswith("太宽")


def test_who_confirms_a_page_of_yesterday_changes_nothing(as_: In, folder: Path) -> None:
    boss, author = as_(PersonRole.SUPERVISOR), as_(PersonRole.RULE_AUTHOR)
    stale = hidden(page_of(boss.get(RESTORE).text))
    assert author.post(RESTORE, data={**hidden(page_of(author.get(RESTORE).text)), "note": "先办"}).status_code == 200
    late = boss.post(RESTORE, data={**stale, "note": "后办"})
    assert (late.status_code, "刚刚有人先办了一步" in late.text) == (422, True)
    assert read(folder, lambda c: len(rulebook_versions.history(c))) == 2
    back = page_of(boss.get("/rules/versions/1").text)
    assert "/rules/versions/1/restore" in [a.attributes["href"] for a in back.all("a")]
    assert "没有变化" in boss.get(RESTORE).text


def test_a_rule_is_set_to_count_again_in_two_steps_with_a_reason(as_: In, folder: Path) -> None:
    author = as_(PersonRole.RULE_AUTHOR)
    item = page_of(author.get("/rules/items/dead_air").text)
    assert STANDING in [a.attributes["href"].replace("%40", "@") for a in item.all("a")]
    looked = send(author, STANDING, standing="counted")
    assert "下限也达标" in looked.text
    assert read(folder, rule_standings.known)["dead_air@3"].value == "advice"
    fields = hidden(page_of(looked.text))
    assert author.post(STANDING, data={**fields, "confirm": "1", "note": ""}).status_code == 422
    done = author.post(STANDING, data={**fields, "confirm": "1", "note": "改了时限"})
    assert "已变更。" in done.text
    assert read(folder, rule_standings.known)["dead_air@3"].value == "counted"
    last = read(folder, lambda c: audit.of(c, "rule_version:dead_air@3"))[-1]
    assert (last.who, last.reason, dict(last.before), dict(last.after)) == (
        "Author", "改了时限", {"standing": "advice"}, {"standing": "counted"},
    )  # fmt: skip
    again = author.post(STANDING, data={**fields, "standing": "trial", "confirm": "1", "note": "x"})
    assert (again.status_code, "刚刚有人先办了一步" in again.text) == (422, True)


def test_what_is_no_standing_and_no_rule_is_refused(as_: In) -> None:
    boss = as_(PersonRole.SUPERVISOR)
    for odd in ("", "advice", "nonsense"):  # it is advice already
        assert send(boss, STANDING, standing=odd, confirm="1", note="x", before="advice").status_code == 422
    for path in ("/rules/standings/nothing@9", "/rules/standings/@", "/rules/standings/dead_air",
                 "/rules/versions/99/restore", "/rules/versions/%3Cb%3E/restore"):  # fmt: skip
        assert boss.get(path).status_code == 404, path


def test_who_is_bound_decides_nothing_for_the_centre_and_is_offered_nothing(as_: In) -> None:
    bound = as_("Bound")
    assert bound.get(RESTORE).status_code == 404
    assert bound.get(STANDING).status_code == 404
    page = page_of(bound.get("/rules/items/dead_air").text)
    assert not [a for a in page.all("a") if "standings" in a.attributes["href"]]
    lead = as_(PersonRole.TEAM_LEAD)
    assert not [a for a in page_of(lead.get("/rules").text).all("a") if a.attributes["href"].endswith("/restore")]


def test_a_version_on_trial_is_no_former_version(folder: Path, as_: In) -> None:
    workspace = Workspace.open(folder)
    with writing(workspace.engine) as connection:
        one = rulebook_versions.history(connection)[0]
        trial = replace(one, number=2, step=rulebook_versions.Step.TRIAL, effective_from=None,
                        status=rulebook_versions.VersionStatus.TRIAL)  # fmt: skip
        rulebook_versions.add(connection, trial, longer_silences(), who="Author", what={})
    boss = as_(PersonRole.SUPERVISOR)
    assert boss.get("/rules/versions/2/restore").status_code == 404
    rule_decisions.end_trial(workspace, trial, who="Zhao", note="bad trial", at=NOON)
    workspace.close()
    author = as_(PersonRole.RULE_AUTHOR)
    fields = hidden(page_of(author.get(RESTORE).text))
    assert author.get("/rules/versions/2/restore").status_code == 404
    assert author.post("/rules/versions/2/restore", data={**fields, "note": "mine"}).status_code == 404
    shown = page_of(author.get("/rules/versions/2").text)
    assert not [a for a in shown.all("a") if a.attributes["href"].endswith("/restore")]
    assert read(folder, lambda c: len(rulebook_versions.history(c))) == 2


def test_of_two_confirmations_at_one_moment_one_is_told_to_look_again(
    folder: Path, as_: In, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss, go_back = as_(PersonRole.SUPERVISOR), rule_decisions.roll_back

    def after_a_colleague(workspace: Workspace, to: str, **asked: Any) -> Any:
        go_back(workspace, to, who="Author", note="at the same moment", at=NOON)
        return go_back(workspace, to, **asked)

    fields = hidden(page_of(boss.get(RESTORE).text))
    monkeypatch.setattr(rule_decisions, "roll_back", after_a_colleague)
    late = boss.post(RESTORE, data={**fields, "note": "后办"})
    assert (late.status_code, "刚刚有人先办了一步" in late.text) == (422, True)
    assert [v.publisher for v in read(folder, rulebook_versions.history)] == ["Zhao", "Author"]
