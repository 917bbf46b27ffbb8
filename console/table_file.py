"""A table as a file to take along: CSV or XLSX, saying who took it and when. Names never become formulas."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from console.download import CSV, XLSX, Download
from console.figures import moment
from console.visit import Visit, with_query
from records import downloads
from records.database import writing
from records.export_formats import FORMULA_STARTS
from records.sheet_cells import put, put_headings
from records.workspace import Workspace

Cell = str | int | float | None
FORMATS = ("csv", "xlsx")
_WIDEST = 48  # characters of a column of a workbook
_LOOKED_AT = 200  # rows that decide a column's width


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """What is taken along: `table` names it in the audit trail and (with `of`, ASCII) in the file's name."""

    table: str
    of: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def handed_out(workspace: Workspace, visit: Visit, wanted: TableFile, *, kind: str) -> Download | None:
    """The file as `csv` or `xlsx`, once it is in the audit trail; None for another kind or for nobody."""
    if visit.viewer is None or kind not in FORMATS:
        return None
    name = f"{wanted.table}{'-' if wanted.of else ''}{wanted.of}.{kind}"
    content = _as_csv(wanted, visit) if kind == "csv" else _as_workbook(wanted, visit)
    found = Download(name, CSV if kind == "csv" else XLSX, content)
    with writing(workspace.engine) as connection:
        downloads.note(
            connection,
            wanted.table,
            who=visit.viewer.person.who,
            at=visit.at,
            chosen=visit.query,
            rows=len(wanted.rows),
            file=name,
        )
    return found


def file_urls(path: str, query: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(kind, address) of a table in every format, under the filters of the page that lists it."""
    return tuple((kind.upper(), with_query(path, {**query, "format": kind})) for kind in FORMATS)


def taken_by(visit: Visit) -> str:
    """`Taken by: Zhao · 2026-11-22 09:00:00 +0800`: the last line of a file."""
    who = visit.viewer.person.who if visit.viewer else "–"
    return f"{visit.w['taken_by']}: {who} · {moment(visit.at)}"


def _as_csv(wanted: TableFile, visit: Visit) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(wanted.headings)
    writer.writerows([_plain(cell) for cell in row] for row in wanted.rows)
    writer.writerow([_plain(taken_by(visit))])
    return out.getvalue().encode("utf-8-sig", "replace")


def _plain(cell: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _as_workbook(wanted: TableFile, visit: Visit) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = wanted.title[:31].translate(str.maketrans("[]:*?/\\", "       "))
    put_headings(sheet, 1, wanted.headings)
    for number, row in enumerate(wanted.rows, start=2):
        for at, cell in enumerate(row, start=1):
            put(sheet, number, at, cell)
    put(sheet, len(wanted.rows) + 3, 1, taken_by(visit))
    for at, heading in enumerate(wanted.headings, start=1):
        longest = max((len(str(row[at - 1] or "")) for row in wanted.rows[:_LOOKED_AT]), default=0)
        sheet.column_dimensions[get_column_letter(at)].width = min(max(longest, 2 * len(heading), 8) + 2, _WIDEST)
    sheet.freeze_panes = "B2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
