"""The tables of what is kept of an interaction beside its masked words: silenced sound, sealed originals, marks."""

from sqlalchemy import Column, Date, Float, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table

from records.table_parts import identity, metadata, nested, of_interaction, words

media = Table(
    "media",
    metadata,
    *identity(),
    Column("business_date", Date, nullable=False),
    words("path", null=False),
    words("format", null=False),
    Column("sample_rate_hz", Integer, nullable=False),
    Column("channels", Integer, nullable=False),
    Column("duration_s", Float, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    words("sha256", null=False),
    words("recording_sha256", null=False),
    nested("masked"),
    PrimaryKeyConstraint("source", "interaction_id"),
    of_interaction(),
    Index(None, "business_date"),
    Index(None, "path"),
)

originals = Table(
    "originals",
    metadata,
    *identity(),
    words("kind", null=False),
    Column("position", Integer, nullable=False),
    Column("business_date", Date, nullable=False),
    words("key_id", null=False),
    words("format", null=False),
    Column("sealed", LargeBinary),
    words("path"),
    PrimaryKeyConstraint("source", "interaction_id", "kind", "position"),
    of_interaction(),
    Index(None, "business_date"),
)

number_index = Table(
    "number_index",
    metadata,
    *identity(),
    words("field", null=False),
    words("number_hash", null=False),
    words("key_id", null=False),
    PrimaryKeyConstraint("source", "interaction_id", "field", "number_hash"),
    of_interaction(),
    Index(None, "number_hash"),
    Index(None, "key_id"),
)
