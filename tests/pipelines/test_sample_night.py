"""The README's night: the samples, with real models, under a socket guard, compared with the goldens."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.model_cache import is_ready
from tests.pipelines.small_night import rows_of
from tests.sample_night import SAMPLES, golden

GUARD = Path(__file__).parent / "socket_guard"
MODELS = ("whisper-base", "speaker-embedding", "e5-words")
pytestmark = [pytest.mark.night, pytest.mark.models]


def _models_are_ready() -> bool:
    ready = all(is_ready(name) for name in MODELS)
    if not ready and os.environ.get("CI"):
        pytest.fail("CI must have the models: mingjian models fetch")
    return ready


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> tuple["subprocess.CompletedProcess[str]", dict[str, Any], str]:
    if not _models_are_ready():
        pytest.skip("the embedded models are not in the cache; run: mingjian models fetch")
    place = tmp_path_factory.mktemp("samples")
    log = place / "sockets.log"
    log.touch()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    command = [sys.executable, "-m", "cli.main", "nightly", "--drop", str(SAMPLES / "drop")]
    finished = subprocess.run(
        [*command, "--workspace", str(place / "workspace"), "--date", "2026-09-01"],
        env={**kept, "PYTHONPATH": str(GUARD), "MINGJIAN_SOCKET_LOG": str(log)},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    return finished, rows_of(place / "workspace", place), log.read_text(encoding="utf-8")


def test_the_night_speaks_to_nobody_outside_this_machine(night: Any) -> None:
    finished, _, spoken = night
    assert spoken == ""
    assert finished.returncode == 0, finished.stderr


def test_the_guard_itself_would_notice(tmp_path: Path) -> None:
    log = tmp_path / "log"
    code = "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError: pass"
    environment = {**os.environ, "PYTHONPATH": str(GUARD), "MINGJIAN_SOCKET_LOG": str(log)}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert "192.0.2.1" in log.read_text(encoding="utf-8")


def test_the_tables_are_printed_and_no_traceback(night: Any) -> None:
    finished, _, _ = night
    for title in ("夜间台账", "坐席成绩单", "待复核标记", "辅导队列", "下一步"):
        assert title in finished.stdout
    assert "Traceback" not in finished.stdout + finished.stderr


def test_every_sample_ends_as_its_golden_says(night: Any) -> None:
    _, rows, _ = night
    got = {r["interaction_id"]: (r["ending"], r["code"]) for r in rows["ledger"]}
    assert set(got) == {p.stem for p in (SAMPLES / "golden").glob("*.json")}
    for interaction_id, (ending, code) in got.items():
        expected = golden(interaction_id)["ledger"]
        assert ending == expected["ending"], interaction_id
        assert expected["code"] in (None, code), interaction_id


def _fatal(rows: dict[str, Any], prefix: str) -> set[tuple[str, int, str]]:
    mine = [e for e in rows["evaluations"] if e["interaction_id"].startswith(prefix)]
    return {(e["interaction_id"], e["segment"], f["id"]) for e in mine for f in e["fatal_items"]}


def _golden_fatal(rows: dict[str, Any], prefix: str) -> set[tuple[str, int, str]]:
    ids = {e["interaction_id"] for e in rows["evaluations"] if e["interaction_id"].startswith(prefix)}
    found = set()
    for interaction_id in ids:
        for segment in golden(interaction_id)["segments"]:
            names = [f["id"] if isinstance(f, dict) else f for f in segment["fatal_items"]]
            found |= {(interaction_id, segment["segment"], name) for name in names}
    return found


def test_fatal_breaches_in_text_are_exactly_the_golden_ones(night: Any) -> None:
    _, rows, _ = night
    assert _fatal(rows, "T") == _golden_fatal(rows, "T")


def test_fatal_breaches_on_calls_are_found_and_none_is_invented(night: Any) -> None:
    _, rows, _ = night
    assert _fatal(rows, "C") <= _golden_fatal(rows, "C")
    assert {i for i, _, _ in _fatal(rows, "C")} == {i for i, _, _ in _golden_fatal(rows, "C")}


def _agreement(rows: dict[str, Any], prefix: str) -> float:
    right = total = 0
    for evaluation in rows["evaluations"]:
        if not evaluation["interaction_id"].startswith(prefix):
            continue
        segments = {s["segment"]: s for s in golden(evaluation["interaction_id"])["segments"]}
        expected = {i["id"]: i for i in segments[evaluation["segment"]]["items"]}
        for item in evaluation["items"]:
            if item["id"] not in expected:  # an item younger than the goldens
                continue
            allowed = (expected[item["id"]]["state"], *expected[item["id"]].get("also_acceptable", []))
            right += item["state"] in allowed
            total += 1
    return right / total


@pytest.mark.parametrize(("prefix", "floor"), [("T", 0.95), ("C", 0.88)])
def test_states_agree_with_the_goldens(night: Any, prefix: str, floor: float) -> None:
    _, rows, _ = night
    assert _agreement(rows, prefix) >= floor


def test_every_deduction_points_at_the_very_words_of_the_exported_turn(night: Any) -> None:
    _, rows, _ = night
    turns = {(t["interaction_id"], t["turn"]): t for t in rows["turns"]}
    checked = 0
    for evaluation in rows["evaluations"]:
        for item in evaluation["items"]:
            if item["state"] == "unmet":
                assert item["evidence"], (evaluation["interaction_id"], item["id"])
            for piece in item["evidence"]:
                said = turns[(evaluation["interaction_id"], piece["turn"])]["text"]
                assert said[piece["start_char"] : piece["end_char"]] == piece["text"]
                checked += 1
    assert checked > 200


def test_personal_data_of_the_samples_is_masked_in_the_exports(night: Any) -> None:
    _, rows, _ = night
    exported = {(t["interaction_id"], t["turn"]): str(t["text"]) for t in rows["turns"]}
    found = [(p.stem, f) for p in sorted((SAMPLES / "golden").glob("T*.json")) for f in golden(p.stem)["personal_data"]]
    left = [(i, f["kind"], f["text"]) for i, f in found if f["text"] in exported.get((i, f["turn"]), "")]
    in_words = ("name", "address")
    assert [one for one in left if one[1] not in in_words] == []
    assert len([one for one in left if one[1] in in_words]) <= 0.15 * sum(f["kind"] in in_words for _, f in found), left
