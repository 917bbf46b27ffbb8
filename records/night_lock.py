"""One night at a time: locks that the operating system or the database server frees when their holder dies."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import RecordsError, WorkspaceBusy

_NIGHT = 0x6E696768  # any number, the same for every night


@contextmanager
def night_lock(folder: Path) -> Iterator[None]:
    """Hold the night of the workspace in `folder`; raises WorkspaceBusy at once when somebody else does.

    The lock is SQLite's own file lock on `night.lock`: the same on every system, and gone with its process, even
    after SIGKILL. `night.pid` only tells people who holds it (a lock file must not be opened twice in a process).
    """
    with closing(_connect(folder)) as lock:
        _take(lock, folder)
        (folder / "night.pid").write_text(f"{os.getpid()}\n", encoding="ascii")
        try:
            yield
        finally:
            (folder / "night.pid").unlink(missing_ok=True)
            lock.execute("ROLLBACK")


@contextmanager
def server_night_lock(engine: Engine) -> Iterator[None]:
    """Hold the night of a database that several workspaces may share; nothing to do for SQLite.

    An advisory lock of the session: the server frees it when the connection breaks.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not connection.execute(sa.select(sa.func.pg_try_advisory_lock(_NIGHT))).scalar_one():
            raise WorkspaceBusy(
                "a night of another workspace is running in this database",
                "wait until it has finished, or use another database",
                where=engine.url.render_as_string(hide_password=True),
            )
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_NIGHT)))


def _connect(folder: Path) -> sqlite3.Connection:
    try:
        return sqlite3.connect(folder / "night.lock", timeout=0, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise _cannot_lock(folder, error) from error


def _take(lock: sqlite3.Connection, folder: Path) -> None:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise _cannot_lock(folder, error) from error
        raise WorkspaceBusy(
            f"a night is running in this workspace (process {_holder(folder)})",
            "wait until it has finished, or use another workspace",
            where=str(folder),
        ) from error


def _cannot_lock(folder: Path, error: sqlite3.Error) -> RecordsError:
    return RecordsError(f"night.lock cannot be used ({error})", "give a folder that may be written", where=str(folder))


def _holder(folder: Path) -> str:
    try:
        return (folder / "night.pid").read_text(encoding="ascii").strip() or "unknown"
    except OSError:
        return "unknown"
