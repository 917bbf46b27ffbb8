"""The tables behind lists and search: what was said of an interaction in searchable form, and saved views of lists.

`spoken_texts` is indexed beside the metadata (records/text_index.py): by FTS5 in SQLite, by trigrams in PostgreSQL.
"""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table, Text

from records.column_types import Instant
from records.table_parts import identity, metadata, of_interaction, words

spoken_texts = Table(
    "spoken_texts",
    metadata,
    Column("doc", Integer, autoincrement=True, nullable=False),
    *identity(),
    Column("words", Text, nullable=False),
    Column("sounds", Text, nullable=False),
    PrimaryKeyConstraint("doc"),
    of_interaction(),
    Index(None, "source", "interaction_id", unique=True),
)

saved_views = Table(
    "saved_views",
    metadata,
    words("view_id", null=False),
    words("who", null=False),
    words("page", null=False),
    words("name", null=False),
    words("query", null=False),
    words("for_role"),
    Column("made_at", Instant, nullable=False),
    PrimaryKeyConstraint("view_id"),
    ForeignKeyConstraint(["who"], ["people.who"]),
    Index(None, "who"),
    Index(None, "for_role"),
)
