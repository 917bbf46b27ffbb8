"""The tables of the dashboards: what a business day looked like at each place, in sums that add up in the database."""

from sqlalchemy import Column, Date, Float, Integer, PrimaryKeyConstraint, Table

from records.table_parts import metadata, words

PLACE = ("team", "site", "vendor", "queue", "channel")
SUMS = ("contacts", "complained", "scored", "score_total", "score_squares", "fatal", "judged", "sla_asked", "sla_met")

day_figures = Table(
    "day_figures",
    metadata,
    Column("business_date", Date, nullable=False),
    *(words(name, null=False) for name in PLACE),
    *(Column(name, Float if name.startswith("score_") else Integer, nullable=False) for name in SUMS),
    PrimaryKeyConstraint("business_date", *PLACE),
    sqlite_with_rowid=False,
)

# What contacts were about (`kind` topic) and how customers' feeling went (`kind` course), counted.
day_subjects = Table(
    "day_subjects",
    metadata,
    Column("business_date", Date, nullable=False),
    *(words(name, null=False) for name in PLACE),
    words("kind", null=False),
    words("name", null=False),
    Column("contacts", Integer, nullable=False),
    Column("complaints", Integer, nullable=False),
    PrimaryKeyConstraint("business_date", *PLACE, "kind", "name"),
    sqlite_with_rowid=False,
)
