"""Tables (calls, messages, roster, cdr): a header and numbered rows, from CSV text or from the rows of a workbook."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inspection.errors import TableError
from inspection.formats.text_decoding import is_damaged

Cell = object  # str from CSV; str, int, float, bool, datetime or None from a workbook
DELIMITERS = (",", "\t", ";", "|")
MAX_COLUMNS = 500
MAX_ROW_CHARS = 1_000_000
MAX_JOINED_LINES = 200
CSV_FIELD_LIMIT = MAX_ROW_CHARS + 1
_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: `number` counts from 1 with the header as row 1 (the line for CSV, the row of the sheet for xlsx).

    `problem` and `code` say why the row cannot be used; both empty for a good row. `text` is the row as it stood.
    """

    number: int
    cells: tuple[Cell, ...]
    text: str
    problem: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header as given and its rows in order; wholly blank rows are left out."""

    name: str
    header: tuple[str, ...]
    rows: tuple[TableRow, ...]
    header_text: str


def read_csv(text: str, name: str) -> Table:
    """Read CSV text; the delimiter (`,` tab `;` `|`) is the one the header holds most often outside quotes.

    A row that cannot be read becomes a row with a problem; raises TableError (`bad_table`) only when there is no
    usable header.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip(" \t,;|")), None)
    if start is None:
        raise TableError("the table is empty", "write a header row first", where=name, code="bad_table")
    delimiter = _delimiter(lines[start][:MAX_ROW_CHARS])
    if len(lines[start]) > MAX_ROW_CHARS:
        raise _bad_header(name, f"the header is longer than {MAX_ROW_CHARS} characters")
    header = tuple(str(c).strip() for c in _cells(lines[start], delimiter))
    _check_header(header, lines[start], name)
    rows = tuple(_records(lines, start + 1, delimiter, len(header)))
    return Table(name, header, rows, lines[start])


def read_sheet(rows: Iterable[Sequence[Cell]], name: str) -> Table:
    """Read the rows of a workbook's sheet (values, not formulas); same errors as `read_csv`."""
    numbered = ((i, tuple(row)) for i, row in enumerate(rows, 1))
    header: tuple[str, ...] = ()
    found: list[TableRow] = []
    for number, cells in numbered:
        if all(_is_blank(c) for c in cells):
            continue
        if not header:
            header = tuple("" if c is None else str(c).strip() for c in _without_blank_tail(cells))
            _check_header(header, "", name)
        else:
            whole = cells + (None,) * (len(header) - len(cells))  # a sheet does not store the blank end of a row
            found.append(_sized(number, whole, len(header), as_csv_line(whole)))
    if not header:
        raise TableError("the sheet is empty", "write a header row first", where=name, code="bad_table")
    return Table(name, header, tuple(found), as_csv_line(header))


def as_csv_line(cells: Sequence[Cell]) -> str:
    """One CSV line without its line end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(["" if c is None else str(c) for c in cells])
    return out.getvalue()


def _check_header(header: tuple[str, ...], text: str, name: str) -> None:
    if len(header) > MAX_COLUMNS:
        raise _bad_header(name, f"the header has {len(header)} columns, more than {MAX_COLUMNS}")
    if is_damaged(text) or "\0" in text:
        raise _bad_header(name, "the header has bytes that are not text")
    if not any(header) or header[0].lower().startswith(("<html", "<!doctype", "<?xml", "<table")):
        raise _bad_header(name, "there is no header row")


def _bad_header(name: str, reason: str) -> TableError:
    return TableError(reason, "export the table again with one header row", where=name, code="bad_table")


def _delimiter(line: str) -> str:
    bare = _QUOTED.sub("", line).replace("，", ",")
    counts = {d: bare.count(d) for d in DELIMITERS}
    return max(DELIMITERS, key=lambda d: (counts[d], -DELIMITERS.index(d)))


def _records(lines: Sequence[str], start: int, delimiter: str, width: int) -> Iterator[TableRow]:
    i = start
    while i < len(lines):
        row, used = _record(lines, i, delimiter, width)
        i += used
        if row is not None:
            yield row


def _record(lines: Sequence[str], i: int, delimiter: str, width: int) -> tuple[TableRow | None, int]:
    line = lines[i]
    if len(line) > MAX_ROW_CHARS:
        return TableRow(i + 1, (), line[:1000], f"the row is longer than {MAX_ROW_CHARS} characters", "too_large"), 1
    if not line.strip(" \t\x1a" + delimiter):
        return None, 1
    if '"' in line and _is_open(line, delimiter):
        return _joined(lines, i, delimiter, width)
    return _sized(i + 1, tuple(_cells(line, delimiter)), width, line), 1


def _joined(lines: Sequence[str], i: int, delimiter: str, width: int) -> tuple[TableRow, int]:
    """A cell with line breaks; a quote that never closes (or closes amid another row) costs its own row only."""
    text = lines[i]
    for used in range(2, min(MAX_JOINED_LINES, len(lines) - i) + 1):
        text += "\n" + lines[i + used - 1]
        if len(text) > MAX_ROW_CHARS:
            break
        if '"' in lines[i + used - 1] and not _is_open(text, delimiter):
            cells = tuple(_cells(text, delimiter))
            if len(cells) == width and not _closes_amid_a_cell(text, delimiter):
                return _sized(i + 1, cells, width, text), used
            break
    bare = tuple(lines[i].replace('"', "").split(delimiter))
    return TableRow(i + 1, bare, lines[i], "a quote opens and never closes", "bad_row"), 1


def _is_open(text: str, delimiter: str) -> bool:
    """True when the text ends inside a quoted cell (a quote counts only where a cell begins)."""
    return any(end is None for end in _quoted_ends(text, delimiter))


def _closes_amid_a_cell(text: str, delimiter: str) -> bool:
    """True when more text follows a closing quote: then the quote was not meant for this cell."""
    ends = [end for end in _quoted_ends(text, delimiter) if end is not None]
    return any(end < len(text) and text[end] not in (delimiter, "\n") for end in ends)


def _quoted_ends(text: str, delimiter: str) -> Iterator[int | None]:
    """Where each quoted cell ends; None for one that never does."""
    position = 0
    while True:
        if text.startswith('"', position):
            match = _QUOTED.match(text, position)
            yield None if match is None else match.end()
            if match is None:
                return
            position = match.end()
        following = [e for e in (text.find(delimiter, position), text.find("\n", position)) if e >= 0]
        if not following:
            return
        position = min(following) + 1


def _cells(text: str, delimiter: str) -> list[str]:
    if '"' not in text:
        return text.split(delimiter)
    previous = csv.field_size_limit(CSV_FIELD_LIMIT)
    try:
        return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]
    finally:
        csv.field_size_limit(previous)


def _sized(number: int, cells: tuple[Cell, ...], width: int, text: str) -> TableRow:
    problem, code = _problem(cells, width, text)
    padded = cells[:width] + (None,) * (width - len(cells)) if not text.count("\0") else cells
    return TableRow(number, padded, text, problem, code)


def _problem(cells: tuple[Cell, ...], width: int, text: str) -> tuple[str, str]:
    if is_damaged(text) or "\ufffd" in text:
        return "the row has bytes that are not text", "bad_encoding"
    if "\0" in text:
        return "the row has NUL characters", "bad_row"
    if len(cells) < width:
        return f"the row has {len(cells)} cells, the header {width}", "bad_row"
    if any(not _is_blank(c) for c in cells[width:]):
        return f"the row has {len(_without_blank_tail(cells))} cells, the header {width}", "bad_row"
    return "", ""


def _without_blank_tail(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and _is_blank(cells[end - 1]):
        end -= 1
    return tuple(cells[:end])


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
