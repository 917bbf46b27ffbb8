"""The JSON API: tokens, answers given to an idempotency key, webhooks and their deliveries."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create four tables; nobody has a token and nothing is told to anybody yet."""
    op.create_table(
        "api_tokens",
        sa.Column("token_id", Written(), nullable=False),
        sa.Column("token_hash", Written(), nullable=False),
        sa.Column("login", Written(), nullable=False),
        sa.Column("name", Written(), nullable=False),
        sa.Column("scopes", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("made_by", Written(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("ends_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        _of_account("api_tokens"),
        sa.PrimaryKeyConstraint("token_id", name=op.f("pk_api_tokens")),
    )
    op.create_index(op.f("ix_api_tokens_token_hash"), "api_tokens", ["token_hash"], unique=True)
    op.create_index(op.f("ix_api_tokens_login"), "api_tokens", ["login"], unique=False)
    op.create_table(
        "idempotent_answers",
        sa.Column("login", Written(), nullable=False),
        sa.Column("key", Written(), nullable=False),
        sa.Column("request_hash", Written(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", Written(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        _of_account("idempotent_answers"),
        sa.PrimaryKeyConstraint("login", "key", name=op.f("pk_idempotent_answers")),
    )
    op.create_index(op.f("ix_idempotent_answers_at"), "idempotent_answers", ["at"], unique=False)
    op.create_table(
        "webhooks",
        sa.Column("webhook_id", Written(), nullable=False),
        sa.Column("url", Written(), nullable=False),
        sa.Column("events", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("key_id", Written(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_by", Written(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("webhook_id", name=op.f("pk_webhooks")),
    )
    op.create_table(
        "webhook_deliveries",
        sa.Column("delivery_id", Written(), nullable=False),
        sa.Column("webhook_id", Written(), nullable=False),
        sa.Column("event", Written(), nullable=False),
        sa.Column("body", Written(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("state", Written(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Instant(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("error", Written(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.webhook_id"], name=op.f("fk_webhook_deliveries_webhooks"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("delivery_id", name=op.f("pk_webhook_deliveries")),
    )
    op.create_index(
        op.f("ix_webhook_deliveries_state_next_at"), "webhook_deliveries", ["state", "next_at"], unique=False
    )
    op.create_index(op.f("ix_webhook_deliveries_webhook_id"), "webhook_deliveries", ["webhook_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    for table in ("webhook_deliveries", "webhooks", "idempotent_answers", "api_tokens"):
        op.drop_table(table)


def _of_account(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["login"], ["accounts.login"], name=op.f(f"fk_{table}_accounts"), ondelete="CASCADE")
