"""The signed statement of who somebody is (ID token), checked as OpenID Connect Core 1.0, section 3.1.3.7 demands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, KeySetSerialization

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
        key_set = KeySet.import_key_set(cast(KeySetSerialization, keys))
        claims = jwt.decode(id_token, key_set, algorithms=ALGORITHMS).claims
        registry.validate(claims)
    except JoseError as error:
        raise _bad(str(error)) from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # keys or headers that are none
        raise _bad(f"{type(error).__name__}") from None
    if claims.get("azp", client_id) != client_id or (_is_for_several(claims["aud"]) and "azp" not in claims):
        raise _bad("it was made for another client")
    if not isinstance(claims["nonce"], str):
        raise _bad("its nonce is no text")
    return claims


def _is_for_several(audience: object) -> bool:
    return isinstance(audience, list) and len(audience) > 1


def _bad(why: str) -> SignOnError:
    return SignOnError(
        f"the provider's token is not to be trusted: {why[:200]}", "sign in again", where="id_token", code="bad_token"
    )
