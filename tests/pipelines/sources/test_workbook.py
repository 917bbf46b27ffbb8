"""Workbooks: values instead of formulas, real dates, and limits against a file that is meant to hurt."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook

from inspection.errors import TableError
from pipelines.sources.workbook import is_workbook, read_workbook

LIMIT_BYTES = 10_000_000


def _saved(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_gives_the_same_calls_as_a_table(drop: Any) -> None:
    when = datetime(2026, 9, 1, 9, 12)  # noqa: DTZ001 - a workbook knows no zones
    drop.wav("recordings/a.wav")
    drop.write(
        "calls.xlsx",
        _saved(("通话ID", "开始时间", "录音文件", "满意度"), (1001, when, "a.wav", 4), (1002.0, 46266.5, None, None)),
    )
    found = drop.discover()
    call = found.arrivals[0].interaction
    assert (call.interaction_id, call.started_at.isoformat(), call.csat) == ("1001", "2026-09-01T09:12:00+08:00", 4.0)
    assert [(r.code, r.interaction_id, r.row) for r in found.refusals] == [("recording_missing", "1002", 3)]


def test_a_workbook_with_a_csv_name_is_still_a_workbook(drop: Any) -> None:
    drop.write("cdr.csv", _saved(("interaction_id", "channel"), ("C1", "phone")))
    assert [r.code for r in drop.discover().refusals] == ["not_arrived"]


def test_a_formula_without_a_result_is_empty_and_is_never_computed() -> None:
    assert read_workbook(_saved(("a", "b"), ("=1+1", "x")), "t.xlsx", LIMIT_BYTES)[1] == (None, "x")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (LIMIT_BYTES + 1))
    with pytest.raises(TableError) as caught:
        read_workbook(out.getvalue(), "t.xlsx", LIMIT_BYTES)
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", _saved(("a",))[:500]])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(TableError) as caught:
        read_workbook(data, "t.xlsx", LIMIT_BYTES)
    assert caught.value.code == "bad_table"


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x", "y")
    assert is_workbook(out.getvalue())
    with pytest.raises(TableError, match="cannot be read"):
        read_workbook(out.getvalue(), "t.xlsx", LIMIT_BYTES)
