"""What whoever publishes must know before (公布前): what lies ahead, by which rules, and that it is still so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from records import frozen_months, publication_candidates
from records.beholder import waits_blind
from records.tables import evaluations
from records.upsert import in_chunks


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What lies ahead of who publishes some business days.

    `ids` are the evaluations to look at, in order; `frozen` the months among the days that are frozen: nothing of them
    may be published. `stands` changes when something new arrives, when somebody else publishes, and when another rule
    counts: a confirmation that names another one speaks of what is no longer so. Verdicts given meanwhile do not
    change it: reviewers are always at work, and what people say is what is published.
    """

    ids: tuple[str, ...]
    frozen: tuple[str, ...]
    stands: str


def ahead(connection: Connection, first: date, last: date, trusted: Collection[str], *, after: str = "") -> Ahead:
    """What lies ahead on the business days (both included); `after`: of who goes on, behind this evaluation."""
    found = publication_candidates.waiting(connection, first, last, after=after)
    return Ahead(
        ids=found.ids,
        frozen=tuple(month for month in frozen_months.frozen(connection) if months_touch(month, first, last)),
        stands=_stands(first, last, found.never_published, trusted),
    )


def months_touch(month: str, first: date, last: date) -> bool:
    """Whether a month (2026-09) holds one of the days."""
    begins, ends = frozen_months.days_of(month)
    return begins <= last and first <= ends


def days_of_newest(connection: Connection, newest: date) -> dict[date, int]:
    """Days of the month of `newest` with evaluations that were never published -> how many, oldest first."""
    begins = newest.replace(day=1)
    ends = (begins + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return publication_candidates.unpublished_days(connection, begins, ends)


def judged_blind_by(connection: Connection, reviewer: str, evaluation_ids: Sequence[str]) -> frozenset[str]:
    """Those whose blind review may still fall to the reviewer: what the machine found is not told them before."""
    found: set[str] = set()
    for chunk in in_chunks(evaluation_ids):
        chosen = sa.select(evaluations.c.evaluation_id).where(
            evaluations.c.evaluation_id.in_(chunk), waits_blind(reviewer, evaluations)
        )
        found.update(connection.execute(chosen).scalars())
    return frozenset(found)


def _stands(first: date, last: date, never_published: Sequence[str], trusted: Collection[str]) -> str:
    content = "\n".join([first.isoformat(), last.isoformat(), *sorted(trusted), "", *never_published])
    return sha256(content.encode()).hexdigest()[:32]
