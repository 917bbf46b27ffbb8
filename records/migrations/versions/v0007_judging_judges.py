"""Calibration sessions, gold items, live precision."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TABLES = (
    *("calibration_sessions", "calibration_people", "calibration_cases", "judge_verdicts", "gold_items", "gold_tasks"),
    "rule_notices",
)


def upgrade() -> None:
    """Create seven tables."""
    _calibration()
    _verdicts()
    _gold()
    _create(
        "rule_notices",
        ["notice_id"],
        *_words("notice_id", "rule_version", "item_id", "kind", "reason"),
        sa.Column("at", Instant(), nullable=False),
        *_words("seen_by", null=True),
        sa.Column("seen_at", Instant(), nullable=True),
    )
    _index("rule_notices", "rule_version")


def downgrade() -> None:
    """Drop them."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def _words(*names: str, null: bool = False) -> list["sa.Column[Any]"]:
    return [sa.Column(name, Written(), nullable=null) for name in names]


def _create(table: str, key: Sequence[str], *parts: "sa.Column[Any] | sa.ForeignKeyConstraint") -> None:
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns), unique=False)


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.{column}"], name=op.f(f"fk_{table}_{other}"))


def _calibration() -> None:
    _create(
        "calibration_sessions",
        ["session_id"],
        *_words("session_id", "title", "state", "opened_by"),
        sa.Column("opened_at", Instant(), nullable=False),
        *_words("closed_by", null=True),
        sa.Column("closed_at", Instant(), nullable=True),
    )
    _index("calibration_sessions", "state")
    _create(
        "calibration_people",
        ["session_id", "who"],
        *_words("session_id", "who"),
        _refers("calibration_people", "session_id", "calibration_sessions"),
    )
    _index("calibration_people", "who")
    _create(
        "calibration_cases",
        ["session_id", "position"],
        *_words("session_id"),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        *_words("evaluation_id"),
        _refers("calibration_cases", "session_id", "calibration_sessions"),
        _refers("calibration_cases", "evaluation_id", "evaluations"),
    )
    _index("calibration_cases", "evaluation_id")


def _verdicts() -> None:
    _create(
        "judge_verdicts",
        ["id"],
        *_words("id", "occasion", "occasion_id", "evaluation_id", "who", "item", "state"),
        sa.Column("points", sa.Float(), nullable=True),
        sa.Column("fatal", sa.Boolean(), nullable=False),
        *_words("reason_code"),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("seconds_spent", sa.Float(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        _refers("judge_verdicts", "evaluation_id", "evaluations"),
    )
    _index("judge_verdicts", "occasion", "occasion_id")
    _index("judge_verdicts", "evaluation_id")


def _gold() -> None:
    _create(
        "gold_items",
        ["gold_id"],
        *_words("gold_id", "evaluation_id"),
        *_words("session_id", null=True),
        *_words("added_by"),
        sa.Column("added_at", Instant(), nullable=False),
        *_words("note"),
        *_words("retired_by", null=True),
        sa.Column("retired_at", Instant(), nullable=True),
        _refers("gold_items", "evaluation_id", "evaluations"),
    )
    _index("gold_items", "evaluation_id")
    _create(
        "gold_tasks",
        ["task_id"],
        *_words("task_id", "gold_id"),
        sa.Column("mixed_at", Instant(), nullable=False),
        _refers("gold_tasks", "task_id", "review_tasks"),
        _refers("gold_tasks", "gold_id", "gold_items"),
    )
    _index("gold_tasks", "gold_id")
