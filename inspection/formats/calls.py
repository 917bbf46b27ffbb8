"""calls.csv, calls.xlsx and sidecar files: one row (or one object) per call."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspection.errors import InputError, TableError
from inspection.formats.conventions import Conventions
from inspection.formats.interaction_fields import (
    FieldReading,
    build_interaction,
    put_metadata,
    read_channel,
    read_fields,
    read_id,
)
from inspection.formats.table import Table, TableRow
from inspection.interaction import Channel, Interaction


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row as read: the interaction, or the error that stopped it (with the id when at least that is known)."""

    source_file: str
    row: int | None
    text: str
    interaction: Interaction | None = None
    error: InputError | None = None
    interaction_id: str | None = None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All rows of one file, in order, with notices about the file as a whole."""

    rows: tuple[ReadRow, ...]
    notices: tuple[str, ...] = ()
    header_text: str = ""


def read_calls(table: Table, conventions: Conventions) -> ReadTable:
    """Read the rows of a calls table; a bad row never stops the others. Raises TableError without an id column."""
    columns = conventions.interaction_columns.assign(table.header)
    if not any(known and name == "interaction_id" for name, known in columns):
        reason = "no column is the interaction_id"
        raise TableError(reason, "name it interaction_id, or map it in source.toml", where=table.name, code="bad_table")
    rows = tuple(_read_row(row, columns, table.name, conventions) for row in table.rows)
    return ReadTable(rows, unknown_columns(table.name, columns), table.header_text)


def unknown_columns(name: str, columns: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    """One notice per column that is kept as metadata."""
    kept = dict.fromkeys(header for header, known in columns if not known and header)
    return tuple(f"{name}: the column {header!r} is not one of the contract; kept as metadata" for header in kept)


def row_values(row: TableRow, columns: tuple[tuple[str, bool], ...]) -> tuple[dict[str, object], dict[str, str]]:
    """Part a row into canonical columns and metadata."""
    known: dict[str, object] = {}
    metadata: dict[str, str] = {}
    for (name, is_known), cell in zip(columns, row.cells, strict=False):
        if is_known:
            known[name] = cell
        else:
            put_metadata(metadata, name, cell)
    return known, metadata


def call_from_values(
    raw: Mapping[str, object], metadata: Mapping[str, str], conventions: Conventions, where: str
) -> tuple[Interaction, tuple[str, ...]]:
    """The call and its notices; raises TableError for a missing id or start, a broken time, or an unknown channel."""
    interaction_id = read_id(raw.get("interaction_id"), where)
    channel = read_channel(raw.get("channel"), conventions, where, Channel.PHONE)
    reading = read_fields(raw, conventions, where)
    reading.metadata.update({k: v for k, v in metadata.items() if k not in reading.metadata})
    _settle_start(reading, where)
    fill_defaults(reading, conventions)
    call = build_interaction(reading, source=conventions.source, interaction_id=interaction_id, channel=channel)
    return call, tuple(reading.notices)


def fill_defaults(reading: FieldReading, conventions: Conventions) -> None:
    """Language and agent channel of the source where the input says nothing."""
    if conventions.language is not None:
        reading.values.setdefault("language", conventions.language)
    if conventions.agent_channel is not None:
        reading.values.setdefault("agent_channel", conventions.agent_channel)


def _settle_start(reading: FieldReading, where: str) -> None:
    if "started_at" in reading.values:
        return
    if "answered_at" not in reading.values:
        raise TableError("started_at is empty", "give each call its start", where=where, code="missing_value")
    reading.values["started_at"] = reading.values["answered_at"]
    reading.notices.append(f"{where}: started_at is empty; answered_at stands in")


def _read_row(row: TableRow, columns: tuple[tuple[str, bool], ...], name: str, conventions: Conventions) -> ReadRow:
    where = f"{name}:{row.number}"
    raw, metadata = row_values(row, columns)
    try:
        if row.problem:
            raise TableError(row.problem, "correct the row and deliver it again", where=where, code=row.code)
        call, notices = call_from_values(raw, metadata, conventions, where)
    except InputError as error:
        return ReadRow(name, row.number, row.text, error=error, interaction_id=trusted_id(raw, row, where))
    return ReadRow(name, row.number, row.text, call, None, call.interaction_id, notices)


def trusted_id(raw: Mapping[str, object], row: TableRow, where: str) -> str | None:
    """The id of a row that failed, when the row's shape is sound enough to believe it."""
    if row.code in ("bad_encoding", "too_large") or "\0" in row.text:
        return None
    try:
        return read_id(raw.get("interaction_id"), where)
    except InputError:
        return None
