"""The index of spoken texts: FTS5 with one token a character in SQLite, trigrams in PostgreSQL, pinyin beside it.

Triggers keep the SQLite index equal to the table whoever writes. A PostgreSQL that does not allow pg_trgm searches
without an index: the same answers, later.
"""

from collections.abc import Callable
from contextlib import suppress

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.search.sought import Phrase, Sought
from records.search_tables import spoken_texts as table

_NAME = "spoken_index"
_TABLE = """CREATE VIRTUAL TABLE spoken_index USING fts5(words, sounds, content='spoken_texts', content_rowid='doc',
columnsize=0, tokenize='unicode61 remove_diacritics 0')"""
_ADD = "INSERT INTO spoken_index(rowid, words, sounds) VALUES (new.doc, new.words, new.sounds);"
_FORGET = """INSERT INTO spoken_index(spoken_index, rowid, words, sounds)
VALUES ('delete', old.doc, old.words, old.sounds);"""
_TRIGGERS = {
    "added": f"AFTER INSERT ON spoken_texts BEGIN {_ADD} END",
    "gone": f"AFTER DELETE ON spoken_texts BEGIN {_FORGET} END",
    "changed": f"AFTER UPDATE ON spoken_texts BEGIN {_FORGET} {_ADD} END",
}


def create(connection: Connection) -> None:
    """Make the index of this database; a migration calls it once."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_TABLE)
        for name, does in _TRIGGERS.items():
            connection.exec_driver_sql(f"CREATE TRIGGER {_NAME}_{name} {does}")
        return
    with suppress(RecordsError, sa.exc.DBAPIError), connection.begin_nested():
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for column in ("words", "sounds"):
            connection.exec_driver_sql(
                f"CREATE INDEX {_NAME}_{column} ON spoken_texts USING gin ({column} gin_trgm_ops)"
            )


def drop(connection: Connection) -> None:
    """Take it away again; the extension stays, others may use it."""
    if connection.dialect.name == "sqlite":
        for name in _TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER {_NAME}_{name}")
        connection.exec_driver_sql(f"DROP TABLE {_NAME}")
        return
    for column in ("words", "sounds"):
        connection.exec_driver_sql(f"DROP INDEX IF EXISTS {_NAME}_{column}")


def hits(connection: Connection, wanted: Sought) -> sa.Select[tuple[int]]:
    """The docs that answer a search, as a query."""
    if connection.dialect.name == "sqlite":
        index = sa.table(_NAME, sa.column("rowid", sa.Integer))
        asked = sa.literal_column(_NAME).op("MATCH")(_fts5(wanted))
        return sa.select(index.c.rowid).where(asked)
    return sa.select(table.c.doc).where(_in_any_way(wanted, _like))


def says(connection: Connection, wanted: Sought) -> sa.ColumnElement[bool]:
    """Whether the spoken text of a row answers a search, read from the text itself: for rows that are at hand."""
    return _in_any_way(wanted, _found if connection.dialect.name == "sqlite" else _like)


def _in_any_way(wanted: Sought, is_said: Callable[[Phrase], sa.ColumnElement[bool]]) -> sa.ColumnElement[bool]:
    return sa.or_(*(sa.and_(*map(is_said, way)) for way in wanted.ways))


def _fts5(wanted: Sought) -> str:
    """An FTS5 query. Tokens are letters and digits only, so nothing in them is syntax."""
    return " OR ".join("(" + " AND ".join(map(_fts5_phrase, way)) + ")" for way in wanted.ways)


def _fts5_phrase(phrase: Phrase) -> str:
    return f'{phrase.side.value} : "{" ".join(phrase.tokens)}"{" *" if phrase.is_open else ""}'


def _like(phrase: Phrase) -> sa.ColumnElement[bool]:
    """Tokens stand between single spaces, and hold no sign that LIKE would read."""
    return table.c[phrase.side.value].like(f"%{_between_spaces(phrase)}%")


def _found(phrase: Phrase) -> sa.ColumnElement[bool]:
    """As `_like`; SQLite compares letters of any case there, which costs five times as much."""
    return sa.func.instr(table.c[phrase.side.value], _between_spaces(phrase)) > 0


def _between_spaces(phrase: Phrase) -> str:
    return f" {' '.join(phrase.tokens)}{'' if phrase.is_open else ' '}"
