"""cdr.csv: what the switch and the chat system say should have arrived."""

from dataclasses import dataclass
from datetime import datetime

from inspection.errors import InputError, TableError
from inspection.formats.calls import ReadRow, row_values, trusted_id
from inspection.formats.conventions import Conventions
from inspection.formats.interaction_fields import read_channel, read_fields, read_id
from inspection.formats.table import Table, TableRow
from inspection.interaction import Channel


@dataclass(frozen=True, slots=True)
class Expected:
    """One interaction that should arrive."""

    interaction_id: str
    channel: Channel
    started_at: datetime | None
    row: int


@dataclass(frozen=True, slots=True)
class ReadExpected:
    """The list, with the rows that could not be read."""

    name: str
    expected: tuple[Expected, ...] = ()
    bad_rows: tuple[ReadRow, ...] = ()
    header_text: str = ""


def read_expected(table: Table, conventions: Conventions) -> ReadExpected:
    """Read cdr.csv (the first row of an id counts); raises TableError (`bad_table`) without an id column."""
    columns = conventions.interaction_columns.assign(table.header)
    if not any(known and name == "interaction_id" for name, known in columns):
        raise TableError("no column is the interaction_id", "name it so", where=table.name, code="bad_table")
    found: dict[str, Expected] = {}
    bad: list[ReadRow] = []
    for row in table.rows:
        raw, _ = row_values(row, columns)
        where = f"{table.name}:{row.number}"
        try:
            item = _read_row(raw, row, where, conventions)
            found.setdefault(item.interaction_id, item)
        except InputError as error:
            known = trusted_id(raw, row, where)
            bad.append(ReadRow(table.name, row.number, row.text, error=error, interaction_id=known))
    return ReadExpected(table.name, tuple(found.values()), tuple(bad), table.header_text)


def _read_row(raw: dict[str, object], row: TableRow, where: str, conventions: Conventions) -> Expected:
    if row.problem:
        raise TableError(row.problem, "correct the row and deliver it again", where=where, code=row.code)
    interaction_id = read_id(raw.get("interaction_id"), where)
    channel = read_channel(raw.get("channel"), conventions, where, Channel.PHONE)
    started_at = read_fields({"started_at": raw.get("started_at")}, conventions, where).values.get("started_at")
    return Expected(interaction_id, channel, started_at if isinstance(started_at, datetime) else None, row.number)
