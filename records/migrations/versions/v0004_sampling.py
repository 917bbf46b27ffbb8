"""Sampling plans and what they chose."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the two tables; nothing that is stored changes."""
    op.create_table(
        "sampling_plans",
        sa.Column("plan_id", Written(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("drawn_at", Instant(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("reviewers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("slots", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_sampling_plans")),
    )
    op.create_index(op.f("ix_sampling_plans_business_date"), "sampling_plans", ["business_date"], unique=False)
    op.create_table(
        "selections",
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("plan_id", Written(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("agent_id", Written(), nullable=True),
        sa.Column("stratum", Written(), nullable=False),
        sa.Column("selection", Written(), nullable=True),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("blind_probability", sa.Float(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source", "interaction_id"],
            ["interactions.source", "interactions.interaction_id"],
            name=op.f("fk_selections_interactions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["sampling_plans.plan_id"], name=op.f("fk_selections_sampling_plans")),
        sa.PrimaryKeyConstraint("source", "interaction_id", name=op.f("pk_selections")),
    )
    op.create_index(op.f("ix_selections_plan_id_position"), "selections", ["plan_id", "position"], unique=False)
    op.create_index(op.f("ix_selections_business_date"), "selections", ["business_date"], unique=False)


def downgrade() -> None:
    """Drop the two tables."""
    for table in ("selections", "sampling_plans"):
        op.drop_table(table)
