"""Looks at a period: when new weaknesses were sought, and how much of the false alarms they may have spent."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Written

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; a period that was looked at every night before has no looks, and gets its next one."""
    op.create_table(
        "coaching_looks",
        sa.Column("period", Written(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("spent_share", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("period", "on", name=op.f("pk_coaching_looks")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("coaching_looks")
