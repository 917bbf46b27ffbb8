"""How notices leave this machine, as the settings say."""

from datetime import UTC, datetime

from cli.settings import webhook_settings
from console.webhooks.delivering import Postman


def postman() -> Postman:
    """To the hosts of [webhooks] in mingjian.toml; without one it sends nothing."""
    settings = webhook_settings()
    return Postman(hosts=settings.webhooks_hosts, now=lambda: datetime.now(UTC), timeout_s=settings.webhooks_timeout_s)
