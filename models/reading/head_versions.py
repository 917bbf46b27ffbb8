"""The versions of the head of one workspace, and which is in force: folders, and one small file that is replaced whole.

    models/reading/1/head.npz, head.json      a version, never changed once it is there
    models/reading/active.json                which one is read with, and what was in force before it

A version appears under its number only when its files are whole on the disk; it is in force from the moment the
pointer names it. Without a pointer the shipped head reads.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from inspection.errors import ModelError
from models.file_lock import held
from models.reading.head import Head
from models.reading.head_file import (
    DESCRIPTION,
    NUMBERS,
    HeadDescription,
    description_text,
    head_bytes,
    read_description,
)

POINTER = "active.json"
SHIPPED = 0
_NAME = re.compile(r"\+head\d+\.[0-9a-f]{12}")
"""How a head is named in the id of a model: `...@d325142c9577+head2.0f3a5b7c9d1e`."""


@dataclass(frozen=True, slots=True)
class HeadPin:
    """A version by number and content: what a night holds to. Version 0 is the shipped head, without a checksum."""

    version: int = SHIPPED
    sha256: str = ""

    @property
    def is_shipped(self) -> bool:
        """Nothing was relearned."""
        return self.version == SHIPPED

    @property
    def name(self) -> str:
        """`head2.0f3a5b7c9d1e`, or `shipped`: as the pins of a run and the ids of models say it."""
        return "shipped" if self.is_shipped else f"head{self.version}.{self.sha256[:12]}"


SHIPPED_HEAD = HeadPin()


def without_head(model_id: str) -> str:
    """The id of a model as it would be under the shipped head."""
    return _NAME.sub("", model_id)


class HeadVersions:
    """The versions in a workspace's folder."""

    def __init__(self, workspace: Path) -> None:
        """Nothing is made or read yet."""
        self.folder = workspace / "models" / "reading"

    def folder_of(self, version: int) -> Path:
        """Where a version lies."""
        return self.folder / str(version)

    def known(self) -> list[HeadDescription]:
        """Every version, oldest first; ModelError for one whose description is damaged."""
        return [read_description(self.folder_of(number)) for number in self.numbers()]

    def numbers(self) -> list[int]:
        """The numbers of all versions, in order."""
        return sorted(int(p.name) for p in self.folder.glob("[1-9]*") if p.name.isdecimal())

    def history(self) -> tuple[HeadPin, ...]:
        """What was put in force, one after another; the last one reads now. Going back takes the last one away.

        Raises:
            ModelError: the pointer is damaged.
        """
        path = self.folder / POINTER
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return tuple(HeadPin(int(one["version"]), str(one["sha256"])) for one in told["history"])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise ModelError(
                f"which head is in force cannot be read ({type(problem).__name__})",
                "say it anew: mingjian models activate N (or shipped)",
                where=str(path),
                code="head_damaged",
            ) from None

    def active(self) -> HeadPin:
        """What is in force now."""
        return (SHIPPED_HEAD, *self.history())[-1]

    def pin_of(self, version: int) -> HeadPin:
        """A version as it lies there; ModelError when there is none of that number."""
        if version == SHIPPED:
            return SHIPPED_HEAD
        if not self.folder_of(version).is_dir():
            there = ", ".join(map(str, self.numbers())) or "none yet: mingjian models train"
            raise ModelError(f"there is no version {version} of the head", f"choose from {there}, or shipped")
        return HeadPin(version, read_description(self.folder_of(version)).sha256)

    def add(self, head: Head, described: HeadDescription) -> HeadPin:
        """Keep a version under the next number (that of `described` is filled in). It is not in force yet.

        Raises:
            ModelError: the folder cannot be written.
        """
        content = head_bytes(head)
        with self._writing():
            number = max(self.numbers(), default=0) + 1
            pin = HeadPin(number, hashlib.sha256(content).hexdigest())
            arriving = self.folder / f".arriving-{number}"
            shutil.rmtree(arriving, ignore_errors=True)
            arriving.mkdir()
            whole = replace(described, version=number, sha256=pin.sha256)
            _write(arriving / NUMBERS, content)
            _write(arriving / DESCRIPTION, description_text(whole).encode())
            arriving.rename(self.folder_of(number))
            _settle(self.folder)
        return pin

    def put_in_force(self, pin: HeadPin) -> None:
        """From now on nights read with this head; those that run keep theirs. One rename: all of it or nothing."""
        with self._writing():
            self._point((*self._history_or_none(), pin))

    def go_back(self) -> HeadPin:
        """Return to what was in force before; ModelError when the shipped head is all there was."""
        with self._writing():
            history = self.history()
            if not history:
                raise ModelError(
                    "the shipped head is in force, and there was none before it", "nothing is to be undone"
                )
            self._point(history[:-1])
        return self.active()

    def _history_or_none(self) -> tuple[HeadPin, ...]:
        try:
            return self.history()
        except ModelError:  # a damaged pointer is what activating heals
            return ()

    def _point(self, history: tuple[HeadPin, ...]) -> None:
        told = {"history": [{"version": pin.version, "sha256": pin.sha256} for pin in history]}
        arriving = self.folder / f"{POINTER}.arriving"
        _write(arriving, (json.dumps(told, indent=1) + "\n").encode())
        arriving.replace(self.folder / POINTER)
        _settle(self.folder)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with held(self.folder / ".lock"):
                yield
        except OSError as problem:
            raise ModelError(
                f"the versions of the head cannot be written ({problem.strerror})",
                "free space there, or give the folder to whoever trains",
                where=str(self.folder),
            ) from None


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _settle(folder: Path) -> None:
    """Make the renames in a folder last through a power cut, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
