"""The columns of an interaction: how each is read, and what happens when it cannot be."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from inspection.errors import InputError, TableError
from inspection.formats.cell_text import cell_text, half_width
from inspection.formats.conventions import Conventions
from inspection.formats.holds import read_holds
from inspection.formats.timestamps import read_seconds, read_time
from inspection.interaction import Channel, Direction, HangupBy, Interaction

TIME_COLUMNS = ("started_at", "answered_at", "ended_at")
SECONDS_COLUMNS = ("ring_s", "hold_s")
ID_COLUMNS = ("agent_id", "ani", "dnis", "customer_id", "ticket_id", "order_id", "transfer_from", "transfer_to")
TEXT_COLUMNS = ("agent_name", "team", "site", "vendor", "queue", "disposition", "recording")
BOOLEAN_COLUMNS = ("ivr_notice", "resolved", "is_open")
WORD_COLUMNS = ("business_line", "language")
MAX_ID_CHARS = 200
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+")


@dataclass(slots=True)
class FieldReading:
    """What was read of one interaction: `values` are keyword arguments of Interaction."""

    values: dict[str, object] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)


def read_fields(raw: Mapping[str, object], conventions: Conventions, where: str) -> FieldReading:
    """Read canonical columns; a broken time is an error, another broken value becomes metadata with a notice.

    Raises TableError (`bad_time`) naming the place and the column.
    """
    reading = FieldReading()
    for column in (c for c in raw if c not in ("metadata", "messages", "interaction_id", "channel")):
        if cell_text(raw[column]) is not None:
            _read_field(reading, column, raw[column], conventions, where)
    _check_order_of_times(reading.values, where)
    return reading


def read_id(raw: object, where: str) -> str:
    """The interaction's id in half width; raises TableError for none (`missing_value`) or an unusable one."""
    if isinstance(raw, dict | list | bool):
        raise TableError("interaction_id is not text", "write it as one string", where=where, code="bad_value")
    text = cell_text(raw)
    if text is None:
        raise TableError("interaction_id is empty", "give each row its id", where=where, code="missing_value")
    clean = half_width(text)
    if len(clean) > MAX_ID_CHARS or "\n" in clean or "\t" in clean:
        reason = f"interaction_id is longer than {MAX_ID_CHARS} characters or has a line break"
        raise TableError(reason, "export the id of the switch or the chat system", where=where, code="bad_value")
    if _SCIENTIFIC.fullmatch(clean):
        reason = f"interaction_id {clean} lost its digits in Excel"
        raise TableError(reason, "format the column as text and export again", where=where, code="bad_value")
    return clean


def read_channel(raw: object, conventions: Conventions, where: str, default: Channel | None = None) -> Channel:
    """The channel; raises TableError for none without a default (`missing_value`) or an unknown word (`bad_value`)."""
    text = cell_text(raw)
    if text is None and default is not None:
        return default
    if text is None:
        raise TableError(
            "channel is empty", "write phone, chat, email, social or app", where=where, code="missing_value"
        )
    canonical = conventions.codes.read("channel", text)
    if canonical is None:
        reason = f"channel {text[:60]!r} is unknown"
        raise TableError(reason, "map it in codes.yaml, table channel", where=where, code="bad_value")
    return Channel(canonical)


def split_columns(
    raw: Mapping[str, object], canonical: Callable[[str], str | None], known: Iterable[str]
) -> tuple[dict[str, object], dict[str, str]]:
    """Part a JSON object into canonical columns and metadata; the exact name wins, a second alias is metadata."""
    columns: dict[str, object] = {k: v for k, v in raw.items() if k in set(known)}
    metadata: dict[str, str] = {}
    for key, value in raw.items():
        column = canonical(key)
        if column is not None and column not in columns:
            columns[column] = value
        elif key not in columns:
            put_metadata(metadata, key, value)
    return columns, metadata


def put_metadata(metadata: dict[str, str], key: str, value: object) -> None:
    """Keep an unknown value as text; an empty one is not kept."""
    text = cell_text(value)
    if text is not None and key.strip():
        metadata.setdefault(key.strip(), text)


def build_interaction(reading: FieldReading, **fixed: object) -> Interaction:
    """The frozen value; `fixed` (source, id, channel, turns ...) wins over what was read."""
    values = {**reading.values, **fixed, "metadata": dict(sorted(reading.metadata.items()))}
    return Interaction(**values)  # type: ignore[arg-type]  # the readers above give each column its type


def first_line(error: InputError) -> str:
    """What went wrong and what to do, without the place (the ledger has its own columns for that)."""
    return f"{error.reason}; {error.what_to_do}"


def _read_field(reading: FieldReading, column: str, raw: object, conventions: Conventions, where: str) -> None:
    if column in TIME_COLUMNS:
        reading.values[column] = _read_time_column(column, raw, conventions, where)
        return
    try:
        value = _read_value(column, raw, conventions)
    except (ValueError, OverflowError) as error:
        put_metadata(reading.metadata, column, raw)
        if column != "is_open":
            reading.notices.append(f"{where}: {column} {str(raw)[:60]!r} is not understood ({error}); left empty")
        return
    reading.values[column] = value


def _read_time_column(column: str, raw: object, conventions: Conventions, where: str) -> datetime:
    try:
        return read_time(raw, conventions.zone)
    except (ValueError, OverflowError) as error:
        reason = f"{column} {str(raw)[:60]!r}: {error}"
        raise TableError(reason, "write it as 2026-09-01 09:12:03", where=where, code="bad_time") from error


def _read_value(column: str, raw: object, conventions: Conventions) -> object:
    text = cell_text(raw) or ""
    if column in ID_COLUMNS:
        return half_width(text)
    if column in TEXT_COLUMNS:
        return text
    if column in SECONDS_COLUMNS:
        return read_seconds(raw if not isinstance(raw, str) else text)
    if column == "holds":
        return read_holds(raw if not isinstance(raw, str) else text)
    if column in WORD_COLUMNS:
        return conventions.codes.read(column, text) or half_width(text).lower()
    if column in ("csat", "nps"):
        return _read_score(column, text, conventions)
    return _read_coded(column, text, conventions)


def _read_score(column: str, text: str, conventions: Conventions) -> float:
    low, high = (1.0, 5.0) if column == "csat" else (0.0, 10.0)
    score = float(conventions.codes.read(column, text) or half_width(text).removesuffix("分").removesuffix("星"))
    if not low <= score <= high:
        raise ValueError(f"not between {low:g} and {high:g}")
    return score


def _read_coded(column: str, text: str, conventions: Conventions) -> object:
    canonical = conventions.codes.read(column, text)
    if canonical is None:
        raise ValueError("map it in codes.yaml")
    if column in BOOLEAN_COLUMNS:
        return canonical == "true"
    if column == "agent_channel":
        return int(canonical)
    return Direction(canonical) if column == "direction" else HangupBy(canonical)


def _check_order_of_times(values: Mapping[str, object], where: str) -> None:
    started, ended = values.get("started_at"), values.get("ended_at")
    if isinstance(started, datetime) and isinstance(ended, datetime) and ended < started:
        reason = "ended_at is before started_at"
        raise TableError(reason, "correct the two times", where=where, code="bad_time")
