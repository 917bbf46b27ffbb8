"""The levels beside a recording: kept as they are, and read only when they are what they should be."""

from pathlib import Path

import numpy as np
import pytest

from records.level_files import Levels, beside, read, write


def test_levels_come_back_as_they_were_kept(tmp_path: Path) -> None:
    values = np.arange(14, dtype=np.uint8).reshape(2, 7)
    path = beside(tmp_path / "ab" / "abcd.ogg")
    assert path.name == "abcd.levels"
    write(path, Levels(values))
    found = read(path)
    assert found is not None
    assert np.array_equal(found.values, values)


@pytest.mark.parametrize("content", [b"", b"\x00", b"\x02abc", b"\xff" + b"x" * 255])
def test_a_file_that_is_something_else_gives_no_levels(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.levels"
    path.write_bytes(content)
    assert read(path) is None
    assert read(tmp_path / "missing.levels") is None
