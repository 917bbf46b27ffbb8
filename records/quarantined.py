"""The quarantine (隔离区) as it lies on the disk: what was put aside and why; no copy is ever opened."""

import heapq
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

REASON = ".reason.json"
LONGEST_REASON_BYTES = 64 * 1024
MOST_LOOKED_AT = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One copy: `place` in the quarantine, what it came as (source file and row), why, and since when it lies there."""

    place: str
    source: str
    interaction_id: str | None
    source_file: str | None
    row: int | None
    code: str
    reason: str
    retryable: bool
    at: datetime
    size_bytes: int


@dataclass(frozen=True, slots=True)
class QuarantineState:
    """The newest copies, how many there are, and whether counting stopped at `MOST_LOOKED_AT`."""

    newest: tuple[Quarantined, ...]
    total: int
    is_cut: bool


def state_of(folder: Path, limit: int) -> QuarantineState:
    """The newest `limit` copies below a quarantine folder; what cannot be read is counted and not listed."""
    found: list[tuple[float, str]] = []
    is_cut = False
    for file in _reasons(folder):
        if len(found) >= MOST_LOOKED_AT:
            is_cut = True
            break
        with suppress(OSError):
            found.append((file.stat().st_mtime, str(file)))
    newest = heapq.nlargest(limit, found)
    read = (_read(folder, Path(path), at) for at, path in newest)
    return QuarantineState(tuple(one for one in read if one is not None), len(found), is_cut)


def _reasons(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob(f"*{REASON}") if not path.name.startswith("."))


def _read(folder: Path, file: Path, at: float) -> Quarantined | None:
    copy = file.with_name(file.name.removesuffix(REASON))
    try:
        if file.stat().st_size > LONGEST_REASON_BYTES:
            return None
        told = json.loads(file.read_text(encoding="utf-8", errors="replace"))
        size = copy.stat().st_size if copy.is_file() else 0
    except (OSError, ValueError):
        return None
    return _told(told, copy.relative_to(folder).as_posix(), at, size) if isinstance(told, dict) else None


def _told(told: dict[str, Any], place: str, at: float, size: int) -> Quarantined:
    row = told.get("row")
    return Quarantined(
        place=place,
        source=str(told.get("source") or ""),
        interaction_id=_text(told.get("interaction_id")),
        source_file=_text(told.get("source_file")),
        row=row if isinstance(row, int) else None,
        code=str(told.get("code") or ""),
        reason=str(told.get("reason") or ""),
        retryable=told.get("retryable") is True,
        at=datetime.fromtimestamp(at, UTC),
        size_bytes=size,
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
