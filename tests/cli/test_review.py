"""The day of a supervisor and two reviewers, with the commands they type."""

import json
from pathlib import Path

import pytest

from inspection.errors import AccessRefused, InputError, RecordsError, SettingsError
from inspection.evaluation import ItemState
from inspection.flags import Selection
from records import people
from records.database import writing
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.inspection.form_cases import MET, UNMET
from tests.records import review_site as site

PEOPLE = "姓名,角色,班组\n王,质检员,质检组\n李,质检员,质检组\n赵,质检主管,\n"
DAYS = ("--from", "2026-09-01", "--to", "2026-09-01")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """A workspace with a suspected fatal, a risk and a draw by lot, all queued; people are not registered yet."""
    opened = Workspace.open(tmp_path / "workspace")
    site.open_site(
        opened.engine,
        (site.judged("fatal", rude=UNMET), [site.fatal_flag("fatal")]),
        (site.judged("risk", closing=UNMET), [site.flag("risk", Selection.RISK)]),
        (site.judged("lot"), [site.flag("lot", Selection.RANDOM)]),
    )
    with writing(opened.engine) as connection:
        connection.execute(people.table.delete())
    opened.close()
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="gb18030")
    done = mingjian("review", "people", tmp_path / "people.csv", "--workspace", opened.path, "--lang", "zh")
    assert done.exit_code == 0, done.output
    return opened.path


def run(*arguments: object) -> str:
    done = mingjian(*arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def queue(centre: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("review", "queue", "--workspace", centre, "--json").splitlines()]


def task_of(centre: Path, interaction_id: str) -> str:
    return str(next(row["task_id"] for row in queue(centre) if row["interaction_id"] == interaction_id))


def test_the_queue_in_both_languages_and_as_json(centre: Path) -> None:
    chinese = run("review", "queue", "--workspace", centre, "--lang", "zh")
    assert "复核队列:3 个待复核,0 个复核中" in chinese
    assert chinese.index("疑似致命") < chinese.index("风险") < chinese.index("随机盲评")
    assert "Review queue: 3 waiting" in run("review", "queue", "--workspace", centre, "--lang", "en")
    assert [row["purpose"] for row in queue(centre)] == ["fatal", "risk", "random"]


def test_a_fatal_from_the_queue_to_the_published_score(centre: Path) -> None:
    at = ("--workspace", centre)
    taken = run("review", "take", *at, "--who", "王", "--lang", "zh")
    assert "rude" in taken
    assert "违反即致命" in taken
    task = task_of(centre, "fatal")
    assert "正确" in run("review", "submit", task, *at, "--who", "王", "--confirm", "--lang", "zh")
    shown = run("review", "show", task, *at, "--who", "赵", "--lang", "en")
    assert "王: unmet" in shown
    assert "submit" in shown
    dry = run("publish-scores", *at, *DAYS, "--lang", "en")
    assert "dry run: 1 would be published" in dry
    rows = [json.loads(line) for line in run("publish-scores", *at, *DAYS, "--json").splitlines()]
    assert {row["interaction_id"]: (row["action"], row["hold"]) for row in rows} == {
        "fatal": ("publish", None), "risk": ("hold", "too_little"), "lot": ("hold", "too_little"),
    }  # fmt: skip
    assert "1 published" in run("publish-scores", *at, *DAYS, "--publish", "--who", "赵", "--lang", "en")
    assert "0 published" in run("publish-scores", *at, *DAYS, "--publish", "--who", "赵", "--lang", "en")


def test_the_machines_verdict_of_a_draw_is_nowhere_until_submitted(centre: Path) -> None:
    at = ("--workspace", centre)
    task = task_of(centre, "lot")
    held = json.loads(run("review", "take", *at, "--who", "王", "--task", task, "--json"))
    assert held["blind"] is True
    assert all(item["machine"] is None for item in held["items"])
    assert (held["live"]["machine"], held["live"]["published"], held["task"]["reason"]) == (None, None, "")
    for command in (
        ("review", "show", task, *at, "--who", "赵"),
        ("review", "take", *at, "--who", "李", "--task", task),
    ):
        assert isinstance(error_of(*command), AccessRefused | RecordsError)
    error = error_of("review", "submit", task, *at, "--who", "王", "--confirm")
    assert "its verdict is hidden" in str(error)
    run("review", "submit", task, *at, "--who", "王", "--verdict", "greeting=met", "--verdict", "closing=达标",
        "--verdict", "rude=met")  # fmt: skip
    assert "100" in run("review", "show", task, *at, "--who", "赵", "--lang", "en")


def test_verdicts_from_a_file_and_a_correction(centre: Path, tmp_path: Path) -> None:
    at = ("--workspace", centre)
    task = task_of(centre, "risk")
    run("review", "take", *at, "--who", "王", "--task", task)
    file = tmp_path / "verdicts.json"
    given = [{"item": "closing", "state": "met", "reason_code": "said_otherwise", "seconds_spent": 12}]
    file.write_text(json.dumps(given), encoding="utf-8")
    assert "wrong" in run("review", "submit", task, *at, "--who", "王", "--file", file, "--lang", "en")
    corrected = ("--correct", "--verdict", "closing=unmet")
    assert "right" in run("review", "submit", task, *at, "--who", "王", *corrected, "--lang", "en")
    error = error_of("review", "submit", task, *at, "--who", "赵", *corrected)
    assert error.code == "own_verdict"
    output = tmp_path / "reviews.jsonl"
    run("export", "reviews", *at, "--output", output)
    rows = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    assert [(r["who"], r["state"], r["decision"], r["seconds_spent"], r["stage"]) for r in rows] == [
        ("王", "met", "wrong", 12.0, "review"),
        ("王", "unmet", "right", 0.0, "review"),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("closing", "an item and a state are needed"),
        ("closing=good", "an item and a state are needed"),
        ("closing=met,why=x", "'why=x' says nothing"),
        ("closing=met,points=many", "'many' is no number"),
        ("closing=unmet,turn=x", "'x' is no turn"),
        ("closing=unmet,fatal=perhaps", "fatal is true or false"),
        ("nothing=met", "no item 'nothing' on this sheet"),
        ("closing=met", "without a reason"),
    ],
)
def test_a_verdict_that_cannot_be_read_says_how_to_write_it(centre: Path, text: str, complaint: str) -> None:
    task = task_of(centre, "risk")
    run("review", "take", "--workspace", centre, "--who", "王", "--task", task)
    error = error_of("review", "submit", task, "--workspace", centre, "--who", "王", "--verdict", text)
    assert isinstance(error, InputError)
    assert complaint in error.reason
    assert error.what_to_do


def test_work_is_given_out_released_and_withdrawn(centre: Path) -> None:
    at = ("--workspace", centre)
    assert "已分配 3 个复核" in run("review", "queue", *at, "--assign", "--who", "赵", "--lang", "zh")
    assert "say who gives" in str(error_of("review", "queue", *at, "--assign"))
    task = task_of(centre, "fatal")
    keeper = next(str(row["assignee"]) for row in queue(centre) if row["task_id"] == task)
    run("review", "take", *at, "--who", keeper, "--task", task)
    other = {"王": "李", "李": "王", "赵": "王"}[keeper]
    assert error_of("review", "take", *at, "--who", other, "--task", task).code in ("held", "wrong_state")
    run("review", "release", task, *at, "--who", keeper)
    assert error_of("review", "withdraw", task, *at, "--who", "王", "--reason", "x").code == "wrong_role"
    run("review", "withdraw", task, *at, "--who", "赵", "--reason", "测试录音")
    assert "fatal" not in [row["purpose"] for row in queue(centre)]


def test_a_second_look_is_asked_for_and_compared(centre: Path) -> None:
    at = ("--workspace", centre)
    task = task_of(centre, "fatal")
    run("review", "take", *at, "--who", "王", "--task", task)
    run("review", "submit", task, *at, "--who", "王", "--confirm")
    asked = run("review", "second", task, *at, "--who", "赵", "--lang", "en")
    second = asked.split()[-1]
    run("review", "take", *at, "--who", "李", "--task", second)
    run("review", "submit", second, *at, "--who", "李", "--verdict", "rude=met")
    assert "1 second reviews, agreement 0%" in run("review", "second", *at, "--who", "赵", *DAYS, "--lang", "en")
    (row,) = [json.loads(line) for line in run("review", "second", *at, "--who", "赵", *DAYS, "--json").splitlines()]
    assert (row["item"], row["agrees"], row["first"]["state"], row["second"]["who"]) == ("rude", False, "unmet", "李")
    assert error_of("review", "second", *at, "--who", "王").code == "wrong_role"
    assert next(r["purpose"] for r in queue(centre)) == "adjudication"


def test_a_comment_is_kept_masked(centre: Path) -> None:
    at = ("--workspace", centre)
    task = task_of(centre, "risk")
    said = run(
        "review", "comment", task, *at, "--who", "王", "--turn", "1", "--text", "电话13900139000回访", "--lang", "en"
    )
    assert "13900139000" not in said
    assert "#1" in run("review", "show", task, *at, "--who", "赵")


def test_any_interaction_can_be_scored_by_hand(centre: Path) -> None:
    at = ("--workspace", centre)
    held = json.loads(run("review", "take", *at, "--who", "李", "--interaction", "drop/risk", "--json"))
    assert (held["task"]["selection"], held["task"]["probability"]) == ("manual", None)
    assert error_of("review", "take", *at, "--who", "李", "--interaction", "drop/lot").code == "waits_blind"


def test_nobody_unregistered_and_nobody_without_the_role(centre: Path, tmp_path: Path) -> None:
    at = ("--workspace", centre)
    assert "nobody is registered as 'x'" in str(error_of("review", "take", *at, "--who", "x"))
    assert error_of("publish-scores", *at, "--publish", "--who", "王").code == "wrong_role"
    assert isinstance(error_of("publish-scores", *at, "--publish"), SettingsError)
    assert error_of("review", "fill", *at, "--who", "李").code == "wrong_role"
    error = error_of("review", "people", tmp_path / "people.csv", *at, "--who", "王")
    assert error.code == "wrong_role"
    run("review", "people", tmp_path / "people.csv", *at, "--who", "赵")


def test_filling_again_adds_nothing(centre: Path) -> None:
    assert "0 reviews added" in run("review", "fill", "--workspace", centre, "--who", "赵", *DAYS, "--lang", "en")


def test_older_scores_are_imported_and_compared(centre: Path, tmp_path: Path) -> None:
    at = ("--workspace", centre)
    old = tmp_path / "old.csv"
    old.write_text(
        "会话编号,质检员,closing,greeting\nrisk,老刘,合格,合格\nlot,老刘,合格,合格\nnobody,老刘,合格,合格\n",
        encoding="gb18030",
    )
    done = mingjian("import-reviews", old, *at, "--who", "赵", "--lang", "zh")
    assert done.exit_code == 0, done.output
    assert "召回率只说明被听过的会话" in done.stdout
    assert "第 4 行" in done.stderr
    found = json.loads(run("import-reviews", old, *at, "--who", "赵", "--sample", "random", "--json"))
    assert found["new"] == 0
    closing = next(item for item in found["items"] if item["ids"] == ["closing"])
    assert (closing["precision"]["value"], closing["recall_valid"], closing["n"]) == (0.0, True, 2)
    assert "'some' is no kind of sample" in str(error_of("import-reviews", old, *at, "--who", "赵", "--sample", "some"))


def test_states_can_be_written_in_chinese() -> None:
    from cli.review_verdicts import typed_verdicts

    given = typed_verdicts(["a=不合格,reason=missed,turn=3+5,seconds=4", "b=无法判断", "c=不适用"])
    assert [g.state for g in given] == [ItemState.UNMET, ItemState.NEEDS_HUMAN, ItemState.NOT_APPLICABLE]
    assert ([e.turn for e in given[0].evidence], given[0].seconds_spent) == ([3, 5], 4.0)
    assert MET is ItemState.MET
