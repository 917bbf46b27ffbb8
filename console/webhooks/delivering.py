"""Delivering the outbox: each notice signed, sent, and what became of it written down before the next one is taken.

A process killed while it sends leaves a lease behind: the notice goes out again under the same id. At least once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from console.webhooks.sending import Send, Sent, post
from inspection.errors import InspectionError
from inspection.webhooks import DeliveryState, RetryPolicy, allowed_url, shown_secret, signature
from records import webhook_outbox, webhooks
from records.database import reading, writing
from records.webhook_outbox import Delivery
from records.webhooks import Webhook
from records.workspace import Workspace

Clock = Callable[[], datetime]
AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Postman:
    """How notices leave this machine: to which hosts, with how much patience; `send` and `now` are for tests."""

    hosts: tuple[str, ...]
    now: Clock
    timeout_s: float = 10.0
    policy: RetryPolicy = field(default_factory=RetryPolicy)
    send: Send = post


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did, in notices: taken by their receivers, to be tried again, given up."""

    delivered: int = 0
    waiting: int = 0
    dead: int = 0


def deliver_due(workspace: Workspace, postman: Postman, *, most: int = AT_ONCE) -> Round:
    """Send what is due now, at most so many notices. Without a host nothing is touched."""
    done = Round()
    if not postman.hosts:
        return done
    for _ in range(most):
        with writing(workspace.engine) as connection:
            one = webhook_outbox.claim(connection, postman.now(), postman.policy)
        if one is None:
            break
        state = _deliver(workspace, postman, one)
        done = replace(done, **{state.value: getattr(done, state.value) + 1})
    return done


def first_secret(webhook: Webhook, workspace: Workspace) -> str:
    """The secret a new webhook signs with, as its receiver stores it."""
    return shown_secret(webhooks.secret_of(webhook, webhooks.keys_in(workspace.path)))


def _deliver(workspace: Workspace, postman: Postman, one: Delivery) -> DeliveryState:
    sent = _sent(workspace, postman, one)
    at = postman.now()
    with writing(workspace.engine) as connection:
        if sent.is_taken and sent.status is not None:
            webhook_outbox.delivered(connection, one, sent.status, at=at)
            return DeliveryState.DELIVERED
        return webhook_outbox.failed(connection, one, sent.error, status=sent.status, at=at, policy=postman.policy)


def _sent(workspace: Workspace, postman: Postman, one: Delivery) -> Sent:
    """What came of one try; a host that is not allowed (any more) and a lost key are failures like others."""
    try:
        with reading(workspace.engine) as connection:
            webhook = webhooks.find(connection, one.webhook_id)
        url = allowed_url(webhook.url, postman.hosts)
        secret = webhooks.secret_of(webhook, webhooks.keys_in(workspace.path))
    except InspectionError as error:
        return Sent(None, error.reason)
    sent_at_s = int(postman.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Mingjian",
        "webhook-id": one.delivery_id,
        "webhook-timestamp": str(sent_at_s),
        "webhook-signature": signature(secret, one.delivery_id, sent_at_s, one.body),
    }
    return postman.send(url, headers, one.body.encode(), timeout_s=postman.timeout_s)
