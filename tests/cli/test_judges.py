"""Calibration, gold, judges, live rules and fairness, with the commands people type."""

import json
from pathlib import Path

import pytest

from inspection.errors import AccessRefused, InputError, RecordsError, SettingsError
from inspection.flags import Selection
from records import audit, people, reviews
from records.database import reading, writing
from records.reviews import Review
from records.workspace import Workspace
from tests.cli.running import error_of, mingjian
from tests.inspection.form_cases import UNMET
from tests.records import review_site as site

PEOPLE = "姓名,角色,班组\n王,质检员,质检组\n李,质检员,质检组\n马,质检员,质检组\n赵,质检主管,\n"
ALL_MET = ("--verdict", "greeting=met", "--verdict", "closing=met", "--verdict", "rude=met")


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """Two judged calls and a draw by lot that waits; a supervisor and three reviewers."""
    opened = Workspace.open(tmp_path / "workspace")
    lots = [(site.judged(f"lot{n}"), [site.flag(f"lot{n}", Selection.RANDOM)]) for n in range(2)]
    site.open_site(opened.engine, (site.judged("c1"), []), (site.judged("c2", closing=UNMET), []), *lots)
    site.count_rules(opened.engine, "closing@1")
    with writing(opened.engine) as connection:
        connection.execute(people.table.delete())
    opened.close()
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    run("review", "people", tmp_path / "people.csv", "--workspace", opened.path)
    return opened.path


def run(*arguments: object) -> str:
    done = mingjian(*arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def open_session(centre: Path) -> str:
    at = ("--workspace", centre, "--who", "赵", "--lang", "zh")
    told = run("calibration", "open", *at, "--title", "结束语", "--invite", "王", "--invite", "李",
               "--interaction", "drop/c1", "--interaction", "drop/c2")  # fmt: skip
    assert "2 通会话,2 人" in told
    return told.split()[0]


def test_a_session_from_opening_to_gold_and_the_results(centre: Path) -> None:
    session, at = open_session(centre), ("--workspace", centre)
    assert "盲评中" in run("calibration", "list", *at, "--lang", "zh")
    sheet = json.loads(run("calibration", "sheet", session, *at, "--who", "王", "--json"))
    assert (sheet["case"], sheet["blind"], [i["machine"] for i in sheet["items"]]) == (1, True, [None, None, None])
    assert "提交前不显示" in run("calibration", "sheet", session, "2", *at, "--who", "李", "--lang", "zh")
    for who in ("王", "李"):
        for case in ("1", "2"):
            run("calibration", "judge", session, case, *at, "--who", who, *ALL_MET)
    assert "2/2" in run("calibration", "show", session, *at, "--who", "赵", "--lang", "zh")
    run("calibration", "close", session, *at, "--who", "赵")
    shown = run("calibration", "show", session, *at, "--who", "李", "--lang", "en")
    assert "Agreement (95 % intervals)" in shown
    assert "100%" in shown
    assert "nothing" in shown  # to tell apart: kappa of what all called met
    report = json.loads(run("calibration", "show", session, *at, "--who", "李", "--json"))["report"]
    assert [i["item"] for i in report["items"]] == ["closing", "greeting", "rude"]
    for case in ("1", "2"):
        run("calibration", "agree", session, case, *at, "--who", "赵")
    assert "2 gold items" in run("gold", "add", "--session", session, *at, "--who", "赵", "--lang", "en")
    assert "1 mixed in" in run("gold", "mix", *at, "--who", "赵", "--lang", "en")
    held = [json.loads(line) for line in run("review", "queue", *at, "--json").splitlines()]
    golden = next(task for task in held if task["interaction_id"] in ("c1", "c2"))
    run("review", "take", *at, "--who", "马", "--task", golden["task_id"])
    run("review", "submit", golden["task_id"], *at, "--who", "马", *ALL_MET[:-2], "--verdict", "rude=met")
    assert "马" in run("gold", "results", *at, "--who", "赵", "--lang", "zh")
    assert "马" in run("judges", *at, "--who", "赵", "--lang", "zh")
    (row,) = [json.loads(line) for line in run("gold", "results", *at, "--who", "赵", "--json").splitlines()]
    assert (row["who"], row["cases"], row["right"]["value"]) == ("马", 1, 1.0)
    (listed, _) = [json.loads(line) for line in run("gold", "list", *at, "--who", "赵", "--json").splitlines()]
    told = run("gold", "retire", listed["item"]["gold_id"], *at, "--who", "赵", "--reason", "known", "--lang", "en")
    assert "mixed in no more" in told


def test_who_may_not_is_told_so_and_recorded(centre: Path) -> None:
    session, at = open_session(centre), ("--workspace", centre)
    for command in (
        ("calibration", "open", *at, "--who", "王", "--title", "t", "--invite", "王", "--interaction", "drop/c1"),
        ("calibration", "sheet", session, *at, "--who", "马"),
        ("calibration", "close", session, *at, "--who", "李"),
        ("gold", "list", *at, "--who", "王"),
        ("gold", "results", *at, "--who", "王"),
        ("gold", "mix", *at, "--who", "王"),
        ("judges", *at, "--who", "王"),
        ("fairness", "--month", "2026-09", *at, "--who", "王"),
        ("rules", "live", *at, "--downgrade", "--who", "王"),
    ):
        error = error_of(*command)
        assert isinstance(error, AccessRefused), command
        assert "\n" not in str(error)
    opened = Workspace.open(centre)
    with reading(opened.engine) as connection:
        subjects = ("calibration", f"calibration:{session}", "gold", "judges", "fairness", "rules")
        refused = [e for subject in subjects for e in audit.of(connection, subject) if e.action == "refused"]
    opened.close()
    assert len(refused) == 9


def test_mistakes_are_one_line_that_says_what_to_do(centre: Path) -> None:
    at = ("--workspace", centre, "--who", "赵")
    assert isinstance(error_of("gold", "add", *at), InputError)
    assert isinstance(error_of("gold", "add", *at, "--interaction", "drop/c1"), RecordsError)
    assert isinstance(error_of("calibration", "show", "cal_none", *at), RecordsError)
    assert isinstance(error_of("rules", "live", "--workspace", centre, "--restore", "x@1"), SettingsError)
    assert isinstance(error_of("rules", "live", *at, "--restore", "x@1"), RecordsError)
    assert isinstance(error_of("rules", "live", *at, "--restore", "closing@1"), RecordsError)
    session = open_session(centre)
    twice = ("--verdict", "greeting=met", "--verdict", "greeting=unmet")
    error = error_of("calibration", "judge", session, "1", "--workspace", centre, "--who", "王", *twice)
    assert "judged twice" in str(error)


def test_a_rule_that_falls_says_so_in_the_table_and_in_a_notice(centre: Path) -> None:
    at = ("--workspace", centre)
    opened = Workspace.open(centre)
    with writing(opened.engine) as connection:
        said = {"id": "r1", "evaluation_id": "e-c2", "who": "王", "at": site.MORNING, "item": "closing", "state": "met"}
        more = {"points": None, "reason_code": None, "seconds_spent": None, "decision": "wrong", "stage": "review"}
        one = Review(**said, **more, selection="random")  # type: ignore[arg-type]
        reviews.add(connection, one)
    opened.close()
    assert "计分" in run("rules", "live", *at, "--lang", "zh")
    told = mingjian("rules", "live", *at, "--downgrade", "--who", "赵", "--lang", "en")
    assert "no rule had to be downgraded" in told.stderr  # one review proves nothing
    row = json.loads(run("rules", "live", *at, "--json").splitlines()[0])
    assert (row["rule_version"], row["reviewed"]) == ("closing@1", {"right": 0, "wrong": 1})
    assert "0 notices seen" in mingjian("rules", "live", *at, "--seen", "--who", "赵", "--lang", "en").stderr


def test_the_fairness_report_in_both_languages_as_file_and_as_json(centre: Path, tmp_path: Path) -> None:
    at = ("--month", "2026-09", "--workspace", centre, "--who", "赵")
    assert "# 公平性月报 2026-09" in run("fairness", *at, "--lang", "zh")
    file = tmp_path / "fairness.md"
    assert "report written" in run("fairness", *at, "--lang", "en", "--output", file)
    assert "No gap between groups is shown" in file.read_text(encoding="utf-8")
    assert json.loads(run("fairness", *at, "--json"))["evaluations"] == 4
    error = error_of("fairness", *at, "--output", tmp_path / "none" / "f.md")
    assert isinstance(error, InputError)
