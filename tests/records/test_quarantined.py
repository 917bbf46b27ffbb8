"""What the quarantine page reads from the disk: reasons, newest first, whatever else lies there."""

import os
from pathlib import Path

import pytest

from records import quarantined
from tests.console.running_workspace import put_aside


def test_the_newest_come_first_and_the_rest_is_counted(tmp_path: Path) -> None:
    for number in range(5):
        put_aside(tmp_path / "drop" / f"{number}.csv", code="bad_row", reason=str(number))
        os.utime(tmp_path / "drop" / f"{number}.csv.reason.json", (1_000_000 + number, 1_000_000 + number))
    found = quarantined.state_of(tmp_path, 2)
    assert [one.reason for one in found.newest] == ["4", "3"]
    assert (found.total, found.is_cut) == (5, False)
    first = found.newest[0]
    assert (first.place, first.row, first.size_bytes, first.retryable) == ("drop/4.csv", 9, 19, False)


@pytest.mark.parametrize("broken", ["", "[]", "{", "null", '"x"', "{" * 70_000])
def test_a_reason_that_cannot_be_read_is_counted_and_not_listed(tmp_path: Path, broken: str) -> None:
    (tmp_path / "a.csv.reason.json").write_text(broken)
    found = quarantined.state_of(tmp_path, 10)
    assert (found.newest, found.total) == ((), 1)


def test_half_written_files_and_a_missing_folder_are_nothing(tmp_path: Path) -> None:
    (tmp_path / ".a.csv.reason.json.12.part").write_text("{}")
    (tmp_path / ".b.csv.reason.json").write_text("{}")
    assert quarantined.state_of(tmp_path, 10).total == 0
    assert quarantined.state_of(tmp_path / "nowhere", 10).total == 0


def test_counting_stops_where_a_page_would_get_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quarantined, "MOST_LOOKED_AT", 3)
    for number in range(4):
        put_aside(tmp_path / f"{number}.csv", code="bad_row", reason="")
    found = quarantined.state_of(tmp_path, 10)
    assert (found.total, found.is_cut) == (3, True)
