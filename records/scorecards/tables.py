"""Tables of the scorecards' leaf sums: kept by the night, added up by every report."""

from typing import Any

from sqlalchemy import Column, Date, Float, Integer, PrimaryKeyConstraint, Table

from records.column_types import Instant, Packed
from records.table_parts import metadata, nested, words

# Sums of one column of scores: those set to 0 by a fatal apart from the others.
SCORE_SUMS = tuple(
    f"{column}_{part}" for column in ("machine", "human", "published") for part in ("n", "total", "squares", "zeroed")
)
WHOLE_NUMBERS = ("_n", "_zeroed")

_PLACE = ("agent_id", "team", "site", "vendor", "queue", "channel", "form")
_KEY = ("span", "business_date", *_PLACE)


def _key() -> list[Any]:
    """Which leaf: `span` is day, or month (then the date is the first of the month)."""
    day = Column("business_date", Date, nullable=False)
    return [words("span", null=False), day, *(words(name, null=False) for name in _PLACE), PrimaryKeyConstraint(*_KEY)]


# Narrow rows for what is read of many days at once ...
scorecard_sums = Table(
    "scorecard_sums",
    metadata,
    *_key(),
    Column("latest_at", Instant),
    Column("evaluations", Integer, nullable=False),
    *(Column(name, Integer if name.endswith(WHOLE_NUMBERS) else Float, nullable=False) for name in SCORE_SUMS),
    Column("published_passed", Integer, nullable=False),
    Column("confirmed", Integer, nullable=False),
    nested("confirmed_by_kind"),
)

# ... and the rest of each: lines, fatals, items, dimensions, service, mix.
scorecard_details = Table("scorecard_details", metadata, *_key(), Column("packed", Packed, nullable=False))

# Which days are counted, and how far the audit trail was read for what people decided since.
scorecard_days = Table(
    "scorecard_days",
    metadata,
    Column("business_date", Date, nullable=False),
    Column("read_to", Integer, nullable=False),
    PrimaryKeyConstraint("business_date"),
)

# Whether customers came back: per day and place of the first contact.
contact_outcomes = Table(
    "contact_outcomes",
    metadata,
    Column("business_date", Date, nullable=False),
    words("agent_id", null=False),
    words("team", null=False),
    words("site", null=False),
    words("vendor", null=False),
    words("queue", null=False),
    words("channel", null=False),
    Column("resolved", Integer, nullable=False),
    Column("repeated", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    PrimaryKeyConstraint("business_date", "agent_id", "team", "site", "vendor", "queue", "channel"),
)
