"""The table of the dashboards: what a business day looked like at each place, in sums that add up."""

from sqlalchemy import Column, Date, Float, Integer, PrimaryKeyConstraint, Table

from records.table_parts import metadata, nested, words

PLACE = ("team", "site", "vendor", "queue", "channel")
SUMS = ("contacts", "scored", "score_total", "score_squares", "fatal", "judged", "sla_asked", "sla_met")

day_figures = Table(
    "day_figures",
    metadata,
    Column("business_date", Date, nullable=False),
    *(words(name, null=False) for name in PLACE),
    *(Column(name, Float if name.startswith("score_") else Integer, nullable=False) for name in SUMS),
    nested("courses"),
    nested("topics"),
    PrimaryKeyConstraint("business_date", *PLACE),
    sqlite_with_rowid=False,
)
