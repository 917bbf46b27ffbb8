"""Frozen months: what was paid stays as it was paid."""

from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.evaluation import EvaluationStatus
from records import audit
from records.tables import current_evaluations, evaluations, frozen_months


def freeze(connection: Connection, month: str, *, who: str, at: datetime, reason: str) -> int:
    """Freeze the current evaluations of `month` (2026-09); returns how many. Freezing twice changes nothing.

    Raises RecordsError for a month that cannot be read.
    """
    first, last = days_of(month)
    if month in frozen(connection):
        return 0
    connection.execute(sa.insert(frozen_months).values(month=month, frozen_at=at, who=who))
    is_current = evaluations.c.evaluation_id.in_(sa.select(current_evaluations.c.evaluation_id))
    chosen = evaluations.c.business_date.between(first, last) & is_current
    statement = sa.update(evaluations).where(chosen).values(status=EvaluationStatus.FROZEN.value)
    count = int(connection.execute(statement).rowcount)
    audit.note(
        connection,
        at=at,
        who=who,
        action="freeze",
        subject=f"month:{month}",
        before={},
        after={"evaluations": count},
        reason=reason,
    )
    return count


def frozen(connection: Connection) -> tuple[str, ...]:
    """The months that are frozen, in order."""
    return tuple(connection.execute(sa.select(frozen_months.c.month).order_by(frozen_months.c.month)).scalars())


def days_of(month: str) -> tuple[date, date]:
    """The first and the last day of `month` (2026-09)."""
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise RecordsError(f"{month!r} is no month", "write it as 2026-09") from error
    return (first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))
