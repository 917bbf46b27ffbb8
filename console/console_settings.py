"""How the console is served and how its door is kept. Every setting with its range.

In mingjian.toml they stand in a section: `public_url` in `[console]` is `console_public_url`.
"""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from console.doorkeeper import DoorPolicy
from console.guard import PublicAddress
from inspection.access.lock_out import LockOutPolicy
from inspection.access.rate_limit import RateLimit
from inspection.access.session_life import SessionPolicy


def _listed(given: object) -> object:
    """The environment gives addresses as one text, with commas between."""
    return tuple(n for n in (name.strip() for name in given.split(",")) if n) if isinstance(given, str) else given


class ConsoleSettings(BaseModel):
    """Settings of `mingjian serve`; the command line, mingjian.toml and the environment fill them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    console_public_url: str | None = Field(
        None, description="https address people type; a proxy that ends TLS stands before the console"
    )
    console_trusted_proxies: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        ("127.0.0.1",), description="addresses or networks of that proxy: what it says of the caller is believed"
    )
    console_idle_minutes: int = Field(30, ge=2, le=720, description="a session nobody uses ends after so long")
    console_session_hours: int = Field(12, ge=1, le=168, description="every session ends after so long")
    console_wrong_passwords: int = Field(
        5, ge=1, le=100, description="wrong passwords of one account in 15 minutes before it must wait"
    )
    console_wrong_passwords_per_address: int = Field(
        60, ge=1, le=100_000, description="the same for one address, which a whole centre may share"
    )

    console_api_per_minute: int = Field(
        600, ge=1, le=100_000, description="requests a minute one token of the JSON API may send"
    )

    @property
    def public(self) -> PublicAddress | None:
        """The public address, if there is one; SettingsError when it cannot be used."""
        return PublicAddress.of(self.console_public_url) if self.console_public_url else None

    @property
    def api_limit(self) -> RateLimit:
        """How often a program may ask; a sixth of a minute's requests may come at once."""
        return RateLimit(per_minute=self.console_api_per_minute, burst=max(1, self.console_api_per_minute // 6))

    @property
    def door(self) -> DoorPolicy:
        """How long sessions live and how often a password may be wrong."""
        longest_s = 3600.0 * self.console_session_hours
        idle_s = min(60.0 * self.console_idle_minutes, longest_s)
        return DoorPolicy(
            session=SessionPolicy(idle_s=idle_s, longest_s=longest_s),
            account=LockOutPolicy(free=self.console_wrong_passwords),
            address=LockOutPolicy(free=self.console_wrong_passwords_per_address),
        )
