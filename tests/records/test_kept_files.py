"""A kept file is whole or not there, and the same parts give the same name."""

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from inspection.errors import RecordsError
from records.kept_files import files_in, named_by, whole_file

HALF_A_FILE = """
import sys, time
from pathlib import Path
from records.kept_files import whole_file
with whole_file(Path(sys.argv[1])) as file:
    file.write(b"half"); file.flush()
    print("half", flush=True)
    time.sleep(60)
"""


def test_a_name_follows_from_its_parts() -> None:
    assert named_by(["a", [[1.0, 2.0]]], ".ogg") == named_by(["a", [[1.0, 2.0]]], ".ogg")
    assert named_by(["a", [[1.0, 2.1]]], ".ogg") != named_by(["a", [[1.0, 2.0]]], ".ogg")
    folder, _, name = named_by(["坐席\ud800"], ".ogg").partition("/")
    assert name.startswith(folder)
    assert name.endswith(".ogg")


def test_the_name_appears_only_when_all_is_written(tmp_path: Path) -> None:
    target = tmp_path / "aa" / "file"
    with whole_file(target) as file:
        file.write(b"all of it")
        assert not target.exists()
    assert target.read_bytes() == b"all of it"
    assert list(files_in(tmp_path)) == [target]


def test_a_failure_leaves_the_former_file_and_no_part(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"former")

    def write_half() -> None:
        with whole_file(target) as file:
            file.write(b"new")
            raise KeyError

    with pytest.raises(KeyError):
        write_half()
    assert target.read_bytes() == b"former"
    assert list(files_in(tmp_path)) == [target]


def test_a_kill_leaves_the_former_file(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.write_bytes(b"former")
    writer = subprocess.Popen([sys.executable, "-c", HALF_A_FILE, str(target)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "half\n"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert target.read_bytes() == b"former"
    assert len(list(files_in(tmp_path))) == 2, "the part file, which a sweep removes"


def test_a_disk_that_refuses_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(RecordsError, match="cannot be written") as refused,
        whole_file(tmp_path / "file" / "below"),
    ):
        pytest.fail("a file inside a file")
    assert refused.value.code == "not_kept"


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(RecordsError, match="free some space"), whole_file(tmp_path / "file") as file:
            file.write(bytes(1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert os.listdir(tmp_path) == []
