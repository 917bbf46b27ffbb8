"""Whether customers came back (FCR): counted by the night for the days that may still change, kept by place."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.interaction import Direction
from inspection.results_policy import ScorecardPolicy
from inspection.scorecards.first_contact import WINDOW, Contact, FirstContact, first_contacts
from inspection.scorecards.leaves import UNASSIGNED
from inspection.service_facts import TOPIC_COLUMN
from inspection.service_metrics import ServiceTally
from records.scorecards.tables import contact_outcomes
from records.tables import interactions

AT_ONCE = 2000
# A contact's business date may be a day or two from its start (a night that crosses midnight, an open conversation).
SLACK = timedelta(days=2)


class Place(NamedTuple):
    """Where a contact counts."""

    business_date: date
    agent_id: str
    team: str
    site: str
    vendor: str
    queue: str
    channel: str


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many contacts of a place ended in which way."""

    resolved: int
    repeated: int
    pending: int
    unknown: int

    def count_in(self, tally: ServiceTally) -> None:
        """Add them to what is counted of service."""
        tally.fcr_known += self.resolved + self.repeated
        tally.fcr_met += self.resolved
        tally.fcr_pending += self.pending


def keep_outcomes(connection: Connection, first: date, last: date, policy: ScorecardPolicy) -> None:
    """Count the outcomes of the business days, and of the window before them, anew."""
    begin = first - WINDOW
    until = _known_until(connection)
    if until is None:
        return
    counts: dict[Place, dict[FirstContact, int]] = defaultdict(lambda: dict.fromkeys(FirstContact, 0))
    places: dict[tuple[str, str], Place] = {}
    contacts = list(_contacts(connection, begin, last + WINDOW + SLACK, policy.topic_column, places))
    for contact, outcome in first_contacts(contacts, until):
        place = places[(contact.source, contact.interaction_id)]
        if begin <= place.business_date <= last:
            counts[place][outcome] += 1
    connection.execute(sa.delete(contact_outcomes).where(contact_outcomes.c.business_date.between(begin, last)))
    rows = [place._asdict() | {o.value: n for o, n in ways.items()} for place, ways in counts.items()]
    if rows:
        connection.execute(sa.insert(contact_outcomes), rows)


def outcomes_between(connection: Connection, first: date, last: date) -> Iterator[tuple[Place, Outcomes]]:
    """Outcomes of the business days (both included), by place (under the first day)."""
    c = contact_outcomes.c
    place = [c[name] for name in Place._fields[1:]]
    sums = [sa.func.sum(c[outcome.value]) for outcome in FirstContact]
    chosen = sa.select(*place, *sums).where(c.business_date.between(first, last)).group_by(*place)
    for row in connection.execute(chosen):
        yield Place(first, *row[: len(place)]), Outcomes(*row[len(place) :])


def _known_until(connection: Connection) -> datetime | None:
    """The start of the last contact known: whoever has not come back until then may still."""
    newest = sa.select(sa.func.max(interactions.c.business_date)).scalar_subquery()
    chosen = sa.select(sa.func.max(interactions.c.started_at)).where(interactions.c.business_date == newest)
    found: datetime | None = connection.execute(chosen).scalar_one()
    return found


def _contacts(
    connection: Connection, first: date, last: date, topic_column: str, places: dict[tuple[str, str], Place]
) -> Iterator[Contact]:
    c = interactions.c
    by_metadata = topic_column != TOPIC_COLUMN
    names = (c.source, c.interaction_id, c.business_date, c.agent_id, c.team, c.site, c.vendor, c.queue, c.channel)
    about = (c.customer_id, c.started_at, c.ticket_id, c.order_id, c.disposition, c.direction)
    chosen = sa.select(*names, *about, *([c.metadata] if by_metadata else [])).where(
        c.business_date.between(first, last)
    )
    for row in connection.execute(chosen.execution_options(yield_per=AT_ONCE)):
        places[(row.source, row.interaction_id)] = _place(row)
        yield Contact(
            source=row.source,
            interaction_id=row.interaction_id,
            customer=row.customer_id,
            started_at=row.started_at,
            ticket=row.ticket_id,
            order=row.order_id,
            topic=row.metadata.get(topic_column) if by_metadata else row.disposition,
            by_customer=row.direction != Direction.OUTBOUND.value,
        )


def _place(row: Any) -> Place:
    where = {name: getattr(row, name) or "" for name in ("team", "site", "vendor", "queue")}
    agent_id = row.agent_id or UNASSIGNED
    return Place(business_date=row.business_date, agent_id=agent_id, channel=row.channel, **where)
