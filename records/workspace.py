"""The workspace: one folder with the database, the quarantine and what runs leave behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import RecordsError
from records.database import open_database, writing
from records.night_lock import night_lock, server_night_lock
from records.schema import upgrade
from records.tables import meta
from records.upsert import insert_if_absent

DATABASE_FILE = "mingjian.sqlite3"
FOLDERS = ("quarantine", "runs", "prefect", "media", "originals")


@dataclass(frozen=True, slots=True)
class Workspace:
    """An open workspace.

    `url` of its database (with its password: do not print it); `workspace_id` is made once, on first use,
    and tells the caches of two workspaces apart.
    """

    path: Path
    url: str
    engine: Engine
    workspace_id: str

    @classmethod
    def open(cls, path: Path, database_url: str | None = None) -> "Workspace":
        """Open the workspace in folder `path`, creating and migrating what is needed.

        `database_url` moves the database elsewhere (`postgresql+psycopg://...`); by default it is a SQLite file in
        the folder. Raises RecordsError when the folder cannot be made or the database is newer than this Mingjian.
        """
        folder = path.expanduser().resolve()
        _make_folders(folder)
        url = database_url or _file_url(folder / DATABASE_FILE)
        engine = open_database(url)
        try:
            upgrade(engine)
            return cls(folder, url, engine, _identify(engine))
        except RecordsError:
            engine.dispose()
            raise

    @property
    def quarantine(self) -> Path:
        """Copies of bad input, each with its reason."""
        return self.path / "quarantine"

    @property
    def runs(self) -> Path:
        """What each run leaves behind."""
        return self.path / "runs"

    @property
    def prefect(self) -> Path:
        """Prefect's home and result storage."""
        return self.path / "prefect"

    @property
    def media(self) -> Path:
        """Redacted media."""
        return self.path / "media"

    @property
    def originals(self) -> Path:
        """Sealed recordings, where the settings keep them."""
        return self.path / "originals"

    @contextmanager
    def night_lock(self) -> Iterator[None]:
        """Hold the night, of the folder and of a shared database; WorkspaceBusy when somebody else does."""
        with night_lock(self.path), server_night_lock(self.engine):
            yield

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def _file_url(file: Path) -> str:
    """The URL of a SQLite file; a `?` or `%` in its path is no query and no escape."""
    return sa.URL.create("sqlite", database=str(file)).render_as_string()


def _make_folders(folder: Path) -> None:
    try:
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordsError(
            f"the workspace cannot be created ({error.strerror})",
            "give a folder that may be written",
            where=str(folder),
        ) from error


def _identify(engine: Engine) -> str:
    with writing(engine) as connection:
        insert_if_absent(connection, meta, [{"key": "workspace_id", "value": uuid4().hex}])
        statement = sa.select(meta.c.value).where(meta.c.key == "workspace_id")
        return str(connection.execute(statement).scalar_one())
