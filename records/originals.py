"""Originals: unmasked turns and recordings, sealed, and the only way to read one: named, with a reason, recorded first.

This module alone opens a seal (a test of the house says so), and it opens none before the audit trail holds who wants
to see what and why.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from inspection.errors import RecordsError
from inspection.interaction import Turn
from records import access as accesses
from records.access import Access
from records.by_interaction import Key, delete_of
from records.column_types import storable, to_json
from records.database import reading, writing
from records.keeping_tables import originals
from records.kept_files import named_by, whole_file
from records.key_ring import Key as SealingKey
from records.key_ring import KeyRing
from records.sealing import seal, unseal

ACTION = "read_original"
TURNS, RECORDING = "turns", "recording"
SUFFIX = ".sealed"
_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedOriginal:
    """One sealed original: the turns (their bytes in `sealed`), or a recording (its file at `path` in `originals/`).

    `position` counts the recordings of an interaction from 0; `format` is `json` or the recording's suffix.
    """

    kind: str
    position: int
    key_id: str
    format: str
    sealed: bytes | None = field(default=None, repr=False)
    path: str | None = None


@dataclass(frozen=True, slots=True)
class OriginalTurn:
    """A turn before masking: its number, who spoke, the words, seconds of the recording (None for text)."""

    turn: int
    sender: str
    text: str = field(repr=False)
    start_s: float | None
    end_s: float | None


def seal_turns(turns: Iterable[Turn], key: SealingKey, of: Key) -> SealedOriginal:
    """The turns of an interaction as they are before masking, sealed."""
    rows = [[t.index, t.sender.value, t.text, t.start_s, t.end_s] for t in turns]
    sealed = b"".join(seal([to_json(rows).encode()], key, _context(of, TURNS, 0)))
    return SealedOriginal(kind=TURNS, position=0, key_id=key.key_id, format="json", sealed=sealed)


def seal_recording(recording: Path, position: int, key: SealingKey, of: Key, folder: Path) -> SealedOriginal:
    """Seal a recording into `folder`, piece by piece, under a name that follows from whose it is.

    The file holds its own (sealed) key: one that replaces it opens with the same row. Raises RecordsError when it
    cannot be written, OSError when the recording cannot be read.
    """
    path = named_by([*of, position], SUFFIX)
    with recording.open("rb") as source, whole_file(folder / path) as sealed:
        for piece in seal(_pieces(source), key, _context(of, RECORDING, position)):
            sealed.write(piece)
    return SealedOriginal(
        kind=RECORDING, position=position, key_id=key.key_id, format=recording.suffix.lower(), path=path
    )


def replace_of(connection: Connection, kept: Mapping[Key, tuple[date, Sequence[SealedOriginal]]]) -> None:
    """Make these the originals of their interactions (of that business date); none means that none is kept."""
    delete_of(connection, originals, kept)
    rows = [
        {name: getattr(one, name) for name in SealedOriginal.__slots__}
        | {"source": source, "interaction_id": interaction_id, "business_date": day}
        for (source, interaction_id), (day, many) in kept.items()
        for one in many
    ]
    if rows:
        connection.execute(sa.insert(originals), rows)


def read_turns(
    engine: Engine, keys: Callable[[], KeyRing], of: Key, access: Access, readers: Collection[str]
) -> tuple[OriginalTurn, ...]:
    """The unmasked turns of one interaction. Who, what and why stand in the audit trail before a key is asked for.

    Raises AccessRefused (recorded as well) when nobody, no reason, or nobody among `readers` is named; RecordsError
    when none is kept (`no_original`), its key is missing (`key_missing`) or it was changed (`sealed_damaged`).
    """
    (row,) = _asked_for(engine, of, TURNS, access, readers)
    content = b"".join(unseal(BytesIO(row.sealed), keys(), _context(of, TURNS, 0), where=_name(of)))
    return tuple(OriginalTurn(*values) for values in json.loads(content))


def read_recordings(
    engine: Engine,
    keys: Callable[[], KeyRing],
    of: Key,
    access: Access,
    readers: Collection[str],
    *,
    folder: Path,
    into: Path,
) -> tuple[Path, ...]:
    """Write the original recordings of one interaction into the folder `into`; returns the files. As `read_turns`.

    `folder` is the workspace's `originals`. A file is written whole or not at all, for its owner's eyes only.
    """
    written = []
    for row in _asked_for(engine, of, RECORDING, access, readers):
        target = into / f"recording-{row.position}{row.format}"
        with _opened(folder / row.path, of) as sealed, whole_file(target, mode=0o600) as file:
            for piece in unseal(sealed, keys(), _context(of, RECORDING, row.position), where=_name(of)):
                file.write(piece)
        written.append(target)
    return tuple(written)


def paths(connection: Connection) -> Iterator[str]:
    """The path of every sealed recording that is kept."""
    return iter(connection.execute(sa.select(originals.c.path).where(originals.c.path.is_not(None))).scalars())


def forget_before(connection: Connection, day: date) -> int:
    """Forget the originals of interactions before a business date; returns how many. Their files stay for a sweep."""
    return int(connection.execute(sa.delete(originals).where(originals.c.business_date < day)).rowcount)


def _asked_for(engine: Engine, of: Key, kind: str, access: Access, readers: Collection[str]) -> Sequence[sa.Row[Any]]:
    """The sealed rows, once the wish for them is recorded (committed) and allowed."""
    asked = {"kind": kind}
    accesses.demand(engine, access, readers, action=ACTION, subject=_name(of), asked=asked)
    with writing(engine) as connection:
        accesses.record(connection, access, action=ACTION, subject=_name(of), asked=asked)
    chosen = (originals.c.source == of[0]) & (originals.c.interaction_id == of[1]) & (originals.c.kind == kind)
    with reading(engine) as connection:
        rows = connection.execute(sa.select(originals).where(chosen).order_by(originals.c.position)).all()
    if not rows:
        raise RecordsError(
            f"no original is kept of this interaction ({kind})",
            'it was stored without [originals] keep = "encrypted", or its time is over',
            where=_name(of),
            code="no_original",
        )
    return rows


def _opened(path: Path, of: Key) -> Any:
    try:
        return path.open("rb")
    except OSError as error:
        raise RecordsError(
            f"the sealed recording cannot be read ({error.strerror})",
            "restore it from a copy",
            where=_name(of),
            code="no_original",
        ) from None


def _pieces(stream: Any) -> Iterator[bytes]:
    while piece := stream.read(_READ_BYTES):
        yield piece


def _context(of: Key, kind: str, position: int) -> str:
    """What a sealed object is: moved to another interaction it does not open."""
    return json.dumps([*map(storable, of), kind, position])


def _name(of: Key) -> str:
    return f"interaction:{of[0]}/{of[1]}"
