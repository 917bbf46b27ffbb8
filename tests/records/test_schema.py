"""The migrations make exactly the tables the code names, on both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from inspection.errors import RecordsError
from records.database import open_database, writing
from records.schema import MIGRATIONS, _configuration, current_version, newest_version, upgrade
from records.tables import metadata

NEWEST = max(path.name[1:5] for path in (MIGRATIONS / "versions").glob("v*.py"))


def _is_of_the_metadata(name: str | None, kind: str, _parents: object) -> bool:
    """The index of spoken texts is made beside the metadata, in the way of each database."""
    return not (kind in ("table", "index") and (name or "").startswith("spoken_index"))


def test_migrations_and_tables_agree(fresh_url: str) -> None:
    engine = open_database(fresh_url)
    upgrade(engine)
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": _is_of_the_metadata}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_a_missing_column_would_be_noticed(fresh_url: str) -> None:
    engine = open_database(fresh_url)
    upgrade(engine)
    with writing(engine) as connection:
        connection.execute(sa.text("ALTER TABLE runs DROP COLUMN step"))
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": _is_of_the_metadata}
        context = MigrationContext.configure(connection, opts=options)
        assert [change[0] for change in compare_metadata(context, metadata)] == ["add_column"]
    engine.dispose()


def test_a_database_knows_its_version_only_after_the_first_upgrade(fresh_url: str) -> None:
    engine = open_database(fresh_url)
    assert current_version(engine) is None
    upgrade(engine)
    assert current_version(engine) == newest_version() == NEWEST
    engine.dispose()


def test_upgrading_twice_changes_nothing(fresh_url: str) -> None:
    engine = open_database(fresh_url)
    upgrade(engine)
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
    engine.dispose()


def test_two_who_upgrade_at_once_do_not_meet(fresh_url: str) -> None:
    engines = [open_database(fresh_url), open_database(fresh_url)]
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(upgrade, engines)) == [None, None]
    assert current_version(engines[0]) == newest_version()
    for engine in engines:
        engine.dispose()


def test_a_newer_database_is_refused_politely(fresh_url: str) -> None:
    engine = open_database(fresh_url)
    upgrade(engine)
    with writing(engine) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RecordsError, match=f"schema 9999, newer than {NEWEST}") as refused:
        upgrade(engine)
    assert refused.value.code == "newer_schema"
    assert "install" in refused.value.what_to_do
    assert not refused.value.retryable
    engine.dispose()


def test_a_migration_can_be_taken_back(fresh_url: str) -> None:
    engine = open_database(fresh_url)
    upgrade(engine)
    configuration = _configuration()
    with writing(engine) as connection:
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, "base")
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()
