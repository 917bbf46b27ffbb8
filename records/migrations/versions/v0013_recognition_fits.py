"""How well recognisers fit the centre's own calls."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; nothing that is stored changes."""
    op.create_table(
        "recognition_fits",
        sa.Column("at", Instant(), nullable=False),
        sa.Column("model_id", Written(), nullable=False),
        sa.Column("kind", Written(), nullable=False),
        sa.Column("name", Written(), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("error_limit", sa.Float(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.PrimaryKeyConstraint("at", "kind", "name", name=op.f("pk_recognition_fits")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("recognition_fits")
