"""xlsx workbooks: bytes to the rows of one sheet, with limits, because a workbook is a zip file from outside."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Sequence
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from inspection.errors import TableError

MAX_SHEET_ROWS = 1_048_576
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, InvalidFileException, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OSError, EOFError, RecursionError, NotImplementedError, RuntimeError,
)  # fmt: skip


def is_workbook(data: bytes) -> bool:
    """True when the bytes begin like an xlsx file, whatever its name says."""
    return data.startswith(b"PK\x03\x04")


def read_workbook(data: bytes, where: str, max_unpacked_bytes: int) -> list[Sequence[object]]:
    """Rows of the first sheet that has any, as values (a formula's last result, never the formula).

    Raises TableError: `too_large` past `max_unpacked_bytes`, `bad_table` for anything that is not a workbook.
    """
    _check_size(data, where, max_unpacked_bytes)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about styles and extensions that carry no values
            return _rows(data)
    except _BROKEN as error:
        raise _bad(f"the workbook cannot be read ({type(error).__name__})", where) from error


def _rows(data: bytes) -> list[Sequence[object]]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows: list[Sequence[object]] = [
                tuple(row) for row in sheet.iter_rows(max_row=MAX_SHEET_ROWS, values_only=True)
            ]
            if any(cell is not None for row in rows for cell in row):
                return rows
    finally:
        book.close()
    return []


def _check_size(data: bytes, where: str, max_unpacked_bytes: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _bad("the workbook is damaged or is no xlsx file", where) from error
    if unpacked > max_unpacked_bytes:
        reason = f"the workbook unpacks to {unpacked} bytes, more than {max_unpacked_bytes}"
        raise TableError(reason, "split it, or export CSV", where=where, code="too_large")


def _bad(reason: str, where: str) -> TableError:
    return TableError(reason, "save it as .xlsx or CSV and deliver it again", where=where, code="bad_table")
