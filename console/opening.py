"""Opening the workspace for reading: it must exist and hold a database of this version."""

from pathlib import Path

from inspection.errors import RecordsError
from records.workspace import DATABASE_FILE, Workspace


def open_for_reading(folder: Path, database_url: str | None) -> Workspace:
    """The workspace, its tables brought to this version.

    Raises RecordsError when there is none (the console never makes one) and when a newer Mingjian wrote it.
    """
    if not folder.is_dir():
        raise RecordsError("there is no workspace", "run mingjian nightly first", where=str(folder))
    if database_url is None and not (folder / DATABASE_FILE).is_file():
        raise RecordsError("the folder holds no database", "name a workspace that a night made", where=str(folder))
    return Workspace.open(folder, database_url)
