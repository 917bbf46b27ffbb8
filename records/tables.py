"""Every table of the records room. Changing one needs a migration (a test compares the two)."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Date, Float, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant, Packed, Written

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def _words(name: str, *, null: bool = True) -> Column[str]:
    return Column(name, Written(), nullable=null)


def _nested(name: str) -> Column[Any]:
    """A list or mapping, stored as JSON text."""
    return Column(name, sa.JSON(none_as_null=True), nullable=False)


def _identity() -> tuple[Column[str], Column[str]]:
    """(source, interaction_id): which interaction a row speaks of."""
    return (_words("source", null=False), _words("interaction_id", null=False))


def _of_interaction() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["source", "interaction_id"], ["interactions.source", "interactions.interaction_id"], ondelete="CASCADE"
    )


meta = Table(
    "meta",
    metadata,
    _words("key", null=False),
    _words("value", null=False),
    PrimaryKeyConstraint("key"),
)

runs = Table(
    "runs",
    metadata,
    _words("run_id", null=False),
    Column("business_date", Date, nullable=False),
    _words("source_set", null=False),
    _words("status", null=False),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("resumed", Integer, nullable=False),
    Column("shards_done", Integer, nullable=False),
    Column("shards_total", Integer, nullable=False),
    _words("step", null=False),
    _nested("pins"),
    _nested("counts"),
    Column("exit_code", Integer),
    _words("error"),
    PrimaryKeyConstraint("run_id"),
    Index(None, "business_date"),
)

ledger = Table(
    "ledger",
    metadata,
    _words("source", null=False),
    _words("ledger_key", null=False),
    _words("interaction_id"),
    _words("entry_key", null=False),
    _words("run_id", null=False),
    Column("business_date", Date, nullable=False),
    _words("ending", null=False),
    _words("code", null=False),
    _words("reason", null=False),
    Column("retryable", Boolean, nullable=False),
    _words("source_file"),
    Column("row", Integer),
    _words("recording"),
    Column("attempts", Integer, nullable=False),
    _words("fingerprint", null=False),
    PrimaryKeyConstraint("source", "ledger_key"),
    Index(None, "run_id", "ending"),
    Index(None, "business_date"),
)

interactions = Table(
    "interactions",
    metadata,
    *_identity(),
    Column("business_date", Date, nullable=False),
    _words("channel", null=False),
    _words("agent_id"),
    _words("agent_name"),
    _words("team"),
    _words("site"),
    _words("vendor"),
    _words("queue"),
    _words("business_line"),
    _words("direction"),
    _words("ani"),
    _words("dnis"),
    _words("customer_id"),
    _words("language"),
    Column("started_at", Instant, nullable=False),
    Column("answered_at", Instant),
    Column("ended_at", Instant),
    Column("ring_s", Float),
    Column("hold_s", Float),
    _nested("holds"),
    _words("transfer_from"),
    _words("transfer_to"),
    _words("hangup_by"),
    Column("ivr_notice", Boolean),
    Column("csat", Float),
    Column("nps", Float),
    Column("resolved", Boolean),
    _words("disposition"),
    _words("ticket_id"),
    _words("order_id"),
    _words("recording"),
    Column("agent_channel", Integer),
    Column("is_open", Boolean, nullable=False),
    _nested("metadata"),
    _nested("agent_segments"),
    Column("duration_s", Float),
    Column("turns", Integer, nullable=False),
    _nested("quality_audio"),
    Column("quality_roles", Float, nullable=False),
    Column("quality_recognition", Float, nullable=False),
    _nested("models"),
    _words("transcript_hash", null=False),
    PrimaryKeyConstraint("source", "interaction_id"),
    Index(None, "business_date"),
    Index(None, "agent_id", "business_date"),
)

turns = Table(
    "turns",
    metadata,
    *_identity(),
    Column("turn", Integer, nullable=False),
    _words("sender", null=False),
    _words("agent_id"),
    _words("text", null=False),
    Column("start_s", Float),
    Column("end_s", Float),
    Column("sent_at", Instant),
    Column("confidence", Float),
    _words("sentiment"),
    Column("negative", Float),
    Column("neutral", Float),
    Column("positive", Float),
    Column("ambiguous", Boolean),
    _words("emotion"),
    _words("type", null=False),
    Column("auto", Boolean, nullable=False),
    Column("public", Boolean, nullable=False),
    _words("message_id"),
    PrimaryKeyConstraint("source", "interaction_id", "turn"),
    _of_interaction(),
    sqlite_with_rowid=False,
)

facts = Table(
    "facts",
    metadata,
    *_identity(),
    _words("transcript_hash", null=False),
    Column("packed", Packed, nullable=False),
    PrimaryKeyConstraint("source", "interaction_id", "transcript_hash"),
    _of_interaction(),
)

transcripts = Table(
    "transcripts",
    metadata,
    _words("transcript_key", null=False),
    Column("heard_at", Instant, nullable=False),
    Column("packed", Packed, nullable=False),
    PrimaryKeyConstraint("transcript_key"),
)

evaluations = Table(
    "evaluations",
    metadata,
    _words("evaluation_id", null=False),
    *_identity(),
    Column("segment", Integer, nullable=False),
    _words("agent_id"),
    _words("team"),
    _words("site"),
    _words("vendor"),
    _words("queue"),
    _words("channel", null=False),
    _words("business_line"),
    Column("business_date", Date, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("evaluated_at", Instant, nullable=False),
    _words("form_id", null=False),
    _words("form_version", null=False),
    _words("rulebook_id", null=False),
    _words("rulebook_version", null=False),
    _words("rulebook_hash", null=False),
    _words("transcript_hash", null=False),
    _nested("model_ids"),
    Column("machine_score", Float),
    Column("raw_score", Float),
    Column("human_score", Float),
    Column("published_score", Float),
    Column("points_judged", Float, nullable=False),
    Column("points_possible", Float, nullable=False),
    Column("fatal_suspected", Boolean, nullable=False),
    Column("fatal_confirmed", Boolean, nullable=False),
    _nested("fatal_items"),
    _words("band"),
    _words("status", null=False),
    _words("supersedes"),
    _nested("notices"),
    PrimaryKeyConstraint("evaluation_id"),
    Index(None, "source", "interaction_id", "segment"),
    Index(None, "business_date"),
    Index(None, "agent_id", "business_date"),
)

evaluation_items = Table(
    "evaluation_items",
    metadata,
    _words("evaluation_id", null=False),
    Column("position", Integer, nullable=False),
    _words("item_id", null=False),
    _words("kind", null=False),
    _words("line", null=False),
    _words("dimension", null=False),
    _words("state", null=False),
    Column("points", Float, nullable=False),
    Column("max_points", Float, nullable=False),
    Column("confidence", Float, nullable=False),
    _words("rule_version", null=False),
    _words("reason", null=False),
    _nested("evidence"),
    _words("fatal_kind"),
    PrimaryKeyConstraint("evaluation_id", "position"),
    ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"]),
    sqlite_with_rowid=False,
)

current_evaluations = Table(
    "current_evaluations",
    metadata,
    *_identity(),
    Column("segment", Integer, nullable=False),
    _words("evaluation_id", null=False),
    PrimaryKeyConstraint("source", "interaction_id", "segment"),
    ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"]),
    Index(None, "evaluation_id"),
)

reviews = Table(
    "reviews",
    metadata,
    _words("id", null=False),
    _words("evaluation_id", null=False),
    _words("who", null=False),
    Column("at", Instant, nullable=False),
    _words("item"),
    _words("state"),
    Column("points", Float),
    _words("reason_code"),
    Column("seconds_spent", Float),
    _words("decision"),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"]),
    Index(None, "evaluation_id"),
)

appeals = Table(
    "appeals",
    metadata,
    _words("id", null=False),
    _words("evaluation_id", null=False),
    _words("who", null=False),
    Column("at", Instant, nullable=False),
    _words("item"),
    _words("state"),
    Column("points", Float),
    _words("reason_code"),
    Column("seconds_spent", Float),
    _words("decision"),
    PrimaryKeyConstraint("id"),
    ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"]),
    Index(None, "evaluation_id"),
)

audit_trail = Table(
    "audit_trail",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    _words("who", null=False),
    _words("action", null=False),
    _words("subject", null=False),
    _nested("before"),
    _nested("after"),
    _words("reason", null=False),
    Index(None, "subject"),
)

frozen_months = Table(
    "frozen_months",
    metadata,
    _words("month", null=False),
    Column("frozen_at", Instant, nullable=False),
    _words("who", null=False),
    PrimaryKeyConstraint("month"),
)

flags = Table(
    "flags",
    metadata,
    _words("flag_id", null=False),
    *_identity(),
    Column("segment", Integer),
    _words("agent_id"),
    _words("code", null=False),
    _words("severity", null=False),
    _words("reason", null=False),
    _words("selection", null=False),
    Column("probability", Float, nullable=False),
    _words("status", null=False),
    Column("business_date", Date, nullable=False),
    _words("item"),
    _nested("evidence"),
    PrimaryKeyConstraint("flag_id"),
    Index(None, "source", "interaction_id"),
    Index(None, "business_date"),
)

scorecards = Table(
    "scorecards",
    metadata,
    _words("scorecard_id", null=False),
    _words("scope", null=False),
    _words("agent_id"),
    _words("team"),
    _words("vendor"),
    _words("period", null=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    _words("channel", null=False),
    _words("line", null=False),
    Column("n", Integer, nullable=False),
    Column("mean", Float),
    Column("low", Float),
    Column("high", Float),
    Column("enough", Boolean, nullable=False),
    Column("machine", Float),
    Column("human", Float),
    Column("published", Float),
    Column("without_score", Integer, nullable=False),
    _nested("items"),
    _nested("dimensions"),
    _nested("metrics"),
    PrimaryKeyConstraint("scorecard_id"),
    Index(None, "period", "scope"),
)

coaching = Table(
    "coaching",
    metadata,
    _words("task_id", null=False),
    _words("agent_id"),
    _words("group", null=False),
    _words("item", null=False),
    _words("kind", null=False),
    Column("priority", Integer, nullable=False),
    Column("expected_points", Float, nullable=False),
    _words("reason", null=False),
    _nested("evidence"),
    _words("trainer"),
    Column("due_on", Date, nullable=False),
    _words("status", null=False),
    _nested("effect"),
    _words("period", null=False),
    PrimaryKeyConstraint("task_id"),
    Index(None, "period"),
    Index(None, "due_on"),
)
