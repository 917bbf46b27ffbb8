"""Lists and search: what was said in searchable form, saved views, and what the review queue is sorted by."""

import sqlalchemy as sa
from alembic import op

from records import spoken_texts, text_index
from records.column_types import Instant, Written

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_LONG_AGO = "1970-01-01T00:00:00.000000+00:00"
_NEW = ("machine_score", "confidence", "shown_place", "shown_since")
_SEARCHED = ("team", "queue", "channel")
_INDICES = {
    "ix_review_tasks_queue": ("state", "shown_place", "shown_since", "task_id"),
    "ix_review_tasks_state_agent": ("state", "agent_id"),
    "ix_review_tasks_state_team": ("state", "team"),
    "ix_review_tasks_state_queue": ("state", "queue"),
    "ix_review_tasks_state_assignee": ("state", "assignee", "task_id"),
    "ix_review_tasks_state_due": ("state", "due_at", "blind"),
    "ix_review_tasks_state_date": ("state", "business_date"),
}


def upgrade() -> None:
    """Make three things, and fill them from what is stored: seconds for a day, some ten minutes for a million calls."""
    _sort_the_queue()
    op.create_table(
        "saved_views",
        sa.Column("view_id", Written(), nullable=False),
        sa.Column("who", Written(), nullable=False),
        sa.Column("page", Written(), nullable=False),
        sa.Column("name", Written(), nullable=False),
        sa.Column("query", Written(), nullable=False),
        sa.Column("for_role", Written(), nullable=True),
        sa.Column("made_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["who"], ["people.who"], name=op.f("fk_saved_views_people")),
        sa.PrimaryKeyConstraint("view_id", name=op.f("pk_saved_views")),
    )
    for name in ("who", "for_role"):
        op.create_index(op.f(f"ix_saved_views_{name}"), "saved_views", [name], unique=False)
    op.create_table(
        "spoken_texts",
        sa.Column("doc", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("source", Written(), nullable=False),
        sa.Column("interaction_id", Written(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sounds", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("doc", name=op.f("pk_spoken_texts")),
        sa.ForeignKeyConstraint(
            ["source", "interaction_id"],
            ["interactions.source", "interactions.interaction_id"],
            name=op.f("fk_spoken_texts_interactions"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        op.f("ix_spoken_texts_source_interaction_id"), "spoken_texts", ["source", "interaction_id"], unique=True
    )
    for column in _SEARCHED:
        op.create_index(op.f(f"ix_interactions_{column}_business_date"), "interactions", [column, "business_date"])
    op.drop_index("ix_flags_source_interaction_id", "flags")
    op.create_index(op.f("ix_flags_source_interaction_id_code"), "flags", ["source", "interaction_id", "code"])
    op.drop_index("ix_ledger_business_date", "ledger")
    op.create_index(op.f("ix_ledger_business_date_ending_code"), "ledger", ["business_date", "ending", "code"])
    op.create_index(op.f("ix_ledger_source_interaction_id"), "ledger", ["source", "interaction_id"])
    text_index.create(op.get_bind())
    spoken_texts.save_stored(op.get_bind())


def _sort_the_queue() -> None:
    for name in ("machine_score", "confidence"):
        op.add_column("review_tasks", sa.Column(name, sa.Float(), nullable=True))
    # A default instead of a new table: others point at this one.
    op.add_column("review_tasks", sa.Column("shown_place", sa.Float(), nullable=False, server_default="0"))
    op.add_column("review_tasks", sa.Column("shown_since", Instant(), nullable=False, server_default=_LONG_AGO))
    op.execute(_FILL)
    for name, columns in _INDICES.items():
        op.create_index(name, "review_tasks", list(columns), unique=False)


_FILL = """
UPDATE review_tasks SET
 shown_place = CASE WHEN blind AND purpose = 'random' THEN 3 WHEN blind THEN 4 ELSE rank - weight / 1000 END,
 shown_since = CASE WHEN blind THEN created_at ELSE coalesce(due_at, created_at) END,
 machine_score = CASE WHEN blind THEN NULL ELSE
  (SELECT e.machine_score FROM evaluations e WHERE e.evaluation_id = review_tasks.evaluation_id) END,
 confidence = CASE WHEN blind THEN NULL ELSE
  (SELECT min(i.confidence) FROM evaluation_items i WHERE i.evaluation_id = review_tasks.evaluation_id
   AND CAST(review_tasks.items AS TEXT) LIKE '%"' || i.item_id || '"%') END
"""


def downgrade() -> None:
    """Take them away again."""
    text_index.drop(op.get_bind())
    op.drop_index("ix_ledger_source_interaction_id", "ledger")
    op.drop_index("ix_ledger_business_date_ending_code", "ledger")
    op.create_index("ix_ledger_business_date", "ledger", ["business_date"])
    op.drop_index("ix_flags_source_interaction_id_code", "flags")
    op.create_index("ix_flags_source_interaction_id", "flags", ["source", "interaction_id"])
    for column in _SEARCHED:
        op.drop_index(f"ix_interactions_{column}_business_date", "interactions")
    op.drop_table("spoken_texts")
    op.drop_table("saved_views")
    for name in _INDICES:
        op.drop_index(name, "review_tasks")
    for name in _NEW:
        op.drop_column("review_tasks", name)
