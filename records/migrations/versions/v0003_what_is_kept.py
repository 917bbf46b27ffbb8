"""What is kept beside the masked words: redacted recordings, sealed originals, keyed hashes of numbers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from records.column_types import Written

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the three tables; nothing that is stored changes."""
    op.create_table(
        "media",
        *_identity(),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("path", Written(), nullable=False),
        sa.Column("format", Written(), nullable=False),
        sa.Column("sample_rate_hz", sa.Integer(), nullable=False),
        sa.Column("channels", sa.Integer(), nullable=False),
        sa.Column("duration_s", sa.Float(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("sha256", Written(), nullable=False),
        sa.Column("recording_sha256", Written(), nullable=False),
        sa.Column("masked", sa.JSON(none_as_null=True), nullable=False),
        _of_interaction("media"),
        sa.PrimaryKeyConstraint("source", "interaction_id", name=op.f("pk_media")),
    )
    op.create_index(op.f("ix_media_business_date"), "media", ["business_date"], unique=False)
    op.create_index(op.f("ix_media_path"), "media", ["path"], unique=False)
    op.create_table(
        "originals",
        *_identity(),
        sa.Column("kind", Written(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("key_id", Written(), nullable=False),
        sa.Column("format", Written(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("path", Written(), nullable=True),
        _of_interaction("originals"),
        sa.PrimaryKeyConstraint("source", "interaction_id", "kind", "position", name=op.f("pk_originals")),
    )
    op.create_index(op.f("ix_originals_business_date"), "originals", ["business_date"], unique=False)
    op.create_table(
        "number_index",
        *_identity(),
        sa.Column("field", Written(), nullable=False),
        sa.Column("number_hash", Written(), nullable=False),
        sa.Column("key_id", Written(), nullable=False),
        _of_interaction("number_index"),
        sa.PrimaryKeyConstraint("source", "interaction_id", "field", "number_hash", name=op.f("pk_number_index")),
    )
    op.create_index(op.f("ix_number_index_number_hash"), "number_index", ["number_hash"], unique=False)
    op.create_index(op.f("ix_number_index_key_id"), "number_index", ["key_id"], unique=False)


def downgrade() -> None:
    """Drop the three tables. The files they name stay: a later purge removes them."""
    for table in ("number_index", "originals", "media"):
        op.drop_table(table)


def _identity() -> tuple["sa.Column[Any]", "sa.Column[Any]"]:
    return (sa.Column("source", Written(), nullable=False), sa.Column("interaction_id", Written(), nullable=False))


def _of_interaction(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["source", "interaction_id"],
        ["interactions.source", "interactions.interaction_id"],
        name=op.f(f"fk_{table}_interactions"),
        ondelete="CASCADE",
    )
