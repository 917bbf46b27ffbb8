"""What lies in a drop folder: files in a fixed order, what is still being written, and what is not a plain file."""

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from inspection.errors import SettingsError

AUDIO_SUFFIXES = frozenset(
    [
        ".wav",
        ".mp3",
        ".flac",
        ".ogg",
        ".opus",
        ".oga",
        ".m4a",
        ".aac",
        ".amr",
        ".awb",
        ".gsm",
        ".mp4",
        ".webm",
        ".wma",
        ".mka",
        ".3gp",
        ".au",
        ".ulaw",
        ".alaw",
        ".ul",
        ".al",
        ".pcm",
        ".raw",
        ".silk",
        ".nmf",
        ".vox",
        ".spx",
        ".aif",
        ".aiff",
    ]
)
WRITING_SUFFIXES = frozenset(
    [".part", ".partial", ".tmp", ".temp", ".crdownload", ".filepart", ".download", ".swp", ".writing"]
)
TEXT_SUFFIXES = frozenset({".csv", ".xlsx", ".json", ".jsonl"})
EXCEL_LOCK = "~$"
IGNORED_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
CLOCK_SKEW_S = 60.0


@dataclass(frozen=True, slots=True)
class DropFile:
    """One regular file: its name inside the drop (forward slashes, always writable text), where it is, and its size."""

    relative: str
    path: Path
    size_bytes: int
    modified_ns: int

    @property
    def suffix(self) -> str:
        """The extension in lower case, half width."""
        return PurePosixPath(name_key(self.relative)).suffix

    @property
    def is_audio(self) -> bool:
        """True for an extension that recorders use, also for kinds that cannot be decoded."""
        return self.suffix in AUDIO_SUFFIXES


@dataclass(frozen=True, slots=True)
class DropListing:
    """One look at the folder. `odd`: (name, code, detail) of links that lead out and of folders named like files."""

    files: tuple[DropFile, ...]
    unsettled: tuple[str, ...] = ()
    odd: tuple[tuple[str, str, str], ...] = ()

    @property
    def settled(self) -> tuple[DropFile, ...]:
        """The files that can be read now."""
        waiting = frozenset(self.unsettled)
        return tuple(f for f in self.files if f.relative not in waiting)


def list_drop(drop: Path, now_s: float, settle_s: float, wait: Callable[[float], None]) -> DropListing:
    """List the folder; when a file is younger than `settle_s`, wait until it would be old enough and look again.

    A file that changed or appeared meanwhile is unsettled, as are `.part` and the like and workbooks open in Excel.
    `now_s` is epoch seconds. Raises SettingsError when the folder is not there.
    """
    if not drop.is_dir():
        raise SettingsError(f"the drop folder {drop.name!r} is not there", "create it, or correct --drop")
    before = _walk(drop)
    pause_s = max((_rest_s(f, now_s, settle_s) for f in before.files), default=0.0)
    if pause_s <= 0:
        return _marked(before, frozenset())
    wait(pause_s)
    after = _walk(drop)
    same = {(f.relative, f.size_bytes, f.modified_ns) for f in before.files}
    changed = frozenset(f.relative for f in after.files if (f.relative, f.size_bytes, f.modified_ns) not in same)
    return _marked(after, changed)


@lru_cache(maxsize=200_000)
def name_key(name: str) -> str:
    """The name as it is compared: composed, half width, lower case, forward slashes, no spaces at the ends."""
    plain = unicodedata.normalize("NFKC", name).replace("\\", "/").casefold()
    return "/".join(part.strip() for part in plain.split("/"))


def finished_name(name: str) -> str:
    """The name a file will have once it is written (`x.wav.part` becomes `x.wav`)."""
    key = name_key(name)
    suffix = PurePosixPath(key).suffix
    return key.removesuffix(suffix) if suffix in WRITING_SUFFIXES else key


def sidecar_stem(relative: str) -> str:
    """What a sidecar stands beside: `recordings/C1` for `recordings/C1.json` and for `recordings/C1.wav.json`."""
    stem = relative[: -len(".json")]
    suffix = PurePosixPath(stem).suffix
    return stem[: -len(suffix)] if name_key(suffix) in AUDIO_SUFFIXES else stem


def readable_name(name: str) -> str:
    """A file name as text that can be written: names in another encoding (GB18030 archives) are decoded."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name


def _rest_s(file: DropFile, now_s: float, settle_s: float) -> float:
    age_s = now_s - file.modified_ns / 1e9
    return 0.0 if age_s < -CLOCK_SKEW_S else min(settle_s - age_s, settle_s)


def _marked(listing: DropListing, changed: frozenset[str]) -> DropListing:
    names = {f.relative for f in listing.files}
    writing = {n for n in names if PurePosixPath(n.lower()).suffix in WRITING_SUFFIXES}
    locks = {n for n in names if PurePosixPath(n).name.startswith(EXCEL_LOCK)}
    locked = {str(PurePosixPath(n).with_name(PurePosixPath(n).name[len(EXCEL_LOCK) :])) for n in locks if len(n) > 2}
    return DropListing(listing.files, tuple(sorted(changed | writing | locks | (locked & names))), listing.odd)


def _walk(drop: Path) -> DropListing:
    files: list[DropFile] = []
    odd: list[tuple[str, str, str]] = []
    failed: list[OSError] = []
    for folder, is_folder, entry in _entries(drop, failed):
        relative = readable_name((folder / entry).relative_to(drop).as_posix())
        found = _examine(folder / entry, relative, drop, is_folder)
        if isinstance(found, DropFile):
            files.append(found)
        elif found is not None:
            odd.append(found)
    odd.extend(_unlisted(error, drop) for error in failed)
    return DropListing(tuple(sorted(files, key=lambda f: f.relative)), (), tuple(sorted(odd)))


def _entries(drop: Path, failed: list[OSError]) -> Iterator[tuple[Path, bool, str]]:
    for folder, folders, names in os.walk(drop, followlinks=False, onerror=failed.append):
        folders[:] = sorted(n for n in folders if not _is_ignored(n))
        yield from ((Path(folder), True, n) for n in folders)
        yield from ((Path(folder), False, n) for n in sorted(names) if not _is_ignored(n))


def _unlisted(error: OSError, drop: Path) -> tuple[str, str, str]:
    """A folder that cannot be listed is no empty folder; the drop folder itself stops the night."""
    place = Path(error.filename or drop)
    if place == drop:
        raise SettingsError(
            f"the drop folder cannot be listed ({error.strerror})",
            "give this user the right to read it",
            where=str(drop),
        )
    relative = readable_name(place.relative_to(drop).as_posix())
    return relative, "unreadable", f"{relative}: the folder cannot be listed ({error.strerror})"


def _is_ignored(name: str) -> bool:
    return name.startswith(".") or name.casefold() in IGNORED_NAMES


def _examine(path: Path, relative: str, drop: Path, is_folder: bool) -> DropFile | tuple[str, str, str] | None:
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(drop.resolve()):
            return relative, "unsafe_path", f"{relative} is a link that leads out of the drop folder"
        facts = path.stat()
    except (OSError, RuntimeError) as error:
        return relative, "unreadable", f"{relative}: {_why(error)}"
    if is_folder:
        is_file_name = PurePosixPath(name_key(relative)).suffix in AUDIO_SUFFIXES | TEXT_SUFFIXES
        return (relative, "not_a_file", f"{relative} is a folder") if is_file_name else None
    if not stat.S_ISREG(facts.st_mode):
        return relative, "not_a_file", f"{relative} is not a regular file"
    return DropFile(relative, path, facts.st_size, facts.st_mtime_ns)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) and error.strerror else "the link leads nowhere").lower()
