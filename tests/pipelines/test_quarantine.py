"""Quarantine copies bad input with its reason, changes nothing in the drop, and twice is once."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from inspection.arrivals import Original, Refusal, refusal
from pipelines.quarantine import quarantine


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    (folder / "recordings").mkdir(parents=True)
    (folder / "recordings" / "lonely.wav").write_bytes(b"sound")
    return folder


def _refused(original: Original | None) -> Refusal:
    return refusal("east", "bad_time", "calls.csv:2: started_at", source_file="calls.csv", row=2, original=original)


def _files(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_a_row_is_kept_as_a_small_table_with_its_reason_beside_it(drop: Path, tmp_path: Path) -> None:
    copy = quarantine(_refused(Original("calls.csv.row-000002.csv", b"a,b\n1,2\n")), drop, tmp_path / "ws")
    assert copy is not None
    assert copy.parent == tmp_path / "ws" / "quarantine" / "east"
    assert copy.read_bytes() == b"a,b\n1,2\n"
    reason = json.loads(copy.with_name(copy.name + ".reason.json").read_text(encoding="utf-8"))
    assert (reason["code"], reason["row"], reason["ending"], reason["retryable"]) == ("bad_time", 2, "failed", False)
    assert reason["reason"].startswith("时间无法识别: calls.csv:2")


def test_a_file_is_copied_and_stays_where_it_was(drop: Path, tmp_path: Path) -> None:
    before = _files(drop)
    copy = quarantine(_refused(Original("recordings/lonely.wav")), drop, tmp_path / "ws")
    assert copy is not None
    assert copy.read_bytes() == b"sound"
    assert _files(drop) == before


def test_a_second_night_changes_nothing_and_other_content_is_another_file(drop: Path, tmp_path: Path) -> None:
    refused = _refused(Original("recordings/lonely.wav"))
    quarantine(refused, drop, tmp_path / "ws")
    first = _files(tmp_path / "ws")
    quarantine(refused, drop, tmp_path / "ws")
    assert _files(tmp_path / "ws") == first
    (drop / "recordings" / "lonely.wav").write_bytes(b"other sound")
    quarantine(refused, drop, tmp_path / "ws")
    assert len(_files(tmp_path / "ws")) == 4


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/passwd", "recordings/out.wav", "gone.wav", "recordings"])
def test_nothing_outside_the_drop_is_ever_copied(name: str, drop: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (drop / "recordings" / "out.wav").symlink_to(tmp_path / "secret.txt")
    assert quarantine(_refused(Original(name)), drop, tmp_path / "ws") is None
    assert quarantine(_refused(None), drop, tmp_path / "ws") is None
    assert not (tmp_path / "ws").exists()


@pytest.mark.parametrize("source", ["..", "../..", "a/b", "c:\\d", "\0", "长" * 300])
def test_a_hostile_source_name_stays_inside_the_workspace(source: str, drop: Path, tmp_path: Path) -> None:
    refused = replace(_refused(Original("x" * 300 + ".csv", b"a")), source=source)
    copy = quarantine(refused, drop, tmp_path / "ws")
    assert copy is not None
    assert copy.resolve().is_relative_to((tmp_path / "ws" / "quarantine").resolve())
    assert copy.parent != tmp_path / "ws" / "quarantine"
