"""Webhooks in the database: where something is told, and what. Their secrets follow from a key file beside it.

The secret of a webhook is an HMAC of its id under the key of `webhooks.key` in the workspace, so that a copy of the
database signs nothing.
"""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import RecordsError
from inspection.stable_ids import stable_id
from inspection.webhooks import WebhookEvent
from records import audit
from records.api_tables import webhooks as table
from records.key_ring import KeyRing, own_key

KEY_FILE = "webhooks.key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """One place something is told to; one that is not active gets nothing new."""

    webhook_id: str
    url: str
    events: frozenset[WebhookEvent]
    key_id: str
    active: bool
    made_by: str
    made_at: datetime


def keys_in(folder: Path) -> KeyRing:
    """The keys that secrets follow from; made with the first webhook. Whoever delivers needs the same file."""
    return own_key(folder / KEY_FILE)


def secret_of(webhook: Webhook, keys: KeyRing) -> bytes:
    """The 32 bytes its deliveries are signed with; RecordsError when the key it was made under is gone."""
    key = keys.find(webhook.key_id)
    if key is None:
        raise RecordsError(
            f"the key of {webhook.webhook_id} is not in {KEY_FILE}", "restore the file, or add the webhook anew",
            where="webhooks", code="no_key",
        )  # fmt: skip
    return hmac.new(key.secret, f"mingjian webhook\x00{webhook.webhook_id}".encode(), sha256).digest()


def add(
    connection: Connection, url: str, events: Collection[WebhookEvent], keys: KeyRing, *, by: str, at: datetime
) -> Webhook:
    """Tell these events at this URL from now on."""
    webhook_id = stable_id("webhook", url, at.isoformat(), by)
    one = Webhook(
        webhook_id=webhook_id, url=url, events=frozenset(events), key_id=keys.newest.key_id, active=True, made_by=by,
        made_at=at,
    )  # fmt: skip
    named = sorted(event.value for event in one.events)
    values = {name: getattr(one, name) for name in Webhook.__dataclass_fields__}
    connection.execute(sa.insert(table).values(**values | {"events": named}))
    _note(connection, webhook_id, "webhook_added", {"url": url, "events": named}, by=by, at=at)
    return one


def everything(connection: Connection) -> list[Webhook]:
    """All webhooks, the oldest first, ended ones too."""
    return [
        _from_row(row) for row in connection.execute(sa.select(table).order_by(table.c.made_at, table.c.webhook_id))
    ]


def told(connection: Connection, event: WebhookEvent) -> list[Webhook]:
    """The active webhooks this event is told to."""
    active = connection.execute(sa.select(table).where(table.c.active).order_by(table.c.webhook_id))
    return [one for one in map(_from_row, active) if event in one.events]


def find(connection: Connection, webhook_id: str) -> Webhook:
    """One webhook; RecordsError (`no_webhook`) when there is none."""
    row = connection.execute(sa.select(table).where(table.c.webhook_id == webhook_id)).one_or_none()
    if row is None:
        raise RecordsError(
            f"there is no webhook '{webhook_id[:60]}'", "see mingjian webhooks list", where="webhooks",
            code="no_webhook",
        )  # fmt: skip
    return _from_row(row)


def end(connection: Connection, webhook_id: str, *, by: str, at: datetime) -> bool:
    """Tell it nothing any more, waiting deliveries included; False when it had ended before."""
    if not find(connection, webhook_id).active:
        return False
    connection.execute(sa.update(table).where(table.c.webhook_id == webhook_id).values(active=False))
    _note(connection, webhook_id, "webhook_ended", {}, by=by, at=at)
    return True


def _note(
    connection: Connection, webhook_id: str, action: str, after: dict[str, object], *, by: str, at: datetime
) -> None:
    subject = f"webhook:{webhook_id}"
    audit.note(connection, at=at, who=by, action=action, subject=subject, before={}, after=after, reason="")


def _from_row(row: Any) -> Webhook:
    values = {name: getattr(row, name) for name in Webhook.__dataclass_fields__}
    known = {event.value: event for event in WebhookEvent}
    return Webhook(**values | {"events": frozenset(known[name] for name in row.events if name in known)})
