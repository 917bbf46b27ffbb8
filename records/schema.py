"""Migrations: bringing a database to the tables this version knows. Configured here; no file is needed at run time."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection, Engine

from inspection.errors import RecordsError
from records.database import refresh_statistics, writing

MIGRATIONS = Path(__file__).parent / "migrations"
_UPGRADE_LOCK = 0x6D696E67  # any number, the same for everybody who upgrades


def upgrade(engine: Engine) -> None:
    """Bring the tables to the newest version; a second caller waits for the first and finds nothing to do.

    Raises RecordsError when the database was written by a newer Mingjian.
    """
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
        version = _version(connection)
        if version == newest_version():
            return
        _refuse_newer(version, engine)
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")
        refresh_statistics(connection)


def current_version(engine: Engine) -> str | None:
    """The version of the tables in this database; None before the first upgrade."""
    with writing(engine) as connection:
        return _version(connection)


def newest_version() -> str:
    """The version of the tables this Mingjian knows."""
    head = ScriptDirectory.from_config(_configuration()).get_current_head()
    if head is None:
        raise RecordsError("no migrations are installed", "install Mingjian again", where=str(MIGRATIONS))
    return head


def _version(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _refuse_newer(version: str | None, engine: Engine) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_configuration()).walk_revisions()}
    if version is not None and version not in known:
        raise RecordsError(
            f"the database has schema {version}, newer than {newest_version()}, the newest this Mingjian knows",
            "install the Mingjian that wrote it, or a later one",
            where=engine.url.render_as_string(hide_password=True),
            code="newer_schema",
        )


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    configuration.set_main_option("path_separator", "os")
    return configuration
