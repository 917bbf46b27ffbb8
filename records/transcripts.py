"""What was heard, kept by content: a night that was killed does not hear a recording twice.

These are words *before* masking: they are never exported, never indexed, and may be forgotten at any time.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.hearing import Utterance
from records.packed_values import Heard, pack_heard, unpack_heard
from records.tables import transcripts
from records.upsert import insert_if_absent


def key_of(recording_sha256: str, model_id: str, options: Mapping[str, str]) -> str:
    """sha256 over the recording's hash, the model's name and every option that changes what it hears."""
    parts = [recording_sha256, model_id, sorted(options.items())]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def keep(connection: Connection, key: str, channels: Sequence[Sequence[Utterance]], at: datetime) -> None:
    """Remember what was heard on each channel; the first memory of a key stays."""
    packed = pack_heard(tuple(tuple(channel) for channel in channels))
    insert_if_absent(connection, transcripts, [{"transcript_key": key, "heard_at": at, "packed": packed}])


def find(connection: Connection, key: str) -> Heard | None:
    """What was heard on each channel, or None."""
    statement = sa.select(transcripts.c.packed).where(transcripts.c.transcript_key == key)
    packed = connection.execute(statement).scalar_one_or_none()
    return None if packed is None else unpack_heard(packed)


def forget_before(connection: Connection, at: datetime) -> int:
    """Forget what was heard before `at`; returns how many recordings."""
    return int(connection.execute(sa.delete(transcripts).where(transcripts.c.heard_at < at)).rowcount)
