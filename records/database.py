"""Opening a database: SQLite inside the workspace, or PostgreSQL. All refusals leave here as one-line errors."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, ExceptionContext

from inspection.errors import RecordsBusy, RecordsError
from records.column_types import to_json

__all__ = ["Connection", "open_database", "reading", "writing"]  # rooms that know no SQL name a connection from here

BUSY_TIMEOUT_S = 30.0
_LOCK_STEP_S = 0.02
_READS_ONLY = "mingjian_reads_only"
_BUSY_SQLSTATES = ("40001", "40P01", "55P03", "57P03", "53300")  # serialization, deadlock, lock, starting, too many


def open_database(url: str, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Engine:
    """An engine for `url` (`sqlite:///FILE` or `postgresql+psycopg://...`); nothing is created or read yet.

    Every transaction of a SQLite engine takes the write lock at once (BEGIN IMMEDIATE) unless it comes from
    `reading`: a deferred BEGIN that writes later fails under load whatever the timeout (MEASURED.md, section 5).
    Raises RecordsError for a URL that no supported database understands.
    """
    try:
        engine = sa.create_engine(url, json_serializer=to_json, pool_pre_ping=not url.startswith("sqlite"))
    except (sa.exc.ArgumentError, ImportError) as error:
        raise RecordsError(
            f"the database URL cannot be used ({type(error).__name__})",
            "give sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME (extra `postgres`)",
        ) from error
    sa.event.listen(engine, "handle_error", _as_records_error)
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, busy_timeout_s)
    else:
        _prepare_postgresql(engine, busy_timeout_s)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that may write: all of it is stored, or nothing.

    Raises RecordsBusy (retry) when another writer held the database too long, RecordsError otherwise.
    """
    with engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent snapshot; never blocks a writer and cannot write."""
    with engine.connect().execution_options(**{_READS_ONLY: True}) as connection, connection.begin():
        yield connection


def refresh_statistics(connection: Connection) -> None:
    """Tell SQLite's planner how its tables look: without it a list of a million interactions takes seconds.

    PostgreSQL sees to it itself. A sample of each index is read; a fraction of a second, whatever the size.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA analysis_limit = 400")
        connection.exec_driver_sql("ANALYZE")


def _prepare_sqlite(engine: Engine, busy_timeout_s: float) -> None:
    @sa.event.listens_for(engine, "connect")
    def _settle(dbapi_connection: Any, _record: object) -> None:
        dbapi_connection.isolation_level = None  # the driver must not begin transactions by itself
        cursor = dbapi_connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {int(busy_timeout_s * 1000)}")
        _write_ahead(cursor, busy_timeout_s)
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get(_READS_ONLY, False)
        connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads_only else 'OFF'}")
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _write_ahead(cursor: Any, patience_s: float) -> None:
    """Switch to write-ahead logging. SQLite does not wait for a lock here whatever its busy timeout: we do."""
    until = time.monotonic() + patience_s
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_LOCK_STEP_S)


def _prepare_postgresql(engine: Engine, busy_timeout_s: float) -> None:
    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(_READS_ONLY, False):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(busy_timeout_s * 1000)}ms'")


def _as_records_error(context: ExceptionContext) -> RecordsError | None:
    """What SQLAlchemy is to raise instead; None leaves interruptions and programming mistakes as they are."""
    original = context.original_exception
    where = context.dialect.name if context.engine is None else context.engine.url.render_as_string(hide_password=True)
    if _is_busy(original):
        return RecordsBusy("another writer holds the database", "run again; nothing was stored", where=where)
    if context.sqlalchemy_exception is None:
        return None
    return RecordsError(f"the database refused: {original}", _what_to_do(original), where=where)


def _is_busy(error: BaseException) -> bool:
    if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return True
    return getattr(error, "sqlstate", None) in _BUSY_SQLSTATES


def _what_to_do(error: BaseException) -> str:
    text = str(error)
    if "disk is full" in text or "No space" in text:
        return "free some disk space and run again"
    if "unable to open" in text:
        return "check that the folder exists and may be written"
    if "malformed" in text or "not a database" in text:
        return "the file is damaged or no database: restore it from a copy"
    if "connection" in text:
        return "check that the server runs and the URL is right"
    return "nothing was stored; see `mingjian doctor`"
