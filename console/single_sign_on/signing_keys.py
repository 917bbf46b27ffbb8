"""The provider's keys (JWKS, RFC 7517) and which of them signed a token: one that cannot be read shuts nobody out."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import BadSignatureError, JoseError
from joserfc.jwk import JWKRegistry, Key

NONSENSE = (ValueError, TypeError, KeyError, AttributeError)  # what keys and headers that are none lead to


def signed_claims(token: str, keys: Mapping[str, Any], algorithms: Collection[str]) -> dict[str, Any]:
    """The claims of a token that one of the keys signed.

    A token that names its key (`kid`) is checked with that one; else with every key of the right type. Raises JoseError
    or one of NONSENSE when none of them signed it, or with another algorithm.
    """
    name = jws.extract_compact(token.encode()).headers().get("kid")
    refused: Exception = BadSignatureError("no key of the provider's signed it")
    for key in _readable(keys):
        if name and key.kid != name:
            continue
        try:
            return jwt.decode(token, key, algorithms=algorithms).claims
        except (JoseError, *NONSENSE) as error:
            refused = error
    raise refused


def _readable(keys: Mapping[str, Any]) -> Iterator[Key]:
    """The keys for signatures; those of a kind or curve nobody here knows are left out (RFC 7517, section 5)."""
    for said in keys["keys"]:
        try:
            key = JWKRegistry.import_key(said)
            key.check_use("sig")
        except (JoseError, *NONSENSE):
            continue
        yield key
