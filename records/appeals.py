"""Appeals (申诉) in the database: where each stands now, and every step it took. Steps are only ever added."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.appeal_policy import AppealState
from inspection.errors import RecordsError
from records import sight_filter
from records.appeal_tables import appeal_steps
from records.tables import appeals, evaluations
from records.upsert import in_chunks, inserting, upsert

OPEN = tuple(state.value for state in AppealState if state.is_open)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """One appeal; `item` is None for the interaction as a whole, `decision` None until it is upheld or rejected.

    `who` filed it `at`; `state` is where it stands `since`, `due_at` the deadline set then; `reason_code` the ground;
    `corrected_to` the item state an upheld appeal gave, `points` what the item has then, `rule_was` what that says of
    the rule; `agent_id` and `team` are those of the evaluation; `comment` is masked.
    """

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
    agent_id: str | None = None
    team: str | None = None
    comment: str | None = None
    since: datetime | None = None
    due_at: datetime | None = None
    corrected_to: str | None = None
    rule_was: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealStep:
    """One step somebody took; `number` counts from 1, `role` is the one that allowed it, `comment` is masked."""

    appeal_id: str
    number: int
    step: str
    before: str
    after: str
    who: str
    role: str
    at: datetime
    comment: str


def save(connection: Connection, appeal: Appeal) -> None:
    """Keep an appeal, or its newer state under the same id."""
    upsert(connection, appeals, [asdict(appeal)])


def add(connection: Connection, appeal: Appeal) -> bool:
    """Keep a new appeal; False when one of this id is there already (two people filed at the same moment)."""
    statement = inserting(connection, appeals).values(asdict(appeal)).on_conflict_do_nothing()
    return connection.execute(statement.returning(appeals.c.id)).first() is not None


def move(connection: Connection, appeal_id: str, before: str, since: datetime, changes: Mapping[str, Any]) -> bool:
    """Change an appeal that still stands where the caller saw it; False when somebody else was faster.

    Of two who decide at the same moment the database lets one through: the second finds another state.
    """
    still = (appeals.c.id == appeal_id) & (appeals.c.state == before) & (appeals.c.since == since)
    moved = connection.execute(sa.update(appeals).where(still).values(dict(changes)).returning(appeals.c.id))
    return moved.first() is not None


def set_points(connection: Connection, appeal_id: str, points: float) -> None:
    """What the item has after an appeal was upheld."""
    connection.execute(sa.update(appeals).where(appeals.c.id == appeal_id).values(points=points))


def find(connection: Connection, appeal_id: str) -> Appeal:
    """One appeal by its id or by the beginning of it; RecordsError for none or several."""
    chosen = appeals.c.id.startswith(appeal_id, autoescape=True)
    rows = connection.execute(sa.select(appeals).where(chosen).order_by(appeals.c.id).limit(2)).mappings().all()
    exact = [row for row in rows if row["id"] == appeal_id] or rows
    if not exact:
        raise RecordsError(f"there is no appeal '{appeal_id}'", "see mingjian appeal list", where="appeals")
    if len(exact) > 1:
        raise RecordsError(f"several appeals begin with '{appeal_id}'", "write more of the id", where="appeals")
    return Appeal(**exact[0])


def of(connection: Connection, evaluation_id: str) -> list[Appeal]:
    """The appeals against one evaluation, oldest first."""
    statement = sa.select(appeals).where(appeals.c.evaluation_id == evaluation_id).order_by(appeals.c.at, appeals.c.id)
    return [Appeal(**row) for row in connection.execute(statement).mappings()]


def in_states(
    connection: Connection, states: Collection[str], *, team: str | None = None, agent_id: str | None = None
) -> list[Appeal]:
    """Appeals in any of these states, the one that is due first first."""
    statement = sa.select(appeals).where(appeals.c.state.in_(list(states)))
    if team is not None:
        statement = statement.where(appeals.c.team == team)
    if agent_id is not None:
        statement = statement.where(appeals.c.agent_id == agent_id)
    order = (appeals.c.due_at.is_(None), appeals.c.due_at, appeals.c.at, appeals.c.id)
    return [Appeal(**row) for row in connection.execute(statement.order_by(*order)).mappings()]


def seen(
    connection: Connection,
    states: Collection[str],
    *,
    sight: Sight,
    agent_id: str = "",
    item: str = "",
    latest_first: bool = False,
    limit: int = 1000,
) -> list[Appeal]:
    """At most `limit` appeals in any of these states that are seen; the one due first first, or the latest first.

    `agent_id` and `item` narrow it down; empty: any.
    """
    statement = sa.select(appeals).where(appeals.c.state.in_(list(states)), sight_filter.of_appeals(sight))
    for column, value in ((appeals.c.agent_id, agent_id), (appeals.c.item, item)):
        if value:
            statement = statement.where(column == value)
    due_first = (appeals.c.due_at.is_(None), appeals.c.due_at, appeals.c.at, appeals.c.id)
    order = (appeals.c.since.desc(), appeals.c.id) if latest_first else due_first
    return [Appeal(**row) for row in connection.execute(statement.order_by(*order).limit(limit)).mappings()]


def find_seen(connection: Connection, appeal_id: str, *, sight: Sight) -> Appeal | None:
    """One appeal by its whole id, if it is seen."""
    statement = sa.select(appeals).where(appeals.c.id == appeal_id, sight_filter.of_appeals(sight))
    row = connection.execute(statement).mappings().one_or_none()
    return None if row is None else Appeal(**row)


def open_in_month(connection: Connection, first: Any, last: Any) -> list[Appeal]:
    """Open appeals against evaluations of the business dates from `first` to `last`, both included."""
    statement = sa.select(appeals).join(evaluations, evaluations.c.evaluation_id == appeals.c.evaluation_id)
    statement = statement.where(evaluations.c.business_date.between(first, last), appeals.c.state.in_(OPEN))
    return [Appeal(**row) for row in connection.execute(statement.order_by(appeals.c.at, appeals.c.id)).mappings()]


def add_step(connection: Connection, step: AppealStep) -> None:
    """Keep one step."""
    connection.execute(sa.insert(appeal_steps).values(asdict(step)))


def steps_of(connection: Connection, appeal_id: str) -> list[AppealStep]:
    """The steps of one appeal, in order."""
    return steps_of_many(connection, [appeal_id]).get(appeal_id, [])


def steps_of_many(connection: Connection, appeal_ids: Sequence[str] | Iterable[str]) -> dict[str, list[AppealStep]]:
    """The steps of several appeals, each in order."""
    found: dict[str, list[AppealStep]] = {}
    for chunk in in_chunks(list(appeal_ids)):
        statement = sa.select(appeal_steps).where(appeal_steps.c.appeal_id.in_(chunk))
        for row in connection.execute(statement.order_by(appeal_steps.c.appeal_id, appeal_steps.c.number)).mappings():
            found.setdefault(row["appeal_id"], []).append(AppealStep(**row))
    return found
