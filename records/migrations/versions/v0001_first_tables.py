"""The first tables."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Packed, Written

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "audit_trail",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("action", Written(), nullable=False),
        sa.Column("subject", Written(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("reason", Written(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_trail")),
    )
    op.create_index(op.f("ix_audit_trail_subject"), "audit_trail", ["subject"], unique=False)
    op.create_table(
        "coaching",
        sa.Column("task_id", Written(), nullable=False),
        sa.Column("agent_id", Written(), nullable=True),
        sa.Column("group", Written(), nullable=False),
        sa.Column("item", Written(), nullable=False),
        sa.Column("kind", Written(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("expected_points", sa.Float(), nullable=False),
        sa.Column("reason", Written(), nullable=False),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("trainer", Written(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", Written(), nullable=False),
        sa.Column("effect", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("period", Written(), nullable=False),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_coaching")),
    )
    op.create_index(op.f("ix_coaching_due_on"), "coaching", ["due_on"], unique=False)
    op.create_index(op.f("ix_coaching_period"), "coaching", ["period"], unique=False)
    op.create_table(
        "evaluations",
        sa.Column("evaluation_id", Written(), nullable=False),
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("agent_id", Written(), nullable=True),
        sa.Column("team", Written(), nullable=True),
        sa.Column("site", Written(), nullable=True),
        sa.Column("vendor", Written(), nullable=True),
        sa.Column("queue", Written(), nullable=True),
        sa.Column("channel", Written(), nullable=False),
        sa.Column("business_line", Written(), nullable=True),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("evaluated_at", Instant(), nullable=False),
        sa.Column("form_id", Written(), nullable=False),
        sa.Column("form_version", Written(), nullable=False),
        sa.Column("rulebook_id", Written(), nullable=False),
        sa.Column("rulebook_version", Written(), nullable=False),
        sa.Column("rulebook_hash", Written(), nullable=False),
        sa.Column("transcript_hash", Written(), nullable=False),
        sa.Column("model_ids", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("machine_score", sa.Float(), nullable=True),
        sa.Column("raw_score", sa.Float(), nullable=True),
        sa.Column("human_score", sa.Float(), nullable=True),
        sa.Column("published_score", sa.Float(), nullable=True),
        sa.Column("points_judged", sa.Float(), nullable=False),
        sa.Column("points_possible", sa.Float(), nullable=False),
        sa.Column("fatal_suspected", sa.Boolean(), nullable=False),
        sa.Column("fatal_confirmed", sa.Boolean(), nullable=False),
        sa.Column("fatal_items", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("band", Written(), nullable=True),
        sa.Column("status", Written(), nullable=False),
        sa.Column("supersedes", Written(), nullable=True),
        sa.Column("notices", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("evaluation_id", name=op.f("pk_evaluations")),
    )
    op.create_index(
        op.f("ix_evaluations_agent_id_business_date"), "evaluations", ["agent_id", "business_date"], unique=False
    )
    op.create_index(op.f("ix_evaluations_business_date"), "evaluations", ["business_date"], unique=False)
    op.create_index(
        op.f("ix_evaluations_source_interaction_id_segment"),
        "evaluations",
        ["source", "interaction_id", "segment"],
        unique=False,
    )
    op.create_table(
        "flags",
        sa.Column("flag_id", Written(), nullable=False),
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=True),
        sa.Column("agent_id", Written(), nullable=True),
        sa.Column("code", Written(), nullable=False),
        sa.Column("severity", Written(), nullable=False),
        sa.Column("reason", Written(), nullable=False),
        sa.Column("selection", Written(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("status", Written(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("item", Written(), nullable=True),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("flag_id", name=op.f("pk_flags")),
    )
    op.create_index(op.f("ix_flags_business_date"), "flags", ["business_date"], unique=False)
    op.create_index(op.f("ix_flags_source_interaction_id"), "flags", ["source", "interaction_id"], unique=False)
    op.create_table(
        "frozen_months",
        sa.Column("month", Written(), nullable=False),
        sa.Column("frozen_at", Instant(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_frozen_months")),
    )
    op.create_table(
        "interactions",
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("channel", Written(), nullable=False),
        sa.Column("agent_id", Written(), nullable=True),
        sa.Column("agent_name", Written(), nullable=True),
        sa.Column("team", Written(), nullable=True),
        sa.Column("site", Written(), nullable=True),
        sa.Column("vendor", Written(), nullable=True),
        sa.Column("queue", Written(), nullable=True),
        sa.Column("business_line", Written(), nullable=True),
        sa.Column("direction", Written(), nullable=True),
        sa.Column("ani", Written(), nullable=True),
        sa.Column("dnis", Written(), nullable=True),
        sa.Column("customer_id", Written(), nullable=True),
        sa.Column("language", Written(), nullable=True),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ring_s", sa.Float(), nullable=True),
        sa.Column("hold_s", sa.Float(), nullable=True),
        sa.Column("holds", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("transfer_from", Written(), nullable=True),
        sa.Column("transfer_to", Written(), nullable=True),
        sa.Column("hangup_by", Written(), nullable=True),
        sa.Column("ivr_notice", sa.Boolean(), nullable=True),
        sa.Column("csat", sa.Float(), nullable=True),
        sa.Column("nps", sa.Float(), nullable=True),
        sa.Column("resolved", sa.Boolean(), nullable=True),
        sa.Column("disposition", Written(), nullable=True),
        sa.Column("ticket_id", Written(), nullable=True),
        sa.Column("order_id", Written(), nullable=True),
        sa.Column("recording", Written(), nullable=True),
        sa.Column("agent_channel", sa.Integer(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("metadata", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("agent_segments", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("duration_s", sa.Float(), nullable=True),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("quality_audio", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("quality_roles", sa.Float(), nullable=False),
        sa.Column("quality_recognition", sa.Float(), nullable=False),
        sa.Column("models", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("transcript_hash", Written(), nullable=False),
        sa.PrimaryKeyConstraint("source", "interaction_id", name=op.f("pk_interactions")),
    )
    op.create_index(
        op.f("ix_interactions_agent_id_business_date"), "interactions", ["agent_id", "business_date"], unique=False
    )
    op.create_index(op.f("ix_interactions_business_date"), "interactions", ["business_date"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("source", Written(), nullable=False),
        sa.Column("ledger_key", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=True),
        sa.Column("entry_key", Written(), nullable=False),
        sa.Column("run_id", Written(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("ending", Written(), nullable=False),
        sa.Column("code", Written(), nullable=False),
        sa.Column("reason", Written(), nullable=False),
        sa.Column("retryable", sa.Boolean(), nullable=False),
        sa.Column("source_file", Written(), nullable=True),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("recording", Written(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fingerprint", Written(), nullable=False),
        sa.PrimaryKeyConstraint("source", "ledger_key", name=op.f("pk_ledger")),
    )
    op.create_index(op.f("ix_ledger_business_date"), "ledger", ["business_date"], unique=False)
    op.create_index(op.f("ix_ledger_run_id_ending"), "ledger", ["run_id", "ending"], unique=False)
    op.create_table(
        "meta",
        sa.Column("key", Written(), nullable=False),
        sa.Column("value", Written(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "runs",
        sa.Column("run_id", Written(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("source_set", Written(), nullable=False),
        sa.Column("status", Written(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.Column("resumed", sa.Integer(), nullable=False),
        sa.Column("shards_done", sa.Integer(), nullable=False),
        sa.Column("shards_total", sa.Integer(), nullable=False),
        sa.Column("step", Written(), nullable=False),
        sa.Column("pins", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("exit_code", sa.Integer(), nullable=True),
        sa.Column("error", Written(), nullable=True),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_business_date"), "runs", ["business_date"], unique=False)
    op.create_table(
        "scorecards",
        sa.Column("scorecard_id", Written(), nullable=False),
        sa.Column("scope", Written(), nullable=False),
        sa.Column("agent_id", Written(), nullable=True),
        sa.Column("team", Written(), nullable=True),
        sa.Column("vendor", Written(), nullable=True),
        sa.Column("period", Written(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("channel", Written(), nullable=False),
        sa.Column("line", Written(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("mean", sa.Float(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("enough", sa.Boolean(), nullable=False),
        sa.Column("machine", sa.Float(), nullable=True),
        sa.Column("human", sa.Float(), nullable=True),
        sa.Column("published", sa.Float(), nullable=True),
        sa.Column("without_score", sa.Integer(), nullable=False),
        sa.Column("items", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("dimensions", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("metrics", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("scorecard_id", name=op.f("pk_scorecards")),
    )
    op.create_index(op.f("ix_scorecards_period_scope"), "scorecards", ["period", "scope"], unique=False)
    op.create_table(
        "transcripts",
        sa.Column("transcript_key", Written(), nullable=False),
        sa.Column("heard_at", Instant(), nullable=False),
        sa.Column("packed", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("transcript_key", name=op.f("pk_transcripts")),
    )
    op.create_table(
        "appeals",
        sa.Column("id", Written(), nullable=False),
        sa.Column("evaluation_id", Written(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("item", Written(), nullable=True),
        sa.Column("state", Written(), nullable=True),
        sa.Column("points", sa.Float(), nullable=True),
        sa.Column("reason_code", Written(), nullable=True),
        sa.Column("seconds_spent", sa.Float(), nullable=True),
        sa.Column("decision", Written(), nullable=True),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"], name=op.f("fk_appeals_evaluations")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
    )
    op.create_index(op.f("ix_appeals_evaluation_id"), "appeals", ["evaluation_id"], unique=False)
    op.create_table(
        "current_evaluations",
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", Written(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluations.evaluation_id"], name=op.f("fk_current_evaluations_evaluations")
        ),
        sa.PrimaryKeyConstraint("source", "interaction_id", "segment", name=op.f("pk_current_evaluations")),
    )
    op.create_index(
        op.f("ix_current_evaluations_evaluation_id"), "current_evaluations", ["evaluation_id"], unique=False
    )
    op.create_table(
        "evaluation_items",
        sa.Column("evaluation_id", Written(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_id", Written(), nullable=False),
        sa.Column("kind", Written(), nullable=False),
        sa.Column("line", Written(), nullable=False),
        sa.Column("dimension", Written(), nullable=False),
        sa.Column("state", Written(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("max_points", sa.Float(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rule_version", Written(), nullable=False),
        sa.Column("reason", Written(), nullable=False),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("fatal_kind", Written(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluations.evaluation_id"], name=op.f("fk_evaluation_items_evaluations")
        ),
        sa.PrimaryKeyConstraint("evaluation_id", "position", name=op.f("pk_evaluation_items")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "facts",
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("transcript_hash", Written(), nullable=False),
        sa.Column("packed", Packed(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source", "interaction_id"],
            ["interactions.source", "interactions.interaction_id"],
            name=op.f("fk_facts_interactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source", "interaction_id", "transcript_hash", name=op.f("pk_facts")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", Written(), nullable=False),
        sa.Column("evaluation_id", Written(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("item", Written(), nullable=True),
        sa.Column("state", Written(), nullable=True),
        sa.Column("points", sa.Float(), nullable=True),
        sa.Column("reason_code", Written(), nullable=True),
        sa.Column("seconds_spent", sa.Float(), nullable=True),
        sa.Column("decision", Written(), nullable=True),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"], name=op.f("fk_reviews_evaluations")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_evaluation_id"), "reviews", ["evaluation_id"], unique=False)
    op.create_table(
        "turns",
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("sender", Written(), nullable=False),
        sa.Column("agent_id", Written(), nullable=True),
        sa.Column("text", Written(), nullable=False),
        sa.Column("start_s", sa.Float(), nullable=True),
        sa.Column("end_s", sa.Float(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("sentiment", Written(), nullable=True),
        sa.Column("negative", sa.Float(), nullable=True),
        sa.Column("neutral", sa.Float(), nullable=True),
        sa.Column("positive", sa.Float(), nullable=True),
        sa.Column("ambiguous", sa.Boolean(), nullable=True),
        sa.Column("emotion", Written(), nullable=True),
        sa.Column("type", Written(), nullable=False),
        sa.Column("auto", sa.Boolean(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("message_id", Written(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source", "interaction_id"],
            ["interactions.source", "interactions.interaction_id"],
            name=op.f("fk_turns_interactions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source", "interaction_id", "turn", name=op.f("pk_turns")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop every table."""
    op.drop_table("turns")
    op.drop_index(op.f("ix_reviews_evaluation_id"), table_name="reviews")
    op.drop_table("reviews")
    op.drop_table("facts")
    op.drop_table("evaluation_items")
    op.drop_index(op.f("ix_current_evaluations_evaluation_id"), table_name="current_evaluations")
    op.drop_table("current_evaluations")
    op.drop_index(op.f("ix_appeals_evaluation_id"), table_name="appeals")
    op.drop_table("appeals")
    op.drop_table("transcripts")
    op.drop_index(op.f("ix_scorecards_period_scope"), table_name="scorecards")
    op.drop_table("scorecards")
    op.drop_index(op.f("ix_runs_business_date"), table_name="runs")
    op.drop_table("runs")
    op.drop_table("meta")
    op.drop_index(op.f("ix_ledger_run_id_ending"), table_name="ledger")
    op.drop_index(op.f("ix_ledger_business_date"), table_name="ledger")
    op.drop_table("ledger")
    op.drop_index(op.f("ix_interactions_business_date"), table_name="interactions")
    op.drop_index(op.f("ix_interactions_agent_id_business_date"), table_name="interactions")
    op.drop_table("interactions")
    op.drop_table("frozen_months")
    op.drop_index(op.f("ix_flags_source_interaction_id"), table_name="flags")
    op.drop_index(op.f("ix_flags_business_date"), table_name="flags")
    op.drop_table("flags")
    op.drop_index(op.f("ix_evaluations_source_interaction_id_segment"), table_name="evaluations")
    op.drop_index(op.f("ix_evaluations_business_date"), table_name="evaluations")
    op.drop_index(op.f("ix_evaluations_agent_id_business_date"), table_name="evaluations")
    op.drop_table("evaluations")
    op.drop_index(op.f("ix_coaching_period"), table_name="coaching")
    op.drop_index(op.f("ix_coaching_due_on"), table_name="coaching")
    op.drop_table("coaching")
    op.drop_index(op.f("ix_audit_trail_subject"), table_name="audit_trail")
    op.drop_table("audit_trail")
