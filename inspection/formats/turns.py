"""Messages of a chat, mail, thread or transcript, read into turns; position and number are those of the input."""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from inspection.errors import ConversationError
from inspection.formats.cell_text import cell_text, half_width
from inspection.formats.conventions import Conventions
from inspection.formats.interaction_fields import split_columns
from inspection.formats.strict_json import clean_text
from inspection.formats.timestamps import read_seconds, read_time
from inspection.interaction import Role, Turn, TurnType

MESSAGE_COLUMNS = (
    "message_id", "sender", "agent_id", "sent_at", "text", "type", "auto", "public", "start_s", "end_s", "confidence",
)  # fmt: skip
WORDLESS_SENDERS = (TurnType.EVENT, TurnType.NOTE)


def read_turns(messages: Sequence[object], conventions: Conventions, where: str) -> tuple[Turn, ...]:
    """All messages in the order given; raises ConversationError naming the first bad message by its 1-based number."""
    return tuple(_read_message(message, i, conventions, where) for i, message in enumerate(messages))


def read_turn(raw: Mapping[str, object], index: int, conventions: Conventions, where: str) -> Turn:
    """One message with canonical columns; `where` names its place. Raises ConversationError (codes `unknown_sender`,
    `missing_value`, `bad_time`, `bad_message`).
    """
    turn_type, text = _type_and_text(raw, conventions, where)
    start_s, end_s = _read_span(raw, where)
    return Turn(
        index=index,
        sender=_read_sender(raw.get("sender"), conventions, turn_type, where),
        text=text,
        agent_id=_read_id(raw.get("agent_id")),
        start_s=start_s,
        end_s=end_s,
        sent_at=_read_sent_at(raw.get("sent_at"), conventions, where),
        confidence=_read_confidence(raw.get("confidence"), where),
        type=turn_type,
        auto=_read_flag("auto", raw, conventions),
        public=_read_flag("public", raw, conventions),
        message_id=_read_id(raw.get("message_id")),
    )


def started_by(turns: Sequence[Turn]) -> datetime | None:
    """The first time a message was sent at."""
    return next((t.sent_at for t in turns if t.sent_at is not None), None)


def _read_message(message: object, index: int, conventions: Conventions, where: str) -> Turn:
    at = f"{where} message {index + 1}"
    if not isinstance(message, dict):
        raise ConversationError("it is not an object", "write {sender, text}", where=at, code="bad_message")
    columns, _ = split_columns(message, conventions.message_columns.canonical, MESSAGE_COLUMNS)
    return read_turn(columns, index, conventions, at)


def _read_sender(raw: object, conventions: Conventions, turn_type: TurnType, where: str) -> Role:
    text = cell_text(raw)
    if text is None and turn_type in WORDLESS_SENDERS:
        return Role.SYSTEM
    if text is None:
        raise ConversationError("the sender is empty", "say who sent it", where=where, code="missing_value")
    canonical = conventions.codes.read("sender", text)
    if canonical is None:
        reason = f"sender {text[:60]!r} is not agent, customer, bot or system"
        raise ConversationError(reason, "map it in codes.yaml, table sender", where=where, code="unknown_sender")
    return Role(canonical)


def _type_and_text(raw: Mapping[str, object], conventions: Conventions, where: str) -> tuple[TurnType, str]:
    """An unknown type with words is text and without words a file: neither is judged by what it is not."""
    value = raw.get("text")
    if isinstance(value, dict | list | bool):
        raise ConversationError(
            "the text is not text", "write the words as one string", where=where, code="bad_message"
        )
    text = "" if value is None else clean_text(value if isinstance(value, str) else cell_text(value) or "")
    written = cell_text(raw.get("type"))
    canonical = conventions.codes.read("type", written) if written else "text"
    turn_type = TurnType(canonical) if canonical else (TurnType.TEXT if text.strip() else TurnType.FILE)
    if value is None and turn_type is TurnType.TEXT:
        raise ConversationError("a text message has no text", "write its words", where=where, code="missing_value")
    return turn_type, text


def _read_id(raw: object) -> str | None:
    text = cell_text(raw)
    return None if text is None else half_width(text)


def _read_sent_at(raw: object, conventions: Conventions, where: str) -> datetime | None:
    if cell_text(raw) is None:
        return None
    try:
        return read_time(raw, conventions.zone)
    except (ValueError, OverflowError) as error:
        reason = f"sent_at {str(raw)[:60]!r}: {error}"
        raise ConversationError(reason, "write it as 2026-09-01 09:12:03", where=where, code="bad_time") from error


def _read_span(raw: Mapping[str, object], where: str) -> tuple[float | None, float | None]:
    start_s, end_s = (_read_offset(raw.get(column), column, where) for column in ("start_s", "end_s"))
    if start_s is not None and end_s is not None and end_s < start_s:
        raise ConversationError("it ends before it starts", "correct start_s and end_s", where=where, code="bad_time")
    return start_s, end_s


def _read_offset(raw: object, column: str, where: str) -> float | None:
    if cell_text(raw) is None:
        return None
    try:
        return read_seconds(raw)
    except ValueError as error:
        reason = f"{column} {str(raw)[:60]!r}: {error}"
        raise ConversationError(reason, "write seconds from the start", where=where, code="bad_time") from error


def _read_confidence(raw: object, where: str) -> float | None:
    text = cell_text(raw)
    if text is None:
        return None
    try:
        confidence = float(text)
    except ValueError:
        confidence = math.nan
    if not 0.0 <= confidence <= 1.0:
        reason = f"confidence {text[:60]!r} is not between 0 and 1"
        raise ConversationError(reason, "write a share, or leave it out", where=where, code="bad_message")
    return confidence


def _read_flag(column: str, raw: Mapping[str, object], conventions: Conventions) -> bool:
    text = cell_text(raw.get(column))
    return text is not None and conventions.codes.read(column, text) == "true"
