"""The walk of one disputed deduction: from the night to the corrected published score and the new rule example."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from cli.appeal_words import appeal_words
from inspection.errors import AccessRefused
from records import appeals, audit, publications, reviews, rule_examples
from records.database import reading
from records.rule_examples import ExampleState
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.pipelines.rule_site import Site, rulebook
from tests.pipelines.small_night import chat

PEOPLE = """who,roles,team,agent_id
ops,operator,,
hu,reviewer,QA,
chen,supervisor,,
zhou,supervisor,,
li,team_lead,一组,
wang,agent,一组,a1
zheng,rule_author,,
"""
EARLY = ["早上好，您的订单今天送到", "还有别的吗"]  # a greeting the rule does not know
SILENT = ["今天送到", "还有别的吗"]


def said(number: int, words: list[str]) -> dict[str, Any]:
    """A chat of agent a1 with these words of the agent."""
    one = chat(number, agent_id="a1", team="一组")
    start = one["messages"][0]["sent_at"]
    texts = [("customer", "我的订单到哪了"), *(("agent", text) for text in words), ("customer", "没有了")]
    messages = [{"sender": sender, "text": text, "sent_at": start} for sender, text in texts]
    return {**one, "messages": messages}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Two judged chats, people, a rule whose hits count, and published scores."""
    monkeypatch.setenv("MINGJIAN_STANDING_REVIEWED_HITS", "1")
    monkeypatch.setenv("MINGJIAN_STANDING_PRECISION_FLOOR", "0.2")
    monkeypatch.setenv("MINGJIAN_LANG", "en")
    one = Site(tmp_path)
    rules = rulebook(tmp_path / "rules")
    one.publish(rules, effective_from=None)
    one.deliver(said(1, EARLY), said(2, SILENT))
    one.night(rules=rules)
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    run("review", "people", tmp_path / "people.csv", *at(one))
    run("publish-scores", *at(one), *DAYS, "--rules", rules)  # keeps what the night scored by
    held = json.loads(run("review", "take", *at(one), "--who", "hu", "--interaction", "small/chat-002", "--json"))
    run("review", "submit", task_of(held), *at(one), "--who", "hu", "--confirm", "--seconds", "20")
    run("rules", "standing", *at(one), "--update", "--who", "chen")
    run("publish-scores", *at(one), *DAYS, "--publish", "--who", "ops")
    return one


DAYS = ("--from", "2026-09-01", "--to", "2026-09-01")


def run(*arguments: object) -> str:
    done = mingjian(*arguments)
    assert done.exit_code == 0, (arguments, done.output, done.exception)
    return str(done.stdout)


def at(site: Site) -> tuple[object, ...]:
    return ("--workspace", site.path)


def task_of(sheet: dict[str, Any]) -> str:
    return str(sheet["task"]["task_id"])


def evaluation(site: Site, interaction_id: str = "chat-001") -> dict[str, Any]:
    return next(e for e in site.rows()["evaluations"] if e["interaction_id"] == interaction_id)


def test_the_walk_of_one_disputed_deduction(site: Site, tmp_path: Path) -> None:
    before = evaluation(site)
    assert (before["machine_score"], before["published_score"], before["status"]) == (40.0, 0.0, "published")

    picture = tmp_path / "screen.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    told = run("appeal", "file", before["evaluation_id"], *at(site), "--item", "greeting", "--ground", "misjudged",
               "--comment", "我说了早上好", "--attach", picture, "--who", "wang")  # fmt: skip
    appeal_id = told.split(":")[0]
    assert "filed; team lead has until" in told
    assert "screen.png: there already" in run("appeal", "attach", appeal_id, picture, *at(site), "--who", "wang")
    run("appeal", "comment", appeal_id, *at(site), "--comment", "属实", "--who", "li")
    decided = run("appeal", "uphold", appeal_id, *at(site), "--comment", "早上好也是问候", "--who", "chen")
    assert "published score: 0 -> 100" in decided
    assert "an example of the rule greeting" in decided

    after = evaluation(site)
    assert (after["machine_score"], after["published_score"], after["human_score"]) == (40.0, 100.0, 100.0)
    shown = json.loads(run("appeal", "show", appeal_id, *at(site), "--json"))
    assert [s["step"] for s in shown["steps"]] == ["file", "attach", "comment", "uphold"]
    assert [a["kind"] for a in shown["attachments"]] == ["png"]
    _the_trail_tells_all(site, appeal_id, before["evaluation_id"])

    (waiting,) = [json.loads(line) for line in run("appeal", "examples", *at(site), "--json").splitlines()]
    assert (waiting["item"], waiting["expect"], waiting["today"], waiting["passes"]) == (
        "greeting", "met", "unmet", False,
    )  # fmt: skip
    assert "早上好" in waiting["yaml"]

    mine = rulebook(tmp_path / "mine")
    added = run("appeal", "examples", *at(site), "--add", mine, "--who", "zheng")
    assert f"next: mingjian rules test greeting --rules {mine}" in added
    failing = mingjian("rules", "test", "greeting", "--rules", mine)
    assert (failing.exit_code, appeal_id in failing.stderr) == (1, True)  # it waits for the author
    item = mine / "items" / "greeting.yaml"
    item.write_text(item.read_text("utf-8").replace("any: [您好]", "any: [您好, 早上好]"), encoding="utf-8")
    run("rules", "test", "greeting", "--rules", mine)
    assert run("appeal", "examples", *at(site)).strip() == "no examples are waiting"


def _the_trail_tells_all(site: Site, appeal_id: str, evaluation_id: str) -> None:
    workspace = Workspace.open(site.path)
    with reading(workspace.engine) as connection:
        of_appeal = audit.of(connection, f"appeal:{appeal_id}")
        of_evaluation = audit.of(connection, f"evaluation:{evaluation_id}")
        first, second = publications.history(connection, evaluation_id)
        given = [r for r in reviews.of(connection, evaluation_id) if r.stage == "appeal"]
        (example,) = rule_examples.of_appeal(connection, appeal_id)
        trail = audit.of(connection, rule_examples.subject(example))
    workspace.close()
    assert [(e.action, e.who) for e in of_appeal] == [
        ("appeal_file", "wang"), ("appeal_attach", "wang"), ("appeal_comment", "li"), ("appeal_uphold", "chen"),
    ]  # fmt: skip
    moves = [(e.who, e.after.get("status"), e.after.get("published_score")) for e in of_evaluation]
    assert moves[-3:] == [("ops", "published", 0.0), ("wang", "appealed", None), ("chen", "published", 100.0)]
    assert (first.published_score, second.published_score) == (0.0, 100.0)
    assert [(r.item, r.state, r.who, r.decision) for r in given] == [("greeting", "met", "chen", "wrong")]
    assert (example.state, example.rule_version, trail[0].action) == (
        ExampleState.WAITING,
        "greeting@1",
        "rule_example",
    )


def test_who_may_not_is_told_and_the_attempt_is_recorded(site: Site) -> None:
    told = run("appeal", "file", evaluation(site)["evaluation_id"], *at(site), "--item", "greeting", "--ground",
               "misjudged", "--who", "wang")  # fmt: skip
    appeal_id = told.split(":")[0]
    run("appeal", "comment", appeal_id, *at(site), "--comment", "属实", "--who", "li")
    refused = error_of("appeal", "uphold", appeal_id, *at(site), "--comment", "我自己看", "--who", "wang")
    assert isinstance(refused, AccessRefused)
    assert error_of("appeal", "uphold", appeal_id, *at(site), "--who", "nobody").code == "unknown_person"
    workspace = Workspace.open(site.path)
    with reading(workspace.engine) as connection:
        tried = [
            (e.who, e.after["refused"]) for e in audit.of(connection, f"appeal:{appeal_id}") if e.action == "refused"
        ]
        assert appeals.find(connection, appeal_id).state == "commented"
    workspace.close()
    assert tried == [("wang", "wrong_role"), ("nobody", "unknown_person")]


def test_an_example_is_written_to_paste_from_or_dropped_with_a_reason(site: Site, tmp_path: Path) -> None:
    appeal_id = run("appeal", "file", evaluation(site)["evaluation_id"], *at(site), "--item", "greeting", "--ground",
                    "misjudged", "--who", "wang").split(":")[0]  # fmt: skip
    run("appeal", "comment", appeal_id, *at(site), "--comment", "属实", "--who", "li")
    run("appeal", "uphold", appeal_id, *at(site), "--who", "chen")
    run("appeal", "examples", *at(site), "--write", tmp_path / "ready", "--known-gap")
    text = (tmp_path / "ready" / "greeting.yaml").read_text("utf-8")
    assert text.startswith("examples:\n  - name: ")
    assert "known_gap: true" in text
    (waiting,) = [json.loads(line) for line in run("appeal", "examples", *at(site), "--json").splitlines()]
    example_id = waiting["example_id"]
    assert "--note" in str(error_of("appeal", "examples", *at(site), "--drop", example_id, "--who", "zheng"))
    assert (
        error_of("appeal", "examples", *at(site), "--drop", example_id, "--who", "li", "--note", "x").code
        == "wrong_role"
    )
    run("appeal", "examples", *at(site), "--drop", example_id, "--who", "zheng", "--note", "same as another")
    assert run("appeal", "examples", *at(site), "--json") == ""
    assert json.loads(run("appeal", "examples", *at(site), "--all", "--json"))["state"] == "dropped"


def test_lists_and_the_table_speak_both_languages(site: Site) -> None:
    run("appeal", "file", evaluation(site)["evaluation_id"], *at(site), "--ground", "not_me", "--who", "wang")
    assert "整通" in run("appeal", "list", *at(site), "--lang", "zh")
    assert "(whole interaction)" in run("appeal", "list", *at(site), "--lang", "en")
    assert "nobody is late" in run("appeal", "overdue", *at(site))
    chinese = run("appeal", "procedure", *at(site), "--lang", "zh")
    assert "质检主管" in chinese
    assert "非本人" in chinese
    assert "本人或本" in chinese
    assert "team lead" in run("appeal", "procedure", *at(site))


def test_a_calendar_of_the_workspace_goes_before_the_shipped_one(site: Site) -> None:
    own = site.path / "calendar.yaml"
    own.write_text("weekend: [6, 7]\nyears:\n  2026:\n    workdays: [2026-11-25]\n", encoding="utf-8")
    refused = error_of("appeal", "procedure", *at(site))
    assert refused.where == f"{own}:4:16"
    assert "2026-11-25 is no weekend" in str(refused)


def test_every_word_is_in_both_languages() -> None:
    assert set(appeal_words("zh")) == set(appeal_words("en"))


def test_a_month_is_frozen_checked_and_compared(site: Site, tmp_path: Path) -> None:
    first = run("freeze", *at(site), "--month", "2026-09")
    assert "2026-09: 2 rows frozen, seal " in first
    seal = first.split("seal ")[1].strip()
    assert "was frozen before" in run("freeze", *at(site), "--month", "2026-09")
    assert "2 rows, none of them moved" in run(
        "freeze", *at(site), "--verify", "--seal", seal[:16], "--month", "2026-09"
    )
    told = run("appeal", "file", evaluation(site)["evaluation_id"], *at(site), "--item", "greeting", "--ground",
               "misjudged", "--who", "wang")  # fmt: skip
    appeal_id = told.split(":")[0]
    run("appeal", "comment", appeal_id, *at(site), "--comment", "属实", "--who", "li")
    upheld = run("appeal", "uphold", appeal_id, *at(site), "--who", "chen")
    assert "2026-09 is frozen: an adjustment of +50.00 points is booked in 2026-10" in upheld
    assert evaluation(site)["published_score"] == 0.0
    booked = json.loads(run("freeze", *at(site), "--adjustments", "--month", "2026-10"))
    assert (booked["agent_id"], booked["difference_points"]) == ("a1", 50.0)
    table = tmp_path / "compare.csv"
    run("freeze", *at(site), "--compare", table, "--month", "2026-09")
    lines = table.read_text("utf-8-sig").splitlines()
    assert (len(lines), "100.0,2026-10" in table.read_text("utf-8-sig")) == (3, True)
    assert "none of them moved" in run("freeze", *at(site), "--verify")
    assert mingjian("freeze", *at(site), "--verify", "--seal", "ffff", "--month", "2026-09").exit_code == 1
    assert "rows frozen" in run("freeze", *at(site))


def frozen_rows(site: Site) -> list[dict[str, Any]]:
    """Evaluations of the frozen month; those that came later are history."""
    return [e for e in site.rows()["evaluations"] if e["status"] == "frozen"]


def test_a_frozen_month_after_three_rule_changes_is_what_it_was(site: Site, tmp_path: Path) -> None:
    """Corrections arrive and are judged by ever other rules, each published: nothing of the month moves."""
    run("freeze", *at(site), "--month", "2026-09")
    frozen = frozen_rows(site)
    assert len(frozen) == 2
    for version in (2, 3, 4):
        words = ["今天", "还有", "早上好"][version - 2]
        rules = rulebook(tmp_path / f"rules-{version}", version=str(version), greeting=(version, words))
        site.publish(rules)
        site.drop.joinpath("chats.jsonl").unlink()
        site.forget()
        site.deliver({**said(1, EARLY), "csat": version}, {**said(2, SILENT), "csat": version})
        site.night(rules=rules)
        run("publish-scores", *at(site), *DAYS, "--publish", "--who", "ops")
        assert "2 rows, none of them moved" in run("freeze", *at(site), "--verify")
        assert frozen_rows(site) == frozen
    table = tmp_path / "compare.csv"
    run("freeze", *at(site), "--compare", table, "--month", "2026-09", "--lang", "zh")
    head, *rows = csv.reader(table.read_text("utf-8-sig").splitlines())
    found = {row[head.index("会话编号")]: dict(zip(head, row, strict=True)) for row in rows}
    assert (found["chat-001"]["封账时机器得分"], found["chat-001"]["最新机器得分"]) == ("40.0", "100.0")
    assert (found["chat-001"]["最新质检方案"], found["chat-001"]["有差异"]) == ("small@4", "True")
