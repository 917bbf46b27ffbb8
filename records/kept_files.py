"""Files a workspace keeps beside its database: under a name of their content, whole or not there."""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from inspection.errors import RecordsError

PART = ".part"


def named_by(parts: object, suffix: str) -> str:
    """The path, inside its folder, of a file that follows from `parts` (anything JSON can write)."""
    digest = hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{digest[:2]}/{digest}{suffix}"


@contextmanager
def whole_file(path: Path, *, mode: int = 0o644) -> Iterator[BinaryIO]:
    """A file to write, which gets its name when all of it is on the disk; killed before, only a part file is left.

    Raises RecordsError (`not_kept`) when the disk refuses.
    """
    part = path.with_name(f".{path.name}.{uuid4().hex[:8]}{PART}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise RecordsError(
            f"a file cannot be written ({error.strerror or error})",
            "free some space, check the rights, run again",
            where=str(path.parent),
            code="not_kept",
        ) from error
    finally:
        with suppress(OSError):
            part.unlink()


def files_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder, finished or not."""
    return (path for path in folder.rglob("*") if path.is_file())
