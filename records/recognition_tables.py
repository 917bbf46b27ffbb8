"""The table of how well recognisers fit the centre's own calls."""

from sqlalchemy import Column, Float, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import metadata, words

recognition_fits = Table(
    "recognition_fits",
    metadata,
    Column("at", Instant, nullable=False),
    words("model_id", null=False),
    words("kind", null=False),
    words("name", null=False),
    Column("calls", Integer, nullable=False),
    Column("units", Integer, nullable=False),
    Column("share", Float, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("error_limit", Float, nullable=False),
    words("who", null=False),
    PrimaryKeyConstraint("at", "kind", "name"),
)
