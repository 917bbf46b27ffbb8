"""What people said of single turns."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; nothing that is stored changes."""
    op.create_table(
        "turn_labels",
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("head", Written(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("label", Written(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("words_hash", Written(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source", "interaction_id"],
            ["interactions.source", "interactions.interaction_id"],
            name=op.f("fk_turn_labels_interactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source", "interaction_id", "turn", "head", "who", name=op.f("pk_turn_labels")),
    )
    op.create_index(op.f("ix_turn_labels_head"), "turn_labels", ["head"], unique=False)


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("turn_labels")
