"""The tables of judging the judges: calibration sessions, gold items, what was said in both, notices about rules.

What is said here never counts for a score: it is kept apart from `reviews`.
"""

from sqlalchemy import Boolean, Column, Float, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import metadata, nested, words


def _of_evaluation() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"])


calibration_sessions = Table(
    "calibration_sessions",
    metadata,
    words("session_id", null=False),
    words("title", null=False),
    words("state", null=False),
    words("opened_by", null=False),
    Column("opened_at", Instant, nullable=False),
    words("closed_by"),
    Column("closed_at", Instant),
    PrimaryKeyConstraint("session_id"),
    Index(None, "state"),
)

calibration_people = Table(
    "calibration_people",
    metadata,
    words("session_id", null=False),
    words("who", null=False),
    PrimaryKeyConstraint("session_id", "who"),
    ForeignKeyConstraint(["session_id"], ["calibration_sessions.session_id"]),
    Index(None, "who"),
)

calibration_cases = Table(
    "calibration_cases",
    metadata,
    words("session_id", null=False),
    Column("position", Integer, nullable=False, autoincrement=False),
    words("evaluation_id", null=False),
    PrimaryKeyConstraint("session_id", "position"),
    ForeignKeyConstraint(["session_id"], ["calibration_sessions.session_id"]),
    _of_evaluation(),
    Index(None, "evaluation_id"),
)

judge_verdicts = Table(
    "judge_verdicts",
    metadata,
    words("id", null=False),
    words("occasion", null=False),
    words("occasion_id", null=False),
    words("evaluation_id", null=False),
    words("who", null=False),
    words("item", null=False),
    words("state", null=False),
    Column("points", Float),
    Column("fatal", Boolean, nullable=False),
    words("reason_code", null=False),
    nested("evidence"),
    Column("seconds_spent", Float),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("id"),
    _of_evaluation(),
    Index(None, "occasion", "occasion_id"),
    Index(None, "evaluation_id"),
)

gold_items = Table(
    "gold_items",
    metadata,
    words("gold_id", null=False),
    words("evaluation_id", null=False),
    words("session_id"),
    words("added_by", null=False),
    Column("added_at", Instant, nullable=False),
    words("note", null=False),
    words("retired_by"),
    Column("retired_at", Instant),
    PrimaryKeyConstraint("gold_id"),
    _of_evaluation(),
    Index(None, "evaluation_id"),
)

gold_tasks = Table(
    "gold_tasks",
    metadata,
    words("task_id", null=False),
    words("gold_id", null=False),
    Column("mixed_at", Instant, nullable=False),
    PrimaryKeyConstraint("task_id"),
    ForeignKeyConstraint(["task_id"], ["review_tasks.task_id"]),
    ForeignKeyConstraint(["gold_id"], ["gold_items.gold_id"]),
    Index(None, "gold_id"),
)

rule_notices = Table(
    "rule_notices",
    metadata,
    words("notice_id", null=False),
    words("rule_version", null=False),
    words("item_id", null=False),
    words("kind", null=False),
    words("reason", null=False),
    Column("at", Instant, nullable=False),
    words("seen_by"),
    Column("seen_at", Instant),
    PrimaryKeyConstraint("notice_id"),
    Index(None, "rule_version"),
)
