"""The tables of sampling: the plans of the days, and what became of every interaction they could have drawn."""

from sqlalchemy import Boolean, Column, Date, Float, ForeignKeyConstraint, Index, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant
from records.table_parts import identity, metadata, nested, of_interaction, words

sampling_plans = Table(
    "sampling_plans",
    metadata,
    words("plan_id", null=False),
    Column("business_date", Date, nullable=False),
    Column("drawn_at", Instant, nullable=False),
    words("who", null=False),
    Column("candidates", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("waiting", Integer, nullable=False),
    Column("drawn", Integer, nullable=False),
    nested("reviewers"),
    nested("slots"),
    PrimaryKeyConstraint("plan_id"),
    Index(None, "business_date"),
)

selections = Table(
    "selections",
    metadata,
    *identity(),
    words("plan_id", null=False),
    Column("business_date", Date, nullable=False),
    words("agent_id"),
    words("stratum", null=False),
    words("selection"),
    Column("probability", Float, nullable=False),
    Column("blind_probability", Float, nullable=False),
    Column("blind", Boolean, nullable=False),
    nested("reasons"),
    Column("position", Integer),
    PrimaryKeyConstraint("source", "interaction_id"),
    of_interaction(),
    ForeignKeyConstraint(["plan_id"], ["sampling_plans.plan_id"]),
    Index(None, "plan_id", "position"),
    Index(None, "business_date"),
)
