"""Appeals with their steps, attachments, notices and rule examples; frozen rows and adjustments."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create six tables; appeals learn of deadlines and corrections, frozen months of their seal."""
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(op.f("ix_appeals_state"), "appeals", ["state"], unique=False)
    _appeals()
    _freezing()


def downgrade() -> None:
    """Drop the tables and the columns."""
    for table in (
        *("adjustments", "frozen_rows", "rule_examples", "appeal_notices", "appeal_attachments", "appeal_steps"),
    ):
        op.drop_table(table)
    op.drop_index(op.f("ix_appeals_state"), table_name="appeals")
    for table, columns in _added().items():
        with op.batch_alter_table(table) as changed:
            for column in reversed(columns):
                changed.drop_column(column.name)


def _added() -> dict[str, list["sa.Column[Any]"]]:
    return {
        "appeals": [
            *_words("agent_id", "team", "comment", null=True),
            *_moments("since", "due_at", null=True),
            *_words("corrected_to", "rule_was", null=True),
        ],
        "frozen_months": [
            *_words("begins_with", "seal", null=True),
            sa.Column("rows", sa.Integer(), nullable=True),
            sa.Column("open_appeals", sa.JSON(none_as_null=True), nullable=True),
        ],
    }


def _words(*names: str, null: bool = False) -> list["sa.Column[Any]"]:
    return [sa.Column(name, Written(), nullable=null) for name in names]


def _moments(*names: str, null: bool = False) -> list["sa.Column[Any]"]:
    return [sa.Column(name, Instant(), nullable=null) for name in names]


def _figures(*names: str) -> list["sa.Column[Any]"]:
    return [sa.Column(name, sa.Float(), nullable=True) for name in names]


def _of_appeal(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["appeal_id"], ["appeals.id"], name=op.f(f"fk_{table}_appeals"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _appeals() -> None:
    op.create_table(
        "appeal_steps",
        *_words("appeal_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_words("step", "before", "after", "who", "role"),
        *_moments("at"),
        *_words("comment"),
        _of_appeal("appeal_steps"),
        _key("appeal_steps", "appeal_id", "number"),
    )
    op.create_table(
        "appeal_attachments",
        *_words("appeal_id", "sha256", "name", "kind"),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        *_words("path", "who"),
        *_moments("at"),
        _of_appeal("appeal_attachments"),
        _key("appeal_attachments", "appeal_id", "sha256"),
    )
    op.create_table(
        "appeal_notices",
        *_words("appeal_id", "state", "step"),
        sa.Column("who", sa.JSON(none_as_null=True), nullable=False),
        *_words("team", null=True),
        *_moments("due_at", "noticed_at"),
        *_moments("done_at", null=True),
        _of_appeal("appeal_notices"),
        _key("appeal_notices", "appeal_id", "state", "step"),
    )
    op.create_table(
        "rule_examples",
        *_words("example_id", "appeal_id", "item_id", "rule_version", "expect"),
        sa.Column("example", sa.JSON(none_as_null=True), nullable=False),
        *_words("state"),
        *_moments("at"),
        *_words("who", null=True),
        *_moments("settled_at", null=True),
        *_words("note"),
        _of_appeal("rule_examples"),
        _key("rule_examples", "example_id"),
    )
    op.create_index(op.f("ix_rule_examples_state_item_id"), "rule_examples", ["state", "item_id"], unique=False)


def _freezing() -> None:
    op.create_table(
        "frozen_rows",
        *_words("month"),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        *_words("key", "row_hash", "link"),
        *_words("agent_id", null=True),
        *_figures("score"),
        sa.ForeignKeyConstraint(["month"], ["frozen_months.month"], name=op.f("fk_frozen_rows_frozen_months")),
        _key("frozen_rows", "month", "position"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_frozen_rows_key"), "frozen_rows", ["key"], unique=False)
    op.create_index(op.f("ix_frozen_rows_month_agent_id"), "frozen_rows", ["month", "agent_id"], unique=False)
    op.create_table(
        "adjustments",
        *_words("adjustment_id", "appeal_id", "evaluation_id"),
        *_words("agent_id", "team", null=True),
        *_words("frozen_month", "booked_month"),
        *_figures("score_before", "score_after", "mean_before", "mean_after"),
        sa.Column("n_before", sa.Integer(), nullable=False),
        sa.Column("n_after", sa.Integer(), nullable=False),
        *_figures("difference_points"),
        sa.Column("items", sa.JSON(none_as_null=True), nullable=False),
        *_moments("at"),
        *_words("who"),
        _of_appeal("adjustments"),
        sa.ForeignKeyConstraint(
            ["evaluation_id"], ["evaluations.evaluation_id"], name=op.f("fk_adjustments_evaluations")
        ),
        _key("adjustments", "adjustment_id"),
    )
    op.create_index(op.f("ix_adjustments_booked_month"), "adjustments", ["booked_month"], unique=False)
    op.create_index(
        op.f("ix_adjustments_frozen_month_agent_id"), "adjustments", ["frozen_month", "agent_id"], unique=False
    )
