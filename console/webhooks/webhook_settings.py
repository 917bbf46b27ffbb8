"""Where webhooks may go. Without a host named here nothing leaves the machine."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _listed(given: object) -> object:
    """The environment gives hosts as one text, with commas between."""
    return tuple(n for n in (name.strip() for name in given.split(",")) if n) if isinstance(given, str) else given


class WebhookSettings(BaseModel):
    """Settings of webhooks; mingjian.toml and the environment fill them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    webhooks_hosts: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        (), description="names of the hosts webhooks may be sent to; none: nothing is sent"
    )
    webhooks_timeout_s: float = Field(10.0, ge=0.1, le=60.0, description="seconds a receiver has to answer")
