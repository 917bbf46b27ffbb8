"""Signing in: accounts, sessions, one-time links, attempts; people belong to a site and a vendor."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create four tables; people there are belong to no site and no vendor yet."""
    for name in ("site", "vendor"):
        op.add_column("people", sa.Column(name, Written(), nullable=True))
    op.create_table(
        "accounts",
        sa.Column("login", Written(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("password_hash", Written(), nullable=True),
        sa.Column("password_set_at", Instant(), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("signed_in_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["who"], ["people.who"], name=op.f("fk_accounts_people")),
        sa.PrimaryKeyConstraint("login", name=op.f("pk_accounts")),
    )
    op.create_index(op.f("ix_accounts_who"), "accounts", ["who"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("session_hash", Written(), nullable=False),
        sa.Column("login", Written(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=False),
        _of_account("sessions"),
        sa.PrimaryKeyConstraint("session_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_login"), "sessions", ["login"], unique=False)
    op.create_table(
        "one_time_links",
        sa.Column("link_hash", Written(), nullable=False),
        sa.Column("login", Written(), nullable=True),
        sa.Column("made_by", Written(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        _of_account("one_time_links"),
        sa.PrimaryKeyConstraint("link_hash", name=op.f("pk_one_time_links")),
    )
    op.create_index(op.f("ix_one_time_links_login"), "one_time_links", ["login"], unique=False)
    op.create_table(
        "sign_in_attempts",
        sa.Column("kind", Written(), nullable=False),
        sa.Column("subject", Written(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("locked_until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("kind", "subject", name=op.f("pk_sign_in_attempts")),
    )


def downgrade() -> None:
    """Drop the tables and the two columns."""
    for table in ("sign_in_attempts", "one_time_links", "sessions", "accounts"):
        op.drop_table(table)
    for name in ("vendor", "site"):
        op.drop_column("people", name)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["login"], ["accounts.login"], name=op.f(f"fk_{table}_accounts"), ondelete="CASCADE")
