"""The tables of coaching: steps, acknowledgements, counts per day, looks, certificates and their notices.

The tasks themselves are in records/tables.py.
"""

from sqlalchemy import Column, Date, Float, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import metadata, words


def _of_task() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["task_id"], ["coaching.task_id"])


coaching_steps = Table(
    "coaching_steps",
    metadata,
    words("task_id", null=False),
    Column("number", Integer, nullable=False, autoincrement=False),
    words("step", null=False),
    words("before"),
    words("after", null=False),
    words("who", null=False),
    words("role", null=False),
    Column("at", Instant, nullable=False),
    words("comment", null=False),
    PrimaryKeyConstraint("task_id", "number"),
    _of_task(),
)

coaching_acknowledgements = Table(
    "coaching_acknowledgements",
    metadata,
    words("task_id", null=False),
    words("agent_id", null=False),
    Column("at", Instant, nullable=False),
    words("comment", null=False),
    PrimaryKeyConstraint("task_id", "agent_id"),
    _of_task(),
)

item_days = Table(
    "item_days",
    metadata,
    Column("business_date", Date, nullable=False),
    words("item", null=False),
    words("group", null=False),
    words("agent_id", null=False),
    words("queue", null=False),
    words("channel", null=False),
    words("team"),
    Column("n", Integer, nullable=False),
    Column("unmet", Integer, nullable=False),
    Column("lost_points", Float, nullable=False),
    Column("total", Float, nullable=False),
    Column("squares", Float, nullable=False),
    PrimaryKeyConstraint("item", "business_date", "group", "agent_id", "queue", "channel"),
    Index(None, "business_date"),
    sqlite_with_rowid=False,
)

certificates = Table(
    "certificates",
    metadata,
    words("certificate_id", null=False),
    words("agent_id", null=False),
    words("kind", null=False),
    Column("issued_on", Date, nullable=False),
    Column("expires_on", Date, nullable=False),
    words("issuer", null=False),
    Column("score", Float),
    Column("revoked_on", Date),
    PrimaryKeyConstraint("certificate_id"),
    Index(None, "agent_id"),
    Index(None, "expires_on"),
)

certificate_notices = Table(
    "certificate_notices",
    metadata,
    words("agent_id", null=False),
    words("kind", null=False),
    words("validity", null=False),
    Column("expires_on", Date),
    Column("noticed_at", Instant, nullable=False),
    Column("done_at", Instant),
    PrimaryKeyConstraint("agent_id", "kind", "validity"),
)

coaching_looks = Table(
    "coaching_looks",
    metadata,
    words("period", null=False),
    Column("on", Date, nullable=False),
    Column("judged", Integer, nullable=False),
    Column("spent_share", Float, nullable=False),
    PrimaryKeyConstraint("period", "on"),
)
