"""What people heard instead of what was recognised."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; nothing that is stored changes."""
    op.create_table(
        "transcript_corrections",
        sa.Column("correction_id", Written(), nullable=False),
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("transcript_hash", Written(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("start_char", sa.Integer(), nullable=False),
        sa.Column("end_char", sa.Integer(), nullable=False),
        sa.Column("heard", Written(), nullable=False),
        sa.Column("said", Written(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source", "interaction_id"],
            ["interactions.source", "interactions.interaction_id"],
            name=op.f("fk_transcript_corrections_interactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("correction_id", name=op.f("pk_transcript_corrections")),
    )
    op.create_index(
        op.f("ix_transcript_corrections_source_interaction_id"),
        "transcript_corrections",
        ["source", "interaction_id"],
        unique=False,
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("transcript_corrections")
