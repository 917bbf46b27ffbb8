"""Quarantine: bad input is copied aside with its reason. The drop itself is never changed."""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path, PurePosixPath

from inspection.arrivals import Refusal

QUARANTINE = "quarantine"
MAX_NAME_BYTES = 180
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*\\]')


def quarantine(refused: Refusal, drop: Path, workspace: Path) -> Path | None:
    """Copy what was refused into `<workspace>/quarantine/<source>/` with a `.reason.json` beside it.

    A row is kept as a small table with its header, a file whole. The same input gives the same name, so a second night
    changes nothing. Returns the copy, or None when there is nothing to copy (a link that leads out, a vanished file).
    Raises OSError when the workspace cannot be written.
    """
    original = refused.original
    if original is None:
        return None
    source = None if original.content is not None else _inside(drop, original.name)
    if original.content is None and source is None:
        return None
    sha256 = _sha256(original.content, source)
    target = _target(workspace, refused.source, original.name, sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        _write(target, original.content, source)
    _write(target.with_name(target.name + ".reason.json"), _reason(refused, sha256), None)
    return target


def _inside(drop: Path, name: str) -> Path | None:
    try:
        path = (drop / name).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        return None
    return path if path.is_file() and path.is_relative_to(drop.resolve()) else None


def _sha256(content: bytes | None, source: Path | None) -> str:
    if content is not None or source is None:
        return hashlib.sha256(content or b"").hexdigest()
    with source.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _target(workspace: Path, source: str, name: str, sha256: str) -> Path:
    """`quarantine/<source>/<folders>/<stem>.<hash>.<suffix>`: other content under the same name gets another file."""
    parts = [_safe(p) for p in PurePosixPath(name).parts if p not in ("/", "..", ".")]
    last = PurePosixPath(parts[-1])
    parts[-1] = f"{_short(last.stem)}.{sha256[:12]}{last.suffix}"
    return workspace.joinpath(QUARANTINE, _safe(source) or "drop", *parts)


def _safe(part: str) -> str:
    return _short(_UNSAFE.sub("_", part.replace("/", "_")).strip(". ")) or "_"


def _short(part: str) -> str:
    return part.encode("utf-8", "replace")[:MAX_NAME_BYTES].decode("utf-8", "ignore")


def _reason(refused: Refusal, sha256: str) -> bytes:
    fields = {
        "source": refused.source,
        "interaction_id": refused.interaction_id,
        "source_file": refused.source_file,
        "row": refused.row,
        "ending": refused.ending.value,
        "code": refused.code,
        "reason": refused.reason,
        "retryable": refused.retryable,
        "sha256": sha256,
    }
    return (json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _write(target: Path, content: bytes | None, source: Path | None) -> None:
    """Write beside the target and rename: a killed night leaves no half file under its name."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if content is not None:
            part.write_bytes(content)
        elif source is not None:
            shutil.copyfile(source, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
