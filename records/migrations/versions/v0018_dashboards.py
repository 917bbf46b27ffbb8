"""Dashboards: sums of each business day at each place. The audit trail is found by person, action and time."""

import sqlalchemy as sa
from alembic import op

from records.column_types import Written

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None

_SEARCHED = ("who", "action", "at")
_PLACE = ("team", "site", "vendor", "channel")
_COUNTS = ("contacts", "complained", "scored", "fatal", "judged", "sla_asked", "sla_met")


def upgrade() -> None:
    """Create two empty tables (the next night counts the days there are) and three indexes."""
    op.create_table(
        "day_figures",
        sa.Column("business_date", sa.Date(), nullable=False),
        *(sa.Column(name, Written(), nullable=False) for name in _PLACE),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("score_total", "score_squares")),
        sa.PrimaryKeyConstraint("business_date", *_PLACE, name=op.f("pk_day_figures")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_subjects",
        sa.Column("business_date", sa.Date(), nullable=False),
        *(sa.Column(name, Written(), nullable=False) for name in (*_PLACE, "kind", "name")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("contacts", "complaints")),
        sa.PrimaryKeyConstraint("business_date", *_PLACE, "kind", "name", name=op.f("pk_day_subjects")),
        sqlite_with_rowid=False,
    )
    for name in _SEARCHED:
        op.create_index(op.f(f"ix_audit_trail_{name}"), "audit_trail", [name], unique=False)


def downgrade() -> None:
    """Drop them."""
    for name in _SEARCHED:
        op.drop_index(op.f(f"ix_audit_trail_{name}"), table_name="audit_trail")
    for table in ("day_subjects", "day_figures"):
        op.drop_table(table)
