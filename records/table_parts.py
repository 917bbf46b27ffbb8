"""What tables are made of: the one metadata they all belong to, and the columns many of them have."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKeyConstraint

from records.column_types import Written

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def words(name: str, *, null: bool = True) -> Column[str]:
    """A column of text."""
    return Column(name, Written(), nullable=null)


def nested(name: str, *, null: bool = False) -> Column[Any]:
    """A list or mapping, stored as JSON text."""
    return Column(name, sa.JSON(none_as_null=True), nullable=null)


def identity() -> tuple[Column[str], Column[str]]:
    """(source, interaction_id): which interaction a row speaks of."""
    return (words("source", null=False), words("interaction_id", null=False))


def of_interaction() -> ForeignKeyConstraint:
    """The row goes with its interaction."""
    return ForeignKeyConstraint(
        ["source", "interaction_id"], ["interactions.source", "interactions.interaction_id"], ondelete="CASCADE"
    )
