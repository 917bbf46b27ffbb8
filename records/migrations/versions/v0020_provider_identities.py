"""Single sign-on: which subject of an identity provider an account belongs to."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create one table; no account is bound yet."""
    op.create_table(
        "provider_identities",
        sa.Column("issuer", Written(), nullable=False),
        sa.Column("subject", Written(), nullable=False),
        sa.Column("login", Written(), nullable=False),
        sa.Column("bound_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["login"], ["accounts.login"], name=op.f("fk_provider_identities_accounts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_provider_identities")),
    )
    op.create_index(
        op.f("ix_provider_identities_login_issuer"), "provider_identities", ["login", "issuer"], unique=True
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("provider_identities")
