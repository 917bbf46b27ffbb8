"""What is kept of an interaction beside its masked words, stored in the same transaction as the interaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.engine import Connection

from inspection.number_index import NumberMark
from records import media, number_index, originals
from records.by_interaction import Key
from records.media import RedactedRecording
from records.originals import SealedOriginal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Keyed hashes of its numbers (under the key `key_id`), its redacted recording, its sealed originals."""

    numbers: tuple[NumberMark, ...] = ()
    key_id: str = ""
    recording: RedactedRecording | None = None
    originals: tuple[SealedOriginal, ...] = ()


def save(connection: Connection, many: Sequence[tuple[Key, date, Kept]]) -> None:
    """Store what is kept of stored interactions, in place of what was kept of the same ones."""
    media.replace_of(connection, {key: (day, kept.recording) for key, day, kept in many})
    originals.replace_of(connection, {key: (day, kept.originals) for key, day, kept in many})
    for key_id in dict.fromkeys(kept.key_id for _, _, kept in many):
        marks = {key: kept.numbers for key, _, kept in many if kept.key_id == key_id}
        number_index.replace_of(connection, marks, key_id)
