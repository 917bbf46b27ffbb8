"""Appeals (申诉): an agent's objection to an evaluation or one of its items, and what came of it."""

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records.tables import appeals
from records.upsert import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """One appeal; `item` is None for the interaction as a whole, `decision` None while it is open."""

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


def save(connection: Connection, appeal: Appeal) -> None:
    """Keep an appeal, or its newer state under the same id."""
    upsert(connection, appeals, [asdict(appeal)])


def of(connection: Connection, evaluation_id: str) -> list[Appeal]:
    """The appeals against one evaluation, oldest first."""
    statement = sa.select(appeals).where(appeals.c.evaluation_id == evaluation_id).order_by(appeals.c.at, appeals.c.id)
    return [Appeal(**row) for row in connection.execute(statement).mappings()]
