"""The table of what people said of single turns: the lessons of `mingjian models train`."""

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import identity, metadata, of_interaction, words

turn_labels = Table(
    "turn_labels",
    metadata,
    *identity(),
    Column("turn", Integer, nullable=False),
    words("head", null=False),
    words("who", null=False),
    words("label", null=False),
    Column("at", Instant, nullable=False),
    words("words_hash", null=False),
    PrimaryKeyConstraint("source", "interaction_id", "turn", "head", "who"),
    of_interaction(),
    Index(None, "head"),
)
