"""The tables of reviews: people, the queue and who holds what, comments, publications, and what scores rest on.

The verdicts themselves are in `reviews` (records/tables.py).
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
)

from records.column_types import Instant, Packed
from records.table_parts import identity, metadata, nested, words

people = Table(
    "people",
    metadata,
    words("who", null=False),
    nested("roles"),
    words("team"),
    words("agent_id"),
    nested("channels"),
    nested("queues"),
    nested("languages"),
    Column("per_day", Integer),
    Column("active", Boolean, nullable=False),
    words("site"),
    words("vendor"),
    PrimaryKeyConstraint("who"),
    Index(None, "agent_id"),
)

review_tasks = Table(
    "review_tasks",
    metadata,
    words("task_id", null=False),
    words("evaluation_id", null=False),
    *identity(),
    Column("segment", Integer, nullable=False),
    Column("business_date", Date, nullable=False),
    words("agent_id"),
    words("team"),
    words("channel", null=False),
    words("queue"),
    words("language"),
    words("purpose", null=False),
    Column("rank", Integer, nullable=False),
    Column("weight", Float, nullable=False),
    nested("items"),
    Column("blind", Boolean, nullable=False),
    words("selection", null=False),
    Column("probability", Float),
    words("reason", null=False),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant),
    words("assignee"),
    words("of_task"),
    words("group", null=False),
    words("state", null=False),
    words("submitted_by"),
    Column("submitted_at", Instant),
    Column("machine_score", Float),
    Column("confidence", Float),
    Column("shown_place", Float, nullable=False),
    Column("shown_since", Instant, nullable=False),
    PrimaryKeyConstraint("task_id"),
    ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"]),
    Index(None, "state", "rank"),
    Index(None, "evaluation_id"),
    Index(None, "source", "interaction_id"),
    Index(None, "submitted_by", "submitted_at"),
    Index("ix_review_tasks_queue", "state", "shown_place", "shown_since", "task_id"),
    Index("ix_review_tasks_state_agent", "state", "agent_id"),
    Index("ix_review_tasks_state_team", "state", "team"),
    Index("ix_review_tasks_state_queue", "state", "queue"),
    Index("ix_review_tasks_state_assignee", "state", "assignee", "task_id"),
    Index("ix_review_tasks_state_due", "state", "due_at", "blind"),
    Index("ix_review_tasks_state_date", "state", "business_date"),
)

review_reservations = Table(
    "review_reservations",
    metadata,
    words("evaluation_id", null=False),
    words("task_id", null=False),
    words("who", null=False),
    Column("at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    PrimaryKeyConstraint("evaluation_id"),  # one person at a time looks at an evaluation: the database says so
    ForeignKeyConstraint(["task_id"], ["review_tasks.task_id"]),
    Index(None, "who"),
)

review_comments = Table(
    "review_comments",
    metadata,
    words("comment_id", null=False),
    words("evaluation_id", null=False),
    words("who", null=False),
    Column("at", Instant, nullable=False),
    words("item"),
    Column("turn", Integer),
    Column("start_s", Float),
    Column("end_s", Float),
    words("text", null=False),
    PrimaryKeyConstraint("comment_id"),
    ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"]),
    Index(None, "evaluation_id"),
)

publications = Table(
    "publications",
    metadata,
    words("evaluation_id", null=False),
    Column("number", Integer, nullable=False, autoincrement=False),
    Column("at", Instant, nullable=False),
    words("who", null=False),
    words("reason", null=False),
    words("status", null=False),
    Column("published_score", Float),
    Column("human_score", Float),
    Column("points_judged", Float, nullable=False),
    Column("points_possible", Float, nullable=False),
    Column("fatal_confirmed", Boolean, nullable=False),
    words("band"),
    nested("items"),
    words("content_hash", null=False),
    PrimaryKeyConstraint("evaluation_id", "number"),
    ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"]),
    Index(None, "at"),
)

score_bases = Table(
    "score_bases",
    metadata,
    words("basis_id", null=False),
    words("rulebook_hash", null=False),
    words("form_id", null=False),
    words("form_version", null=False),
    Column("packed", Packed, nullable=False),
    PrimaryKeyConstraint("basis_id"),
    Index(None, "rulebook_hash"),
)
