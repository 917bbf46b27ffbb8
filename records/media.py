"""Redacted recordings: where the file lies, what it is, which stretches of it are silent. The files are in `media/`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.timeline import Interval
from records.by_interaction import Key, delete_of
from records.keeping_tables import media

SUFFIX = ".ogg"


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactedRecording:
    """The recording of one interaction with what is personal silenced.

    `path` is relative to the workspace's `media` folder; `format` a MIME type; `masked` stretches in seconds of this
    file, on the clock of the turns; `sha256` of this file, `recording_sha256` of what it was made from (hexadecimal).
    """

    path: str
    format: str
    sample_rate_hz: int
    channels: int
    duration_s: float
    size_bytes: int
    sha256: str
    recording_sha256: str
    masked: tuple[Interval, ...]


def replace_of(connection: Connection, kept: Mapping[Key, tuple[date, RedactedRecording | None]]) -> None:
    """Make these the recordings of their interactions (of that business date); None means that none is kept."""
    delete_of(connection, media, kept)
    rows = [_to_row(key, day, one) for key, (day, one) in kept.items() if one is not None]
    if rows:
        connection.execute(sa.insert(media), rows)


def find(connection: Connection, source: str, interaction_id: str) -> RedactedRecording | None:
    """The redacted recording of one interaction, if one is kept."""
    chosen = (media.c.source == source) & (media.c.interaction_id == interaction_id)
    row = connection.execute(sa.select(media).where(chosen)).first()
    return None if row is None else _from_row(row)


def paths(connection: Connection) -> Iterator[str]:
    """The path of every recording that is kept."""
    return iter(connection.execute(sa.select(media.c.path)).scalars())


def forget_before(connection: Connection, day: date) -> int:
    """Forget the recordings of interactions before a business date; returns how many. Their files stay for a sweep."""
    return int(connection.execute(sa.delete(media).where(media.c.business_date < day)).rowcount)


def _to_row(key: Key, day: date, one: RedactedRecording) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in RedactedRecording.__slots__}
    masked = [[stretch.start_s, stretch.end_s] for stretch in one.masked]
    return {"source": key[0], "interaction_id": key[1], "business_date": day} | row | {"masked": masked}


def _from_row(row: Any) -> RedactedRecording:
    same = {name: getattr(row, name) for name in RedactedRecording.__slots__ if name != "masked"}
    return RedactedRecording(masked=tuple(Interval(*stretch) for stretch in row.masked), **same)
