"""Writing exported rows as JSON lines, CSV or Parquet, row by row."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from records.by_interaction import partitions
from records.chinese_headers import CHINESE_HEADERS
from records.column_types import to_json
from records.export_fields import ExportField, FieldKind

Rows = Iterable[Mapping[str, Any]]
ROWS_PER_GROUP = 2000
# A spreadsheet takes a cell that begins like this for a formula (CSV injection, OWASP); full-width ones too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LINE_BREAKS = {"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def write_jsonl(rows: Rows, _fields: Sequence[ExportField], output: Path, _lang: str) -> int:
    """One JSON object a line, UTF-8 without BOM; returns the number of rows."""
    with output.open("w", encoding="utf-8", newline="\n") as file:
        return _count(rows, lambda row: file.write(_json_line(row)))


def write_csv(rows: Rows, fields: Sequence[ExportField], output: Path, lang: str) -> int:
    """CSV with a BOM; Chinese headers when `lang` is zh; nested values as JSON text; None is empty.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    with output.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([CHINESE_HEADERS[field.name] if lang == "zh" else field.name for field in fields])
        return _count(rows, lambda row: writer.writerow([_cell(row[f.name], f.kind) for f in fields]))


def write_parquet(rows: Rows, fields: Sequence[ExportField], output: Path, _lang: str) -> int:
    """Parquet with typed columns; nested values as JSON text, times in UTC to the microsecond."""
    schema = pa.schema([(field.name, _ARROW_TYPES[field.kind]) for field in fields])
    count = 0
    with pq.ParquetWriter(output, schema) as writer:
        for batch in partitions(_arrow_ready(rows, fields), ROWS_PER_GROUP):
            writer.write_table(pa.Table.from_pylist(list(batch), schema=schema))
            count += len(batch)
    return count


WRITERS: dict[str, Callable[[Rows, Sequence[ExportField], Path, str], int]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "parquet": write_parquet,
}

_ARROW_TYPES = {
    FieldKind.TEXT: pa.string(),
    FieldKind.INTEGER: pa.int64(),
    FieldKind.NUMBER: pa.float64(),
    FieldKind.BOOLEAN: pa.bool_(),
    FieldKind.DAY: pa.date32(),
    FieldKind.INSTANT: pa.timestamp("us", tz="UTC"),
    FieldKind.NESTED: pa.string(),
}


def _count(rows: Rows, write: Callable[[Mapping[str, Any]], object]) -> int:
    count = 0
    for row in rows:
        write(row)
        count += 1
    return count


def _json_line(row: Mapping[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False, default=_moment)
    for character, escape in _LINE_BREAKS.items():  # some readers take these for the end of a line
        line = line.replace(character, escape)
    return f"{line}\n"


def _moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be exported")


def _cell(value: Any, kind: FieldKind) -> str:
    if value is None:
        return ""
    if kind is FieldKind.NESTED:
        return to_json(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return str(value)


def _arrow_ready(rows: Rows, fields: Sequence[ExportField]) -> Iterator[dict[str, Any]]:
    nested = [field.name for field in fields if field.kind is FieldKind.NESTED]
    for row in rows:
        yield dict(row) | {name: None if row[name] is None else to_json(row[name]) for name in nested}
