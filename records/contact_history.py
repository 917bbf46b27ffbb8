"""The customer's other interactions on every channel (客户全渠道视图), found by keyed hashes, never by the number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import Sight
from inspection.interaction import Direction
from records import sight_filter
from records.interaction_rows import StoredInteraction
from records.keeping_tables import number_index
from records.tables import current_evaluations, evaluations, interactions

MOST = 50
"""So many others are listed, the newest; one customer hardly has more, a number of a whole company does."""
_OF_CUSTOMER = ("customer_id", "ani", "dnis", "metadata")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Another interaction of the same customer; `published_score` 0-100 of its worst segment that is seen.

    The machine's score is not told: the interaction may wait for a review that must not know it. `handled_by` are the
    agents in charge, one after the other, as far as they are seen (None: a colleague who is not).
    """

    source: str
    interaction_id: str
    business_date: date
    started_at: datetime
    channel: str
    direction: str | None
    handled_by: tuple[str | None, ...]
    transfer_from: str | None
    transfer_to: str | None
    queue: str | None
    disposition: str | None
    resolved: bool | None
    published_score: float | None


def contacts_of(connection: Connection, stored: StoredInteraction, *, sight: Sight) -> tuple[Contact, ...]:
    """The customer's other interactions that are seen, newest first, at most MOST.

    The same customer: one hash of the customer number, or of the number on the customer's side of the line, under the
    same key. What a customer merely said in the conversation is not taken for their own number.
    """
    hashes = _hashes(connection, stored)
    if not hashes:
        return ()
    source, interaction_id = stored.interaction.key
    mark, i = number_index.c, interactions.c
    itself = (i.source == source) & (i.interaction_id == interaction_id)
    same = sa.exists().where(
        mark.source == i.source,
        mark.interaction_id == i.interaction_id,
        mark.number_hash.in_(hashes),
        mark.field.in_(_OF_CUSTOMER),
        _is_customers(),
    )
    marked = sa.select(mark.source, mark.interaction_id).where(mark.number_hash.in_(hashes))
    columns = (i.source, i.interaction_id, i.business_date, i.started_at, i.channel, i.direction, i.queue,
               i.disposition, i.resolved, i.transfer_from, i.transfer_to)  # fmt: skip
    chosen = (*columns, i.agent_id, i.agent_segments)
    statement = sa.select(*chosen, _published(sight))
    statement = statement.where(sa.tuple_(i.source, i.interaction_id).in_(marked), same, ~itself)
    statement = statement.where(sight_filter.of_interactions(sight))
    rows = connection.execute(statement.order_by(i.started_at.desc(), i.source, i.interaction_id).limit(MOST)).all()
    names = [column.name for column in columns]
    return tuple(
        Contact(
            **{name: getattr(row, name) for name in names},
            published_score=row.published_score,
            handled_by=handled_by(
                connection, (row.source, row.interaction_id),
                [one["agent_id"] for one in row.agent_segments] or [row.agent_id], sight=sight,
            ),
        )
        for row in rows
    )  # fmt: skip


def handled_by(
    connection: Connection, key: tuple[str, str], agents: Sequence[str | None], *, sight: Sight
) -> tuple[str | None, ...]:
    """The agents in charge of an interaction (source, id) in order; who is not seen is None. Empty: nobody is named."""
    if not any(agents):
        return ()
    if sight.is_everything:
        return tuple(agents)
    seen = sight_filter.agents_seen(connection, sight, *key)
    return tuple(agent if agent in seen else None for agent in agents)


def _hashes(connection: Connection, stored: StoredInteraction) -> list[str]:
    """Hashes of the customer's own numbers in this interaction."""
    mark = number_index.c
    outbound = stored.interaction.direction is Direction.OUTBOUND
    fields = ("customer_id", "metadata", "dnis" if outbound else "ani")
    source, interaction_id = stored.interaction.key
    chosen = (mark.source == source) & (mark.interaction_id == interaction_id) & mark.field.in_(fields)
    return sorted(set(connection.execute(sa.select(mark.number_hash).where(chosen)).scalars()))


def _is_customers() -> sa.ColumnElement[bool]:
    """The mark stands on the customer's side: who calls out sees the customer as the number called."""
    mark, outbound = number_index.c, interactions.c.direction == Direction.OUTBOUND.value
    return sa.case(
        (mark.field == "dnis", outbound), (mark.field == "ani", sa.func.coalesce(~outbound, True)), else_=True
    )


def _published(sight: Sight) -> sa.ColumnElement[float | None]:
    e, i = evaluations.c, interactions.c
    chosen = (e.source == i.source) & (e.interaction_id == i.interaction_id)
    current = e.evaluation_id.in_(sa.select(current_evaluations.c.evaluation_id))
    seen = sight_filter.of_evaluations(sight)
    worst = sa.select(sa.func.min(e.published_score)).where(chosen, current, seen)
    return worst.scalar_subquery().label("published_score")
