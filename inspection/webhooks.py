"""Webhooks (事件通知): what is told to another system, how it is signed, and when telling is tried again.

The form is that of the Standard Webhooks specification (standardwebhooks.com), so that receivers can check it with a
library they have: `webhook-id`, `webhook-timestamp`, `webhook-signature: v1,BASE64`.
"""

import base64
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlsplit

from inspection.errors import SettingsError

SECRET_PREFIX = "whsec_"  # noqa: S105 - how the specification begins every secret
_LONGEST_URL = 500
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_ADD_HOST = "add its name to `hosts` in [webhooks] of mingjian.toml: nothing goes out unless the operator says where"


class WebhookEvent(StrEnum):
    """What may be told."""

    FATAL_FINDING = "fatal_finding"
    NIGHT_FINISHED = "night_finished"
    APPEAL_OPENED = "appeal_opened"
    APPEAL_DECIDED = "appeal_decided"


class DeliveryState(StrEnum):
    """Where a delivery stands. DEAD: it was tried as often as allowed; nobody tries again by themselves."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """`attempts` tries in all; after the first a wait of `first_wait_s`, each further one `factor` times as long.

    With the defaults the waits are 30 s, 2 min, 8 min, 32 min, 2 h, 6 h, 6 h: about 15 hours from first to last.
    A try that was begun and never reported (a kill) counts, and is made again after `lease_s`.
    """

    attempts: int = 8
    first_wait_s: float = 30.0
    factor: float = 4.0
    longest_wait_s: float = 6 * 3600.0
    lease_s: float = 120.0

    def next_at(self, attempts: int, at: datetime) -> datetime | None:
        """When to try again after `attempts` tries, the last of them failed `at`; None: never."""
        if attempts >= self.attempts:
            return None
        wait_s = self.first_wait_s * self.factor ** max(0, attempts - 1)
        return at + timedelta(seconds=min(wait_s, self.longest_wait_s))


def signature(secret: bytes, delivery_id: str, timestamp_s: int, body: str) -> str:
    """`v1,` and the base64 HMAC-SHA256 of `ID.TIMESTAMP.BODY`; the timestamp is in whole seconds since 1970.

    >>> signature(b"k" * 32, "delivery_1", 1700000000, "{}")[:12]
    'v1,ICKuGxkLM'
    """
    signed = f"{delivery_id}.{timestamp_s}.{body}".encode()
    return "v1," + base64.b64encode(hmac.new(secret, signed, sha256).digest()).decode("ascii")


def shown_secret(secret: bytes) -> str:
    """The secret as receivers' libraries take it."""
    return SECRET_PREFIX + base64.b64encode(secret).decode("ascii")


def allowed_url(url: str, hosts: Collection[str]) -> str:
    """The URL, if something may be sent there: https (http on this machine), a host the operator named.

    Raises SettingsError for every other one, also for names, passwords and fragments in it.
    """
    try:
        parts = urlsplit(url)
        host, _port = (parts.hostname or "").lower(), parts.port
        is_plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST_URL
    except ValueError:
        is_plain, host, parts = False, "", urlsplit("")
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not (is_plain and host and is_safe) or parts.username or parts.password or parts.fragment:
        raise SettingsError(
            f"nothing can be sent to '{url[:100]}'", "give https://HOST/PATH (http:// on this machine only)",
            where="webhooks", code="bad_url",
        )  # fmt: skip
    if host not in {name.lower() for name in hosts}:
        raise SettingsError(f"nothing may be sent to '{host}'", _ADD_HOST, where="webhooks", code="host_not_allowed")
    return url
