"""The review queue, its verdicts, publication."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from records.column_types import Instant, Packed, Written

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create six tables; reviews learn on which occasion they were given (unknown for those there are)."""
    _people()
    _queue()
    _publications()
    for column in _of_reviews():
        op.add_column("reviews", column)


def downgrade() -> None:
    """Drop the tables and the columns of reviews."""
    for column in reversed(_of_reviews()):
        with op.batch_alter_table("reviews") as reviews:
            reviews.drop_column(column.name)
    for table in (
        *("score_bases", "publications", "review_comments", "review_reservations", "review_tasks", "people"),
    ):
        op.drop_table(table)


def _of_reviews() -> list["sa.Column[Any]"]:
    return [
        sa.Column("stage", Written(), nullable=True),
        sa.Column("task_id", Written(), nullable=True),
        sa.Column("fatal", sa.Boolean(), nullable=True),
        sa.Column("evidence", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("selection", Written(), nullable=True),
        sa.Column("probability", sa.Float(), nullable=True),
    ]


def _words(*names: str, null: bool = False) -> list["sa.Column[Any]"]:
    return [sa.Column(name, Written(), nullable=null) for name in names]


def _lists(*names: str) -> list["sa.Column[Any]"]:
    return [sa.Column(name, sa.JSON(none_as_null=True), nullable=False) for name in names]


def _of_evaluation(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_evaluations")
    return sa.ForeignKeyConstraint(["evaluation_id"], ["evaluations.evaluation_id"], name=name)


def _people() -> None:
    op.create_table(
        "people",
        *_words("who"),
        *_lists("roles"),
        *_words("team", "agent_id", null=True),
        *_lists("channels", "queues", "languages"),
        sa.Column("per_day", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("who", name=op.f("pk_people")),
    )
    op.create_index(op.f("ix_people_agent_id"), "people", ["agent_id"], unique=False)


def _queue() -> None:
    op.create_table(
        "review_tasks",
        *_words("task_id", "evaluation_id", "source", "interaction_id"),
        sa.Column("segment", sa.Integer(), nullable=False),
        sa.Column("business_date", sa.Date(), nullable=False),
        *_words("agent_id", "team", null=True),
        *_words("channel"),
        *_words("queue", "language", null=True),
        *_words("purpose"),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        *_lists("items"),
        sa.Column("blind", sa.Boolean(), nullable=False),
        *_words("selection"),
        sa.Column("probability", sa.Float(), nullable=True),
        *_words("reason"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=True),
        *_words("assignee", "of_task", null=True),
        *_words("group", "state"),
        *_words("submitted_by", null=True),
        sa.Column("submitted_at", Instant(), nullable=True),
        _of_evaluation("review_tasks"),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_review_tasks")),
    )
    by_person, by_interaction = ["submitted_by", "submitted_at"], ["source", "interaction_id"]
    for columns in (["state", "rank"], ["evaluation_id"], by_interaction, by_person):
        name = f"ix_review_tasks_{'_'.join(columns)}"
        op.create_index(op.f(name), "review_tasks", columns, unique=False)
    op.create_table(
        "review_reservations",
        *_words("evaluation_id", "task_id", "who"),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id"], ["review_tasks.task_id"], name=op.f("fk_review_reservations_review_tasks")
        ),
        sa.PrimaryKeyConstraint("evaluation_id", name=op.f("pk_review_reservations")),
    )
    op.create_index(op.f("ix_review_reservations_who"), "review_reservations", ["who"], unique=False)
    op.create_table(
        "review_comments",
        *_words("comment_id", "evaluation_id", "who"),
        sa.Column("at", Instant(), nullable=False),
        *_words("item", null=True),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("start_s", sa.Float(), nullable=True),
        sa.Column("end_s", sa.Float(), nullable=True),
        *_words("text"),
        _of_evaluation("review_comments"),
        sa.PrimaryKeyConstraint("comment_id", name=op.f("pk_review_comments")),
    )
    op.create_index(op.f("ix_review_comments_evaluation_id"), "review_comments", ["evaluation_id"], unique=False)


def _publications() -> None:
    op.create_table(
        "publications",
        *_words("evaluation_id"),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        *_words("who", "reason", "status"),
        sa.Column("published_score", sa.Float(), nullable=True),
        sa.Column("human_score", sa.Float(), nullable=True),
        sa.Column("points_judged", sa.Float(), nullable=False),
        sa.Column("points_possible", sa.Float(), nullable=False),
        sa.Column("fatal_confirmed", sa.Boolean(), nullable=False),
        *_words("band", null=True),
        *_lists("items"),
        *_words("content_hash"),
        _of_evaluation("publications"),
        sa.PrimaryKeyConstraint("evaluation_id", "number", name=op.f("pk_publications")),
    )
    op.create_index(op.f("ix_publications_at"), "publications", ["at"], unique=False)
    op.create_table(
        "score_bases",
        *_words("basis_id", "rulebook_hash", "form_id", "form_version"),
        sa.Column("packed", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("basis_id", name=op.f("pk_score_bases")),
    )
    op.create_index(op.f("ix_score_bases_rulebook_hash"), "score_bases", ["rulebook_hash"], unique=False)
