"""The life of coaching tasks: steps, acknowledgements, counts per day; certificates and their notices."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Written

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TABLES = ("coaching_steps", "coaching_acknowledgements", "item_days", "certificates", "certificate_notices")


def upgrade() -> None:
    """Create five tables; tasks learn who takes part, when what was done, and what they were merged into."""
    for column in _added():
        op.add_column("coaching", column)
    for name in ("status", "agent_id"):
        op.create_index(op.f(f"ix_coaching_{name}"), "coaching", [name], unique=False)
    _steps()
    _counts()
    _certificates()


def downgrade() -> None:
    """Drop the tables and the columns."""
    for table in _TABLES:
        op.drop_table(table)
    for name in ("status", "agent_id"):
        op.drop_index(op.f(f"ix_coaching_{name}"), table_name="coaching")
    with op.batch_alter_table("coaching") as changed:
        for column in reversed(_added()):
            changed.drop_column(column.name)


def _added() -> list["sa.Column[Any]"]:
    return [
        sa.Column("agents", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("recurrence", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("planned_on", "held_on", "closed_on")),
        *_words("material", "cause", "merged_into", "assigned_by", null=True),
        sa.Column("since", Instant(), nullable=True),
    ]


def _words(*names: str, null: bool = False) -> list["sa.Column[Any]"]:
    return [sa.Column(name, Written(), nullable=null) for name in names]


def _moment(name: str, *, null: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, Instant(), nullable=null)


def _day(name: str, *, null: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Date(), nullable=null)


def _of_task(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["task_id"], ["coaching.task_id"], name=op.f(f"fk_{table}_coaching"))


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def _steps() -> None:
    op.create_table(
        "coaching_steps",
        *_words("task_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_words("step"),
        *_words("before", null=True),
        *_words("after", "who", "role"),
        _moment("at"),
        *_words("comment"),
        _of_task("coaching_steps"),
        _key("coaching_steps", "task_id", "number"),
    )
    op.create_table(
        "coaching_acknowledgements",
        *_words("task_id", "agent_id"),
        _moment("at"),
        *_words("comment"),
        _of_task("coaching_acknowledgements"),
        _key("coaching_acknowledgements", "task_id", "agent_id"),
    )


def _counts() -> None:
    op.create_table(
        "item_days",
        _day("business_date"),
        *_words("item", "group", "agent_id", "queue", "channel"),
        *_words("team", null=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("n", "unmet")),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("lost_points", "total", "squares")),
        _key("item_days", "item", "business_date", "group", "agent_id", "queue", "channel"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_item_days_business_date"), "item_days", ["business_date"], unique=False)


def _certificates() -> None:
    op.create_table(
        "certificates",
        *_words("certificate_id", "agent_id", "kind"),
        _day("issued_on"),
        _day("expires_on"),
        *_words("issuer"),
        sa.Column("score", sa.Float(), nullable=True),
        _day("revoked_on", null=True),
        _key("certificates", "certificate_id"),
    )
    for name in ("agent_id", "expires_on"):
        op.create_index(op.f(f"ix_certificates_{name}"), "certificates", [name], unique=False)
    op.create_table(
        "certificate_notices",
        *_words("agent_id", "kind", "validity"),
        _day("expires_on", null=True),
        _moment("noticed_at"),
        _moment("done_at", null=True),
        _key("certificate_notices", "agent_id", "kind", "validity"),
    )
