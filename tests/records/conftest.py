"""Databases for the records tests: every store test runs on SQLite and on PostgreSQL."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from records.database import open_database, writing
from records.schema import upgrade
from records.tables import metadata

POSTGRES_URL = "MINGJIAN_TEST_POSTGRES"
NO_POSTGRES = f"no PostgreSQL: set {POSTGRES_URL} to a server's URL or install the postgresql server package"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL server in which databases may be created: the one named, or a throw-away cluster."""
    given = os.environ.get(POSTGRES_URL)
    binaries = _server_binaries()
    if given:
        yield given
    elif binaries is not None:
        with _throw_away_cluster(binaries) as url:
            yield url
    elif os.environ.get("CI") == "true":
        pytest.fail(NO_POSTGRES)
    else:
        pytest.skip(NO_POSTGRES)


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """URL of a database nobody has migrated yet."""
    with _database_of(postgres_server) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[Engine]:
    with _database_of(postgres_server) as url:
        engine = open_database(url, busy_timeout_s=5)
        upgrade(engine)
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path_factory.mktemp('records') / 'test.sqlite3'}", busy_timeout_s=5)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An empty, migrated database of each kind."""
    name = "migrated_sqlite" if request.param == "sqlite" else "migrated_postgres"
    engine: Engine = request.getfixturevalue(name)
    empty(engine)
    return engine


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def fresh_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database of each kind without any tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


def empty(engine: Engine) -> None:
    """Delete every row of every table."""
    with writing(engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(sa.delete(table))


def _server_binaries() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or sorted(Path("/opt").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


@contextmanager
def _throw_away_cluster(binaries: Path) -> Iterator[str]:
    """A cluster in a folder of its own, reached by a socket in that folder; the server refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="mingjian-pg-"))
    user = _unprivileged_user()
    if user is not None:
        shutil.chown(folder, user)

    def run(program: str, *arguments: str) -> None:
        subprocess.run([binaries / program, "-D", folder / "data", *arguments], check=True, user=user, cwd=folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    try:
        run("initdb", "--username=mingjian", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        run("pg_ctl", "-w", "-o", f"-F -c listen_addresses='' -k {folder}", "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql+psycopg://mingjian@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def _database_of(server: str) -> Iterator[str]:
    name = f"mingjian_test_{uuid4().hex[:12]}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
    try:
        yield sa.make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.dispose()
