"""Retention: what was kept long enough goes, and so do files that no row names any more. Rows first, then files."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from records import appeal_attachments, audit, level_files, media, originals
from records.access import Access
from records.database import reading, writing
from records.kept_files import files_in
from records.media import SUFFIX as RECORDING_SUFFIX
from records.workspace import Workspace

OWNER_FILE = "files.owner"


@dataclass(frozen=True, slots=True)
class Purged:
    """How many redacted recordings, sealed originals and attachments were forgotten, how many files were deleted."""

    recordings: int
    originals: int
    files: int
    attachments: int = 0


def purge(workspace: Workspace, *, recordings_before: date | None, originals_before: date | None, by: Access) -> Purged:
    """Forget what belongs to business dates before these (None: nothing), delete the files, and note it in the trail.

    Attachments of appeals that have ended go with the recordings of their interactions.

    Holds the night lock: raises WorkspaceBusy while a night is running. Killed in between, the next purge ends it.
    """
    with workspace.night_lock():
        with writing(workspace.engine) as connection:
            forgotten = media.forget_before(connection, recordings_before) if recordings_before else 0
            attached = appeal_attachments.forget_before(connection, recordings_before) if recordings_before else 0
            unsealed = originals.forget_before(connection, originals_before) if originals_before else 0
            days = {"recordings": recordings_before, "originals": originals_before}
            audit.note(
                connection,
                at=by.at,
                who=by.who,
                action="purge",
                subject="retention",
                before={"recordings": forgotten, "originals": unsealed, "attachments": attached},
                after={name: day.isoformat() for name, day in days.items() if day},
                reason=by.reason,
            )
        return Purged(forgotten, unsealed, sweep(workspace) + _sweep_attachments(workspace, by), attached)


def sweep(workspace: Workspace) -> int:
    """Delete files of `media/` and `originals/` that no row names; returns how many. The caller holds the night lock.

    They stay behind when a correction replaces a recording, or a night is killed between a file and its row. Nothing is
    deleted for another database than the one that swept here first: a forgotten --database-url must cost no recording.
    """
    if not _owns_the_files(workspace):
        return 0
    with reading(workspace.engine) as connection:
        named = {workspace.media: set(media.paths(connection)), workspace.originals: set(originals.paths(connection))}
    return sum(_delete(_loose(folder, paths)) for folder, paths in named.items())


def _sweep_attachments(workspace: Workspace, by: Access) -> int:
    if not _owns_the_files(workspace):
        return 0
    with reading(workspace.engine) as connection:
        return appeal_attachments.sweep(connection, workspace.path, by.at)


def _owns_the_files(workspace: Workspace) -> bool:
    owner = workspace.path / OWNER_FILE
    with suppress(FileExistsError), owner.open("x", encoding="ascii") as file:
        file.write(workspace.workspace_id)
    return owner.read_text(encoding="ascii") == workspace.workspace_id


def _loose(folder: Path, paths: set[str]) -> Iterable[Path]:
    return [path for path in files_in(folder) if _named(path, folder) not in paths]


def _named(path: Path, folder: Path) -> str:
    """The row's name of a file: the levels of a recording stay as long as the recording does."""
    of = path.with_suffix(RECORDING_SUFFIX) if path.suffix == level_files.SUFFIX else path
    return of.relative_to(folder).as_posix()


def _delete(files: Iterable[Path]) -> int:
    """Delete what can be deleted; a file that resists must not stop a night, the next sweep finds it again."""
    count = 0
    for file in files:
        with suppress(OSError):
            file.unlink()
            count += 1
    return count
