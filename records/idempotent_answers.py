"""Answers given to an idempotency key (幂等键): sent again with the same key, a request changes nothing more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from records.api_tables import idempotent_answers as table
from records.upsert import inserting

KEPT_FOR = timedelta(hours=24)
_NOT_YET = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was sent: HTTP status and JSON text."""

    status: int
    body: str


def claim(connection: Connection, login: str, key: str, request_hash: str, *, at: datetime) -> Answer | None:
    """Begin a request under a key; the answer when it was made before. Answers are kept for a day.

    The claim goes with the caller's transaction: rolled back, it was never made; whoever sends the same at the same
    time waits for it. Raises RecordsError (`key_reused`) when the key belongs to another request.
    """
    connection.execute(sa.delete(table).where(table.c.at < at - KEPT_FOR))
    values = {"login": login, "key": key, "request_hash": request_hash, "status": _NOT_YET, "body": "", "at": at}
    claimed = inserting(connection, table).values(values).on_conflict_do_nothing().returning(table.c.key)
    if connection.execute(claimed).first() is not None:
        return None
    row = connection.execute(sa.select(table).where(table.c.login == login, table.c.key == key)).one()
    if row.request_hash != request_hash:
        raise RecordsError(
            "this idempotency key was used for another request", "take a new key for a new request",
            where="Idempotency-Key", code="key_reused",
        )  # fmt: skip
    return Answer(row.status, row.body)


def keep(connection: Connection, login: str, key: str, answer: Answer) -> None:
    """Keep the answer of a claimed request, in the transaction that did it."""
    chosen = (table.c.login == login) & (table.c.key == key)
    connection.execute(sa.update(table).where(chosen).values(status=answer.status, body=answer.body))
