"""messages.csv: the same as chats.jsonl with one row per message; a conversation stands or falls as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from inspection.errors import ConversationError, InputError, TableError
from inspection.formats.calls import ReadRow, ReadTable, trusted_id, unknown_columns
from inspection.formats.cell_text import cell_text
from inspection.formats.chats import conversation
from inspection.formats.conventions import Conventions
from inspection.formats.interaction_fields import put_metadata
from inspection.formats.table import Table, TableRow
from inspection.formats.turns import MESSAGE_COLUMNS, read_turn
from inspection.interaction import Turn

Columns = tuple[tuple[str, str], ...]  # (kind, name): message | interaction | metadata


@dataclass(slots=True)
class _Group:
    """The rows of one conversation, in order."""

    interaction_id: str
    rows: list[TableRow] = field(default_factory=list)


def read_messages(table: Table, conventions: Conventions) -> ReadTable:
    """Group the rows by interaction_id and read each group; raises TableError (`bad_table`) without the needed columns.

    A group with one broken row fails as a whole, naming that row; a row without an id is an error of its own.
    """
    columns = _columns(table, conventions)
    groups: dict[str, _Group] = {}
    found: list[ReadRow] = []
    for row in table.rows:
        values = _part(row, columns)
        interaction_id = trusted_id({"interaction_id": values["interaction"].get("interaction_id")}, row, table.name)
        if interaction_id is None:
            found.append(_nameless(row, table.name))
        else:
            groups.setdefault(interaction_id, _Group(interaction_id)).rows.append(row)
    found.extend(_read_group(group, columns, table.name, conventions) for group in groups.values())
    found.sort(key=lambda r: r.row or 0)
    metadata = tuple((name, kind != "metadata") for kind, name in columns)
    return ReadTable(tuple(found), unknown_columns(table.name, metadata), table.header_text)


def _columns(table: Table, conventions: Conventions) -> Columns:
    """A column of message and interaction is the message's; only `interaction_id` is always the interaction's."""
    of_message = {
        i: name
        for i, (name, known) in enumerate(conventions.message_columns.assign(table.header))
        if known and conventions.interaction_columns.canonical(table.header[i]) != "interaction_id"
    }
    rest = tuple("" if i in of_message else cell for i, cell in enumerate(table.header))
    of_interaction = conventions.interaction_columns.assign(rest)
    columns: list[tuple[str, str]] = []
    for i, (name, known) in enumerate(of_interaction):
        if i in of_message:
            columns.append(("message", of_message[i]))
        else:
            columns.append(("interaction" if known else "metadata", name))
    missing = [n for n in ("interaction_id", "sender", "text") if n not in {name for _, name in columns}]
    if missing:
        reason = f"the table has no column {', '.join(missing)}"
        raise TableError(reason, "name it so, or map it in source.toml", where=table.name, code="bad_table")
    return tuple(columns)


def _part(row: TableRow, columns: Columns) -> dict[str, dict[str, object]]:
    parts: dict[str, dict[str, object]] = {"message": {}, "interaction": {}, "metadata": {}}
    for (kind, name), cell in zip(columns, row.cells, strict=False):
        parts[kind].setdefault(name, cell)
    return parts


def _nameless(row: TableRow, name: str) -> ReadRow:
    where = f"{name}:{row.number}"
    if row.problem:
        error = TableError(row.problem, "correct the row and deliver it again", where=where, code=row.code)
    else:
        error = TableError("interaction_id is empty", "give each row its id", where=where, code="missing_value")
    return ReadRow(name, row.number, row.text, error=error)


def _read_group(group: _Group, columns: Columns, name: str, conventions: Conventions) -> ReadRow:
    first = group.rows[0]
    text = "\n".join(row.text for row in group.rows)
    try:
        parts = [_part(row, columns) for row in group.rows]
        pairs = enumerate(zip(group.rows, parts, strict=True))
        turns = tuple(_read_row(row, part, i, name, conventions) for i, (row, part) in pairs)
        raw, notices = _interaction_columns(parts, name, first.number)
        metadata: dict[str, str] = {}
        for part in parts:
            for key, value in part["metadata"].items():
                put_metadata(metadata, key, value)
        interaction, more = conversation(raw, metadata, turns, conventions, f"{name}:{first.number}")
    except InputError as error:
        return ReadRow(name, first.number, text, error=error, interaction_id=group.interaction_id)
    return ReadRow(name, first.number, text, interaction, None, group.interaction_id, (*notices, *more))


def _read_row(
    row: TableRow, part: Mapping[str, Mapping[str, object]], index: int, name: str, conventions: Conventions
) -> Turn:
    where = f"{name}:{row.number}"
    if row.problem:
        raise ConversationError(row.problem, "correct the row and deliver it again", where=where, code=row.code)
    message = {column: part["message"].get(column) for column in MESSAGE_COLUMNS}
    return read_turn(
        {**message, "text": message["text"] if message["text"] is not None else ""}, index, conventions, where
    )


def _interaction_columns(
    parts: Sequence[Mapping[str, Mapping[str, object]]], name: str, row: int
) -> tuple[dict[str, object], tuple[str, ...]]:
    """The first value given counts; a later row that says otherwise is a notice."""
    raw: dict[str, object] = {}
    differing: dict[str, None] = {}
    for part in parts:
        for column, value in part["interaction"].items():
            text = cell_text(value)
            if text is not None and cell_text(raw.setdefault(column, value)) != text:
                differing[column] = None
    return raw, tuple(f"{name}:{row}: {column} differs between rows; the first value counts" for column in differing)
