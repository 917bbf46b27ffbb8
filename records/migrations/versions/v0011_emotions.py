"""Turns know the probabilities of emotions, and how excited the voice was."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two columns of `turns`, empty for the turns there are."""
    op.add_column("turns", sa.Column("emotion_probabilities", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("turns", sa.Column("arousal", sa.Float(), nullable=True))


def downgrade() -> None:
    """Take them away again."""
    op.drop_column("turns", "arousal")
    op.drop_column("turns", "emotion_probabilities")
