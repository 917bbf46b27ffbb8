"""The night as an operator sees it: run, run again, killed and resumed, corrected. Every night is a real process."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pipelines.small_night import (
    chat,
    night_command,
    night_environment,
    rows_of,
    run_night_process,
    small_drop,
    small_rules,
)

pytestmark = pytest.mark.night

Rows = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_rules(tmp_path_factory.mktemp("rules") / "book")


@pytest.fixture(scope="module")
def drop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_drop(tmp_path_factory.mktemp("drop") / "small")


@pytest.fixture(scope="module")
def undisturbed(drop: Path, rules: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Rows]:
    workspace = tmp_path_factory.mktemp("undisturbed") / "workspace"
    finished = run_night_process(drop, workspace, rules)
    assert finished.returncode == 0, finished.stderr
    return workspace, rows_of(workspace, workspace.parent)


def test_every_interaction_has_an_ending_and_every_judged_one_its_evidence(undisturbed: tuple[Path, Rows]) -> None:
    _, rows = undisturbed
    endings = {(r["interaction_id"], r["ending"], r["code"]) for r in rows["ledger"]}
    assert len(rows["ledger"]) == 26
    assert {e for e in endings if e[1] != "scored"} == {
        ("broken-1", "failed", "bad_json"),
        ("empty-1", "excluded", "empty_conversation"),
    }
    assert len(rows["evaluations"]) == 24
    deducted = [i for e in rows["evaluations"] for i in e["items"] if i["state"] == "unmet"]  # type: ignore[attr-defined]
    assert deducted
    assert all(item["evidence"] for item in deducted)


def test_a_suspected_fatal_scores_zero_and_is_flagged_first(undisturbed: tuple[Path, Rows]) -> None:
    _, rows = undisturbed
    fatal = {e["interaction_id"]: e for e in rows["evaluations"] if e["fatal_suspected"]}
    assert sorted(fatal) == ["chat-000", "chat-007", "chat-014", "chat-021"]
    assert {e["machine_score"] for e in fatal.values()} == {0}
    assert {e["published_score"] for e in fatal.values()} == {None}
    flagged = {f["interaction_id"] for f in rows["flags"] if f["severity"] == "critical"}
    assert flagged == set(fatal)


def test_nothing_stored_holds_a_phone_number(undisturbed: tuple[Path, Rows]) -> None:
    workspace, rows = undisturbed
    assert "13900139000" not in json.dumps(rows, ensure_ascii=False)
    database = (workspace / "mingjian.sqlite3").read_bytes()
    assert b"13900139000" not in database
    assert "<手机号>" in rows["turns"][0]["text"]  # type: ignore[operator]


def test_the_same_night_again_changes_nothing(undisturbed: tuple[Path, Rows], drop: Path, rules: Path) -> None:
    workspace, rows = undisturbed
    again = run_night_process(drop, workspace, rules)
    assert again.returncode == 0, again.stderr
    assert rows_of(workspace, workspace.parent) == rows


def _no_database(workspace: Path) -> bool:
    return workspace.is_dir()


def _ended(wanted: int) -> Callable[[Path], bool]:
    def reached(workspace: Path) -> bool:
        try:
            with sqlite3.connect(f"file:{workspace / 'mingjian.sqlite3'}?mode=ro", uri=True, timeout=1) as database:
                query = "select count(*) from ledger where ending = 'scored'"
                return int(database.execute(query).fetchone()[0]) >= wanted
        except sqlite3.Error:
            return False

    return reached


POINTS = {
    "before anything is written": _no_database,
    "once the ledger exists": _ended(0),
    "after the first shard": _ended(1),
    "in the middle": _ended(12),
    "after the last shard": _ended(24),
}


def _kill_at(reached: Callable[[Path], bool], drop: Path, workspace: Path, rules: Path) -> int:
    """Start a night, SIGKILL its whole process group as soon as the point is reached; the return code."""
    command = night_command(drop, workspace, rules)
    process = subprocess.Popen(
        command, env=night_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while process.poll() is None and not reached(workspace):
            time.sleep(0.005)
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    return process.wait(timeout=60)


@pytest.mark.parametrize("point", POINTS, ids=lambda p: p.replace(" ", "-"))
def test_a_killed_night_resumed_gives_the_rows_of_an_undisturbed_one(
    point: str, undisturbed: tuple[Path, Rows], drop: Path, rules: Path, tmp_path: Path
) -> None:
    workspace = tmp_path / "workspace"
    assert _kill_at(POINTS[point], drop, workspace, rules) == -signal.SIGKILL
    resumed = run_night_process(drop, workspace, rules)
    assert resumed.returncode == 0, resumed.stderr
    assert rows_of(workspace, tmp_path) == undisturbed[1]


def test_a_correction_supersedes_and_leaves_the_old_evaluation_as_history(tmp_path: Path, rules: Path) -> None:
    drop = small_drop(tmp_path / "small", count=3)
    workspace = tmp_path / "workspace"
    assert run_night_process(drop, workspace, rules, "--fail-above", "1").returncode == 0
    before = {e["interaction_id"]: e for e in rows_of(workspace, tmp_path)["evaluations"]}
    corrected = chat(1, team="二组")
    lines = (drop / "chats.jsonl").read_text("utf-8").splitlines()
    lines = [json.dumps(corrected, ensure_ascii=False) if '"chat-001"' in line else line for line in lines]
    (drop / "chats.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert run_night_process(drop, workspace, rules, "--fail-above", "1").returncode == 0
    history = [e for e in rows_of(workspace, tmp_path)["evaluations"] if e["interaction_id"] == "chat-001"]
    assert len(history) == 2
    new = next(e for e in history if e["supersedes"])
    assert (new["supersedes"], new["team"]) == (before["chat-001"]["evaluation_id"], "二组")


def test_a_second_night_in_the_same_workspace_is_refused_in_one_line(tmp_path: Path, rules: Path) -> None:
    from records.workspace import Workspace

    drop = small_drop(tmp_path / "small", count=1)
    opened = Workspace.open(tmp_path / "workspace")
    with opened.night_lock():
        refused = run_night_process(drop, tmp_path / "workspace", rules)
    opened.close()
    assert refused.returncode == 2
    assert "a night is running in this workspace" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_too_many_failures_make_exit_code_one(tmp_path: Path, rules: Path) -> None:
    drop = tmp_path / "bad"
    drop.mkdir()
    (drop / "chats.jsonl").write_text('{"broken\n{"too\n', encoding="utf-8")
    (drop / "source.toml").write_text("settle_s = 0\n", encoding="utf-8")
    failed = run_night_process(drop, tmp_path / "workspace", rules)
    assert failed.returncode == 1
    forgiving = run_night_process(drop, tmp_path / "other", rules, "--fail-above", "1")
    assert forgiving.returncode == 0


def test_a_broken_rulebook_stops_the_night_before_it_begins(tmp_path: Path) -> None:
    rules = small_rules(tmp_path / "book")
    (rules / "items" / "greeting.yaml").write_text("id: greeting\nid: twice\n", encoding="utf-8")
    stopped = run_night_process(small_drop(tmp_path / "small", count=1), tmp_path / "workspace", rules)
    assert stopped.returncode == 2
    assert "items/greeting.yaml:2:1" in stopped.stderr
    assert "Traceback" not in stopped.stderr
