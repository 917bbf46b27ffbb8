"""The signed statement of who somebody is (ID token), checked as OpenID Connect Core 1.0, section 3.1.3.7 demands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from console.single_sign_on.signing_keys import NONSENSE, signed_claims
from inspection.errors import SignOnError

# Only what a provider signs with a key of which we know the public half: no `none`, nothing with a shared secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
CLOCKS_DIFFER_S = 60


def checked_claims(
    id_token: object, keys: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str, at: datetime
) -> Mapping[str, Any]:
    """The claims of a token that this provider signed for us, for this sign-in, and that has not run out.

    `keys` is the provider's key set (JWKS). Raises SignOnError (`bad_token`) for every other token.
    """
    if not isinstance(id_token, str):
        raise _bad("there is none")
    registry = jwt.JWTClaimsRegistry(
        now=int(at.timestamp()),
        leeway=CLOCKS_DIFFER_S,
        iss={"essential": True, "value": issuer},
        sub={"essential": True},
        aud={"essential": True, "value": client_id},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        claims = signed_claims(id_token, keys, ALGORITHMS)
        registry.validate(claims)
    except JoseError as error:
        raise _bad(str(error)) from None
    except NONSENSE as error:
        raise _bad(f"{type(error).__name__}") from None
    if claims.get("azp", client_id) != client_id or (_is_for_several(claims["aud"]) and "azp" not in claims):
        raise _bad("it was made for another client")
    if not isinstance(claims["nonce"], str):
        raise _bad("its nonce is no text")
    return claims


def demand_asked_since(claims: Mapping[str, Any], since: datetime) -> None:
    """SignOnError unless the provider asked who it is at this sign-in, and says so (`auth_time`, seconds since 1970).

    The address that asks for it passes through the browser, which can leave it out: only the signed answer counts.
    """
    asked_s = claims.get("auth_time")
    if not isinstance(asked_s, int | float) or not asked_s >= since.timestamp() - CLOCKS_DIFFER_S:
        raise _bad('it does not say that somebody signed in just now (auth_time), as prompt = "login" demands')


def _is_for_several(audience: object) -> bool:
    return isinstance(audience, list) and len(audience) > 1


def _bad(why: str) -> SignOnError:
    return SignOnError(
        f"the provider's token is not to be trusted: {why[:200]}", "sign in again", where="id_token", code="bad_token"
    )
