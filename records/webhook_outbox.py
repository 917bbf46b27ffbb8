"""The outbox (待发通知): what is to be told, written in the transaction in which it happened, and what became of it.

A delivery has an id that follows from the event and the webhook: the same event is never written twice, and a receiver
that gets one again (at least once) knows it by its id.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.stable_ids import KeyPart, stable_id
from inspection.webhooks import DeliveryState, RetryPolicy, WebhookEvent
from records import webhooks
from records.api_tables import webhook_deliveries as table
from records.api_tables import webhooks as webhooks_table
from records.column_types import to_json
from records.upsert import insert_if_absent

_WAITING = table.c.state == DeliveryState.WAITING.value
_LONGEST_ERROR = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One event for one webhook. `attempts` counts the tries begun, `status` is the last HTTP status."""

    delivery_id: str
    webhook_id: str
    event: WebhookEvent
    body: str
    at: datetime
    state: DeliveryState
    attempts: int
    next_at: datetime
    status: int | None
    error: str
    ended_at: datetime | None


def announce(
    connection: Connection, event: WebhookEvent, key: tuple[KeyPart, ...], data: Mapping[str, object], *, at: datetime
) -> int:
    """Put an event into the outbox for every active webhook that wants it; returns for how many.

    `key` names the occasion: announced again it is the same event. `data` must hold nothing personal.
    """
    event_id = stable_id("event", event.value, *key)
    body = to_json({"id": event_id, "type": event.value, "timestamp": at.isoformat(), "data": dict(data)})
    rows = [
        {
            "delivery_id": stable_id("delivery", event_id, one.webhook_id),
            "webhook_id": one.webhook_id,
            "event": event.value,
            "body": body,
            "at": at,
            "state": DeliveryState.WAITING.value,
            "attempts": 0,
            "next_at": at,
            "error": "",
        }
        for one in webhooks.told(connection, event)
    ]
    insert_if_absent(connection, table, rows)
    return len(rows)


def claim(connection: Connection, now: datetime, policy: RetryPolicy) -> Delivery | None:
    """Take the delivery that waits longest, counting the try; nobody else takes it before the lease is over.

    Those of ended webhooks are dead, and so is one whose last try was begun and never reported.
    """
    _bury(connection, now, policy)
    due = sa.select(table).where(_WAITING, table.c.next_at <= now).order_by(table.c.next_at, table.c.delivery_id)
    for row in connection.execute(due.limit(20)).all():
        same = (table.c.delivery_id == row.delivery_id) & _WAITING & (table.c.next_at == row.next_at)
        lease = {"attempts": row.attempts + 1, "next_at": now + timedelta(seconds=policy.lease_s)}
        if connection.execute(sa.update(table).where(same).values(lease)).rowcount == 1:
            return find(connection, row.delivery_id)
    return None


def delivered(connection: Connection, one: Delivery, status: int, *, at: datetime) -> None:
    """The receiver took it."""
    _settle(connection, one, {"state": DeliveryState.DELIVERED.value, "status": status, "error": "", "ended_at": at})


def failed(
    connection: Connection, one: Delivery, error: str, *, status: int | None, at: datetime, policy: RetryPolicy
) -> DeliveryState:
    """The receiver did not take it: it waits for the next try, or is dead after the last."""
    next_at = policy.next_at(one.attempts, at)
    told = {"status": status, "error": " ".join(error.split())[:_LONGEST_ERROR]}
    if next_at is None:
        _settle(connection, one, told | {"state": DeliveryState.DEAD.value, "ended_at": at})
        return DeliveryState.DEAD
    _settle(connection, one, told | {"next_at": next_at})
    return DeliveryState.WAITING


def try_again(connection: Connection, webhook_id: str, *, at: datetime) -> int:
    """Let every dead delivery of a webhook wait again, as if it had never been tried; returns how many."""
    dead = (table.c.webhook_id == webhook_id) & (table.c.state == DeliveryState.DEAD.value)
    fresh = {"state": DeliveryState.WAITING.value, "attempts": 0, "next_at": at, "ended_at": None}
    return connection.execute(sa.update(table).where(dead).values(fresh)).rowcount


def find(connection: Connection, delivery_id: str) -> Delivery:
    """One delivery, which must be there."""
    return _from_row(connection.execute(sa.select(table).where(table.c.delivery_id == delivery_id)).one())


def latest(connection: Connection, *, limit: int = 50) -> list[Delivery]:
    """What was put in last, the newest first."""
    statement = sa.select(table).order_by(table.c.at.desc(), table.c.delivery_id).limit(limit)
    return [_from_row(row) for row in connection.execute(statement)]


def counts(connection: Connection) -> dict[tuple[str, DeliveryState], int]:
    """(webhook_id, state) -> how many deliveries."""
    statement = sa.select(table.c.webhook_id, table.c.state, sa.func.count()).group_by(
        table.c.webhook_id, table.c.state
    )
    return {(row[0], DeliveryState(row[1])): row[2] for row in connection.execute(statement)}


def forget(connection: Connection, before: datetime) -> int:
    """Delete what was delivered or died before a moment; returns how many."""
    return connection.execute(sa.delete(table).where(~_WAITING, table.c.ended_at < before)).rowcount


def _bury(connection: Connection, now: datetime, policy: RetryPolicy) -> None:
    ended = sa.select(webhooks_table.c.webhook_id).where(~webhooks_table.c.active)
    dead = {"state": DeliveryState.DEAD.value, "ended_at": now}
    gone = _WAITING & table.c.webhook_id.in_(ended)
    connection.execute(sa.update(table).where(gone).values(**dead, error="the webhook has ended"))
    over = _WAITING & (table.c.attempts >= policy.attempts) & (table.c.next_at <= now)
    connection.execute(sa.update(table).where(over).values(**dead, error="the last try was never reported"))


def _settle(connection: Connection, one: Delivery, changes: Mapping[str, Any]) -> None:
    """Only while nobody else has taken it since: a try that outlived its lease changes nothing."""
    mine = (table.c.delivery_id == one.delivery_id) & _WAITING & (table.c.attempts == one.attempts)
    connection.execute(sa.update(table).where(mine).values(dict(changes)))


def _from_row(row: Any) -> Delivery:
    values = {name: getattr(row, name) for name in Delivery.__dataclass_fields__}
    return Delivery(**values | {"event": WebhookEvent(row.event), "state": DeliveryState(row.state)})
