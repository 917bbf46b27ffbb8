"""Attempts that were refused (越权记录): who may not do a step and tried is in the audit trail like who may and did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy.engine import Engine

from inspection.errors import AccessRefused
from records import audit
from records.database import writing


@contextmanager
def noting_refusals(engine: Engine, *, who: str, at: datetime, subject: str) -> Iterator[None]:
    """Record a refusal for who somebody is (wrong role, not their own, same hands) before it is told.

    The refused step's own transaction must lie inside: it is rolled back first.
    """
    try:
        yield
    except AccessRefused as refused:
        with writing(engine) as connection:
            audit.note(
                connection,
                at=at,
                who=who,
                action="refused",
                subject=subject,
                before={},
                after={"refused": refused.code, "where": refused.where},
                reason=refused.reason,
            )
        raise
