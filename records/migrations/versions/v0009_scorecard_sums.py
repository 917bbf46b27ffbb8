"""Sums behind the scorecards; scorecards of sites and queues."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Packed, Written

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_PLACE = ("agent_id", "team", "site", "vendor", "queue", "channel")


def upgrade() -> None:
    """Four tables, filled by the next night or report; two columns of `scorecards`, empty for the rows there are."""
    op.add_column("scorecards", sa.Column("site", Written(), nullable=True))
    op.add_column("scorecards", sa.Column("queue", Written(), nullable=True))
    scores = [
        sa.Column(f"{column}_{part}", sa.Integer() if part in ("n", "zeroed") else sa.Float(), nullable=False)
        for column in ("machine", "human", "published")
        for part in ("n", "total", "squares", "zeroed")
    ]
    op.create_table(
        "scorecard_sums",
        *_key(),
        sa.Column("latest_at", Instant(), nullable=True),
        sa.Column("evaluations", sa.Integer(), nullable=False),
        *scores,
        sa.Column("published_passed", sa.Integer(), nullable=False),
        sa.Column("confirmed", sa.Integer(), nullable=False),
        sa.Column("confirmed_by_kind", sa.JSON(none_as_null=True), nullable=False),
        sa.PrimaryKeyConstraint("span", "business_date", *_PLACE, "form", name=op.f("pk_scorecard_sums")),
    )
    op.create_table(
        "scorecard_details",
        *_key(),
        sa.Column("packed", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("span", "business_date", *_PLACE, "form", name=op.f("pk_scorecard_details")),
    )
    op.create_table(
        "scorecard_days",
        sa.Column("business_date", sa.Date(), nullable=False),
        sa.Column("read_to", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("business_date", name=op.f("pk_scorecard_days")),
    )
    op.create_table(
        "contact_outcomes",
        sa.Column("business_date", sa.Date(), nullable=False),
        *_words(*_PLACE),
        *(sa.Column(n, sa.Integer(), nullable=False) for n in ("resolved", "repeated", "pending", "unknown")),
        sa.PrimaryKeyConstraint("business_date", *_PLACE, name=op.f("pk_contact_outcomes")),
    )


def downgrade() -> None:
    """Take them away again; scorecards of sites and queues go with their columns."""
    for table in ("contact_outcomes", "scorecard_days", "scorecard_details", "scorecard_sums"):
        op.drop_table(table)
    op.execute("DELETE FROM scorecards WHERE scope IN ('site', 'queue')")
    for column in ("queue", "site"):
        with op.batch_alter_table("scorecards") as scorecards:
            scorecards.drop_column(column)


def _key() -> list["sa.Column[Any]"]:
    return [*_words("span"), sa.Column("business_date", sa.Date(), nullable=False), *_words(*_PLACE, "form")]


def _words(*names: str) -> list["sa.Column[Any]"]:
    return [sa.Column(name, Written(), nullable=False) for name in names]
