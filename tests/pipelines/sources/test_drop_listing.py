"""Files still being written are left for the next run; a fresh file that rests is not."""

import os
from typing import Any

HEAD = "interaction_id,started_at,recording\n"
ROW = "C1,2026-09-01 10:00,C1.wav\n"
NOW_S = 1_788_314_400.0  # 2026-09-02 02:00 UTC, the `NOW` of conftest.py


def _touch(file: Any, age_s: float) -> None:
    os.utime(file, (NOW_S - age_s, NOW_S - age_s))


def test_a_fresh_file_is_waited_for_and_then_read(drop: Any) -> None:
    _touch(drop.wav("recordings/C1.wav"), 1.5)
    drop.write("calls.csv", HEAD + ROW)
    waited: list[float] = []
    found = drop.discover(wait=waited.append)
    assert waited == [3.5]
    assert ([a.interaction_id for a in found.arrivals], found.left_for_next_run) == (["C1"], ())


def test_a_recording_that_grows_meanwhile_waits_for_the_next_run_with_its_row(drop: Any) -> None:
    audio = drop.wav("recordings/C1.wav")
    _touch(audio, 1.0)
    drop.write("calls.csv", HEAD + ROW)
    drop.write("cdr.csv", HEAD + ROW)

    def _grow(_seconds: float) -> None:
        with audio.open("ab") as out:
            out.write(b"more")

    found = drop.discover(wait=_grow)
    assert (found.arrivals, found.refusals, found.waiting_ids) == ((), (), ("C1",))
    assert found.left_for_next_run == (
        "recordings/C1.wav: still being written", "calls.csv:2: C1 waits for recordings/C1.wav",
    )  # fmt: skip


def test_a_part_file_stands_for_the_recording_to_come(drop: Any) -> None:
    drop.write("recordings/C1.wav.part", b"RIFF")
    drop.write("calls.csv", HEAD + ROW)
    found = drop.discover()
    assert (found.arrivals, found.refusals, found.waiting_ids) == ((), (), ("C1",))


def test_while_the_table_is_written_its_recordings_and_the_expected_are_not_accused(drop: Any) -> None:
    drop.wav("recordings/C1.wav")
    drop.write("calls.csv.crdownload", HEAD)
    drop.write("cdr.csv", HEAD + ROW)
    found = drop.discover()
    assert (found.arrivals, found.refusals, found.waiting_ids) == ((), (), ("C1",))
    assert len(found.left_for_next_run) == 3


def test_a_workbook_that_is_open_in_excel_is_left(drop: Any) -> None:
    drop.write("calls.xlsx", b"PK\x03\x04")
    drop.write("~$calls.xlsx", b"lock")
    found = drop.discover()
    assert found.refusals == ()
    assert found.left_for_next_run == ("calls.xlsx: still being written", "~$calls.xlsx: still being written")


def test_settled_files_cost_no_waiting_and_a_clock_ahead_does_not_hold_files_back(drop: Any) -> None:
    _touch(drop.wav("recordings/C1.wav"), 5.0)
    _touch(drop.write("calls.csv", HEAD + ROW), -7200.0)
    assert [a.interaction_id for a in drop.discover().arrivals] == ["C1"]
    _touch(drop.path / "calls.csv", 0.0)
    assert [a.interaction_id for a in drop.discover(settle_s=0).arrivals] == ["C1"]


def test_the_systems_own_files_are_not_spoken_of(drop: Any) -> None:
    for name in (".DS_Store", "Thumbs.db", "recordings/._C1.wav", ".git/config"):
        drop.write(name, b"x")
    found = drop.discover()
    assert (found.arrivals, found.refusals, found.notices, found.left_for_next_run) == ((), (), (), ())
