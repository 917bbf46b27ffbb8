"""The database answers with one-line errors, and writers wait for each other."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from inspection.errors import RecordsBusy, RecordsError
from records.database import open_database, reading, writing
from records.schema import upgrade
from records.tables import meta


def put(engine: Engine, key: str) -> None:
    with writing(engine) as connection:
        connection.execute(sa.insert(meta).values(key=key, value="v"))


def keys(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.execute(sa.select(meta.c.key).order_by(meta.c.key)).scalars())


def test_sqlite_is_opened_for_one_writer_and_many_readers(migrated_sqlite: Engine) -> None:
    with writing(migrated_sqlite) as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 5000}


def test_a_failed_transaction_leaves_nothing(engine: Engine) -> None:
    twice = sa.insert(meta).values(key="a", value="v")
    with pytest.raises(RecordsError), writing(engine) as connection:  # noqa: PT012 - the second one must fail
        connection.execute(twice)
        connection.execute(twice)
    assert keys(engine) == []


def test_reading_cannot_write(engine: Engine) -> None:
    with pytest.raises(RecordsError), reading(engine) as connection:
        connection.execute(sa.insert(meta).values(key="a", value="v"))
    put(engine, "b")
    assert keys(engine) == ["b"]


def test_a_reader_sees_one_snapshot_while_others_write(engine: Engine) -> None:
    with reading(engine) as connection:
        count = sa.select(sa.func.count()).select_from(meta)
        before = connection.execute(count).scalar_one()
        put(engine, "meanwhile")
        assert connection.execute(count).scalar_one() == before
    assert keys(engine) == ["meanwhile"]


def test_four_writers_lose_nothing(engine: Engine) -> None:
    def write(writer: int) -> None:
        for number in range(20):
            put(engine, f"{writer}-{number:02}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert len(keys(engine)) == 80


def test_a_writer_that_waited_too_long_is_told_to_try_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'busy.sqlite3'}"
    engine, impatient = open_database(url), open_database(url, busy_timeout_s=0.05)
    upgrade(engine)
    with writing(engine), pytest.raises(RecordsBusy, match="another writer holds the database") as busy:
        put(impatient, "a")
    assert busy.value.retryable
    assert keys(impatient) == []
    engine.dispose()
    impatient.dispose()


@pytest.mark.postgres
def test_a_locked_row_in_postgresql_is_busy_too(migrated_postgres: Engine) -> None:
    impatient = open_database(migrated_postgres.url.render_as_string(hide_password=False), busy_timeout_s=0.05)
    with writing(migrated_postgres) as connection:
        connection.execute(sa.text("LOCK TABLE meta IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(RecordsBusy):
            put(impatient, "a")
    impatient.dispose()


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/name", ""])
def test_a_url_nobody_understands_is_refused(url: str) -> None:
    with pytest.raises(RecordsError, match="the database URL cannot be used"):
        open_database(url)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite3").write_text("this is no database at all, " * 50, encoding="utf-8")
    engine = open_database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    with pytest.raises(RecordsError, match="restore it from a copy") as refused, writing(engine):
        pass
    assert "x.sqlite3" in refused.value.where
    assert "\n" not in str(refused.value)
    engine.dispose()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'nowhere' / 'x.sqlite3'}")
    with pytest.raises(RecordsError, match="check that the folder exists"), writing(engine):
        pass


def test_a_server_that_does_not_answer_is_said_without_its_password() -> None:
    engine = open_database("postgresql+psycopg://someone:secret@127.0.0.1:1/none")
    with pytest.raises(RecordsError, match="check that the server runs") as refused, writing(engine):
        pass
    assert "secret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_former_error_stays_readable_as_the_cause(migrated_sqlite: Engine) -> None:
    with pytest.raises(RecordsError) as refused, writing(migrated_sqlite) as connection:
        connection.exec_driver_sql("SELECT * FROM no_such_table")
    assert isinstance(refused.value.__cause__, sqlite3.OperationalError)
    assert "no_such_table" in refused.value.reason
