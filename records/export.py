"""`mingjian export`: any table of the contract as JSON lines, CSV or Parquet."""

import os
from datetime import date
from pathlib import Path

from sqlalchemy.engine import Engine

from inspection.errors import RecordsError, SettingsError
from records.database import reading
from records.export_fields import EXPORT_FIELDS, EXPORTED_TABLES
from records.export_formats import WRITERS
from records.export_queries import ExportFilter, query_of
from records.export_rows import exported_rows

EXPORT_FORMATS = tuple(WRITERS)
EXPORT_LANGUAGES = ("en", "zh")


def export(
    engine: Engine,
    table: str,
    format: str,  # noqa: A002 - the word of the command line
    output: Path,
    *,
    first: date | None = None,
    last: date | None = None,
    team: str | None = None,
    lang: str | None = None,
    history: bool = False,
) -> int:
    """Write one table to `output` and return the number of rows.

    The rows are one consistent snapshot in a fixed order, never all in memory. `output` appears whole or not at all;
    a file of that name is replaced. `history` adds superseded evaluations. `lang` chooses the headers of CSV.
    Raises SettingsError for an unknown table, format or language or dates in the wrong order, RecordsError when the
    database or the file system refuses.
    """
    _check(table, format, lang, first, last)
    wanted = ExportFilter(first=first, last=last, team=team, history=history)
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with reading(engine) as connection:
            rows = exported_rows(connection, table, query_of(table, wanted, engine.dialect))
            count = WRITERS[format](rows, EXPORT_FIELDS[table], part, lang or "en")
        part.replace(output)
    except OSError as error:
        raise RecordsError(
            f"the export cannot be written ({error.strerror})",
            "give a file in a folder that may be written",
            where=str(output),
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _check(table: str, format: str, lang: str | None, first: date | None, last: date | None) -> None:  # noqa: A002
    _one_of("table", table, EXPORTED_TABLES)
    _one_of("format", format, EXPORT_FORMATS)
    _one_of("language", lang or "en", EXPORT_LANGUAGES)
    if first is not None and last is not None and last < first:
        raise SettingsError(f"the export ends ({last}) before it begins ({first})", "exchange --from and --to")


def _one_of(what: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise SettingsError(f"there is no {what} {given!r}", f"choose one of {', '.join(known)}")
