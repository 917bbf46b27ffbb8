"""The table of corrected words: what people heard instead of what was recognised."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import identity, metadata, of_interaction, words

transcript_corrections = Table(
    "transcript_corrections",
    metadata,
    words("correction_id", null=False),
    *identity(),
    words("transcript_hash", null=False),
    Column("turn", Integer, nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    words("heard", null=False),
    words("said", null=False),
    words("who", null=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("correction_id"),
    of_interaction(),
    Index(None, "source", "interaction_id"),
)
