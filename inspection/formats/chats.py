"""chats.jsonl and sidecar files: one JSON object per interaction, with its messages when it came as text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from inspection.errors import ConversationError, InputError, TableError
from inspection.formats.calls import ReadRow, ReadTable, call_from_values, fill_defaults
from inspection.formats.cell_text import cell_text, half_width
from inspection.formats.conventions import Conventions
from inspection.formats.hangup import hangup_from
from inspection.formats.interaction_fields import (
    FieldReading,
    build_interaction,
    put_metadata,
    read_channel,
    read_fields,
    read_id,
    split_columns,
)
from inspection.formats.strict_json import MAX_JSON_CHARS, read_object
from inspection.formats.text_decoding import is_damaged
from inspection.formats.turns import read_turns, started_by
from inspection.interaction import Channel, Interaction, Role, Turn, TurnType

_NEVER_NESTED = ("interaction_id", "channel", "messages", "metadata", "recording", "started_at")
_ID_IN_TEXT = re.compile(r'"interaction_id"\s*:\s*"([^"\\]{1,200})"')


def read_chats(text: str, name: str, conventions: Conventions) -> ReadTable:
    """Read JSON lines; every bad line is its own error, the others go on. Unknown keys give one notice each."""
    rows: list[ReadRow] = []
    unknown: dict[str, None] = {}
    for number, line in _lines(text):
        rows.append(_read_line(line, number, name, conventions, unknown))
    return ReadTable(tuple(rows), _key_notices(name, unknown))


def read_sidecar(text: str, name: str, stem: str, conventions: Conventions) -> ReadTable:
    """Read one sidecar: a call's columns as one object; the id defaults to `stem`, messages may be a transcript."""
    unknown: dict[str, None] = {}
    interaction_id: str | None = None
    try:
        raw, metadata = _object(text, name, conventions, unknown)
        raw.setdefault("interaction_id", stem)
        interaction_id = read_id(raw["interaction_id"], name)
        if "messages" in raw:
            raw.setdefault("channel", Channel.PHONE.value)
            interaction, notices = conversation_from_values(raw, metadata, conventions, name)
        else:
            interaction, notices = call_from_values(raw, metadata, conventions, name)
    except InputError as error:
        row = ReadRow(name, None, text, error=error, interaction_id=interaction_id)
        return ReadTable((row,), _key_notices(name, unknown))
    return ReadTable(
        (ReadRow(name, None, text, interaction, None, interaction_id, notices),), _key_notices(name, unknown)
    )


def conversation_from_values(
    raw: Mapping[str, object], metadata: Mapping[str, str], conventions: Conventions, where: str
) -> tuple[Interaction, tuple[str, ...]]:
    """The conversation and its notices. Raises TableError or ConversationError for what is missing or broken.

    No message at all is ConversationError with code `empty_conversation`.
    """
    messages = raw.get("messages")
    if not isinstance(messages, list):
        reason = "messages is missing" if messages is None else "messages is not a list"
        raise ConversationError(reason, "give a list of {sender, text}", where=where, code="missing_value")
    turns = read_turns(messages, conventions, where)
    return conversation(raw, metadata, turns, conventions, where)


def conversation(
    raw: Mapping[str, object],
    metadata: Mapping[str, str],
    turns: tuple[Turn, ...],
    conventions: Conventions,
    where: str,
) -> tuple[Interaction, tuple[str, ...]]:
    """Put interaction columns and turns together; errors as `conversation_from_values`."""
    interaction_id = read_id(raw.get("interaction_id"), where)
    channel = read_channel(raw.get("channel"), conventions, where)
    reading = read_fields(_with_nested(raw, conventions), conventions, where)
    reading.metadata.update({k: v for k, v in metadata.items() if k not in reading.metadata})
    _keep_nested(reading, raw)
    if not any(t.text.strip() or t.type is not TurnType.TEXT for t in turns):
        reason = "no message says anything" if turns else "there is no message"
        raise ConversationError(reason, "nothing to judge", where=where, code="empty_conversation")
    _settle_start(reading, turns, where)
    _settle_people(reading, turns)
    fill_defaults(reading, conventions)
    built = build_interaction(
        reading, source=conventions.source, interaction_id=interaction_id, channel=channel, turns=turns
    )
    return with_phone_times(built), tuple(reading.notices)


def with_phone_times(interaction: Interaction) -> Interaction:
    """A transcript whose turns only say when they were sent: seconds from the start of the call."""
    if interaction.channel is not Channel.PHONE:
        return interaction
    return replace(interaction, turns=tuple(_phone_turn(t, interaction) for t in interaction.turns))


def _phone_turn(turn: Turn, interaction: Interaction) -> Turn:
    if turn.start_s is not None or turn.sent_at is None:
        return turn
    start_s = (turn.sent_at - interaction.started_at).total_seconds()
    return replace(turn, start_s=start_s) if start_s >= 0 else turn


def _with_nested(raw: Mapping[str, object], conventions: Conventions) -> dict[str, object]:
    """`metadata` may hold columns of the contract (hangup_by, holds); they count where the column is empty."""
    nested = raw.get("metadata")
    merged = dict(raw)
    if isinstance(nested, dict):
        for key in sorted(nested):
            column = conventions.interaction_columns.canonical(key)
            if column is not None and column not in _NEVER_NESTED and cell_text(merged.get(column)) is None:
                merged[column] = nested[key]
    return merged


def _keep_nested(reading: FieldReading, raw: Mapping[str, object]) -> None:
    nested = raw.get("metadata")
    if isinstance(nested, dict):
        for key in sorted(nested):
            put_metadata(reading.metadata, key, nested[key])
    elif nested is not None:
        put_metadata(reading.metadata, "metadata", nested)


def _settle_start(reading: FieldReading, turns: tuple[Turn, ...], where: str) -> None:
    if "started_at" in reading.values:
        return
    started_at = started_by(turns) or reading.values.get("answered_at")
    if started_at is None:
        reason = "neither started_at nor a message's sent_at is given"
        raise TableError(reason, "give the conversation its start", where=where, code="missing_value")
    reading.values["started_at"] = started_at


def _settle_people(reading: FieldReading, turns: tuple[Turn, ...]) -> None:
    first_agent = next((t.agent_id for t in turns if t.agent_id is not None and t.sender is Role.AGENT), None)
    if first_agent is not None:
        reading.values.setdefault("agent_id", first_agent)
    party = hangup_from(turns)
    if party is not None:
        reading.values.setdefault("hangup_by", party)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip("\r\x1a \t"):
            yield number, line.rstrip("\r\x1a")


def _read_line(line: str, number: int, name: str, conventions: Conventions, unknown: dict[str, None]) -> ReadRow:
    where = f"{name}:{number}"
    interaction_id: str | None = None
    try:
        if is_damaged(line):
            reason = "the line has bytes that are not text"
            raise ConversationError(reason, "export it as UTF-8", where=where, code="bad_encoding")
        raw, metadata = _object(line, where, conventions, unknown)
        interaction_id = read_id(raw.get("interaction_id"), where)
        interaction, notices = conversation_from_values(raw, metadata, conventions, where)
    except InputError as error:
        kept = line if len(line) <= MAX_JSON_CHARS else line[:1000]
        return ReadRow(name, number, kept, error=error, interaction_id=interaction_id or _id_in(kept, error))
    return ReadRow(name, number, line, interaction, None, interaction_id, notices)


def _id_in(line: str, error: InputError) -> str | None:
    """The id of a line that is no JSON (cut off, say): believed when the text holds exactly one."""
    found = _ID_IN_TEXT.findall(line) if error.code in ("bad_json", "too_large") else []
    return half_width(found[0]) or None if len(found) == 1 else None


def _object(
    text: str, where: str, conventions: Conventions, unknown: dict[str, None]
) -> tuple[dict[str, object], dict[str, str]]:
    columns = conventions.interaction_columns
    raw, metadata = split_columns(read_object(text, where), columns.canonical, columns.columns)
    unknown.update(dict.fromkeys(metadata))
    return raw, metadata


def _key_notices(name: str, unknown: Mapping[str, None]) -> tuple[str, ...]:
    return tuple(f"{name}: the key {key!r} is not one of the contract; kept as metadata" for key in sorted(unknown))
