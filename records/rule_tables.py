"""The tables of the rules: versions of the rulebook, backtests, standings and what rules on trial found."""

from sqlalchemy import Boolean, Column, Date, Float, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant, Packed
from records.table_parts import identity, metadata, nested, of_interaction, words

rulebook_versions = Table(
    "rulebook_versions",
    metadata,
    Column("number", Integer, nullable=False, autoincrement=False),
    words("rulebook_id", null=False),
    words("version", null=False),
    words("content_hash", null=False),
    words("rulebook_hash", null=False),
    words("step", null=False),
    words("status", null=False),
    Column("effective_from", Instant),
    words("author", null=False),
    words("publisher", null=False),
    Column("at", Instant, nullable=False),
    words("note", null=False),
    Column("former", Integer),
    Column("content_of", Integer),
    words("diff", null=False),
    words("backtest_id"),
    Column("files", Packed, nullable=False),
    PrimaryKeyConstraint("number"),
)

backtests = Table(
    "backtests",
    metadata,
    words("backtest_id", null=False),
    words("content_hash", null=False),
    words("against", null=False),
    words("against_hash", null=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("interactions", Integer, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    words("who", null=False),
    Column("figures", Packed, nullable=False),
    PrimaryKeyConstraint("backtest_id"),
    Index(None, "content_hash"),
)

rule_standings = Table(
    "rule_standings",
    metadata,
    words("rule_version", null=False),
    words("item_id", null=False),
    words("standing", null=False),
    Column("at", Instant, nullable=False),
    words("who", null=False),
    words("reason", null=False),
    PrimaryKeyConstraint("rule_version"),
)

trial_findings = Table(
    "trial_findings",
    metadata,
    *identity(),
    Column("segment", Integer, nullable=False),
    words("item", null=False),
    words("rule_version", null=False),
    Column("trial", Integer, nullable=False),
    words("state", null=False),
    words("live_state"),
    words("live_rule_version"),
    Column("points", Float, nullable=False),
    Column("max_points", Float, nullable=False),
    words("fatal"),
    words("reason", null=False),
    nested("evidence"),
    Column("business_date", Date, nullable=False),
    PrimaryKeyConstraint("source", "interaction_id", "segment", "item", "rule_version", "trial"),
    of_interaction(),
    Index(None, "trial", "item"),
    Index(None, "business_date"),
)
