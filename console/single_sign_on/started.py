"""A sign-in that has begun in one browser: three secrets which only the token in its cookie can make again.

Nothing of it is kept by the server: who comes back without the cookie, or from another browser, is not let in.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from console.see_other import HOME, way_on
from console.tokens import new_token

LIFE_S = 600
_LONGEST_PATH = 1500  # with the token it must fit into a cookie


@dataclass(frozen=True, slots=True)
class Started:
    """`token` is the browser's, `way_on` (a path of ours) where it goes afterwards."""

    token: str = field(repr=False)
    way_on: str = HOME

    @classmethod
    def anew(cls, where: str) -> "Started":
        """A new one. A way too long for a cookie leads home."""
        return cls(new_token(), where if len(quote(where, safe="")) <= _LONGEST_PATH else HOME)

    @classmethod
    def of_cookie(cls, text: str) -> "Started | None":
        """What a cookie holds; None for no cookie of ours."""
        token, dot, where = text.partition(".")
        return cls(token, way_on(unquote(where))) if token and dot else None

    @property
    def cookie(self) -> str:
        """What the browser keeps."""
        return f"{self.token}.{quote(self.way_on, safe='')}"

    @property
    def state(self) -> str:
        """Goes to the provider and must come back: the answer belongs to this browser."""
        return self._secret("state")

    @property
    def nonce(self) -> str:
        """Must stand inside the signed token: it was made for this sign-in."""
        return self._secret("nonce")

    @property
    def verifier(self) -> str:
        """Redeems the code: whoever catches the code alone can do nothing with it (PKCE, RFC 7636)."""
        return self._secret("verifier")

    @property
    def challenge(self) -> str:
        """What the provider is told of the verifier (method S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def _secret(self, use: str) -> str:
        return hmac.new(self.token.encode("utf-8", "surrogateescape"), use.encode(), hashlib.sha256).hexdigest()
