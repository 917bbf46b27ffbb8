"""The identity provider (身份提供方): what we know of it from the settings, and what it says of itself."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from inspection.access.provider_address import is_safe_address
from inspection.errors import ProviderUnreachable, SignOnError

WELL_KNOWN = "/.well-known/openid-configuration"
ASK_EVERY_TIME = "login"
_METHODS = "token_endpoint_auth_methods_supported"
_BASIC, _POST = "client_secret_basic", "client_secret_post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One provider: `issuer` as it names itself, the name and secret we have there, and how people are named.

    `prompt` is what it is asked to ask (empty: as it likes), `tls` whose certificates are believed.
    """

    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    name_claim: str = "preferred_username"
    label: str = ""
    prompt: str = ""
    tls: ssl.SSLContext | None = field(default=None, repr=False)

    @property
    def asks_every_time(self) -> bool:
        """True when nobody is let in by what they signed in to there before, as at a shared desk."""
        return self.prompt == ASK_EVERY_TIME

    @property
    def well_known(self) -> str:
        """Where it describes itself (OpenID Connect Discovery 1.0, section 4)."""
        return self.issuer.rstrip("/") + WELL_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """The addresses a provider gives; `userinfo` and `end_session` are empty when it has none.

    `takes_secret_in_form` says how the secret is sent: in the form, where the provider does not take it in a header.
    """

    authorization: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    takes_secret_in_form: bool


def description_of(issuer: str, said: Mapping[str, Any]) -> Description:
    """The provider's own words, checked: it must be who we asked, and every address as safe as the issuer's.

    Raises SignOnError (`other_issuer`) when it calls itself something else, ProviderUnreachable for what is missing.
    """
    if said.get("issuer") != issuer:
        raise SignOnError(
            f"the provider calls itself '{str(said.get('issuer'))[:200]}'",
            "write exactly that as issuer in [oidc]",
            where=issuer,
            code="other_issuer",
        )
    methods = said.get(_METHODS) or [_BASIC]
    if not isinstance(methods, list):
        raise ProviderUnreachable(f"its {_METHODS} is no list", "see the provider's settings", where=issuer)
    return Description(
        authorization=_address(issuer, said, "authorization_endpoint"),
        token=_address(issuer, said, "token_endpoint"),
        keys=_address(issuer, said, "jwks_uri"),
        userinfo=_address(issuer, said, "userinfo_endpoint", must=False),
        end_session=_address(issuer, said, "end_session_endpoint", must=False),
        takes_secret_in_form=_BASIC not in methods and _POST in methods,
    )


def _address(issuer: str, said: Mapping[str, Any], name: str, *, must: bool = True) -> str:
    url = said.get(name)
    if url is None and not must:
        return ""
    is_as_safe = isinstance(url, str) and is_safe_address(url) and (issuer[:5] == "http:" or url[:6] == "https:")
    if not isinstance(url, str) or not is_as_safe:
        raise ProviderUnreachable(f"its description has no usable {name}", "see the provider's settings", where=issuer)
    return url
