"""Rulebook versions, backtests, standings of rules, findings of a trial."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Packed, Written

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the four tables; nothing that is stored changes."""
    op.create_table(
        "rulebook_versions",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rulebook_id", Written(), nullable=False),
        sa.Column("version", Written(), nullable=False),
        sa.Column("content_hash", Written(), nullable=False),
        sa.Column("rulebook_hash", Written(), nullable=False),
        sa.Column("step", Written(), nullable=False),
        sa.Column("status", Written(), nullable=False),
        sa.Column("effective_from", Instant(), nullable=True),
        sa.Column("author", Written(), nullable=False),
        sa.Column("publisher", Written(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("note", Written(), nullable=False),
        sa.Column("former", sa.Integer(), nullable=True),
        sa.Column("content_of", sa.Integer(), nullable=True),
        sa.Column("diff", Written(), nullable=False),
        sa.Column("backtest_id", Written(), nullable=True),
        sa.Column("files", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_rulebook_versions")),
    )
    op.create_table(
        "backtests",
        sa.Column("backtest_id", Written(), nullable=False),
        sa.Column("content_hash", Written(), nullable=False),
        sa.Column("against", Written(), nullable=False),
        sa.Column("against_hash", Written(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("interactions", sa.Integer(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("figures", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("backtest_id", name=op.f("pk_backtests")),
    )
    op.create_index(op.f("ix_backtests_content_hash"), "backtests", ["content_hash"], unique=False)
    op.create_table(
        "rule_standings",
        sa.Column("rule_version", Written(), nullable=False),
        sa.Column("item_id", Written(), nullable=False),
        sa.Column("standing", Written(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("reason", Written(), nullable=False),
        sa.PrimaryKeyConstraint("rule_version", name=op.f("pk_rule_standings")),
    )
    op.create_table(
        "trial_findings",
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("item", Written(), nullable=False),
        sa.Column("rule_version", Written(), nullable=False),
        sa.Column("trial", sa.Integer(), nullable=False),
        sa.Column("state", Written(), nullable=False),
        sa.Column("live_state", Written(), nullable=True),
        sa.Column("live_rule_version", Written(), nullable=True),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("max_points", sa.Float(), nullable=False),
        sa.Column("fatal", Written(), nullable=True),
        sa.Column("reason", Written(), nullable=False),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source", "interaction_id"],
            ["interactions.source", "interactions.interaction_id"],
            name=op.f("fk_trial_findings_interactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            *("source", "interaction_id", "segment", "item", "rule_version", "trial"), name=op.f("pk_trial_findings")
        ),
    )
    op.create_index(op.f("ix_trial_findings_trial_item"), "trial_findings", ["trial", "item"], unique=False)
    op.create_index(op.f("ix_trial_findings_business_date"), "trial_findings", ["business_date"], unique=False)


def downgrade() -> None:
    """Drop the four tables."""
    for table in ("trial_findings", "rule_standings", "backtests", "rulebook_versions"):
        op.drop_table(table)
