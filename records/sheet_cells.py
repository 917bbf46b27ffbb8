"""Cells of a workbook (XLSX): text stays text, whatever it looks like."""

from collections.abc import Sequence
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

LONGEST_TEXT = 32_767  # characters a cell may hold
_HEAD = PatternFill("solid", fgColor="0F6B79")


def put(sheet: Any, row: int, column: int, value: Any) -> Any:
    """A cell; text stays text even when it begins like a formula, without what no sheet can hold."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\ufffd", value)[:LONGEST_TEXT]
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def put_headings(sheet: Any, row: int, headings: Sequence[str]) -> None:
    """A row of headings."""
    for at, heading in enumerate(headings, start=1):
        cell = put(sheet, row, at, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
