"""First-contact resolution (首次解决, FCR): whether the customer had to come back with the same issue within a week.

The rule: two contacts are about the same issue when they carry the same ticket; where one of them has none, the same
order; else the same topic; and where none of these is known of both, any contact of the same customer counts. Only
contacts the customer began count as coming back: a promised call-back of ours does not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

WINDOW = timedelta(days=7)


class Contact(NamedTuple):
    """One interaction as FCR sees it; None is not known. `by_customer`: the customer began it."""

    source: str
    interaction_id: str
    customer: str | None
    started_at: datetime
    ticket: str | None
    order: str | None
    topic: str | None
    by_customer: bool


class FirstContact(StrEnum):
    """How it ended; PENDING while the window is open, UNKNOWN without a customer."""

    RESOLVED = "resolved"
    REPEATED = "repeated"
    PENDING = "pending"
    UNKNOWN = "unknown"


def first_contacts(contacts: Iterable[Contact], until: datetime) -> Iterator[tuple[Contact, FirstContact]]:
    """What became of each contact; `until` is the moment up to which contacts are known."""
    by_customer: dict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        if contact.customer:
            by_customer[contact.customer].append(contact)
        else:
            yield contact, FirstContact.UNKNOWN
    for many in by_customer.values():
        ordered = sorted(many, key=lambda c: (c.started_at, c.source, c.interaction_id))
        for at, contact in enumerate(ordered):
            yield contact, _outcome(contact, ordered[at + 1 :], until)


def is_same_issue(one: Contact, other: Contact) -> bool:
    """By the strongest sign both have: ticket, order, topic; without any, the customer alone."""
    for name in ("ticket", "order", "topic"):
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine and theirs:
            return bool(mine == theirs)
    return True


def _outcome(contact: Contact, later: Sequence[Contact], until: datetime) -> FirstContact:
    end = contact.started_at + WINDOW
    for other in later:
        if other.started_at > end:
            break
        if other.by_customer and is_same_issue(contact, other):
            return FirstContact.REPEATED
    return FirstContact.RESOLVED if end <= until else FirstContact.PENDING
