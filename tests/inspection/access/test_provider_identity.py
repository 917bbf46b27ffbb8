"""Whom a provider names: a subject and a name, or nobody."""

from typing import Any

import pytest

from inspection.access.provider_identity import Identity, identity_of
from inspection.errors import SignOnError

ISSUER = "https://sso.example.com"


def test_claims_name_somebody() -> None:
    claims = {"sub": "s-1", "preferred_username": "wang", "email": "w@example.com", "email_verified": True}
    assert identity_of(ISSUER, claims, "preferred_username") == Identity(issuer=ISSUER, subject="s-1", name="wang")
    assert identity_of(ISSUER, claims, "email").name == "w@example.com"


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ({"email": "w@example.com"}, "no_subject"),
        ({"sub": "", "email": "w@example.com"}, "no_subject"),
        ({"sub": "x" * 256, "email": "w@example.com"}, "no_subject"),
        ({"sub": 7, "email": "w@example.com"}, "no_subject"),
        ({"sub": "s-1"}, "no_name"),
        ({"sub": "s-1", "email": " "}, "no_name"),
        ({"sub": "s-1", "email": ["w@example.com"]}, "no_name"),
        ({"sub": "s-1", "email": "w@example.com"}, "unverified_email"),
        ({"sub": "s-1", "email": "w@example.com", "email_verified": False}, "unverified_email"),
        ({"sub": "s-1", "email": "w@example.com", "email_verified": "false"}, "unverified_email"),
    ],
)
def test_who_is_not_named_beyond_doubt_is_nobody(claims: dict[str, Any], code: str) -> None:
    with pytest.raises(SignOnError) as refused:
        identity_of(ISSUER, claims, "email")
    assert refused.value.code == code
