"""Dashboards by queue: the sums of each business day know the queue. Days counted before are told without one.

They are counted anew, the newest first, by the nights that follow (`records/day_figures.py`).
"""

import sqlalchemy as sa
from alembic import op

from records.column_types import Written

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_PLACE = ("team", "site", "vendor", "channel")
_WITH_QUEUE = ("team", "site", "vendor", "queue", "channel")
_COUNTS = ("contacts", "complained", "scored", "fatal", "judged", "sla_asked", "sla_met")
_SCORES = ("score_total", "score_squares")


def upgrade() -> None:
    """Make both tables anew with the queue in their key and take over what they hold."""
    _rebuild(_WITH_QUEUE, "''", _PLACE)


def downgrade() -> None:
    """Add the queues of a place up again."""
    _rebuild(_PLACE, None, _PLACE)


def _rebuild(place: tuple[str, ...], queue: str | None, kept: tuple[str, ...]) -> None:
    for table in ("day_figures", "day_subjects"):
        op.rename_table(table, f"{table}_before")
        if op.get_bind().dialect.name == "postgresql":
            op.execute(sa.text(f'ALTER INDEX "pk_{table}" RENAME TO "pk_{table}_before"'))
    op.create_table(
        "day_figures",
        sa.Column("business_date", sa.Date(), nullable=False),
        *(sa.Column(name, Written(), nullable=False) for name in place),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTS),
        *(sa.Column(name, sa.Float(), nullable=False) for name in _SCORES),
        sa.PrimaryKeyConstraint("business_date", *place, name=op.f("pk_day_figures")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_subjects",
        sa.Column("business_date", sa.Date(), nullable=False),
        *(sa.Column(name, Written(), nullable=False) for name in (*place, "kind", "name")),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("contacts", "complaints")),
        sa.PrimaryKeyConstraint("business_date", *place, "kind", "name", name=op.f("pk_day_subjects")),
        sqlite_with_rowid=False,
    )
    _take_over("day_figures", ("business_date", *kept), (*_COUNTS, *_SCORES), queue)
    _take_over("day_subjects", ("business_date", *kept, "kind", "name"), ("contacts", "complaints"), queue)
    for table in ("day_subjects", "day_figures"):
        op.drop_table(f"{table}_before")


def _take_over(table: str, key: tuple[str, ...], sums: tuple[str, ...], queue: str | None) -> None:
    """Rows of the former table, added up by the key; `queue` is what stands in the new column (None: there is none)."""
    more = [] if queue is None else ["queue"]
    columns = ", ".join((*key, *more, *sums))
    values = ", ".join((*key, *([] if queue is None else [queue]), *(f"sum({name})" for name in sums)))
    statement = f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table}_before GROUP BY {', '.join(key)}"  # noqa: S608
    op.execute(sa.text(statement))
