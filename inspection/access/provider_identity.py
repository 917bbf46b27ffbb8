"""Whom an identity provider names (单点登录身份): from checked claims to a subject and the name of an account here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspection.errors import SignOnError

LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Somebody at a provider: `subject` is theirs for ever at this `issuer`, `name` may be given to others later."""

    issuer: str
    subject: str
    name: str


def identity_of(issuer: str, claims: Mapping[str, Any], name_claim: str) -> Identity:
    """The identity in claims whose signature, audience and times were checked before.

    Raises SignOnError: `no_subject` or `no_name` when the provider does not say who it is, `unverified_email` for an
    address the provider itself does not vouch for (anybody could have typed it in there).
    """
    subject, name = claims.get("sub"), claims.get(name_claim)
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise SignOnError("the provider names no subject", "see its logs", where="sub", code="no_subject")
    if not isinstance(name, str) or not name.strip():
        raise SignOnError(
            f"the provider's answer has no claim '{name_claim}'",
            "have it sent, or name another as name_claim in [oidc]",
            where=name_claim,
            code="no_name",
        )
    if name_claim == "email" and claims.get("email_verified") is not True:
        raise SignOnError(
            "the provider has not verified the address",
            "have it verified there",
            where="email",
            code="unverified_email",
        )
    return Identity(issuer=issuer, subject=subject, name=name)
