"""The tables of appeals (their steps, attachments, notices, examples for rules) and of freezing (rows, adjustments).

The appeals themselves and the frozen months are in records/tables.py.
"""

from sqlalchemy import Column, Float, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import metadata, nested, words


def _of_appeal() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["appeal_id"], ["appeals.id"])


appeal_steps = Table(
    "appeal_steps",
    metadata,
    words("appeal_id", null=False),
    Column("number", Integer, nullable=False, autoincrement=False),
    words("step", null=False),
    words("before", null=False),
    words("after", null=False),
    words("who", null=False),
    words("role", null=False),
    Column("at", Instant, nullable=False),
    words("comment", null=False),
    PrimaryKeyConstraint("appeal_id", "number"),
    _of_appeal(),
)

appeal_attachments = Table(
    "appeal_attachments",
    metadata,
    words("appeal_id", null=False),
    words("sha256", null=False),
    words("name", null=False),
    words("kind", null=False),
    Column("size_bytes", Integer, nullable=False),
    words("path", null=False),
    words("who", null=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("appeal_id", "sha256"),
    _of_appeal(),
)

appeal_notices = Table(
    "appeal_notices",
    metadata,
    words("appeal_id", null=False),
    words("state", null=False),
    words("step", null=False),
    nested("who"),
    words("team"),
    Column("due_at", Instant, nullable=False),
    Column("noticed_at", Instant, nullable=False),
    Column("done_at", Instant),
    PrimaryKeyConstraint("appeal_id", "state", "step"),
    _of_appeal(),
)

rule_examples = Table(
    "rule_examples",
    metadata,
    words("example_id", null=False),
    words("appeal_id", null=False),
    words("item_id", null=False),
    words("rule_version", null=False),
    words("expect", null=False),
    nested("example"),
    words("state", null=False),
    Column("at", Instant, nullable=False),
    words("who"),
    Column("settled_at", Instant),
    words("note", null=False),
    PrimaryKeyConstraint("example_id"),
    _of_appeal(),
    Index(None, "state", "item_id"),
)

frozen_rows = Table(
    "frozen_rows",
    metadata,
    words("month", null=False),
    Column("position", Integer, nullable=False, autoincrement=False),
    words("key", null=False),
    words("row_hash", null=False),
    words("link", null=False),
    words("agent_id"),
    Column("score", Float),
    PrimaryKeyConstraint("month", "position"),
    ForeignKeyConstraint(["month"], ["frozen_months.month"]),
    Index(None, "key"),
    Index(None, "month", "agent_id"),
    sqlite_with_rowid=False,
)

adjustments = Table(
    "adjustments",
    metadata,
    words("adjustment_id", null=False),
    words("appeal_id", null=False),
    words("evaluation_id", null=False),
    words("agent_id"),
    words("team"),
    words("frozen_month", null=False),
    words("booked_month", null=False),
    Column("score_before", Float),
    Column("score_after", Float),
    Column("mean_before", Float),
    Column("mean_after", Float),
    Column("n_before", Integer, nullable=False),
    Column("n_after", Integer, nullable=False),
    Column("difference_points", Float),
    nested("items"),
    Column("at", Instant, nullable=False),
    words("who", null=False),
    PrimaryKeyConstraint("adjustment_id"),
    _of_appeal(),
    ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"]),
    Index(None, "booked_month"),
    Index(None, "frozen_month", "agent_id"),
)
