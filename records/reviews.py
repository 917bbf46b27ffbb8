"""Reviews (复核): what a person decided about an evaluation or one of its items."""

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.tables import reviews
from records.upsert import insert_if_absent


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One verdict of a reviewer; `item` is None for the interaction as a whole, `points` those the person gives."""

    id: str
    evaluation_id: str
    who: str
    at: datetime
    item: str | None
    state: str | None
    points: float | None
    reason_code: str | None
    seconds_spent: float | None
    decision: str | None


def add(connection: Connection, review: Review) -> None:
    """Keep a review; one with a known id is left as it is."""
    insert_if_absent(connection, reviews, [asdict(review)])


def of(connection: Connection, evaluation_id: str) -> list[Review]:
    """The reviews of one evaluation, oldest first."""
    statement = sa.select(reviews).where(reviews.c.evaluation_id == evaluation_id).order_by(reviews.c.at, reviews.c.id)
    return [Review(**row) for row in connection.execute(statement).mappings()]
